import { adviceOn } from "./advice.js";
import { Calibration } from "./calibration.js";
import { rotates } from "./device.js";
import { FaceCheck } from "./face-check.js";
import { freeBytes } from "./files.js";
import { Interruptions } from "./interruptions.js";
import { manifestOf } from "./manifest.js";
import { AdPlayer } from "./player.js";
import { chooseType } from "./recorder.js";
import { pressed, say, show } from "./sections.js";
import { SessionRecorder } from "./session-recorder.js";
import { playTone } from "./tone.js";
import { Trouble } from "./trouble.js";
import { fillScreen, leaveScreen, pictureRect, viewport } from "./viewport.js";
import { nextEvent, pause } from "./waiting.js";

const LOOK_EVERY_MS = 250;
/** All must be well for so long before the viewer can go on. */
const WELL_MS = 1500;
/** What is recorded past the last dot, so that its end has a frame. */
const TAIL_MS = 500;
/** Advice that stays so long is counted among the session's troubles. */
const COUNTED_MS = 8000;
const COUNTED = { no_face: "no_face", too_dark: "too_dark", backlight: "too_dark", too_slow: "too_slow" };

/**
 * The part of the journey that the camera sees: check, calibration, the ad, the points once more.
 * Each step that is interrupted says why, and begins again where nothing is lost.
 */
export class Take {
  #session;
  #api;
  #store;
  #camera;
  #tell;
  #faces;
  #type;
  #recorder;
  #onChunk;
  #interruptions;
  #player;
  #seated = false;

  /**
   * @param {object} with_ what it works with
   * @param {object} with_.session as the server tells it
   * @param {import("./api.js").Api} with_.api
   * @param {import("./chunks.js").ChunkStore} with_.store
   * @param {import("./camera.js").Camera} with_.camera
   * @param {(recording: import("./uploader.js").LocalRecording) => void} with_.onChunk
   * @param {(trouble: Trouble, section: string) => Promise<void>} with_.tell says a trouble, until the viewer goes on
   */
  constructor({ session, api, store, camera, onChunk, tell }) {
    this.#session = session;
    this.#api = api;
    this.#store = store;
    this.#camera = camera;
    this.#onChunk = onChunk;
    this.#tell = tell;
    this.#interruptions = new Interruptions(camera);
    this.#player = new AdPlayer(document.getElementById("ad"));
  }

