"""Compares each exported network with its original in the original's runtime.

python check.py [--cache FOLDER] [--models FOLDER]; writes models/cards/equivalence.json, and fails
where a difference is too large or a card names another file.
"""

import argparse
import hashlib
import json
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import mediapipe
import numpy as np
import torch
from skimage import data
from skimage.transform import resize

from adgaze_export import (
    age_gender,
    face_detector,
    face_mesh,
    mediapipe_runtime,
    packages,
)
from adgaze_export.tflite_weights import TfliteWeights
from export import DEFAULT_CACHE, RESOURCES

CARDS = Path(__file__).parent.parent / "cards"
REPORT = CARDS / "equivalence.json"

MEDIAPIPE = f"MediaPipe {mediapipe.__version__}, TFLite on CPU"
TFJS = "TensorFlow.js 4.22.0, CPU backend, under Node"

# Squares around the face of scikit-image's astronaut (NASA, public domain): row, column, side.
FACES = ((60, 160, 140), (10, 120, 200), (0, 60, 330))


def images(size: int) -> np.ndarray:
    """Noise, flat grey, and a face near, far, mirrored, dark and lying; N x size x size x 3."""
    random = np.random.default_rng(2026)
    photo = data.astronaut()
    faces = [
        _scaled(photo[row : row + side, column : column + side], size)
        for row, column, side in FACES
    ]
    near = faces[0]
    noise = [random.integers(0, 256, near.shape, dtype=np.uint8) for _ in range(2)]
    grey = np.full_like(near, 128)
    changed = [near[:, ::-1], near // 4, np.rot90(near), _scaled(photo, size)]
    return np.ascontiguousarray(np.stack([*noise, grey, *faces, *changed]))


def check_face_detector(models: Path, cache: Path) -> dict:
    inputs = images(face_detector.INPUT_SIZE)
    (ours,) = _run_exported(models / "face_detector.pt", inputs)
    with tempfile.NamedTemporaryFile(suffix=".tflite") as model:
        Path(model.name).write_bytes(packages.face_detector_tflite(cache))
        theirs = mediapipe_runtime.detect(model.name, inputs)
    return {
        "runtime": MEDIAPIPE,
        "inputs": len(inputs),
        "max_abs_diff": {
            "score": _difference(ours[..., :1], theirs[..., :1]),
            "box and key points (sides of the square)": _difference(ours[..., 1:], theirs[..., 1:]),
        },
    }


def check_face_mesh(models: Path, cache: Path) -> dict:
    inputs = images(face_mesh.INPUT_SIZE)
    points, presence = _run_exported(models / "face_mesh.pt", inputs)
    original = packages.face_mesh_tflite(cache)
    with tempfile.NamedTemporaryFile(suffix=".tflite") as model:
        Path(model.name).write_bytes(original)
        their_points, their_presence = mediapipe_runtime.landmarks(model.name, inputs)
    lips = TfliteWeights(original).custom_options("Landmarks2TransformMatrix")["subset_idxs"]
    others = np.setdiff1d(np.arange(points.shape[1]), lips)
    return {
        "runtime": MEDIAPIPE,
        "inputs": len(inputs),
        "max_abs_diff": {
            "points (crop sides)": _difference(points[:, others], their_points[:, others]),
            "face score": _difference(presence, their_presence),
        },
        "left out": {
            "lips' refinement (crop sides)": _difference(points[:, lips], their_points[:, lips])
        },
    }


def check_age_gender(models: Path, cache: Path) -> dict:
    inputs = images(age_gender.INPUT_SIZE)
    (ours,) = _run_exported(models / "age_gender.pt", inputs)
    folder = packages.fetch(packages.FACE_API, cache) / "model"
    model = folder / "age_gender_model-weights_manifest.json"
    theirs = _run_tfjs("age_gender", model, inputs).reshape(ours.shape)
    return {
        "runtime": f"{packages.FACE_API.spec} on {TFJS}",
        "inputs": len(inputs),
        "max_abs_diff": {
            "age (years)": _difference(ours[:, 0], theirs[:, 0]),
            "p(male)": _difference(ours[:, 1], theirs[:, 1]),
        },
    }


CHECKS: dict[str, Callable[[Path, Path], dict]] = {
    "face_detector": check_face_detector,
    "face_mesh": check_face_mesh,
    "age_gender": check_age_gender,
}

# Largest accepted difference, whatever the output's unit: float32 arithmetic in another order.
TOLERANCE = 2e-4


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares the exported networks with originals.")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--models", type=Path, default=RESOURCES)
    arguments = parser.parse_args()
    report = {}
    for name, check in CHECKS.items():
        content = (arguments.models / f"{name}.pt").read_bytes()
        report[name] = {"sha256": hashlib.sha256(content).hexdigest()}
        report[name] |= check(arguments.models, arguments.cache)
        print(name, report[name]["max_abs_diff"])
    REPORT.write_text(json.dumps(report, indent=2) + "\n")
    far = [name for name in report if max(report[name]["max_abs_diff"].values()) > TOLERANCE]
    if far:
        raise SystemExit(f"differs from its original by more than {TOLERANCE}: {', '.join(far)}")
    stale = [name for name in report if report[name]["sha256"] not in _card(name).read_text()]
    if stale:
        raise SystemExit(f"the card names another SHA-256: {', '.join(stale)}")


def _card(name: str) -> Path:
    return CARDS / f"{name.replace('_', '-')}.md"


def _run_exported(path: Path, inputs: np.ndarray) -> tuple[np.ndarray, ...]:
    network = torch.jit.load(str(path))
    with torch.no_grad():
        outputs = network(torch.from_numpy(inputs))
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return tuple(output.numpy() for output in outputs)


def _run_tfjs(network: str, model: Path, inputs: np.ndarray) -> np.ndarray:
    script = Path(__file__).parent / "run_tfjs.mjs"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "input.f32"), Path(folder, "output.f32")
        inputs.astype(np.float32).tofile(source)
        subprocess.run(
            ["node", script, network, model, source, target],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return np.fromfile(target, np.float32)


def _scaled(image: np.ndarray, size: int) -> np.ndarray:
    scaled = resize(image, (size, size), anti_aliasing=True, preserve_range=True)
    return np.rint(scaled).astype(np.uint8)


def _difference(ours: np.ndarray, theirs: np.ndarray) -> float:
    if ours.shape != theirs.shape:
        raise ValueError(f"shapes differ: {ours.shape} and {theirs.shape}")
    return float(np.abs(ours - theirs).max())


if __name__ == "__main__":
    main()
