"""Trains the expression network: python train_expression.py --data FOLDER [--begin FILE]

From nothing the shallow network is trained; beginning with that one's weights, the deep one.
FOLDER holds FER2013 as train.npz and public_test.npz (images, labels, FER+'s votes). A line an
epoch goes to standard output and beside the weights; a run that was stopped goes on where it was.
"""

import argparse
import copy
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from adgaze_training import fer2013, network
from adgaze_training.augmentation import augmented

SEED = 20261127
BATCH = 128
WARM_UP_EPOCHS = 3
MOMENTUM = 0.9
MIXING = 0.3  # Zhang et al., "mixup" (2018): alpha
VOTES_WEIGHT = 0.4
AVERAGING = 0.998  # of the weights, a step
GRADIENT_NORM = 5.0
SMALL_SIZE, SIZE = 36, 44  # small pictures first: cheaper, and coarse before fine
SCORED_EVERY = 4  # epochs


@dataclass(frozen=True)
class Phase:
    """small, unmixed: shares of the epochs; mixed: of the batches; erased: of the pictures."""

    blocks: tuple[int, ...]
    epochs: int
    peak_rate: float
    decay: float
    small: float
    mixed: float
    unmixed: float
    erased: float


SHALLOW = Phase(
    network.SHALLOW, 85, peak_rate=0.08, decay=5e-4, small=0.6, mixed=0.5, unmixed=0, erased=0.5
)
DEEP = Phase(
    network.DEEP, 100, peak_rate=0.04, decay=2e-4, small=0.3, mixed=0.3, unmixed=0.2, erased=0.3
)


class Averaged:
    """An exponential average of a network's weights; steadier than the last step's."""

    def __init__(self, network: nn.Module) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)

    def update(self, network: nn.Module, step: int) -> None:
        keep = min(AVERAGING, (1 + step) / (10 + step))
        with torch.no_grad():
            for ours, theirs in zip(
                self.network.state_dict().values(), network.state_dict().values(), strict=True
            ):
                if ours.is_floating_point():
                    ours.lerp_(theirs, 1 - keep)
                else:
                    ours.copy_(theirs)


def rate(progress: float, phase: Phase) -> float:
    warm = WARM_UP_EPOCHS / phase.epochs
    if progress < warm:
        return phase.peak_rate * progress / warm
    return phase.peak_rate * 0.5 * (1 + math.cos(math.pi * (progress - warm) / (1 - warm)))