  /** @returns {Promise<{recordings: import("./uploader.js").LocalRecording[], manifest: object}>} */
  async run() {
    navigator.wakeLock?.request("screen").catch(() => {});
    await this.#untilDone(() => this.#prepare());
    const calibrated = await this.#untilDone(() => this.#sitAndCalibrate());
    const size = viewport();
    const adRect = await this.#watch();
    const drift = await this.#untilDone(() => this.#verify()).catch(() => []);
    const camera = this.#camera.settings;
    await pause(TAIL_MS);
    await this.#recorder.stop();
    this.#camera.close();
    this.#faces.close();
    await leaveScreen();
    const manifest = manifestOf({
      clock: this.#recorder.clock,
      events: this.#player.events,
      points: [...calibrated, ...drift],
      viewport: size,
      adRect,
      camera,
    });
    return { recordings: this.#recorder.recordings, manifest };
  }

  /** Repeats a step until nothing keeps it from its end. */
  async #untilDone(step) {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        await this.#recover(error);
      }
    }
  }

  /** Says what happened, and has a living camera and a running recording when the viewer goes on. */
  async #recover(error) {
    if (!(error instanceof Trouble)) {
      throw error;
    }
    const recording = this.#recorder?.running ?? false;
    if (recording && !this.#camera.live) {
      await this.#recorder.stop();
    }
    await this.#tell(error);
    if (recording) {
      await fillScreen();
      await this.#untilDone(() => this.#rerecord());
    }
  }

  async #rerecord() {
    if (!this.#camera.live) {
      await this.#camera.open();
    }
    if (this.#recorder.running && !this.#recorder.sizeKept) {
      await this.#recorder.stop();
    }
    if (!this.#recorder.running) {
      await this.#recorder.start();
    }
  }

  /** All that must be there before the viewer is asked to sit well. */
  async #prepare() {
    const section = show("check");
    const allow = section.querySelector("[data-do=allow]");
    allow.hidden = false;
    const status = section.querySelector("[role=status]");
    if ((await freeBytes()) < this.#session.limits.maxRecordingBytes) {
      throw new Trouble("storage_full");
    }
    say(status, "studio.check.ask");
    await pressed(allow);
    await this.#camera.open();
    allow.hidden = true;
    this.#api.stage("camera_allowed").catch(() => {});
    say(status, "studio.check.loading");
    this.#type ??= await chooseType(this.#camera.stream, rotates());
    this.#faces ??= await FaceCheck.load();
    await this.#player.load(this.#session.ad.url);
    this.#recorder = new SessionRecorder(this.#camera, this.#type, this.#store, this.#onChunk);
  }

  /** Whose dots were interrupted, or whose face was not there or not still, is helped to sit well again. */
  async #sitAndCalibrate() {
    if (!this.#seated) {
      await leaveScreen();
      await this.#check();
      this.#seated = true;
    }
    return this.#calibrate();
  }

  /** Helps the viewer to sit well; the preview is gone afterwards, since it draws the eyes. */
  async #check() {
    this.#interruptions.forgetSize();
    const section = show("check");
    const preview = section.querySelector("#preview");
    if (!this.#camera.live) {
      await this.#camera.open();
    }
    preview.hidden = false;
    this.#faces.watch(this.#camera.video);
    section.querySelector("[data-do=tone]").onclick = playTone;
    try {
      await this.#interruptions.during((signal) => this.#advise(section, signal));
    } finally {
      preview.hidden = true;
    }
    this.#api.stage("check_passed").catch(() => {});
  }

  async #advise(section, signal) {
    const status = section.querySelector("[role=status]");
    const next = section.querySelector("[data-do=next]");
    const goOn = pressed(next).then(() => "go on");
    const counted = new Set();
    let advice = null;
    let since = performance.now();
    next.disabled = true;
    for (;;) {
      signal.throwIfAborted();
      const latest = adviceOn(this.#faces.latest, this.#faces.framesPerSecond);
      if (latest !== advice) {
        advice = latest;
        since = performance.now();
      }
      const lasted = performance.now() - since;
      next.disabled = advice !== null || lasted < WELL_MS;
      say(status, `studio.check.${next.disabled ? (advice ?? "wait") : "well"}`);
      if (lasted > COUNTED_MS && COUNTED[advice] && !counted.has(advice)) {
        counted.add(advice);
        this.#api.trouble(COUNTED[advice], advice).catch(() => {});
      }
      if ((await Promise.race([goOn, pause(LOOK_EVERY_MS)])) === "go on") {
        return;
      }
    }
  }

  /** Points to fit and points to measure the error by. */
  async #calibrate() {
    const section = show("calibrate");
    const intro = section.querySelector(".intro");
    intro.hidden = false;
    this.#interruptions.forgetSize();
    await this.#interruptions.during(() => pressed(section.querySelector("[data-do=start]")));
    intro.hidden = true;
    await fillScreen();
    this.#interruptions.keepSize();
    if (!this.#recorder.running) {
      await this.#recorder.start();
    }
    const dots = new Calibration(section.querySelector(".dot"), this.#faces, this.#session.seed);
    this.#seated = false;
    const fit = await this.#interruptions.during((signal) => dots.fit(signal));
    const held = await this.#interruptions.during((signal) => dots.verify(signal));
    this.#api.stage("calibrated").catch(() => {});
    return [...fit, ...held];
  }

  /** @returns {Promise<{x: number, y: number, width: number, height: number}>} where the picture lay */
  async #watch() {
    const section = show("watch");
    const intro = section.querySelector(".intro");
    await this.#untilDone(() => this.#interruptions.during(() => pressed(section.querySelector("[data-do=start]"))));
    intro.hidden = true;
    const ad = section.querySelector("#ad");
    ad.hidden = false;
    this.#faces.stop();
    const adRect = pictureRect(ad);
    await this.#untilDone(() => this.#play());
    this.#player.close();
    ad.hidden = true;
    this.#api.stage("watched").catch(() => {});
    return adRect;
  }

  async #play() {
    show("watch");
    if (this.#player.ended) {
      return;
    }
    const ended = nextEvent(this.#player, "ended", "failed");
    try {
      const event = await this.#interruptions.during(async () => {
        await this.#player.play();
        return ended;
      });
      if (event.type === "failed") {
        throw new Trouble("ad_failed");
      }
    } catch (error) {
      this.#player.pause();
      throw error;
    }
  }

  /** The four points once more, which show how far the gaze has drifted. */
  async #verify() {
    const section = show("verify");
    this.#faces.watch(this.#camera.video);
    const dots = new Calibration(section.querySelector(".dot"), this.#faces, this.#session.seed + 1);
    return this.#interruptions.during((signal) => dots.verify(signal));
  }
}

