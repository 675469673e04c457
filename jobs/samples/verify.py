"""Measures the generated sessions with the models and holds the result against the truth.

    python verify.py [--models ../../models/src/main/resources/io/adgaze/models]

Prints a line per check; ends with 1 if one fails.
"""

import argparse
import csv
import sys
from pathlib import Path

import av
import cv2
import numpy as np
import torch

from mesh import LEFT_EYE_UPPER, LEFT_IRIS, RIGHT_EYE_UPPER, RIGHT_IRIS, Mesh

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "src/programs/resources/samples"
MODELS = HERE.parent.parent / "models/src/main/resources/io/adgaze/models"
HAPPY = 3
EYE_ASPECT = ([33, 160, 158, 133, 153, 144], [362, 385, 387, 263, 373, 380])
# Points that neither mouth nor lids move.
RIGID = [33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 1, 10, 151, 9, 8, 234, 454, 127, 356, 162, 389]
MESH_CROP, EXPRESSION_CROP, EXPRESSION_RAISED = 1.5, 1.13, 0.03


class Models:
    def __init__(self, folder: Path):
        torch.set_num_threads(1)
        self._detector, self._mesh, self._expression = (
            torch.jit.load(str(folder / f"{name}.pt")).eval()
            for name in ("face_detector", "face_mesh", "expression")
        )

    def face(self, picture) -> np.ndarray | None:
        """The mesh, in the picture's pixels, from a fresh detection."""
        height, width = picture.shape[:2]
        side = max(height, width)
        square = np.zeros((side, side, 3), np.uint8)
        square[:height, :width] = picture
        small = cv2.resize(square, (128, 128), interpolation=cv2.INTER_AREA)
        boxes = _run(self._detector, small)[0]
        best = boxes[boxes[:, 0].argmax()]
        if best[0] < 0.5:
            return None
        box = best[1:] * side
        angle = np.arctan2(box[7] - box[5], box[6] - box[4])
        points = None
        for _ in range(2):  # once from the detection, once from the mesh itself
            if points is not None:
                box, angle = _upright_box(points)
            points = self._mesh_in(picture, box, angle)
        return points

    def happy(self, picture, points) -> float:
        box, angle = _upright_box(points)
        side = max(box[2] - box[0], box[3] - box[1]) * EXPRESSION_CROP
        up = EXPRESSION_RAISED * side * np.array([np.sin(angle), -np.cos(angle)])
        box = box[:4] + np.tile(up, 2)
        crop, _ = _crop(picture, box, angle, EXPRESSION_CROP, 48)
        grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
        return float(_run(self._expression, grey[..., None])[0][HAPPY])

    def _mesh_in(self, picture, box, angle):
        crop, to_picture = _crop(picture, box, angle, MESH_CROP, 192)
        points = _run(self._mesh, crop)[0] * 192
        scale = np.hypot(*to_picture[:, 0])
        xy = (points[:, :2] - 0.5) @ to_picture[:, :2].T + to_picture[:, 2]
        return np.column_stack([xy, points[:, 2] * scale])


def _run(model, picture):
    with torch.no_grad():
        result = model(torch.from_numpy(np.ascontiguousarray(picture))[None])
    return (result[0] if isinstance(result, tuple) else result).numpy()


def _upright_box(points):
    """The mesh's box along the eye line, upright around its centre, and the line's angle."""
    dx, dy = points[263, :2] - points[33, :2]
    angle = np.arctan2(dy, dx)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    along = points[:468, :2] @ turn
    centre = turn @ ((along.min(axis=0) + along.max(axis=0)) / 2)
    half = np.ptp(along, axis=0) / 2
    return np.concatenate([centre - half, centre + half]), angle


