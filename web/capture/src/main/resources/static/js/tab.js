/** Takes the session for this tab until it is closed; false where another tab has it. */
export function claim(sessionId) {
  if (!navigator.locks) {
    return Promise.resolve(true);
  }
  return new Promise((resolve) => {
    navigator.locks.request(`adgaze.${sessionId}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock && new Promise(() => {});
    });
  });
}

/** Asks before the tab is closed or left, until the returned function is called. */
export function askBeforeLeaving() {
  const ask = (event) => event.preventDefault();
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
