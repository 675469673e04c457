"""What a face may do without changing its expression: turn, move, be lit, be half hidden."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from .network import INPUT_SIZE

ROTATION_DEG = 15
SHIFT = 0.10  # of the picture's width
SCALE = 0.15
STRETCH = 0.08
CONTRAST_GAMMA = 0.4  # of the exponent's logarithm
ERASED_SIDE = (0.12, 0.45)  # of the picture's side
FIELD = 44 / 48  # a training picture shows this much, so that the whole one is never quite seen


def augmented(images: Tensor, size: int, erased: float, generator: torch.Generator) -> Tensor:
    """N x 1 x size x size, seen otherwise each time; of a share of them a patch is erased."""
    seen = _warped(images, size, generator)
    return _erased(_relit(seen, generator), erased, generator)


def _uniform(count: int, low: float, high: float, generator: torch.Generator) -> Tensor:
    return torch.rand(count, generator=generator) * (high - low) + low


def _warped(images: Tensor, size: int, generator: torch.Generator) -> Tensor:
    count = len(images)
    angle = _uniform(count, -1, 1, generator) * math.radians(ROTATION_DEG)
    scale = FIELD * torch.exp(_uniform(count, -SCALE, SCALE, generator))
    stretch = torch.exp(_uniform(count, -STRETCH, STRETCH, generator))
    mirrored = (torch.rand(count, generator=generator) < 0.5).float() * -2 + 1
    shift = _uniform(2 * count, -2 * SHIFT, 2 * SHIFT, generator).view(2, count)
    cos, sin = torch.cos(angle), torch.sin(angle)
    theta = torch.stack(
        [
            torch.stack([mirrored * scale * stretch * cos, -scale * sin, shift[0]], 1),
            torch.stack([mirrored * scale * stretch * sin, scale * cos, shift[1]], 1),
        ],
        1,
    )
    grid = F.affine_grid(theta, [count, 1, size, size], align_corners=False)
    source = images
    if size < INPUT_SIZE * FIELD - 1:  # averaged first: sampling would skip pixels
        source = F.interpolate(images, round(size / FIELD), mode="bilinear", antialias=True)
    return F.grid_sample(source, grid, padding_mode="border", align_corners=False)


def _relit(images: Tensor, generator: torch.Generator) -> Tensor:
    gamma = torch.exp(_uniform(len(images), -CONTRAST_GAMMA, CONTRAST_GAMMA, generator))
    return images.clamp(1e-4, 1).pow(gamma.view(-1, 1, 1, 1))


def _erased(images: Tensor, share: float, generator: torch.Generator) -> Tensor:
    count, size = len(images), images.shape[-1]
    place = torch.arange(size).float() / size
    chosen = torch.rand(count, generator=generator) < share
    inside = chosen.view(-1, 1, 1)
    for axis in (0, 1):
        side = _uniform(count, *ERASED_SIDE, generator).view(-1, 1)
        start = torch.rand(count, 1, generator=generator) * (1 - side)
        within = (place >= start) & (place < start + side)
        inside = inside & (within.unsqueeze(2) if axis == 0 else within.unsqueeze(1))
    grey = torch.rand(count, 1, 1, generator=generator).expand_as(inside)
    return torch.where(inside.unsqueeze(1), grey.unsqueeze(1), images)
