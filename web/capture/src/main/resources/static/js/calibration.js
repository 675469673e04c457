import { painted, pause } from "./waiting.js";
import { shuffled } from "./shuffle.js";
import { Trouble } from "./trouble.js";

/** The job drops a point's first 300 ms, while the eyes are on their way, and all after 2 s. */
const SHOWN_MS = 1500;
const SETTLED_MS = 300;
const TRIES = 4;

/** Shares of the window's width and height. */
const FIT = [0.08, 0.5, 0.92].flatMap((y) => [0.08, 0.5, 0.92].map((x) => ({ x, y })));
const VERIFY = [0.3, 0.7].flatMap((y) => [0.3, 0.7].map((x) => ({ x, y })));

/**
 * A place that the viewer was asked to look at; times are performance.now()'s, in ms.
 *
 * @typedef {object} ShownPoint
 * @property {number} from when it was truly on screen
 * @property {number} until when it was gone
 * @property {number} xPx of its middle, CSS px from the window's left
 * @property {number} yPx
 * @property {boolean} verify held out from the fit
 */

/** Shows points, and keeps those during which a face was there and still. */
export class Calibration {
  #dot;
  #faces;
  #seed;
  #round = 0;

  /**
   * @param {HTMLElement} dot placed by its middle
   * @param {{steadyBetween: (from: number, until: number) => boolean}} faces
   * @param {number} seed orders the points
   */
  constructor(dot, faces, seed) {
    this.#dot = dot;
    this.#faces = faces;
    this.#seed = seed;
  }

  /**
   * Nine points to fit.
   *
   * @param {AbortSignal} signal ends it before the next point
   * @returns {Promise<ShownPoint[]>}
   * @throws {Trouble} when one never counted
   */
  async fit(signal) {
    const shown = await this.#run(FIT, false, signal);
    if (shown.length < FIT.length) {
      throw new Trouble("no_face", "calibration");
    }
    return shown;
  }

  /**
   * Four points to measure the error by, less those that never counted.
   *
   * @param {AbortSignal} signal ends it before the next point
   * @returns {Promise<ShownPoint[]>}
   */
  verify(signal) {
    return this.#run(VERIFY, true, signal);
  }

  /** A point that did not count comes again after the others. */
  async #run(places, verify, signal) {
    const shown = [];
    let left = shuffled(places, this.#seed + this.#round++);
    for (let attempt = 0; attempt < TRIES && left.length > 0; attempt++) {
      const again = [];
      for (const place of left) {
        signal.throwIfAborted();
        const point = await this.#show(place, verify);
        if (this.#faces.steadyBetween(point.from + SETTLED_MS, point.until)) {
          shown.push(point);
        } else {
          again.push(place);
        }
      }
      left = again;
    }
    return shown;
  }

  async #show({ x, y }, verify) {
    const xPx = Math.round(x * window.innerWidth);
    const yPx = Math.round(y * window.innerHeight);
    this.#dot.style.left = `${xPx}px`;
    this.#dot.style.top = `${yPx}px`;
    this.#dot.hidden = false;
    const from = await painted();
    await pause(SHOWN_MS);
    this.#dot.hidden = true;
    const until = await painted();
    return { from, until, xPx, yPx, verify };
  }
}
