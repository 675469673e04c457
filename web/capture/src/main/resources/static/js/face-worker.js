/**
 * The face detector in a worker: takes {at, pixels, box}, an RGBA square with the picture in its
 * box, and answers {at, faces, lightOnFace, lightAround}. Its first message, empty, says that it is
 * ready.
 */
import * as ort from "../onnxruntime/ort.wasm.bundle.min.mjs";
import { facesIn } from "./faces.js";

/**
 * @typedef {object} Face in sides of the picture, 0..1, origin top left
 * @property {number} score 0.5..1
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {{x: number, y: number}} eyes the middle between them
 */

const SIDE_PX = 128;

async function unpacked(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function load() {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary = await unpacked(
    new URL("../onnxruntime/ort-wasm-simd-threaded.wasm.gz", import.meta.url),
  );
  const model = new URL("../models/face_detector.onnx", import.meta.url);
  return ort.InferenceSession.create(model.href, { executionProviders: ["wasm"] });
}

function tensorOf(pixels) {
  const rgb = new Float32Array(SIDE_PX * SIDE_PX * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    rgb[to++] = pixels[from];
    rgb[to++] = pixels[from + 1];
    rgb[to++] = pixels[from + 2];
  }
  return new ort.Tensor("float32", rgb, [1, SIDE_PX, SIDE_PX, 3]);
}

/** Mean luma (BT.601) on the face and around it, within the picture. */
function light(pixels, box, face) {
  const sums = { on: 0, onN: 0, around: 0, aroundN: 0 };
  for (let y = box.top; y < box.top + box.height; y++) {
    for (let x = box.left; x < box.left + box.width; x++) {
      const at = (y * SIDE_PX + x) * 4;
      const luma = 0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2];
      const name = face && within(face, (x - box.left) / box.width, (y - box.top) / box.height) ? "on" : "around";
      sums[name] += luma;
      sums[`${name}N`]++;
    }
  }
  return {
    lightOnFace: sums.onN === 0 ? 0 : sums.on / sums.onN,
    lightAround: sums.aroundN === 0 ? 0 : sums.around / sums.aroundN,
  };
}

function within(face, x, y) {
  return x >= face.left && x <= face.right && y >= face.top && y <= face.bottom;
}

const session = await load();
let turn = Promise.resolve();

self.onmessage = ({ data }) => {
  turn = turn.then(async () => {
    const { faces: output } = await session.run({ image: tensorOf(data.pixels) });
    const faces = facesIn(output.data, data.box, SIDE_PX);
    self.postMessage({ at: data.at, faces, ...light(data.pixels, data.box, faces[0]) });
  });
};
self.postMessage(null);
