/** MediaPipe's own threshold and overlap for this network. */
const MIN_SCORE = 0.5;
const SAME_FACE_OVERLAP = 0.3;
/** Blobs in the background may be larger than the face, but never score as it does. */
const NEAR_BEST = 0.85;

/** A row of the output: score, box, then x and y of six points, of which the eyes come first. */
const ROW = 17;

/**
 * The faces in the detector's output, the largest of the certain ones first: as the job finds its
 * viewer.
 *
 * @param {Float32Array} output rows of 17, in sides of the square
 * @param {{left: number, top: number, width: number, height: number}} box the picture in the square, px
 * @param {number} sidePx of the square
 * @returns {import("./face-worker.js").Face[]}
 */
export function facesIn(output, box, sidePx) {
  const merged = merge(candidates(output)).map((row) => toFace(row, box, sidePx));
  const best = Math.max(...merged.map(({ score }) => score));
  const certain = merged.filter(({ score }) => score >= NEAR_BEST * best);
  return certain.sort((a, b) => area(b) - area(a));
}

function candidates(output) {
  const rows = [];
  for (let at = 0; at < output.length; at += ROW) {
    if (output[at] > MIN_SCORE) {
      rows.push(output.slice(at, at + ROW));
    }
  }
  return rows.sort((a, b) => b[0] - a[0]);
}

/** One row a face: the mean of its candidates, weighted by their scores, with the best one's score. */
function merge(rows) {
  const faces = [];
  let left = rows;
  while (left.length > 0) {
    const [best] = left;
    const same = left.filter((row) => overlap(row, best) > SAME_FACE_OVERLAP);
    left = left.filter((row) => !same.includes(row));
    const weight = same.reduce((sum, row) => sum + row[0], 0);
    faces.push(best.map((score, i) => (i === 0 ? score : same.reduce((sum, row) => sum + row[0] * row[i], 0) / weight)));
  }
  return faces;
}

/** Intersection over union. */
function overlap(a, b) {
  const width = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const height = Math.min(a[4], b[4]) - Math.max(a[2], b[2]);
  if (width <= 0 || height <= 0) {
    return 0;
  }
  const common = width * height;
  return common / ((a[3] - a[1]) * (a[4] - a[2]) + (b[3] - b[1]) * (b[4] - b[2]) - common);
}

function toFace(row, box, sidePx) {
  const x = (share) => (share * sidePx - box.left) / box.width;
  const y = (share) => (share * sidePx - box.top) / box.height;
  const eyes = { x: x((row[5] + row[7]) / 2), y: y((row[6] + row[8]) / 2) };
  return { score: row[0], left: x(row[1]), top: y(row[2]), right: x(row[3]), bottom: y(row[4]), eyes };
}

function area({ left, top, right, bottom }) {
  return (right - left) * (bottom - top);
}
