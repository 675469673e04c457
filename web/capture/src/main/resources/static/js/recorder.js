import { nextEvent, pause } from "./waiting.js";
import { Trouble } from "./trouble.js";

/** 30 s are 5.6 MB at most; a face of 150 px keeps its eyes. */
const BITS_PER_SECOND = 1_500_000;
const CHUNK_MS = 1000;
const TRIAL_MS = 700;
const TRIAL_LIMIT_MS = 8000;

/**
 * A container and its codec, as a MediaRecorder takes them.
 *
 * @typedef {object} RecordingType
 * @property {string} mimeType
 * @property {string} extension of the file's name
 */

/** WebM takes a change of the picture's size; so does MP4 with the parameters beside each key frame (avc3). */
const STEADY = [
  { mimeType: "video/webm;codecs=vp8", extension: "webm" },
  { mimeType: "video/webm;codecs=vp9", extension: "webm" },
  { mimeType: "video/mp4;codecs=avc3.42E01E", extension: "mp4" },
];

/** Writes its parameters once, so that a turned phone spoils what follows. */
const WITHOUT_ROTATION = { mimeType: "video/mp4;codecs=avc1.42E01E", extension: "mp4" };

/**
 * The first type that this browser records and plays: what it says it supports may still fail.
 *
 * @param {MediaStream} stream
 * @param {boolean} rotates whether the picture's size may change, as a phone's does
 * @returns {Promise<RecordingType>}
 * @throws {Trouble} when there is none
 */
export async function chooseType(stream, rotates) {
  if (!("MediaRecorder" in window)) {
    throw new Trouble("unsupported", "MediaRecorder");
  }
  const candidates = rotates ? STEADY : [...STEADY, WITHOUT_ROTATION];
  for (const type of candidates) {
    if (MediaRecorder.isTypeSupported(type.mimeType) && (await records(stream, type))) {
      return type;
    }
  }
  throw new Trouble("unsupported", "no recording type");
}

async function records(stream, type) {
  try {
    return await Promise.race([trial(stream, type), pause(TRIAL_LIMIT_MS).then(() => false)]);
  } catch {
    return false;
  }
}

async function trial(stream, type) {
  const chunks = [];
  const recording = new Recording(stream, type, (chunk) => chunks.push(chunk));
  recording.start();
  await pause(TRIAL_MS);
  await recording.stop();
  return plays(new Blob(chunks, { type: type.mimeType }));
}

async function plays(blob) {
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  video.src = URL.createObjectURL(blob);
  try {
    const event = await nextEvent(video, "loadeddata", "error");
    return event.type === "loadeddata" && video.videoWidth > 0;
  } finally {
    URL.revokeObjectURL(video.src);
    video.removeAttribute("src");
  }
}

/** One run of a MediaRecorder, which hands over a chunk a second. */
export class Recording {
  #recorder;
  #stopped;

  /**
   * @param {MediaStream} stream
   * @param {RecordingType} type
   * @param {(chunk: Blob) => void} onChunk
   */
  constructor(stream, type, onChunk) {
    this.#recorder = new MediaRecorder(stream, {
      mimeType: type.mimeType,
      videoBitsPerSecond: BITS_PER_SECOND,
    });
    this.#recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size > 0) {
        onChunk(data);
      }
    });
    this.#stopped = nextEvent(this.#recorder, "stop");
  }

  start() {
    this.#recorder.start(CHUNK_MS);
  }

  /** Hands over what there is: a minimised window may wait long for its next chunk. */
  flush() {
    if (this.#recorder.state === "recording") {
      this.#recorder.requestData();
    }
  }

  /** Resolves once the last chunk was handed over, be the recorder still running or broken off. */
  async stop() {
    if (this.#recorder.state !== "inactive") {
      this.#recorder.stop();
    }
    await this.#stopped;
  }
}
