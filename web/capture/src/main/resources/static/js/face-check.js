import { followFrames } from "./frames.js";
import { Trouble } from "./trouble.js";

/** The detector's square. */
const SIDE_PX = 128;
const CHECK_EVERY_MS = 90;
const REMEMBERED_MS = 5000;
const FPS_WINDOW_MS = 2000;

/** The mean distance of the eyes' middle from its mean, in face widths, above which a head moved. */
const STILL = 0.12;
/** Longer without a look at the face, and nobody knows what it did. */
const UNSEEN_MS = 900;

/** @typedef {import("./face-worker.js").Face} Face */

/**
 * What the camera showed at a time.
 *
 * @typedef {object} Observation
 * @property {number} at performance.now()'s, in ms
 * @property {Face[]} faces the most certain first; sides of the picture, 0..1
 * @property {number} lightOnFace mean luma, 0..255; 0 without a face
 * @property {number} lightAround of the rest
 */

/** Looks for the viewer's face in the camera's picture, on this machine alone. */
export class FaceCheck {
  #worker;
  #canvas = Object.assign(document.createElement("canvas"), { width: SIDE_PX, height: SIDE_PX });
  #context = this.#canvas.getContext("2d", { willReadFrequently: true });
  #observations = [];
  #frames = [];
  #busy = false;
  #sentAt = 0;
  #unfollow = () => {};

  constructor(worker) {
    this.#worker = worker;
  }

  /** Loads the detector: some megabytes, once. @throws {Trouble} */
  static async load() {
    const worker = new Worker(new URL("./face-worker.js", import.meta.url), { type: "module" });
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = (event) => reject(new Trouble("unsupported", `detector: ${event.message}`));
    });
    return new FaceCheck(worker);
  }

  /** Looks at a camera until it is stopped. @param {HTMLVideoElement} video */
  watch(video) {
    this.stop();
    this.#frames = [];
    this.#busy = false;
    this.#worker.onmessage = ({ data }) => this.#observed(data);
    this.#unfollow = followFrames(video, (frame) => {
      this.#frames.push(frame);
      this.#send(video);
    });
  }

  stop() {
    this.#unfollow();
  }

  close() {
    this.stop();
    this.#worker.terminate();
  }

  /** @returns {Observation|undefined} */
  get latest() {
    return this.#observations.at(-1);
  }

  /** Frames a second over the last two seconds; null until they are over. */
  get framesPerSecond() {
    const frames = this.#frames;
    const last = frames.at(-1);
    if (!last || last.arrivedMs - frames[0].arrivedMs < FPS_WINDOW_MS / 2) {
      return null;
    }
    const first = frames.find((frame) => frame.arrivedMs >= last.arrivedMs - FPS_WINDOW_MS);
    const elapsedMs = last.arrivedMs - first.arrivedMs;
    return ((last.presented - first.presented) * 1000) / elapsedMs;
  }

  /** Whether one face was there all the time, and kept still. */
  steadyBetween(from, until) {
    const seen = this.#observations.filter(({ at }) => at >= from && at <= until);
    if (gaps(from, seen, until).some((gap) => gap > UNSEEN_MS) || seen.some(({ faces }) => faces.length === 0)) {
      return false;
    }
    const eyes = seen.map(({ faces }) => faces[0].eyes);
    const middle = { x: mean(eyes.map(({ x }) => x)), y: mean(eyes.map(({ y }) => y)) };
    const moved = mean(eyes.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)));
    const width = mean(seen.map(({ faces }) => faces[0].right - faces[0].left));
    return moved <= STILL * width;
  }

  #send(video) {
    const now = performance.now();
    if (this.#busy || now - this.#sentAt < CHECK_EVERY_MS) {
      return;
    }
    this.#busy = true;
    this.#sentAt = now;
    const box = letterbox(video.videoWidth, video.videoHeight);
    this.#context.clearRect(0, 0, SIDE_PX, SIDE_PX);
    this.#context.drawImage(video, box.left, box.top, box.width, box.height);
    const { data } = this.#context.getImageData(0, 0, SIDE_PX, SIDE_PX);
    this.#worker.postMessage({ at: now, pixels: data, box }, [data.buffer]);
  }

  #observed(observation) {
    this.#busy = false;
    this.#observations.push(observation);
    const oldest = observation.at - REMEMBERED_MS;
    this.#observations = this.#observations.filter(({ at }) => at >= oldest);
    this.#frames = this.#frames.filter(({ arrivedMs }) => arrivedMs >= oldest);
  }
}

/** Where a picture lies in the detector's square: whole, in the middle. */
function letterbox(widthPx, heightPx) {
  const scale = SIDE_PX / Math.max(widthPx, heightPx);
  const width = Math.round(widthPx * scale);
  const height = Math.round(heightPx * scale);
  return { left: Math.floor((SIDE_PX - width) / 2), top: Math.floor((SIDE_PX - height) / 2), width, height };
}

/** The times without an observation. */
function gaps(from, seen, until) {
  const times = [from, ...seen.map(({ at }) => at), until];
  return times.slice(1).map((time, i) => time - times[i]);
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
