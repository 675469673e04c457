"""MediaPipe's face mesh with attention: 468 mesh points, refined eyes, two irises.

The branch that refines the lips is left out: no measure reads them, they only count to the face's
box. Their points are the mesh's own.

Grishchenko et al., "Attention Mesh: High-fidelity Face Mesh Prediction in Real-time" (2020).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .layers import Conv, ConvWeights, PRelu, ResidualBlock, to_channels_first
from .tflite_weights import TfliteWeights

INPUT_SIZE = 192
MESH_POINTS = 468
IRIS_POINTS = 5

_FEATURE_STRIDE = 4  # the regions are cropped out of the 48 x 48 feature map
_REGION_SIZE = 16  # side of a region's crop, in its own pixels
_CONTOUR_POINTS = 71  # of an eye
_EYELID_POINTS = 16  # an eye's contour list starts with its lids; their depth is the iris' depth

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Branches:
    """Equal layers side by side in the published graph, and which of them are used."""

    published: int
    used: tuple[int, ...]

    def read(self, layer: Callable[[], _T]) -> list[_T]:
        layers = [layer() for _ in range(self.published)]
        return [layers[number] for number in self.used]


_ONE = _Branches(1, (0,))
_EYES = _Branches(3, (1, 2))  # lips, left eye, right eye: in the picture, as MediaPipe names them
_HEADS = _Branches(5, (1, 2, 3, 4))  # lips, left eye, left iris, right eye, right iris
_HEAD_EYES = (0, 0, 1, 1)


class _Activated(nn.Sequential):
    """A residual block, in each branch of the graph, with its PReLU."""

    def __init__(self, weights: TfliteWeights, branches: _Branches, stride: int = 1) -> None:
        super().__init__(
            ResidualBlock(branches.read(weights.depthwise), branches.read(weights.conv), stride),
            PRelu(branches.read(weights.prelu)),
        )


class _Stage(nn.Sequential):
    """Two residual blocks, then one that halves the map."""

    def __init__(self, weights: TfliteWeights, branches: _Branches = _ONE) -> None:
        super().__init__(
            _Activated(weights, branches),
            _Activated(weights, branches),
            _Activated(weights, branches, stride=2),
        )


class _Neck(nn.Sequential):
    """The last blocks before an output: down to 32 channels."""

    def __init__(self, weights: TfliteWeights, branches: _Branches = _ONE) -> None:
        super().__init__(
            _Activated(weights, branches),
            _Activated(weights, branches),
            Conv(branches.read(weights.conv)),
            PRelu(branches.read(weights.prelu)),
            _Activated(weights, branches),
        )


class _RegionTransform(nn.Module):
    """Frames the eyes: a box around an eye's mesh points, turned along its two corners.

    Returns, per eye, the matrix (2 x 2) and the origin that take the crop's pixels to the
    feature map's.
    """

    def __init__(self, regions: list[dict]) -> None:
        super().__init__()
        for region in regions:
            if region["target_rotation_radians"] != 0:
                raise ValueError("a region turned away from its corners is not supported")
        points = [
            [region["left_rotation_idx"], region["right_rotation_idx"], *region["subset_idxs"]]
            for region in regions
        ]
        self.register_buffer("points", torch.tensor(points).flatten())
        scale = torch.tensor([[region["scale_x"], region["scale_y"]] for region in regions])
        self.register_buffer("pixel", scale / _REGION_SIZE)
        # From a direction (x, y) to the rows of the matrix whose columns are it and its normal.
        self.register_buffer("turn", torch.tensor([[1.0, 0.0, 0.0, 1.0], [0.0, -1.0, 1.0, 0.0]]))

    def forward(self, mesh: Tensor) -> tuple[Tensor, Tensor]:
        points = mesh.index_select(1, self.points).unflatten(1, (len(_EYES.used), -1))
        left, right, contour = points.split((1, 1, _CONTOUR_POINTS), dim=2)
        axes = (F.normalize(right - left, dim=3) @ self.turn).unflatten(3, (2, 2)).squeeze(2)
        projected = contour @ axes
        low, high = projected.amin(2), projected.amax(2)
        pixel = (high - low) * self.pixel
        corner = (low + high) / 2 - pixel * (_REGION_SIZE / 2)
        return axes * pixel.unsqueeze(2), axes @ corner.unsqueeze(3)


class _RegionCrops(nn.Module):
    """Samples each region out of the feature map, bilinearly, zero outside of it."""

    def __init__(self) -> None:
        super().__init__()
        centers = torch.arange(_REGION_SIZE) + 0.5
        rows, columns = torch.meshgrid(centers, centers, indexing="ij")
        self.register_buffer("grid", torch.stack([columns, rows]).flatten(1))
        self.size = INPUT_SIZE // _FEATURE_STRIDE

    def forward(self, features: Tensor, matrix: Tensor, origin: Tensor) -> Tensor:
        points = matrix @ self.grid + origin
        inside = (points.clamp(0.5, self.size - 0.5) == points).all(2)
        below = len(_EYES.used) * _REGION_SIZE  # one eye's crop below the other's
        grid = (points * (2 / self.size) - 1).transpose(2, 3).reshape(-1, below, _REGION_SIZE, 2)
        crops = F.grid_sample(features, grid, align_corners=False)
        crops = crops * inside.reshape(-1, 1, below, _REGION_SIZE)
        # In channels-last memory, or each convolution would copy its map there and back.
        pixels = crops.unflatten(2, (-1, _REGION_SIZE)).permute(0, 3, 4, 2, 1).flatten(3)
        return pixels.permute(0, 3, 1, 2)


class _Refinement(nn.Module):
    """The heads' last layers side by side, an iris padded to an eye's number of points."""

    def __init__(self, heads: list[ConvWeights]) -> None:
        super().__init__()
        self.heads = Conv([_padded_values(head, 2 * _CONTOUR_POINTS) for head in heads], same=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.heads(x).reshape(-1, len(_HEAD_EYES), _CONTOUR_POINTS, 2)


class FaceMesh(nn.Module):
    """In: N x 192 x 192 x 3, RGB 0..255, a square crop turned upright by the eye corners.

    Out: N x 478 x 3, x, y and depth in crop sides (0..1 inside), and N x 1, the face's probability.
    """

    def __init__(self, weights: TfliteWeights) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            Conv([_of_bytes(weights.conv())], stride=2), PRelu([weights.prelu()])
        )
        self.first = _Stage(weights)
        self.deeper = nn.Sequential(*[_Stage(weights) for _ in range(4)], _Neck(weights))
        self.mesh = Conv([weights.conv()], same=False)
        regions = _EYES.read(lambda: weights.custom_options("Landmarks2TransformMatrix"))
        self.transform = _RegionTransform(regions)
        self.crops = _RegionCrops()
        self.regions = nn.Sequential(_Stage(weights, _EYES), _Stage(weights, _EYES))
        self.heads = nn.Sequential(_Stage(weights, _HEADS), _Neck(weights, _HEADS))
        self.refine = _Refinement(_HEADS.read(weights.conv))
        self.presence = Conv([weights.conv()], same=False)
        weights.assert_all_used()
        contours = [region["subset_idxs"] for region in regions]
        self.register_buffer("head_eyes", torch.tensor(_HEAD_EYES))
        self.register_buffer("source", _point_sources(contours))
        lids = [contour[:_EYELID_POINTS] for contour in contours]
        self.register_buffer("lids", torch.tensor(lids).flatten())

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        features = self.first(self.stem(to_channels_first(images)))
        deep = self.deeper(features)
        mesh = self.mesh(deep).reshape(-1, MESH_POINTS, 3)
        points = torch.cat([self._refined(features, mesh), self._depths(mesh)], dim=2) / INPUT_SIZE
        return points, torch.sigmoid(self.presence(deep)).flatten(1)

    def _refined(self, features: Tensor, mesh: Tensor) -> Tensor:
        matrix, origin = self.transform(mesh[:, :, :2] / _FEATURE_STRIDE)
        regions = self.regions(self.crops(features, matrix, origin))
        left, right = regions.chunk(2, dim=1)
        heads = self.heads(torch.cat([left, left, right, right], dim=1))
        # A head answers in quarter pixels of its crop, hence in input pixels after the matrix.
        matrix = matrix.index_select(1, self.head_eyes)
        origin = origin.index_select(1, self.head_eyes) * _FEATURE_STRIDE
        refined = self.refine(heads) @ matrix.transpose(2, 3) + origin.transpose(2, 3)
        return torch.cat([mesh[:, :, :2], refined.flatten(1, 2)], dim=1).index_select(
            1, self.source
        )

    def _depths(self, mesh: Tensor) -> Tensor:
        depths = mesh[:, :, 2:]
        lids = depths.index_select(1, self.lids).unflatten(1, (2, _EYELID_POINTS))
        irises = lids.mean(2).expand(-1, -1, IRIS_POINTS).flatten(1).unsqueeze(2)
        return torch.cat([depths, irises], dim=1)


def _of_bytes(conv: ConvWeights) -> ConvWeights:
    """Takes 0..255 where the published one takes 0..1: no division of the picture."""
    return ConvWeights(conv.kernel / 255, conv.bias)


def _padded_values(head: ConvWeights, values: int) -> ConvWeights:
    missing = values - len(head.bias)
    return ConvWeights(
        F.pad(head.kernel, (0, 0, 0, 0, 0, 0, 0, missing)), F.pad(head.bias, (0, missing))
    )


def _point_sources(contours: list[list[int]]) -> Tensor:
    """Where each of the 478 points is found among the mesh's and, after them, the heads' points."""
    left_eye, left_iris, right_eye, right_iris = range(
        MESH_POINTS, MESH_POINTS + len(_HEAD_EYES) * _CONTOUR_POINTS, _CONTOUR_POINTS
    )
    source = list(range(MESH_POINTS))
    for start, contour in zip((left_eye, right_eye), contours, strict=True):
        for offset, point in enumerate(contour):
            source[point] = start + offset
    for start in (left_iris, right_iris):
        source.extend(range(start, start + IRIS_POINTS))
    return torch.tensor(source)
