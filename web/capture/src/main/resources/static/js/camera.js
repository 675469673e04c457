import { Trouble } from "./trouble.js";

/** What is asked for: enough for the face mesh, small enough for an upload from a phone. */
const WANTED = {
  audio: false,
  video: {
    facingMode: "user",
    width: { ideal: 640 },
    height: { ideal: 480 },
    frameRate: { ideal: 30 },
  },
};

const KINDS = {
  NotAllowedError: "camera_refused",
  SecurityError: "camera_refused",
  NotReadableError: "camera_in_use",
  AbortError: "camera_in_use",
  NotFoundError: "no_camera",
  OverconstrainedError: "no_camera",
};

/**
 * The viewer's camera: one stream without sound. Reopening ends the stream before it, since a
 * second one would end the first on iOS in any case.
 *
 * Tells "lost" when the camera is gone, "muted" and "unmuted" when its picture stops and comes
 * back, "resized" when the picture's size changes.
 */
export class Camera extends EventTarget {
  #video;
  #stream = null;

  /** @param {HTMLVideoElement} video shows the stream, and keeps its frames coming */
  constructor(video) {
    super();
    this.#video = video;
    video.addEventListener("resize", () => this.#tell("resized"));
  }

  get stream() {
    return this.#stream;
  }

  get video() {
    return this.#video;
  }

  get live() {
    return this.#stream?.getVideoTracks()[0]?.readyState === "live";
  }

  get muted() {
    return this.#stream?.getVideoTracks()[0]?.muted ?? false;
  }

  /** What was granted, in the manifest's terms. */
  get settings() {
    const { width, height, frameRate, facingMode } = this.#stream.getVideoTracks()[0].getSettings();
    return {
      width_px: width || this.#video.videoWidth,
      height_px: height || this.#video.videoHeight,
      frame_rate: frameRate ? Math.round(frameRate * 100) / 100 : undefined,
      facing: facingMode || undefined,
    };
  }

  /** @throws {Trouble} */
  async open() {
    if (!navigator.mediaDevices?.getUserMedia) {
      throw new Trouble("unsupported", "getUserMedia");
    }
    this.close();
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia(WANTED);
    } catch (error) {
      throw new Trouble(KINDS[error.name] ?? "no_camera", error.name);
    }
    const [track] = this.#stream.getVideoTracks();
    track.addEventListener("ended", () => this.#tell("lost"));
    track.addEventListener("mute", () => this.#tell("muted"));
    track.addEventListener("unmute", () => this.#tell("unmuted"));
    this.#video.srcObject = this.#stream;
    await this.#video.play();
  }

  close() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.#video.srcObject = null;
  }

  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}
