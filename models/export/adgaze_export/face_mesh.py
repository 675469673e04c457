"""MediaPipe's face mesh with attention: 468 mesh points, refined lips and eyes, two irises.

Grishchenko et al., "Attention Mesh: High-fidelity Face Mesh Prediction in Real-time" (2020).
"""

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
_CONTOUR_POINTS = 80  # of the lips; the eyes have 71
_EYELID_POINTS = 16  # an eye's contour list starts with its lids; their depth is the iris' depth

# Left and right in the picture, as MediaPipe names these outputs: a person's right eye is left.
_LIPS, _LEFT_EYE, _RIGHT_EYE = range(3)
# The heads: lips, left eye, left iris, right eye, right iris.
_HEAD_REGIONS = (_LIPS, _LEFT_EYE, _LEFT_EYE, _RIGHT_EYE, _RIGHT_EYE)


class _Activated(nn.Sequential):
    """A residual block, in each branch of the graph, with its PReLU."""

    def __init__(self, weights: TfliteWeights, branches: int = 1, stride: int = 1) -> None:
        super().__init__(
            ResidualBlock(
                [weights.depthwise() for _ in range(branches)],
                [weights.conv() for _ in range(branches)],
                stride,
            ),
            PRelu([weights.prelu() for _ in range(branches)]),
        )


class _Stage(nn.Sequential):
    """Two residual blocks, then one that halves the map."""

    def __init__(self, weights: TfliteWeights, branches: int = 1) -> None:
        super().__init__(
            _Activated(weights, branches),
            _Activated(weights, branches),
            _Activated(weights, branches, stride=2),
        )


class _Neck(nn.Sequential):
    """The last blocks before an output: down to 32 channels."""

    def __init__(self, weights: TfliteWeights, branches: int = 1) -> None:
        super().__init__(
            _Activated(weights, branches),
            _Activated(weights, branches),
            Conv([weights.conv() for _ in range(branches)]),
            PRelu([weights.prelu() for _ in range(branches)]),
            _Activated(weights, branches),
        )


class _RegionTransform(nn.Module):
    """Frames lips and eyes: a box around a region's mesh points, turned along its two corners.

    Returns, per region, the matrix (2 x 2) and the origin that take the crop's pixels to the
    feature map's.
    """

    def __init__(self, regions: list[dict]) -> None:
        super().__init__()
        for region in regions:
            if region["target_rotation_radians"] != 0:
                raise ValueError("a region turned away from its corners is not supported")
        left = torch.tensor([region["left_rotation_idx"] for region in regions])
        right = torch.tensor([region["right_rotation_idx"] for region in regions])
        # Shorter contours repeat their first point, which leaves their box as it is.
        contours = [_padded(region["subset_idxs"]) for region in regions]
        self.register_buffer("left", left)
        self.register_buffer("right", right)
        self.register_buffer("contours", torch.tensor(contours).flatten())
        scale = torch.tensor([[region["scale_x"], region["scale_y"]] for region in regions])
        self.register_buffer("pixel", scale / _REGION_SIZE)

    def forward(self, points: Tensor) -> tuple[Tensor, Tensor]:
        along = F.normalize(
            points.index_select(1, self.right) - points.index_select(1, self.left), dim=2
        )
        across = torch.stack([-along[..., 1], along[..., 0]], dim=-1)
        axes = torch.stack([along, across], dim=-1)
        contours = points.index_select(1, self.contours).unflatten(1, (-1, _CONTOUR_POINTS))
        projected = contours @ axes
        low, high = projected.amin(2), projected.amax(2)
        matrix = axes * ((high - low) * self.pixel).unsqueeze(2)
        center = (axes @ ((low + high) / 2).unsqueeze(-1)).squeeze(-1)
        return matrix, center - matrix.sum(-1) * (_REGION_SIZE / 2)


class _RegionCrops(nn.Module):
    """Samples each region out of the feature map, bilinearly, zero outside of it."""

    def __init__(self) -> None:
        super().__init__()
        centers = torch.arange(_REGION_SIZE) + 0.5
        rows, columns = torch.meshgrid(centers, centers, indexing="ij")
        self.register_buffer("grid", torch.stack([columns, rows], dim=-1).reshape(-1, 2))
        self.size = INPUT_SIZE // _FEATURE_STRIDE

    def forward(self, features: Tensor, matrix: Tensor, origin: Tensor) -> Tensor:
        points = self.grid @ matrix.transpose(2, 3) + origin.unsqueeze(2)
        inside = ((points >= 0.5) & (points <= self.size - 0.5)).all(-1)
        grid = (points * (2 / self.size) - 1).reshape(-1, 3 * _REGION_SIZE, _REGION_SIZE, 2)
        crops = F.grid_sample(features, grid, align_corners=False)
        crops = crops * inside.reshape(-1, 1, 3 * _REGION_SIZE, _REGION_SIZE)
        return crops.unflatten(2, (3, _REGION_SIZE)).transpose(1, 2).flatten(1, 2)


