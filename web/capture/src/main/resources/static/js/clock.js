/**
 * One recording on the session's clock; times of the page are performance.now()'s, in ms.
 *
 * @typedef {object} Span
 * @property {number} requestedMs when the recorder was started
 * @property {number} offsetMs where the recording begins on the session's clock
 * @property {number|null} originMs the page's time at the recording's time 0
 * @property {number} lastMs the page's time of its last frame
 * @property {number} first what the camera counted at its first frame
 * @property {number} count frames since
 * @property {number|null} lengthMs once it has ended
 */

/**
 * The session's recording clock: turns the page's time into recording_ms.
 *
 * Recorders date a frame by when the camera took it, and the first frame they get is their time 0.
 * That is the first one to arrive after they were started, whenever the page hears of it; a clock
 * that counted from the "start" event would be off by what the event waited. The clock of a
 * further recording runs on from the end of the one before, without the gap: an end is, as the job
 * reads it, a mean frame interval after the last frame.
 */
export class RecordingClock {
  /** @type {Span[]} */
  #spans = [];
  #begun = null;

  /** Tells the clock that a recorder was started, at the page's time. */
  begin(requestedMs) {
    const before = this.#spans.at(-1);
    const offsetMs = before ? before.offsetMs + before.lengthMs : 0;
    const span = { requestedMs, offsetMs, originMs: null, lastMs: 0, first: 0, count: 0, lengthMs: null };
    this.#spans.push(span);
    return new Promise((resolve) => {
      this.#begun = resolve;
    });
  }

  /** Takes each frame of the camera. @param {import("./frames.js").ShownFrame} frame */
  frame(frame) {
    const span = this.#spans.at(-1);
    if (!span || span.lengthMs !== null || frame.arrivedMs <= span.requestedMs) {
      return;
    }
    if (span.originMs === null) {
      span.originMs = frame.takenMs;
      span.first = frame.presented;
      this.#begun();
    }
    span.lastMs = frame.takenMs;
    span.count = frame.presented - span.first;
  }

  /**
   * Ends the running recording.
   *
   * @param {number|null} lengthMs as its file tells: a recorder that was broken off may have lost
   *     its last frames; null where that is not known, and the camera's last frame ends it
   */
  end(lengthMs) {
    const span = this.#spans.at(-1);
    const playedMs = span.originMs === null ? 0 : span.lastMs - span.originMs;
    span.lengthMs = lengthMs ?? playedMs + (span.count > 0 ? playedMs / span.count : 0);
  }

  /** The recording_ms of a time of the page; a time between two recordings is the first's end. */
  at(pageMs) {
    const span = this.#spans.findLast((each) => each.originMs !== null && each.originMs <= pageMs);
    if (!span) {
      return 0;
    }
    const elapsedMs = Math.min(pageMs - span.originMs, span.lengthMs ?? Infinity);
    return Math.round(span.offsetMs + elapsedMs);
  }

  /** UTC wall clock at recording time 0. */
  get startedAt() {
    const agoMs = performance.now() - this.#spans[0].originMs;
    return new Date(Date.now() - agoMs);
  }
}
