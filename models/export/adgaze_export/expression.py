"""Mini-Xception on FER2013.

Arriaga et al., "Real-time Convolutional Neural Networks for Emotion and Gender Classification"
(2017); batch normalisation is already folded into the published weights.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .layers import Conv, ConvWeights, to_channels_first

INPUT_SIZE = 64
CLASSES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")  # FER2013's order


class _Weights:
    """Names the folded layers of the published graph."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        self._tensors = {name.rpartition("model_1/")[2]: value for name, value in tensors.items()}

    def conv(self, number: int) -> ConvWeights:
        name = f"conv2d_{number}/Conv2D"
        return self._folded(f"{name}_weights", f"{name}_bn_offset")

    def pointwise(self, number: int) -> ConvWeights:
        name = f"separable_conv2d_{number}/separable_conv2d"
        return self._folded(f"{name}_weights", f"{name}_bn_offset")

    def depthwise(self, number: int) -> ConvWeights:
        kernel = self._tensors[f"unknown_{(9, 15, 26, 32)[number - 1]}"].permute(2, 3, 0, 1)
        return ConvWeights(kernel, torch.zeros(len(kernel)))

    def classifier(self) -> ConvWeights:
        return self._folded("unknown_43", "unknown_44")

    def _folded(self, kernel: str, bias: str) -> ConvWeights:
        return ConvWeights(self._tensors[kernel].permute(3, 2, 0, 1), self._tensors[bias])


class _Separable(nn.Sequential):
    def __init__(self, weights: _Weights, number: int) -> None:
        super().__init__(
            Conv([weights.depthwise(number)], depthwise=True), Conv([weights.pointwise(number)])
        )


class _Module(nn.Module):
    """Two separable convolutions, pooled to half the size, beside a strided 1 x 1 shortcut."""

    def __init__(self, weights: _Weights, separable: int, shortcut: int) -> None:
        super().__init__()
        self.first = _Separable(weights, separable)
        self.second = _Separable(weights, separable + 1)
        self.shortcut = Conv([weights.conv(shortcut)], stride=2)

    def forward(self, x: Tensor, activated: Tensor) -> Tensor:
        y = self.second(F.relu_(self.first(activated)))
        return self.shortcut(x).add_(F.max_pool2d(y, 3, 2, padding=1))


class Expression(nn.Module):
    """In: N x 64 x 64 x 1, grey 0..255, an upright face. Out: N x 7, the CLASSES' probabilities."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        super().__init__()
        weights = _Weights(tensors)
        self.stem1 = Conv([weights.conv(1)], stride=2, same=False)
        self.stem2 = Conv([weights.conv(2)], same=False)
        self.module1 = _Module(weights, separable=1, shortcut=3)
        self.module2 = _Module(weights, separable=3, shortcut=4)
        self.classifier = Conv([weights.classifier()])

    def forward(self, images: Tensor) -> Tensor:
        x = F.relu_(self.stem1(to_channels_first(images) / 127.5 - 1))
        x = F.relu_(self.stem2(x))
        x = self.module1(x, x)
        x = self.module2(x, F.relu(x))
        return torch.softmax(self.classifier(x).mean((2, 3)), dim=1)
