import { ApiError } from "./api.js";
import { retrying } from "./retry.js";

/** Failures in a row of one part before the viewer is told. */
const ATTEMPTS = 5;
/** How often the server may find parts missing that were sent. */
const ROUNDS = 3;

/**
 * A recording of this browser.
 *
 * @typedef {object} LocalRecording
 * @property {string} key names it to the server, however often it is sent
 * @property {string} contentType
 * @property {string} extension
 */

/**
 * Sends recordings to the store by requests that the server signs; a part at a time, those that are
 * full while the recording still runs. What the store has confirmed is not sent again, be it after
 * a lost network, in a new tab or to a restarted server.
 */
export class Uploader {
  #api;
  #store;
  #partBytes;
  #onProgress;
  /** By recording key: the server's number, whether it lies there whole, and the confirmed parts by number. */
  #uploads = new Map();
  #turn = Promise.resolve();

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./chunks.js").ChunkStore} store
   * @param {number} partBytes of every part but the last
   * @param {(confirmedBytes: number) => void} onProgress
   */
  constructor(api, store, partBytes, onProgress) {
    this.#api = api;
    this.#store = store;
    this.#partBytes = partBytes;
    this.#onProgress = onProgress;
  }

  /** Sends the full parts of a recording that still runs. @param {LocalRecording} recording */
  advance(recording) {
    return this.#inTurn(async () => {
      const content = await this.#store.recording(recording.key);
      const full = Math.floor(content.size / this.#partBytes);
      if (full > 0) {
        await this.#sendParts(await this.#opened(recording), content, full);
      }
    });
  }

  /**
   * Sends what is left of a recording, and has the server check the whole.
   *
   * @param {LocalRecording} recording
   * @returns {Promise<number>} the server's number of it
   */
  finish(recording) {
    return this.#inTurn(async () => {
      const content = await this.#store.recording(recording.key);
      const upload = await this.#opened(recording);
      if (upload.complete) {
        return upload.number;
      }
      const parts = Math.max(1, Math.ceil(content.size / this.#partBytes));
      for (let round = 0; round < ROUNDS; round++) {
        await this.#sendParts(upload, content, parts);
        const confirmed = [...upload.parts.values()].sort((a, b) => a.number - b.number);
        const missing = await this.#api.completeUpload(upload.number, content.size, confirmed);
        if (missing.length === 0) {
          return upload.number;
        }
        missing.forEach((number) => upload.parts.delete(number));
      }
      throw new ApiError(409, { detail: "parts are missing" });
    });
  }

  /** One call after the other: two must not send the same part. */
  #inTurn(action) {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #opened({ key, contentType, extension }) {
    const known = this.#uploads.get(key);
    if (known) {
      return known;
    }
    const { recording } = await this.#api.openUpload(key, contentType, extension);
    const { uploads } = await this.#api.session();
    const { state, parts } = uploads.find((each) => each.recording === recording);
    const upload = {
      number: recording,
      complete: state === "complete",
      parts: new Map(parts.map((part) => [part.number, part])),
    };
    this.#uploads.set(key, upload);
    return upload;
  }

  async #sendParts(upload, content, count) {
    for (let number = 1; number <= count; number++) {
      const part = content.slice((number - 1) * this.#partBytes, number * this.#partBytes);
      if (upload.parts.get(number)?.length !== part.size) {
        const etag = await this.#sendPart(upload.number, number, part);
        upload.parts.set(number, { number, length: part.size, etag });
      }
      this.#onProgress(this.#confirmedBytes());
    }
  }

  #sendPart(recording, number, part) {
    return retrying(
      async () => {
        const request = await this.#api.signPart(recording, number, part.size);
        return put(request, part, (bytes) => this.#onProgress(this.#confirmedBytes() + bytes));
      },
      ATTEMPTS,
      // A signed request may have run out, which the store answers with 403.
      (error) => error.passing || error.status === 403,
    );
  }

  #confirmedBytes() {
    const parts = [...this.#uploads.values()].flatMap((upload) => [...upload.parts.values()]);
    return parts.reduce((sum, { length }) => sum + length, 0);
  }
}

/** By XMLHttpRequest, as fetch does not tell how much is sent. @returns {Promise<string>} the etag */
function put({ url, method, headers }, body, onSent) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onerror = () => reject(new ApiError(0, null));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve((request.getResponseHeader("ETag") ?? "").replaceAll('"', ""));
      } else {
        reject(new ApiError(request.status, null));
      }
    };
    request.send(body);
  });
}
