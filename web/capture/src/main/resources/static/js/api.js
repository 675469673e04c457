import { retrying } from "./retry.js";

const ATTEMPTS = 5;

/** An answer other than 2xx; status 0 where none came. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
  }

  /** Whether the same request may be answered later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The server's JSON API for one session. Each call is repeated while its failure may pass. */
export class Api {
  #base;
  #csrfToken;

  constructor(sessionId, csrfToken) {
    this.#base = `/api/sessions/${encodeURIComponent(sessionId)}`;
    this.#csrfToken = csrfToken;
  }

  session() {
    return this.#send("GET", "");
  }

  stage(stage, reason = null) {
    return this.#post("/stage", { stage, reason });
  }

  trouble(kind, detail = null) {
    return this.#post("/trouble", { kind, detail });
  }

  /** @param {string} key the same for the same recording, however often it is asked */
  openUpload(key, contentType, extension) {
    return this.#post("/uploads", { contentType, extension }, { "Idempotency-Key": key });
  }

  signPart(recording, number, length) {
    return this.#post(`/uploads/${recording}/parts`, { number, length });
  }

  /** @returns {Promise<number[]>} numbers of parts that are missing; none once it is complete */
  async completeUpload(recording, length, parts) {
    try {
      await this.#post(`/uploads/${recording}/complete`, { length, parts });
      return [];
    } catch (error) {
      if (error.status === 409 && error.problem?.missing) {
        return error.problem.missing;
      }
      throw error;
    }
  }

  landManifest(manifest) {
    return this.#post("/manifest", manifest);
  }

  #post(path, body, headers = {}) {
    return this.#send("POST", path, body, headers);
  }

  #send(method, path, body, headers) {
    return retrying(
      () => this.#sendOnce(method, path, body, headers),
      ATTEMPTS,
      (error) => error.passing,
    );
  }

  async #sendOnce(method, path, body, headers) {
    const request = { method, headers: { Accept: "application/json", ...headers } };
    if (body !== undefined) {
      request.body = JSON.stringify(body);
      request.headers["Content-Type"] = "application/json";
      request.headers["X-CSRF-TOKEN"] = this.#csrfToken;
    }
    const response = await fetch(this.#base + path, request).catch(() => {
      throw new ApiError(0, null);
    });
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
      throw new ApiError(response.status, answer);
    }
    return answer;
  }
}
