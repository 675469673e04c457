const SETTLED_FRAMES = 10;

/** Width and height of the window, CSS px. */
export function viewport() {
  return { width: window.innerWidth, height: window.innerHeight };
}

export function sameSize(a, b) {
  return a.width === b.width && a.height === b.height;
}

/** Fills the screen where the browser can, and waits until the window keeps its size. */
export async function fillScreen() {
  await document.documentElement.requestFullscreen?.({ navigationUI: "hide" }).catch(() => {});
  let before = viewport();
  for (let same = 0; same < SETTLED_FRAMES; same++) {
    await new Promise(requestAnimationFrame);
    const now = viewport();
    same = sameSize(before, now) ? same : 0;
    before = now;
  }
  return before;
}

export async function leaveScreen() {
  if (document.fullscreenElement) {
    await document.exitFullscreen().catch(() => {});
  }
}

/** Where a video's picture lies in the window, CSS px: whole, in the middle of its element. */
export function pictureRect(video) {
  const element = video.getBoundingClientRect();
  const scale = Math.min(element.width / video.videoWidth, element.height / video.videoHeight);
  const width = video.videoWidth * scale;
  const height = video.videoHeight * scale;
  return {
    x: Math.round(element.left + (element.width - width) / 2),
    y: Math.round(element.top + (element.height - height) / 2),
    width: Math.round(width),
    height: Math.round(height),
  };
}
