const FOLDER = "adgaze";

/** By folder: when it was first opened, in ms since 1970. In localStorage, which every page reads at once. */
const OPENED = "adgaze.opened";

/**
 * A folder of small files in the browser: write(name, blob), read(name) (null where there is none),
 * names(), clear(). A file is there whole or not at all.
 *
 * In the origin's private file system, or in IndexedDB where a page can't write there (Safari
 * before 26, private windows).
 */
export async function openFiles(folder) {
  const opened = whenOpened();
  saveOpened({ [folder]: Date.now(), ...opened });
  try {
    return await PrivateFiles.open(folder);
  } catch {
    return DatabaseFiles.open(folder);
  }
}

/** Removes the folders that were first opened before a time, in ms since 1970. */
export async function expireFiles(before) {
  for (const [folder, openedMs] of Object.entries(whenOpened())) {
    if (openedMs < before) {
      await PrivateFiles.remove(folder).catch(() => {});
      await DatabaseFiles.remove(folder);
      const others = whenOpened();
      delete others[folder];
      saveOpened(others);
    }
  }
}

function whenOpened() {
  return JSON.parse(localStorage.getItem(OPENED) ?? "{}");
}

function saveOpened(opened) {
  localStorage.setItem(OPENED, JSON.stringify(opened));
}

/** Bytes that may still be stored; Infinity where the browser doesn't say. */
export async function freeBytes() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? Infinity : quota - usage;
}

class PrivateFiles {
  #name;
  #parent;
  #folder;

  constructor(name, parent, folder) {
    this.#name = name;
    this.#parent = parent;
    this.#folder = folder;
  }

  static async open(name) {
    if (!("createWritable" in FileSystemFileHandle.prototype)) {
      throw new Error("no writable files");
    }
    const root = await navigator.storage.getDirectory();
    const parent = await root.getDirectoryHandle(FOLDER, { create: true });
    return new PrivateFiles(name, parent, await parent.getDirectoryHandle(name, { create: true }));
  }

  static async remove(name) {
    const root = await navigator.storage.getDirectory();
    const parent = await root.getDirectoryHandle(FOLDER);
    await parent.removeEntry(name, { recursive: true });
  }

  async write(name, blob) {
    const file = await this.#folder.getFileHandle(name, { create: true });
    const stream = await file.createWritable();
    await stream.write(blob);
    await stream.close();
  }

  async read(name) {
    try {
      return await (await this.#folder.getFileHandle(name)).getFile();
    } catch (error) {
      if (error.name === "NotFoundError") {
        return null;
      }
      throw error;
    }
  }

  async names() {
    const names = [];
    for await (const name of this.#folder.keys()) {
      names.push(name);
    }
    return names;
  }

  async clear() {
    await this.#parent.removeEntry(this.#name, { recursive: true });
    this.#folder = await this.#parent.getDirectoryHandle(this.#name, { create: true });
  }
}

class DatabaseFiles {
  #database;

  constructor(database) {
    this.#database = database;
  }

  static async open(name) {
    const request = indexedDB.open(`${FOLDER}.${name}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files");
    return new DatabaseFiles(await done(request));
  }

  static remove(name) {
    return done(indexedDB.deleteDatabase(`${FOLDER}.${name}`));
  }

  async write(name, blob) {
    const transaction = this.#database.transaction("files", "readwrite");
    transaction.objectStore("files").put(blob, name);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  }

  async read(name) {
    return (await done(this.#files("readonly").get(name))) ?? null;
  }

  names() {
    return done(this.#files("readonly").getAllKeys());
  }

  clear() {
    return done(this.#files("readwrite").clear());
  }

  #files(mode) {
    return this.#database.transaction("files", mode).objectStore("files");
  }
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
