"""MediaPipe's short-range face detector.

Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs" (2019).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .layers import Conv, ResidualBlock, to_channels_first
from .tflite_weights import TfliteWeights

INPUT_SIZE = 128
KEYPOINTS = 6  # right eye, left eye, nose tip, mouth, right ear, left ear: the person's right

_MAX_LOGIT = 100.0  # MediaPipe's score_clipping_thresh


class _Block(nn.Module):
    def __init__(self, weights: TfliteWeights, stride: int) -> None:
        super().__init__()
        self.residual = ResidualBlock([weights.depthwise()], [weights.conv()], stride)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu_(self.residual(x))


class FaceDetector(nn.Module):
    """In: N x 128 x 128 x 3, RGB 0..255, the picture letterboxed to a square.

    Out: N x 896 x 17, per anchor: score, x and y of the box's low and high corner, then x and y of
    six key points, all but the score in sides of the square. Overlaps are the caller's to suppress.
    """

    def __init__(self, weights: TfliteWeights) -> None:
        super().__init__()
        self.stem = Conv([weights.conv()], stride=2)
        self.to_16 = nn.Sequential(
            *[_Block(weights, stride) for stride in (1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1)]
        )
        self.to_8 = nn.Sequential(*[_Block(weights, stride) for stride in (2, 1, 1, 1, 1)])
        self.scores = nn.ModuleList(Conv([weights.conv()]) for _ in range(2))
        self.boxes = nn.ModuleList(Conv([weights.conv()]) for _ in range(2))
        weights.assert_all_used()
        self.register_buffer("anchors", _anchors())

    def forward(self, images: Tensor) -> Tensor:
        fine = self.to_16(F.relu_(self.stem(to_channels_first(images) / 127.5 - 1)))
        maps = (fine, self.to_8(fine))
        logits = _per_anchor(self.scores, maps, 1)
        scores = torch.sigmoid(logits.clamp(-_MAX_LOGIT, _MAX_LOGIT))
        raw = _per_anchor(self.boxes, maps, 4 + 2 * KEYPOINTS) / INPUT_SIZE
        center = raw[:, :, 0:2] + self.anchors
        half = raw[:, :, 2:4] / 2
        keypoints = raw[:, :, 4:] + self.anchors.repeat(1, KEYPOINTS)
        return torch.cat([scores, center - half, center + half, keypoints], dim=2)


def _per_anchor(heads: nn.ModuleList, maps: tuple[Tensor, Tensor], values: int) -> Tensor:
    rows = [head(x).permute(0, 2, 3, 1).flatten(1) for head, x in zip(heads, maps, strict=True)]
    return torch.cat([row.unflatten(1, (-1, values)) for row in rows], dim=1)


def _anchors() -> Tensor:
    """Two anchors in each cell of the 16 x 16 map, six in each of the 8 x 8 map, at its centre."""
    anchors = []
    for cells, per_cell in ((16, 2), (8, 6)):
        centers = (torch.arange(cells) + 0.5) / cells
        rows, columns = torch.meshgrid(centers, centers, indexing="ij")
        grid = torch.stack([columns, rows], dim=-1).reshape(-1, 2)
        anchors.append(grid.repeat_interleave(per_cell, dim=0))
    return torch.cat(anchors)
