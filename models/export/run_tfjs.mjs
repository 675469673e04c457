// Runs a network in TensorFlow.js: node run_tfjs.mjs NETWORK MODEL INPUT OUTPUT
// INPUT and OUTPUT hold raw float32 values; NETWORK is "age_gender".

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// face-api's build for Node is CommonJS, and brings the TensorFlow.js that it runs on.
const faceApi = createRequire(import.meta.url)(
  "@vladmandic/face-api/dist/face-api.node-wasm.js",
);
const { tf } = faceApi;

function read(path) {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

function binaries(manifest, folder) {
  const parts = manifest.flatMap((group) => group.paths).map((path) => readFileSync(join(folder, path)));
  const { buffer, byteOffset, byteLength } = Buffer.concat(parts);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

async function ageGender(manifestPath, values) {
  const manifest = JSON.parse(readFileSync(manifestPath));
  const specs = manifest.flatMap((group) => group.weights);
  const network = new faceApi.AgeGenderNet();
  network.loadFromWeightMap(tf.io.decodeWeights(binaries(manifest, dirname(manifestPath)), specs));
  const images = tf.tensor(values, [values.length / (112 * 112 * 3), 112, 112, 3]);
  const rows = [];
  for (const image of tf.unstack(images)) {
    const { age, gender } = await network.forward(image);
    const [male] = await gender.data();
    rows.push(...(await age.data()), male);
  }
  return Float32Array.from(rows);
}

const [name, modelPath, inputPath, outputPath] = process.argv.slice(2);
const networks = { age_gender: ageGender };
await tf.setBackend("cpu");
const outputs = await networks[name](modelPath, new Float32Array(read(inputPath)));
writeFileSync(outputPath, new Uint8Array(outputs.buffer, outputs.byteOffset, outputs.byteLength));
