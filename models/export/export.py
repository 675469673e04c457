"""Exports the published networks: python export.py [--cache FOLDER] [--output FOLDER]"""

import argparse
import hashlib
from pathlib import Path

import torch
from torch import nn

from adgaze_export import age_gender, face_detector, face_mesh, packages
from adgaze_export.tfjs_weights import read_manifest
from adgaze_export.tflite_weights import TfliteWeights
from adgaze_export.torchscript import export

RESOURCES = Path(__file__).parent.parent / "src/main/resources/io/adgaze/models"
DEFAULT_CACHE = Path.home() / ".cache/adgaze-export"


def networks(cache: Path) -> dict[str, tuple[nn.Module, tuple[int, int, int]]]:
    """Each network with the height, width and channels of its input, by file name."""
    face_api = packages.fetch(packages.FACE_API, cache) / "model"
    return {
        "face_detector": (
            face_detector.FaceDetector(TfliteWeights(packages.face_detector_tflite(cache))),
            (face_detector.INPUT_SIZE, face_detector.INPUT_SIZE, 3),
        ),
        "face_mesh": (
            face_mesh.FaceMesh(TfliteWeights(packages.face_mesh_tflite(cache))),
            (face_mesh.INPUT_SIZE, face_mesh.INPUT_SIZE, 3),
        ),
        "age_gender": (
            age_gender.AgeGender(
                read_manifest(face_api / "age_gender_model-weights_manifest.json")
            ),
            (age_gender.INPUT_SIZE, age_gender.INPUT_SIZE, 3),
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Exports the networks to TorchScript.")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--output", type=Path, default=RESOURCES)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name, (network, shape) in networks(arguments.cache).items():
        path = arguments.output / f"{name}.pt"
        export(network, torch.zeros(1, *shape), path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{digest}  {path.name}  {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
