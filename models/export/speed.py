"""Times each network at batch 1 on one thread, as exported and with libtorch's own convolutions.

python speed.py [--cache FOLDER]; runs alternate, so that a busy machine slows both.
"""

import argparse
import tempfile
import time
from pathlib import Path

import torch

from adgaze_export.torchscript import export
from export import DEFAULT_CACHE, networks

ROUNDS = 15
CALLS = 30


def main() -> None:
    parser = argparse.ArgumentParser(description="Times the exported networks.")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    for name, (network, shape) in networks(arguments.cache).items():
        images = torch.randint(0, 256, (1, *shape), dtype=torch.uint8)
        with tempfile.NamedTemporaryFile(suffix=".pt") as file, torch.no_grad():
            export(network, images, Path(file.name))
            exported = torch.jit.load(file.name)
            plain = torch.jit.freeze(torch.jit.trace(network.eval(), images, check_trace=False))
            best = _best_ms([exported, plain], images)
        print(f"{name:14} {best[0]:6.2f} ms exported {best[1]:6.2f} ms plain", end=" ")
        print(f"ratio {best[0] / best[1]:.2f}")


def _best_ms(candidates: list[torch.jit.ScriptModule], images: torch.Tensor) -> list[float]:
    best = [float("inf")] * len(candidates)
    for _ in range(ROUNDS):
        for index, candidate in enumerate(candidates):
            start = time.perf_counter()
            for _ in range(CALLS):
                candidate(images)
            best[index] = min(best[index], (time.perf_counter() - start) / CALLS * 1e3)
    return best


if __name__ == "__main__":
    main()
