"""FER2013's pictures, their labels, and what FER+'s ten annotators saw in them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .network import CLASSES, VOTE_CLASSES

NO_MATCH = 255  # FER+ has no votes for this picture
VOTES_SHARE = 0.25  # of a target; the rest is FER2013's own label
UNVOTED_SMOOTHING = 0.1
REGRESSION_STEPS = 400


@dataclass(frozen=True)
class Faces:
    """images: N x 1 x 48 x 48, 0..1; labels: N; votes: N x 10, summing to 1, or to 0 where none."""

    images: Tensor
    labels: Tensor
    votes: Tensor

    def take(self, indices: Tensor) -> "Faces":
        return Faces(self.images[indices], self.labels[indices], self.votes[indices])


def load(path: Path) -> Faces:
    archive = np.load(path)
    votes = archive["votes"].astype(np.float32)
    votes[(votes == NO_MATCH).any(1)] = 0
    votes /= np.maximum(votes.sum(1, keepdims=True), 1)
    return Faces(
        torch.from_numpy(archive["images"]).float().div(255).unsqueeze(1),
        torch.from_numpy(archive["labels"].astype(np.int64)),
        torch.from_numpy(votes),
    )


def without_copies_of(faces: Faces, held_out: Faces) -> Faces:
    """Leaves out the pictures that also stand in the held-out set: FER2013 has many twice."""
    known = {image.numpy().tobytes() for image in held_out.images}
    kept = [i for i, image in enumerate(faces.images) if image.numpy().tobytes() not in known]
    return faces.take(torch.tensor(kept))


def targets(faces: Faces) -> Tensor:
    """N x 7 soft labels: FER2013's own, and how it labels pictures with the same votes.

    FER2013's labels are noisy. A logistic regression from votes to labels says what label pictures
    that ten people saw alike are given; it has 77 weights and cannot remember pictures.
    """
    own = F.one_hot(faces.labels, len(CLASSES)).float()
    voted = faces.votes.sum(1) > 0
    expected = _label_by_votes(faces.votes[voted], faces.labels[voted])
    soft = own * (1 - UNVOTED_SMOOTHING) + UNVOTED_SMOOTHING / len(CLASSES)
    soft[voted] = own[voted] * (1 - VOTES_SHARE) + expected * VOTES_SHARE
    return soft


def _label_by_votes(votes: Tensor, labels: Tensor) -> Tensor:
    regression = torch.nn.Linear(VOTE_CLASSES, len(CLASSES))
    torch.nn.init.zeros_(regression.weight)
    torch.nn.init.zeros_(regression.bias)
    optimizer = torch.optim.LBFGS(regression.parameters(), max_iter=REGRESSION_STEPS)

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = F.cross_entropy(regression(votes), labels)
        value.backward()
        return value

    optimizer.step(loss)
    with torch.no_grad():
        return regression(votes).softmax(1)
