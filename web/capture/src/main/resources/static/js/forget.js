import { ChunkStore } from "./chunks.js";

/** A session that was withdrawn is not kept in the browser either. */
const { session } = document.getElementById("forget").dataset;
const store = await ChunkStore.open(session);
await store.clear();
