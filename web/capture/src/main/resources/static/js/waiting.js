/** Resolves after so many milliseconds. */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves with the first event of one of these names. */
export function nextEvent(target, ...names) {
  return new Promise((resolve) => {
    const heard = new AbortController();
    const hear = (event) => {
      heard.abort();
      resolve(event);
    };
    names.forEach((name) => target.addEventListener(name, hear, { signal: heard.signal }));
  });
}

/**
 * The time, on performance.now()'s clock, from which on what the document shows now is on screen.
 *
 * The first animation frame paints the document as it stands, the second begins when that picture
 * has been handed to the screen.
 */
export function painted() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });
}
