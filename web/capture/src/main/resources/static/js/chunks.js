import { openFiles } from "./files.js";

const JOURNAL = "journal.json";

/**
 * What a session has recorded, kept in the browser until the server has confirmed the whole.
 *
 * Each chunk is a file of its own, written whole, so that a closed tab costs the last second at
 * most. Where the browser's storage is full, chunks stay in memory instead.
 */
export class ChunkStore {
  #files;
  #memory = new Map();
  #counts = new Map();
  #writing = Promise.resolve();
  #full = false;

  constructor(files) {
    this.#files = files;
  }

  static async open(sessionId) {
    return new ChunkStore(await openFiles(sessionId));
  }

  /** Whether something is in memory alone, and lost with the tab. */
  get full() {
    return this.#full;
  }

  /** Appends a chunk to a recording; chunks are written in the order of the calls. */
  append(recording, chunk) {
    const count = this.#counts.get(recording) ?? 0;
    this.#counts.set(recording, count + 1);
    return this.#write(chunkName(recording, count), chunk);
  }

  /** All of a recording that was handed over so far. @returns {Promise<Blob>} */
  async recording(recording) {
    await this.#writing;
    const prefix = `${recording}.`;
    const stored = (await this.#files.names()).filter((name) => name.startsWith(prefix));
    const held = [...this.#memory.keys()].filter((name) => name.startsWith(prefix));
    const names = [...new Set([...stored, ...held])].sort();
    return new Blob(await Promise.all(names.map((name) => this.#memory.get(name) ?? this.#files.read(name))));
  }

  /** Keeps what is needed to go on after the tab was closed. */
  saveJournal(journal) {
    return this.#write(JOURNAL, new Blob([JSON.stringify(journal)]));
  }

  async journal() {
    await this.#writing;
    const blob = this.#memory.get(JOURNAL) ?? (await this.#files.read(JOURNAL));
    return blob ? JSON.parse(await blob.text()) : null;
  }

  async clear() {
    await this.#writing;
    this.#memory.clear();
    this.#counts.clear();
    await this.#files.clear();
  }

  #write(name, blob) {
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#files.write(name, blob);
        this.#memory.delete(name);
      } catch {
        this.#memory.set(name, blob);
        this.#full = true;
      }
    });
    return this.#writing;
  }
}

/** Names sort as chunks follow each other. */
function chunkName(recording, count) {
  return `${recording}.${String(count).padStart(6, "0")}`;
}
