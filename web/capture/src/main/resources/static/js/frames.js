/**
 * A frame that a video element has shown; times are performance.now()'s, in ms.
 *
 * @typedef {object} ShownFrame
 * @property {number} mediaMs its time in the media
 * @property {number} shownMs when it is on screen
 * @property {number} arrivedMs when the browser had it ready to show
 * @property {number} takenMs when a camera took it; where the browser doesn't say, when it arrived
 * @property {number} presented frames shown so far, those between two calls as well
 */

/**
 * Calls back for the frames that a video element shows, until the returned function is called.
 * A busy page may miss some; none are told while the document is hidden.
 *
 * @param {HTMLVideoElement} video
 * @param {(frame: ShownFrame) => void} callback
 * @returns {() => void} ends it
 */
export function followFrames(video, callback) {
  let following = true;
  const next = () => video.requestVideoFrameCallback(frame);
  const frame = (_, metadata) => {
    if (!following) {
      return;
    }
    next();
    callback({
      mediaMs: metadata.mediaTime * 1000,
      shownMs: metadata.expectedDisplayTime,
      arrivedMs: metadata.presentationTime,
      takenMs: metadata.captureTime ?? metadata.presentationTime,
      presented: metadata.presentedFrames,
    });
  };
  next();
  return () => {
    following = false;
  };
}

/** Whether the browser tells of frames at all. */
export function framesAreTold() {
  return "requestVideoFrameCallback" in HTMLVideoElement.prototype;
}
