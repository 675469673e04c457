import { durationOf } from "./duration.js";
import { Recording } from "./recorder.js";
import { followFrames } from "./frames.js";
import { RecordingClock } from "./clock.js";

/**
 * Records the camera for a session: into the store, chunk by chunk, on one clock; by a further
 * recorder, with a file of its own, where the camera or its picture's size has changed.
 */
export class SessionRecorder {
  #camera;
  #type;
  #store;
  #onChunk;
  #clock = new RecordingClock();
  #recordings = [];
  #running = null;
  #size = null;
  #unfollow = () => {};

  /**
   * @param {import("./camera.js").Camera} camera
   * @param {import("./recorder.js").RecordingType} type
   * @param {import("./chunks.js").ChunkStore} store
   * @param {(recording: import("./uploader.js").LocalRecording) => void} onChunk told once a chunk is kept
   */
  constructor(camera, type, store, onChunk) {
    this.#camera = camera;
    this.#type = type;
    this.#store = store;
    this.#onChunk = onChunk;
    document.addEventListener("visibilitychange", () => document.hidden && this.#running?.flush());
  }

  get clock() {
    return this.#clock;
  }

  /** @returns {import("./uploader.js").LocalRecording[]} in the order of their clocks */
  get recordings() {
    return this.#recordings;
  }

  get running() {
    return this.#running !== null;
  }

  /** Resolves once the first frame is recorded. */
  async start() {
    const recording = {
      key: crypto.randomUUID(),
      contentType: this.#type.mimeType,
      extension: this.#type.extension,
    };
    this.#recordings.push(recording);
    this.#size = { width: this.#camera.video.videoWidth, height: this.#camera.video.videoHeight };
    this.#running = new Recording(this.#camera.stream, this.#type, (chunk) => this.#keep(recording, chunk));
    this.#unfollow = followFrames(this.#camera.video, (frame) => this.#clock.frame(frame));
    const begun = this.#clock.begin(performance.now());
    this.#running.start();
    await begun;
  }

  /** Whether the picture has the size that the running recording began with. */
  get sizeKept() {
    const { videoWidth, videoHeight } = this.#camera.video;
    return this.#size.width === videoWidth && this.#size.height === videoHeight;
  }

  async stop() {
    const recording = this.#running;
    this.#running = null;
    this.#unfollow();
    await recording.stop();
    const content = await this.#store.recording(this.#recordings.at(-1).key);
    this.#clock.end(await durationOf(content));
  }

  async #keep(recording, chunk) {
    await this.#store.append(recording.key, chunk);
    this.#onChunk(recording);
  }
}