class _Refinement(nn.Module):
    """The heads' last layers as one product, each padded to the lips' number of points."""

    def __init__(self, heads: list[ConvWeights]) -> None:
        super().__init__()
        values = 2 * _CONTOUR_POINTS
        kernels = [
            F.pad(head.kernel.flatten(1), (0, 0, 0, values - len(head.bias))) for head in heads
        ]
        biases = [F.pad(head.bias, (0, values - len(head.bias))) for head in heads]
        self.register_buffer("kernel", torch.stack(kernels))
        self.register_buffer("bias", torch.stack(biases))

    def forward(self, x: Tensor) -> Tensor:
        inputs = x.flatten(1).unflatten(1, (len(_HEAD_REGIONS), -1, 1))
        values = (self.kernel @ inputs).squeeze(-1) + self.bias
        return values.unflatten(2, (_CONTOUR_POINTS, 2))


class FaceMesh(nn.Module):
    """In: N x 192 x 192 x 3, RGB 0..255, a square crop turned upright by the eye corners.

    Out: N x 478 x 3, x, y and depth in crop sides (0..1 inside), and N x 1, the face's probability.
    """

    def __init__(self, weights: TfliteWeights) -> None:
        super().__init__()
        self.stem = nn.Sequential(Conv([weights.conv()], stride=2), PRelu([weights.prelu()]))
        self.first = _Stage(weights)
        self.deeper = nn.Sequential(*[_Stage(weights) for _ in range(4)], _Neck(weights))
        self.mesh = Conv([weights.conv()], same=False)
        regions = [weights.custom_options("Landmarks2TransformMatrix") for _ in range(3)]
        self.transform = _RegionTransform(regions)
        self.crops = _RegionCrops()
        self.regions = nn.Sequential(_Stage(weights, 3), _Stage(weights, 3))
        self.heads = nn.Sequential(_Stage(weights, 5), _Neck(weights, 5))
        self.refine = _Refinement([weights.conv() for _ in _HEAD_REGIONS])
        self.presence = Conv([weights.conv()], same=False)
        weights.assert_all_used()
        contours = [region["subset_idxs"] for region in regions]
        self.register_buffer("head_regions", torch.tensor(_HEAD_REGIONS))
        self.register_buffer("source", _point_sources(contours))
        lids = [contours[eye][:_EYELID_POINTS] for eye in (_LEFT_EYE, _RIGHT_EYE)]
        self.register_buffer("lids", torch.tensor(lids).flatten())

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        features = self.first(self.stem(to_channels_first(images) / 255))
        deep = self.deeper(features)
        mesh = self.mesh(deep).reshape(-1, MESH_POINTS, 3)
        points = torch.cat([self._refined(features, mesh), self._depths(mesh)], dim=2) / INPUT_SIZE
        return points, torch.sigmoid(self.presence(deep)).flatten(1)

    def _refined(self, features: Tensor, mesh: Tensor) -> Tensor:
        matrix, origin = self.transform(mesh[:, :, :2] / _FEATURE_STRIDE)
        regions = self.regions(self.crops(features, matrix, origin))
        lips, left, right = regions.chunk(3, dim=1)
        heads = self.heads(torch.cat([lips, left, left, right, right], dim=1))
        # A head answers in quarter pixels of its crop, hence in input pixels after the matrix.
        matrix = matrix.index_select(1, self.head_regions)
        origin = origin.index_select(1, self.head_regions) * _FEATURE_STRIDE
        refined = self.refine(heads) @ matrix.transpose(2, 3) + origin.unsqueeze(2)
        return torch.cat([mesh[:, :, :2], refined.flatten(1, 2)], dim=1).index_select(
            1, self.source
        )

    def _depths(self, mesh: Tensor) -> Tensor:
        depths = mesh[:, :, 2:]
        lids = depths.index_select(1, self.lids).unflatten(1, (2, _EYELID_POINTS))
        irises = lids.mean(2).expand(-1, -1, IRIS_POINTS).flatten(1).unsqueeze(2)
        return torch.cat([depths, irises], dim=1)


def _padded(contour: list[int]) -> list[int]:
    return contour + contour[:1] * (_CONTOUR_POINTS - len(contour))


def _point_sources(contours: list[list[int]]) -> Tensor:
    """Where each of the 478 points is found among the mesh's and, after them, the heads' points."""
    lips, left_eye, left_iris, right_eye, right_iris = range(
        MESH_POINTS, MESH_POINTS + len(_HEAD_REGIONS) * _CONTOUR_POINTS, _CONTOUR_POINTS
    )
    source = list(range(MESH_POINTS))
    for start, contour in zip((lips, left_eye, right_eye), contours, strict=True):
        for offset, point in enumerate(contour):
            source[point] = start + offset
    for start in (left_iris, right_iris):
        source.extend(range(start, start + IRIS_POINTS))
    return torch.tensor(source)
