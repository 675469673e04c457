import { Api } from "./api.js";
import { Camera } from "./camera.js";
import { ChunkStore } from "./chunks.js";
import { browserFamily } from "./device.js";
import { framesAreTold } from "./frames.js";
import { message, pressed, say, show } from "./sections.js";
import { askBeforeLeaving, claim } from "./tab.js";
import { Take } from "./take.js";
import { Trouble } from "./trouble.js";
import { Uploader } from "./uploader.js";

/** Statuses after which only the invitation's link helps. */
const OVER = [401, 403, 404];
/** Not counted: nobody would answer. */
const EXPIRED = "expired";

const sessionId = document.body.dataset.session;
const api = new Api(sessionId, document.querySelector("meta[name=csrf-token]").content);

/** The journey of one session in this tab, from the check to the thanks. */
async function run() {
  if (!framesAreTold()) {
    return tell(new Trouble("unsupported", "requestVideoFrameCallback"));
  }
  if (!(await claim(sessionId))) {
    await tell(new Trouble("second_tab"));
    location.reload();
    return;
  }
  const session = await answered(() => api.session());
  if (session.stage === "landed") {
    thank();
    return;
  }
  const mayLeave = askBeforeLeaving();
  const store = await ChunkStore.open(sessionId);
  const uploader = new Uploader(api, store, session.limits.partBytes, showProgress);
  const journal = (await finished(store)) ?? (await take(session, store, uploader));
  await answered(() => deliver(journal, store, uploader).catch((error) => leaveIfOver(error, mayLeave)));
  mayLeave();
  thank();
}

/** What an earlier tab has recorded to its end; a half recording has no use, and goes. */
async function finished(store) {
  const journal = await store.journal();
  if (!journal) {
    await store.clear();
  }
  return journal;
}

async function take(session, store, uploader) {
  const onChunk = (recording) => uploader.advance(recording).catch(() => {});
  const camera = new Camera(document.getElementById("camera"));
  const journal = await new Take({ session, api, store, camera, onChunk, tell }).run();
  await store.saveJournal(journal);
  return journal;
}

/** A session that was landed or withdrawn meanwhile, in another tab, has a page that says so. */
function leaveIfOver(error, mayLeave) {
  if (!error.problem?.over) {
    throw error;
  }
  mayLeave();
  location.reload();
  return new Promise(() => {});
}

let totalBytes = 0;

async function deliver({ recordings, manifest }, store, uploader) {
  show("upload");
  const contents = await Promise.all(recordings.map(({ key }) => store.recording(key)));
  totalBytes = contents.reduce((sum, { size }) => sum + size, 0);
  const numbers = [];
  for (const recording of recordings) {
    numbers.push(await uploader.finish(recording));
  }
  await api.stage("uploaded");
  await api.landManifest({ ...manifest, recordings: numbers });
  await store.clear();
}

function showProgress(bytes) {
  if (totalBytes > 0) {
    const percent = Math.min(100, Math.round((100 * bytes) / totalBytes));
    document.getElementById("progress").value = percent;
    document.getElementById("progress-text").textContent = `${percent} %`;
  }
}

/** Repeats what needs the server until it answers; the network's return goes on by itself. */
async function answered(action) {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (OVER.includes(error.status)) {
        await tell(new Trouble(EXPIRED, String(error.status)));
        location.reload();
        return new Promise(() => {});
      }
      const kind = navigator.onLine ? "upload_failed" : "offline";
      await tell(new Trouble(kind, `${error.status ?? error.name} ${error.problem?.field ?? ""}`.trim()));
    }
  }
}

/** Says what happened and what to do, until the viewer goes on. */
async function tell(trouble) {
  if (trouble.kind !== EXPIRED) {
    api.trouble(trouble.kind, trouble.detail).catch(() => {});
  }
  const section = show("trouble");
  const key = `studio.trouble.${trouble.kind}`;
  say(section.querySelector("h1"), `${key}.title`);
  say(section.querySelector(".what"), `${key}.what`);
  const help = `${key}.${browserFamily()}`;
  say(section.querySelector(".help"), message(help) ? help : `${key}.help`);
  const again = pressed(section.querySelector("button"));
  await Promise.race([again, ...(trouble.kind === "offline" ? [online()] : [])]);
}

function online() {
  return new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
}

function thank() {
  location.assign(`/thanks/${encodeURIComponent(sessionId)}`);
}

run().catch(async (error) => {
  await tell(new Trouble("unsupported", `${error.name}: ${error.message}`));
  location.reload();
});
