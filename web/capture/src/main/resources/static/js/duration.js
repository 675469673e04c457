import { nextEvent, pause } from "./waiting.js";

/** Later than any recording's end. */
const BEYOND_S = 1e6;
const SEEK_LIMIT_MS = 5000;

/**
 * How long a recording truly is, ms: browsers write no duration into it, but find its last picture
 * when they are sent to its end. Firefox takes the end of what it has read for that, and reads files
 * bit by bit, but memory at once.
 *
 * @param {Blob} content
 * @returns {Promise<number|null>} null where it can't be read or played
 */
export async function durationOf(content) {
  const bytes = await content.arrayBuffer().catch(() => null);
  if (bytes === null) {
    return null;
  }
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  video.src = URL.createObjectURL(new Blob([bytes]));
  try {
    const loaded = await nextEvent(video, "loadedmetadata", "error");
    if (loaded.type === "error") {
      return null;
    }
    if (!Number.isFinite(video.duration)) {
      video.currentTime = BEYOND_S;
      await Promise.race([nextEvent(video, "seeked", "error"), pause(SEEK_LIMIT_MS)]);
    }
    return Number.isFinite(video.duration) ? video.duration * 1000 : null;
  } finally {
    URL.revokeObjectURL(video.src);
    video.removeAttribute("src");
  }
}
