import { expireFiles } from "./files.js";

/** As long as the server waits for a session to land: UploadLimits.ABANDONED_AFTER. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

// Nobody but a page of this server can delete what a closed tab has left, so each one looks.
expireFiles(Date.now() - KEPT_MS).catch(() => {});
