"""Trains the expression network: python train_expression.py --data FOLDER [--epochs N] [--out FILE]

FOLDER holds FER2013 as train.npz and public_test.npz (images, labels, FER+'s votes). A line an
epoch goes to standard output and beside the weights; a run that was stopped goes on where it was.
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from adgaze_training import fer2013
from adgaze_training.augmentation import augmented
from adgaze_training.network import ExpressionNetwork

SEED = 20261127
BATCH = 128
PEAK_RATE = 0.08
WARM_UP_EPOCHS = 3
MOMENTUM = 0.9
DECAY = 5e-4
MIXED_SHARE = 0.5  # of the batches
MIXING = 0.3  # Zhang et al., "mixup" (2018): alpha
VOTES_WEIGHT = 0.4
AVERAGING = 0.998  # of the weights, a step
GRADIENT_NORM = 5.0
SMALL_SHARE, SMALL_SIZE, SIZE = 0.6, 36, 44  # small pictures first: cheaper, and coarse before fine


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


def rate(progress: float, epochs: int) -> float:
    warm = WARM_UP_EPOCHS / epochs
    if progress < warm:
        return PEAK_RATE * progress / warm
    return PEAK_RATE * 0.5 * (1 + math.cos(math.pi * (progress - warm) / (1 - warm)))


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

    def __init__(self, data: Path, out: Path, epochs: int) -> None:
        self.out = out
        self.epochs = epochs
        self.generator = torch.Generator().manual_seed(SEED)
        self.held_out = fer2013.load(data / "public_test.npz")
        self.faces = fer2013.without_copies_of(fer2013.load(data / "train.npz"), self.held_out)
        self.target = fer2013.targets(self.faces)
        self.steps = len(self.faces.labels) // BATCH
        self.network = ExpressionNetwork().to(memory_format=torch.channels_last)
        self.averaged = Averaged(self.network)
        self.optimizer = torch.optim.SGD(
            self.network.parameters(), lr=0, momentum=MOMENTUM, weight_decay=DECAY, nesterov=True
        )

    def run(self) -> None:
        print(f"{len(self.faces.labels)} faces, {self.steps} steps an epoch", flush=True)
        for epoch in range(self._resumed(), self.epochs):
            start = time.time()
            size = SMALL_SIZE if epoch < SMALL_SHARE * self.epochs else SIZE
            loss = self._epoch(epoch, size)
            plain, mirrored = accuracy(self.averaged.network, self.held_out)
            self._log(
                {
                    "epoch": epoch + 1,
                    "size": size,
                    "rate": round(self.optimizer.param_groups[0]["lr"], 5),
                    "loss": round(loss, 4),
                    "public_test": round(plain, 4),
                    "with_mirrored": round(mirrored, 4),
                    "seconds": round(time.time() - start),
                }
            )
            self._save(epoch)

    def _epoch(self, epoch: int, size: int) -> float:
        order = torch.randperm(len(self.faces.labels), generator=self.generator)
        self.network.train()
        total = 0.0
        for step in range(self.steps):
            done = epoch * self.steps + step
            for group in self.optimizer.param_groups:
                group["lr"] = rate(done / (self.epochs * self.steps), self.epochs)
            total += self._step(order[step * BATCH : (step + 1) * BATCH], size)
            self.averaged.update(self.network, done)
        return total / self.steps

    def _step(self, chosen: Tensor, size: int) -> float:
        batch = (
            augmented(self.faces.images[chosen], size, self.generator),
            self.target[chosen],
            self.faces.votes[chosen],
        )
        if torch.rand(1, generator=self.generator).item() < MIXED_SHARE:
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
    parser.add_argument("--epochs", type=int, default=85)
    parser.add_argument("--out", type=Path, default=Path("expression.pth"))
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(SEED)
    Training(arguments.data, arguments.out, arguments.epochs).run()


if __name__ == "__main__":
    main()
