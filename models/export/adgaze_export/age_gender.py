"""face-api's age and gender network: a small Xception with two outputs.

The package publishes weights without a graph; the layers follow its `ageGenderNet` and
`xception` sources.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .layers import Conv, ConvWeights, to_channels_first

INPUT_SIZE = 112

_MEAN_RGB = (122.782, 117.001, 104.298)  # face-api's `normalize`, before the division by 255


class _Weights:
    def __init__(self, tensors: dict[str, Tensor]) -> None:
        self._tensors = tensors

    def conv(self, name: str) -> ConvWeights:
        return ConvWeights(
            self._tensors[f"{name}/filters"].permute(3, 2, 0, 1), self._tensors[f"{name}/bias"]
        )

    def depthwise(self, name: str) -> ConvWeights:
        kernel = self._tensors[f"{name}/depthwise_filter"].permute(2, 3, 0, 1)
        return ConvWeights(kernel, torch.zeros(len(kernel)))

    def pointwise(self, name: str) -> ConvWeights:
        return ConvWeights(
            self._tensors[f"{name}/pointwise_filter"].permute(3, 2, 0, 1),
            self._tensors[f"{name}/bias"],
        )

    def linear(self, name: str) -> nn.Linear:
        weights = self._tensors[f"{name}/weights"]
        layer = nn.Linear(*weights.shape)
        layer.weight = nn.Parameter(weights.T.contiguous(), requires_grad=False)
        layer.bias = nn.Parameter(self._tensors[f"{name}/bias"], requires_grad=False)
        return layer


class _Separable(nn.Sequential):
    def __init__(self, weights: _Weights, name: str) -> None:
        super().__init__(
            Conv([weights.depthwise(name)], depthwise=True), Conv([weights.pointwise(name)])
        )


class _Reduction(nn.Module):
    """Two separable convolutions, pooled to half the size, beside a strided shortcut."""

    def __init__(self, weights: _Weights, name: str) -> None:
        super().__init__()
        self.first = _Separable(weights, f"{name}/separable_conv0")
        self.second = _Separable(weights, f"{name}/separable_conv1")
        self.shortcut = Conv([weights.conv(f"{name}/expansion_conv")], stride=2)

    def forward(self, x: Tensor, activated: Tensor) -> Tensor:
        y = self.second(F.relu_(self.first(activated)))
        # SAME pooling of an even map: 3 x 3 windows start on its even pixels.
        pooled = F.max_pool2d(F.pad(y, (0, 1, 0, 1), value=float("-inf")), 3, 2)
        return self.shortcut(x).add_(pooled)


class _Middle(nn.Module):
    def __init__(self, weights: _Weights, name: str) -> None:
        super().__init__()
        self.convs = nn.ModuleList(
            _Separable(weights, f"{name}/separable_conv{number}") for number in range(3)
        )

    def forward(self, x: Tensor) -> Tensor:
        y = x
        for conv in self.convs:
            y = conv(F.relu(y))
        return y.add_(x)


class AgeGender(nn.Module):
    """In: N x 112 x 112 x 3, RGB 0..255, an upright face. Out: N x 2, age in years and p(male)."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        super().__init__()
        weights = _Weights(tensors)
        self.register_buffer("mean", torch.tensor(_MEAN_RGB).reshape(1, 3, 1, 1))
        self.stem = Conv([weights.conv("entry_flow/conv_in")], stride=2)
        self.entry0 = _Reduction(weights, "entry_flow/reduction_block_0")
        self.entry1 = _Reduction(weights, "entry_flow/reduction_block_1")
        self.middle = nn.Sequential(
            *[_Middle(weights, f"middle_flow/main_block_{number}") for number in range(2)]
        )
        self.exit = _Reduction(weights, "exit_flow/reduction_block")
        self.last = _Separable(weights, "exit_flow/separable_conv")
        self.age = weights.linear("fc/age")
        self.gender = weights.linear("fc/gender")

    def forward(self, images: Tensor) -> Tensor:
        x = F.relu_(self.stem((to_channels_first(images) - self.mean) / 255))
        x = self.entry0(x, x)
        x = self.entry1(x, F.relu(x))
        x = self.middle(x)
        x = self.exit(x, F.relu(x))
        x = F.relu_(self.last(x)).mean((2, 3))
        return torch.cat([self.age(x), torch.softmax(self.gender(x), dim=1)[:, :1]], dim=1)
