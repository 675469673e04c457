import { nextEvent, pause } from "./waiting.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * Runs an action until it succeeds, at most so often, with growing waits in between; a wait ends
 * early when the network is back.
 *
 * @param {() => Promise<T>} action
 * @param {number} attempts
 * @param {(error: Error) => boolean} passing whether the same may succeed later
 * @returns {Promise<T>}
 * @template T
 */
export async function retrying(action, attempts, passing) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= attempts || !passing(error)) {
        throw error;
      }
    }
    await Promise.race([pause(waitMs(attempt)), nextEvent(window, "online")]);
  }
}

/** Doubles from one attempt to the next; random, so that many viewers don't come back at once. */
function waitMs(attempt) {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
  return longest * (0.5 + Math.random() / 2);
}
