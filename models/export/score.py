"""Scores the exported networks on labelled faces: python score.py --data FOLDER [--models FOLDER]

The folder holds fer2013/public_test.npz (images, labels) and utkface/ (index.csv, pictures), as
published by their authors; neither is ours to pass on.
"""

import argparse
import csv
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from skimage import io
from skimage.transform import SimilarityTransform, resize, warp

from adgaze_export import age_gender, expression, face_detector, face_mesh
from export import RESOURCES

REPORT = Path(__file__).parent.parent / "cards/scores.json"

AGE_BANDS = ((0, 12), (13, 17), (18, 29), (30, 44), (45, 59), (60, 120))
EYE_CORNERS = (33, 263)  # the right eye's outer corner, the left eye's
DETECTOR_EYES = (slice(5, 7), slice(7, 9))
MESH_CROP = 1.5  # of the box that the mesh's points fill
AGE_CROP = 1.0
MIN_DETECTION = 0.5


def score_expression(models: Path, data: Path) -> dict:
    network = torch.jit.load(str(models / "expression.pt"))
    archive = np.load(data / "fer2013/public_test.npz")
    images = torch.from_numpy(archive["images"]).float().unsqueeze(1)
    images = F.interpolate(images, expression.INPUT_SIZE, mode="bilinear").permute(0, 2, 3, 1)
    with torch.no_grad():
        guesses = torch.cat([network(batch) for batch in images.split(64)]).argmax(1).numpy()
    labels = archive["labels"]
    recall = {
        name: round(float((guesses[labels == index] == index).mean()), 3)
        for index, name in enumerate(expression.CLASSES)
    }
    return {
        "images": len(labels),
        "accuracy": round(float((guesses == labels).mean()), 4),
        "recall": recall,
    }


def score_age_gender(models: Path, data: Path) -> dict:
    cropper = FaceCropper(models)
    network = torch.jit.load(str(models / "age_gender.pt"))
    rows = []
    faceless = 0
    with open(data / "utkface/index.csv", newline="") as index:
        for entry in csv.DictReader(index):
            picture = io.imread(data / "utkface" / entry["image"])
            crop = cropper.crop(picture, AGE_CROP, age_gender.INPUT_SIZE)
            if crop is None:
                faceless += 1
                continue
            age, male = network(_batch(crop))[0].tolist()
            rows.append((int(entry["age_years"]), age, entry["gender"] == "male", male > 0.5))
    ages, guesses, male, guessed_male = np.array(rows).T
    errors = np.abs(ages - guesses)
    right = male == guessed_male
    bands = {
        f"{low}-{high}": _group(errors, right, (ages >= low) & (ages <= high))
        for low, high in AGE_BANDS
    }
    return {
        "faces": len(rows),
        "without a detected face": faceless,
        "all": _group(errors, right, np.full(len(rows), True)),
        "women": _group(errors, right, male == 0),
        "men": _group(errors, right, male == 1),
        "by age": bands,
    }


class FaceCropper:
    """Finds the face as the job does: detector, mesh, then a square that is upright on the face."""

    def __init__(self, models: Path) -> None:
        self.detector = torch.jit.load(str(models / "face_detector.pt"))
        self.mesh = torch.jit.load(str(models / "face_mesh.pt"))

    def crop(self, picture: np.ndarray, scale: float, size: int) -> np.ndarray | None:
        square = self._detected(picture)
        if square is None:
            return None
        to_picture = _crop_transform(*square, face_mesh.INPUT_SIZE)
        points, _ = self.mesh(_batch(_warped(picture, to_picture, face_mesh.INPUT_SIZE)))
        points = to_picture(points[0, :, :2].numpy() * face_mesh.INPUT_SIZE)
        return _warped(picture, _crop_transform(*_around(points, scale), size), size)

    def _detected(self, picture: np.ndarray) -> tuple[np.ndarray, float, float] | None:
        """The crop for the mesh: centre, side and angle. The pictures are square already."""
        side = face_detector.INPUT_SIZE
        scaled = resize(picture, (side, side), anti_aliasing=True, preserve_range=True)
        anchors = self.detector(_batch(scaled.astype(np.uint8)))[0]
        best = anchors[anchors[:, 0].argmax()].numpy()
        if best[0] < MIN_DETECTION:
            return None
        low, high = best[1:3], best[3:5]
        angle = _angle(best[DETECTOR_EYES[0]], best[DETECTOR_EYES[1]])
        length = len(picture)
        return (low + high) / 2 * length, max(high - low) * length * MESH_CROP, angle


def _around(points: np.ndarray, scale: float) -> tuple[np.ndarray, float, float]:
    """Centre, side and angle of the square around the mesh, turned along the eye corners."""
    angle = _angle(points[EYE_CORNERS[0]], points[EYE_CORNERS[1]])
    axes = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    turned = points[: face_mesh.MESH_POINTS] @ axes
    low, high = turned.min(0), turned.max(0)
    return axes @ ((low + high) / 2), max(high - low) * scale, angle


def _angle(start: np.ndarray, end: np.ndarray) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _crop_transform(
    center: np.ndarray, side: float, angle: float, size: int
) -> SimilarityTransform:
    """From the crop's coordinates to the picture's."""
    to_origin = SimilarityTransform(translation=(-size / 2, -size / 2))
    return to_origin + SimilarityTransform(scale=side / size, rotation=angle, translation=center)


def _warped(picture: np.ndarray, transform: SimilarityTransform, size: int) -> np.ndarray:
    crop = warp(picture, transform, output_shape=(size, size), mode="edge", preserve_range=True)
    return np.rint(crop).astype(np.uint8)


def _batch(image: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(image)).unsqueeze(0)


def _group(errors: np.ndarray, right: np.ndarray, members: np.ndarray) -> dict:
    return {
        "faces": int(members.sum()),
        "age_mae_years": round(float(errors[members].mean()), 1),
        "gender_accuracy": round(float(right[members].mean()), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Scores the exported networks.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=RESOURCES)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    report = {
        "expression on FER2013 public test": score_expression(arguments.models, arguments.data),
        "age_gender on UTKFace": score_age_gender(arguments.models, arguments.data),
    }
    text = json.dumps(report, indent=2)
    REPORT.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
