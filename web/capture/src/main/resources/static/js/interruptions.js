import { Trouble } from "./trouble.js";
import { sameSize, viewport } from "./viewport.js";

/** A camera starts muted for up to a second on iOS. */
const MUTED_MS = 1500;
/** A window changes its size in steps. */
const RESIZED_MS = 300;

/** Watches for what stops a step: the camera gone or silent, the window turned, the tab left. */
export class Interruptions {
  #camera;
  #size = null;

  /** @param {import("./camera.js").Camera} camera */
  constructor(camera) {
    this.#camera = camera;
  }

  /** The window may have any size again. */
  forgetSize() {
    this.#size = null;
  }

  /** From now on the window must keep the size that it has. */
  keepSize() {
    this.#size = viewport();
  }

  /** Whether the window has the size that it must keep. */
  get sizeKept() {
    return this.#size === null || sameSize(this.#size, viewport());
  }

  /**
   * Runs a step until it is done or interrupted; its signal is aborted then.
   *
   * @param {(signal: AbortSignal) => Promise<T>} step
   * @returns {Promise<T>}
   * @throws {Trouble}
   * @template T
   */
  async during(step) {
    const over = new AbortController();
    const interrupted = new Promise((_, reject) => this.#listen(over.signal, reject));
    try {
      // What is amiss already keeps the step from its start.
      await Promise.race([interrupted, Promise.resolve()]);
      return await Promise.race([step(over.signal), interrupted]);
    } finally {
      over.abort();
    }
  }

  #listen(signal, interrupt) {
    const on = (target, name, listener) => target.addEventListener(name, listener, { signal });
    const later = (ms, happened, kind) =>
      setTimeout(() => signal.aborted || (happened() && interrupt(new Trouble(kind))), ms);
    on(this.#camera, "lost", () => interrupt(new Trouble("camera_lost")));
    on(this.#camera, "muted", () => later(MUTED_MS, () => this.#camera.muted, "camera_muted"));
    on(this.#camera, "resized", () => interrupt(new Trouble("turned")));
    on(window, "resize", () => later(RESIZED_MS, () => !this.sizeKept, "turned"));
    on(document, "visibilitychange", () => document.hidden || interrupt(new Trouble("tab_hidden")));
    if (!this.sizeKept) {
      interrupt(new Trouble("turned"));
    }
    if (!this.#camera.live) {
      interrupt(new Trouble("camera_lost"));
    }
  }
}
