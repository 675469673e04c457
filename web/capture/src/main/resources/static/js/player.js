import { followFrames } from "./frames.js";
import { nextEvent } from "./waiting.js";
import { Trouble } from "./trouble.js";

/** How often a frame tells where the ad is. */
const UPDATE_MS = 1000;
/** A frame that is farther from where the ad was expected tells so at once. */
const DRIFT_MS = 40;
/** A first frame farther on than this says nothing of when the ad began to move. */
const START_MS = 250;

/** Firefox sometimes tells of a frame that still waits to be shown: one so far ahead of where the ad is. */
const WAITING_MS = 100;

/** Keys of keyboards and headsets that would move the ad. */
const MEDIA_KEYS = ["play", "pause", "stop", "seekto", "seekbackward", "seekforward", "previoustrack", "nexttrack"];

/**
 * Something that the player did; "at" is performance.now()'s, in ms.
 *
 * @typedef {object} PlayerEvent
 * @property {number} at
 * @property {number} adMs
 * @property {string} event
 */

/**
 * Plays the ad, and notes what it did when.
 *
 * An event's handler may run late, so times come from the frames: a frame says which moment of the
 * ad it shows and when it is on screen. Where there are none, as in a hidden tab, the media clock
 * counts on from the last one.
 */
export class AdPlayer extends EventTarget {
  #video;
  #events = [];
  /** The ad's clock: where it was, when, and whether it runs from there. */
  #known = { at: 0, adMs: 0, runs: false };
  #starting = false;
  #updatedAt = 0;
  #unfollow = () => {};
  #heard = new AbortController();

  /** @param {HTMLVideoElement} video */
  constructor(video) {
    super();
    this.#video = video;
  }

  /** @returns {PlayerEvent[]} */
  get events() {
    return this.#events;
  }

  get ended() {
    return this.#video.ended;
  }

  get playing() {
    return !this.#video.paused && !this.#video.ended;
  }

  /** Loads the ad until it can be played to its end. @throws {Trouble} */
  async load(url) {
    const video = this.#video;
    video.controls = false;
    video.disablePictureInPicture = true;
    video.preload = "auto";
    video.src = url;
    video.load();
    while (!this.#buffered()) {
      const event = await nextEvent(video, "canplaythrough", "progress", "suspend", "error");
      if (event.type === "error") {
        throw new Trouble("ad_failed", video.error?.message);
      }
    }
    this.#listen();
  }

  async play() {
    await this.#video.play();
  }

  pause() {
    this.#video.pause();
  }

  /** Ends the noting. */
  close() {
    this.#unfollow();
    this.#heard.abort();
  }

  #buffered() {
    const { buffered, duration, readyState } = this.#video;
    if (readyState === HTMLMediaElement.HAVE_ENOUGH_DATA) {
      return true;
    }
    return buffered.length > 0 && buffered.start(0) === 0 && buffered.end(0) >= duration;
  }

  #listen() {
    const video = this.#video;
    this.#unfollow = followFrames(video, (frame) => this.#frame(frame));
    this.#on(video, "play", () => this.#start());
    this.#on(video, "playing", () => this.#start());
    this.#on(video, "waiting", () => this.#stop("stall", video.currentTime * 1000));
    this.#on(video, "pause", () => video.ended || this.#stop("pause", video.currentTime * 1000));
    this.#on(video, "seeked", () => this.#seeked());
    this.#on(video, "ended", () => this.#stop("ended", video.duration * 1000));
    this.#on(video, "error", () => this.dispatchEvent(new Event("failed")));
    this.#on(document, "visibilitychange", ({ timeStamp }) => this.#visibility(timeStamp));
    MEDIA_KEYS.forEach((key) => ignoreMediaKey(key));
  }

  #on(target, name, listener) {
    target.addEventListener(name, listener, { signal: this.#heard.signal });
  }

  #frame({ mediaMs, shownMs }) {
    const now = Math.max(this.#video.currentTime * 1000, this.#adMsAt(shownMs));
    if (mediaMs - now > WAITING_MS) {
      return;
    }
    if (this.#starting) {
      // The picture that stood there may come once more before the first that moves.
      if (this.playing && mediaMs > this.#known.adMs) {
        this.#started(mediaMs, shownMs);
      }
      return;
    }
    if (!this.#known.runs) {
      return;
    }
    const driftMs = Math.abs(this.#adMsAt(shownMs) - mediaMs);
    this.#known = { at: shownMs, adMs: mediaMs, runs: true };
    if (driftMs > DRIFT_MS || shownMs - this.#updatedAt >= UPDATE_MS) {
      this.#note(shownMs, mediaMs, "timeupdate");
    }
  }

  #start() {
    if (!this.#known.runs) {
      this.#starting = true;
    }
    if (document.hidden && this.#starting) {
      this.#started(this.#video.currentTime * 1000, performance.now());
    }
  }

  /** The ad moves since its clock left where it stood. */
  #started(mediaMs, shownMs) {
    const movedMs = mediaMs - this.#known.adMs;
    const aheadMs = movedMs >= 0 && movedMs <= START_MS ? movedMs : 0;
    this.#starting = false;
    this.#known = { at: shownMs, adMs: mediaMs, runs: true };
    this.#note(this.#sinceStall(shownMs - aheadMs), mediaMs - aheadMs, "play");
  }

  /** A busy page hears of a stall late, even after frames that had moved again: it was over by then. */
  #sinceStall(at) {
    const last = this.#events.at(-1);
    if (last?.event !== "stall" || last.at <= at) {
      return at;
    }
    last.at = Math.max(at, this.#events.at(-2)?.at ?? at);
    return last.at;
  }

  /** The ad's clock stands at adMs, since when it got there. */
  #stop(event, adMs) {
    const { at, runs, adMs: knownMs } = this.#known;
    const now = performance.now();
    const since = runs ? Math.min(at + Math.max(0, adMs - knownMs), now) : now;
    this.#starting = false;
    this.#known = { at: since, adMs, runs: false };
    this.#note(since, adMs, event);
    if (event === "ended") {
      this.dispatchEvent(new Event("ended"));
    }
  }

  #seeked() {
    const adMs = this.#video.currentTime * 1000;
    const at = performance.now();
    this.#known = { ...this.#known, at, adMs };
    this.#note(at, adMs, "seek");
  }

  #visibility(at) {
    this.#note(at, this.#adMsAt(at), document.hidden ? "hidden" : "visible");
    if (document.hidden && this.#starting) {
      this.#started(this.#video.currentTime * 1000, at);
    }
  }

  #adMsAt(at) {
    const { runs, at: knownAt, adMs } = this.#known;
    if (!runs) {
      return adMs;
    }
    return Math.min(adMs + Math.max(0, at - knownAt), this.#video.duration * 1000);
  }

  #note(at, adMs, event) {
    this.#updatedAt = at;
    this.#events.push({ at, adMs, event });
  }
}

function ignoreMediaKey(key) {
  try {
    navigator.mediaSession?.setActionHandler(key, () => {});
  } catch {
    // The browser doesn't know this key, and so won't act on it.
  }
}