def _crop(picture, box, angle, factor, size):
    side = max(box[2] - box[0], box[3] - box[1]) * factor
    centre = (box[:2] + box[2:4]) / 2
    cos, sin = np.cos(angle) * side / size, np.sin(angle) * side / size
    linear = np.array([[cos, -sin], [sin, cos]])
    middle = (size - 1) / 2
    to_picture = np.column_stack([linear, centre - linear @ [middle, middle]])
    crop = cv2.warpAffine(
        picture,
        to_picture,
        (size, size),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return crop, to_picture


def _head_angles(points, straight):
    """Yaw and pitch of the rotation that takes the portrait's mesh to this one (Kabsch), and the
    eye line's roll."""
    a, b = straight[RIGID], points[RIGID]
    u, _, vt = np.linalg.svd((a - a.mean(axis=0)).T @ (b - b.mean(axis=0)))
    flip = np.diag([1, 1, np.sign(np.linalg.det(vt.T @ u.T))])
    nose = vt.T @ flip @ u.T @ [0, 0, -1]
    dx, dy = points[263, :2] - points[33, :2]
    radians = np.arctan2(nose[0], -nose[2]), np.arcsin(nose[1]), np.arctan2(dy, dx)
    return -np.degrees(radians)


def _eye_aspect(points):
    def one(eye):
        p = points[eye, :2]
        return (np.hypot(*(p[1] - p[5])) + np.hypot(*(p[2] - p[4]))) / (
            2 * np.hypot(*(p[0] - p[3]))
        )

    return np.mean([one(eye) for eye in EYE_ASPECT])


def _iris_offset(points):
    """Of both eyes' irises from the middle between the corners, in eye widths."""
    offsets = []
    for corners, iris in ((RIGHT_EYE_UPPER, RIGHT_IRIS), (LEFT_EYE_UPPER[::-1], LEFT_IRIS)):
        first, last = points[corners[0], :2], points[corners[-1], :2]
        along = (last - first) / np.hypot(*(last - first)) ** 2
        way = points[iris, :2] - (first + last) / 2
        offsets.append((way @ along, way @ [-along[1], along[0]]))
    return np.mean(offsets, axis=0)


def measure(models: Models, folder: Path):
    """Truth and measurement of each frame, as columns."""
    straight = Mesh(HERE / "landmarks.json").points
    truth = list(csv.DictReader((folder / "truth.csv").open()))
    rows = []
    with av.open(str(folder / "webcam.webm")) as container:
        for frame, row in zip(container.decode(video=0), truth, strict=True):
            if round(frame.time * 1000) != int(row["recording_ms"]):
                raise ValueError(f"{folder.name}: frame at {frame.time} s, truth says {row}")
            picture = frame.to_ndarray(format="rgb24")
            points = models.face(picture)
            if points is None:
                measured = [0] + [np.nan] * 7
            else:
                angles, iris = _head_angles(points, straight), _iris_offset(points)
                measured = [1, *angles, _eye_aspect(points), *iris, models.happy(picture, points)]
            rows.append([float(v) if v else np.nan for v in row.values()] + measured)
    names = [*truth[0], "face", "yaw", "pitch", "roll", "eye_aspect", "iris_x", "iris_y", "happy"]
    return dict(zip(names, np.array(rows).T, strict=True))


def checks(m):
    """(what, measured, bound, holds) of one session."""
    seen = m["face"] == 1
    yield "frames with a face", seen.mean(), ">= 0.99", seen.mean() >= 0.99
    for angle in ("yaw", "pitch", "roll"):
        r = np.corrcoef(m[angle][seen], m[f"{angle}_deg"][seen])[0, 1]
        yield f"{angle}, correlation", r, "> 0.9", r > 0.9
    steady = seen & (m["blink"] == 0) & (np.abs(m["yaw_deg"]) < 20)
    r = np.corrcoef(m["iris_x"][steady], m["x_px"][steady])[0, 1]
    yield "gaze x by iris, correlation", r, "< -0.9", r < -0.9
    features = np.column_stack([m["iris_y"], m["eye_aspect"], np.ones(len(seen))])[steady]
    fit = features @ np.linalg.lstsq(features, m["y_px"][steady], rcond=None)[0]
    r = np.corrcoef(fit, m["y_px"][steady])[0, 1]
    yield "gaze y by iris and lid, correlation", r, "> 0.6", r > 0.6
    depth = max(_blink_depths(m))
    yield "eye aspect in the shallowest blink, of open", depth, "< 0.6", depth < 0.6
    lowest = np.min(m["eye_aspect"][steady]) / np.median(m["eye_aspect"][steady])
    yield "lowest eye aspect outside blinks, of open", lowest, "> 0.75", lowest > 0.75
    smiling, resting = seen & (m["smile"] == 1), seen & (m["smile"] == 0)
    yield (
        "happy while smiling",
        m["happy"][smiling].mean(),
        "> 0.8",
        m["happy"][smiling].mean() > 0.8,
    )
    yield "happy at rest", m["happy"][resting].mean(), "< 0.3", m["happy"][resting].mean() < 0.3
    seconds = np.floor(m["ad_time_ms"] / 1000)
    by_second = {
        s: m["happy"][seen & (seconds == s)].mean() for s in np.unique(seconds[seconds >= 0])
    }
    loudest = max(v for s, v in by_second.items() if s not in (6, 7))
    yield "happiest ad second beside 6 and 7", loudest, "< 0.3", loudest < 0.3


def _blink_depths(m):
    edges = np.flatnonzero(np.diff(m["blink"], prepend=0, append=0))
    for start, end in edges.reshape(-1, 2):
        around = np.r_[max(0, start - 8) : start, end : min(len(m["blink"]), end + 8)]
        yield np.nanmin(m["eye_aspect"][start:end]) / np.nanmedian(m["eye_aspect"][around])


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--models", type=Path, default=MODELS)
    arguments.add_argument("--samples", type=Path, default=SAMPLES)
    options = arguments.parse_args()
    models, failed = Models(options.models), False
    for folder in sorted((options.samples / "sessions").iterdir()):
        for what, value, bound, holds in checks(measure(models, folder)):
            print(f"{folder.name}  {what:44} {value:7.3f}  {bound:8} {'' if holds else 'FAILED'}")
            failed |= not holds
    sys.exit(failed)


if __name__ == "__main__":
    main()