def loss_of(network: nn.Module, images: Tensor, target: Tensor, votes: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        labels, seen = network(images)
    voted = votes.sum(1)
    by_votes = -(votes * F.log_softmax(seen.float(), 1)).sum(1)
    by_label = -(target * F.log_softmax(labels.float(), 1)).sum(1)
    return by_label.mean() + VOTES_WEIGHT * (by_votes * voted).mean()


@torch.no_grad()
def accuracy(network: nn.Module, faces: fer2013.Faces) -> tuple[float, float]:
    """Of the pictures as they are, and with their mirror pictures' logits added."""
    with torch.autocast("cpu", torch.bfloat16):
        plain = torch.cat([network(batch)[0] for batch in faces.images.split(256)]).float()
        mirrored = torch.cat([network(b.flip(3))[0] for b in faces.images.split(256)]).float()
    return _share_right(plain, faces.labels), _share_right(plain + mirrored, faces.labels)


def _share_right(logits: Tensor, labels: Tensor) -> float:
    return (logits.argmax(1) == labels).float().mean().item()


class Training:
    """A run, which can be stopped after any epoch and gone on with."""

    def __init__(self, data: Path, out: Path, begin: Path | None) -> None:
        self.out = out
        self.phase = DEEP if begin else SHALLOW
        self.generator = torch.Generator().manual_seed(SEED)
        self.held_out = fer2013.load(data / "public_test.npz")
        self.faces = fer2013.without_copies_of(fer2013.load(data / "train.npz"), self.held_out)
        self.target = fer2013.targets(self.faces)
        self.steps = len(self.faces.labels) // BATCH
        self.network = network.ExpressionNetwork(self.phase.blocks)
        if begin:
            self.network.deepen(torch.load(begin))
        self.network.to(memory_format=torch.channels_last)
        self.averaged = Averaged(self.network)
        self.optimizer = torch.optim.SGD(
            self.network.parameters(),
            lr=0,
            momentum=MOMENTUM,
            weight_decay=self.phase.decay,
            nesterov=True,
        )

    def run(self) -> None:
        print(f"{len(self.faces.labels)} faces, {self.steps} steps an epoch", flush=True)
        for epoch in range(self._resumed(), self.phase.epochs):
            start = time.time()
            size = SMALL_SIZE if epoch < self.phase.small * self.phase.epochs else SIZE
            line = {"epoch": epoch + 1, "size": size, "loss": round(self._epoch(epoch, size), 4)}
            line["rate"] = round(self.optimizer.param_groups[0]["lr"], 5)
            line["seconds"] = round(time.time() - start)
            self._log(line | self._score(epoch + 1))
            self._save(epoch)

    def _score(self, epochs: int) -> dict[str, float]:
        if epochs % SCORED_EVERY and epochs < self.phase.epochs:
            return {}
        plain, mirrored = accuracy(self.averaged.network, self.held_out)
        return {"public_test": round(plain, 4), "with_mirrored": round(mirrored, 4)}

    def _epoch(self, epoch: int, size: int) -> float:
        order = torch.randperm(len(self.faces.labels), generator=self.generator)
        self.network.train()
        mixing = epoch < (1 - self.phase.unmixed) * self.phase.epochs
        mixed = self.phase.mixed if mixing else 0.0
        total = 0.0
        for step in range(self.steps):
            done = epoch * self.steps + step
            for group in self.optimizer.param_groups:
                group["lr"] = rate(done / (self.phase.epochs * self.steps), self.phase)
            total += self._step(order[step * BATCH : (step + 1) * BATCH], size, mixed)
            self.averaged.update(self.network, done)
        return total / self.steps

    def _step(self, chosen: Tensor, size: int, mixed: float) -> float:
        batch = (
            augmented(self.faces.images[chosen], size, self.phase.erased, self.generator),
            self.target[chosen],
            self.faces.votes[chosen],
        )
        if torch.rand(1, generator=self.generator).item() < mixed:
            batch = self._mixed(batch)
        images, target, votes = batch
        loss = loss_of(self.network, images.to(memory_format=torch.channels_last), target, votes)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), GRADIENT_NORM)
        self.optimizer.step()
        return loss.item()

    def _mixed(self, batch: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        concentration = torch.tensor([MIXING, MIXING])
        share = torch._sample_dirichlet(concentration, self.generator)[0].item()
        return tuple(part * share + part.flip(0) * (1 - share) for part in batch)

    def _log(self, line: dict) -> None:
        print(json.dumps(line), flush=True)
        with self.out.with_suffix(".log").open("a") as file:
            file.write(json.dumps(line) + "\n")

    def _save(self, epoch: int) -> None:
        torch.save(self.averaged.network.state_dict(), self.out)
        state = {
            "network": self.network.state_dict(),
            "averaged": self.averaged.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "generator": self.generator.get_state(),
            "epoch": epoch,
        }
        torch.save(state, self.out.with_suffix(".state"))

    def _resumed(self) -> int:
        """The first epoch that is still to be run."""
        path = self.out.with_suffix(".state")
        if not path.exists():
            return 0
        state = torch.load(path)
        self.network.load_state_dict(state["network"])
        self.averaged.network.load_state_dict(state["averaged"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["generator"])
        return state["epoch"] + 1


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the expression network on FER2013.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--begin", type=Path, help="weights of the shallow network, to deepen")
    parser.add_argument("--out", type=Path, default=Path("expression.pth"))
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(SEED)
    Training(arguments.data, arguments.out, arguments.begin).run()


if __name__ == "__main__":
    main()
