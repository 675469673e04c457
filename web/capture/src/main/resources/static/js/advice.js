/** Below this the job has too little to go by: quality.md grades sessions down from 12 frames/s. */
const MIN_FRAMES_PER_SECOND = 15;
/** Shares of the picture's width: at 640 px a face of 90 px is the smallest with eyes to speak of. */
const MIN_FACE_WIDTH = 0.14;
const MAX_FACE_WIDTH = 0.6;
const MAX_OFF_MIDDLE = 0.2;
/** Mean luma, 0..255. */
const MIN_LIGHT = 50;
const MAX_BACKLIGHT = 2.2;

/**
 * What the viewer should change first, or null when all is well.
 *
 * @param {import("./face-check.js").Observation|undefined} seen
 * @param {number|null} framesPerSecond null while unknown
 * @returns {"wait"|"no_face"|"others"|"too_dark"|"backlight"|"too_far"|"too_near"|"off_middle"|"too_slow"|null}
 */
export function adviceOn(seen, framesPerSecond) {
  if (!seen) {
    return "wait";
  }
  if (seen.faces.length === 0) {
    return seen.lightAround < MIN_LIGHT ? "too_dark" : "no_face";
  }
  if (seen.faces.length > 1) {
    return "others";
  }
  return adviceOnLight(seen) ?? adviceOnPlace(seen.faces[0]) ?? adviceOnSpeed(framesPerSecond);
}

function adviceOnLight({ lightOnFace, lightAround }) {
  if (lightOnFace < MIN_LIGHT) {
    return "too_dark";
  }
  return lightAround > MAX_BACKLIGHT * lightOnFace ? "backlight" : null;
}

function adviceOnPlace({ left, right, top, bottom }) {
  const width = right - left;
  if (width < MIN_FACE_WIDTH) {
    return "too_far";
  }
  if (width > MAX_FACE_WIDTH) {
    return "too_near";
  }
  const aside = Math.max(Math.abs((left + right) / 2 - 0.5), Math.abs((top + bottom) / 2 - 0.5));
  return aside > MAX_OFF_MIDDLE ? "off_middle" : null;
}

function adviceOnSpeed(framesPerSecond) {
  if (framesPerSecond === null) {
    return "wait";
  }
  return framesPerSecond < MIN_FRAMES_PER_SECOND ? "too_slow" : null;
}
