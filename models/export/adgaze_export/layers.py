"""Layers that the networks share. All tensors are NCHW views in channels-last memory."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class ConvWeights:
    """A convolution's kernel in PyTorch's order (out, in / groups, height, width), and its bias."""

    kernel: Tensor
    bias: Tensor


class Conv(nn.Module):
    """Convolutions that run side by side on channel groups, with TensorFlow's SAME padding.

    SAME splits the padding evenly and puts an odd pixel right and below. Its amount depends on the
    kernel and stride alone, because our maps are multiples of their strides (a kernel of one pixel
    needs no padding). An odd pixel is had without a padded copy of the map: the kernel begins with
    a row and a column of zeros, on which the even padding's extra pixel above and left falls.
    """

    def __init__(
        self,
        branches: Sequence[ConvWeights],
        stride: int = 1,
        depthwise: bool = False,
        same: bool = True,
    ) -> None:
        super().__init__()
        kernel = torch.cat([branch.kernel for branch in branches])
        bias = torch.cat([branch.bias for branch in branches])
        padding = max(kernel.shape[2] - stride, 0) if same else 0
        if padding % 2 == 1:
            kernel = F.pad(kernel, (1, 0, 1, 0))
            padding += 1
        self.register_buffer("kernel", kernel.contiguous(memory_format=torch.channels_last))
        self.register_buffer("bias", bias)
        self.stride = stride
        self.padding = padding // 2
        self.groups = len(kernel) if depthwise else len(branches)

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.kernel, self.bias, self.stride, self.padding, groups=self.groups)


class PRelu(nn.Module):
    def __init__(self, branches: Sequence[Tensor]) -> None:
        super().__init__()
        self.register_buffer("slope", torch.cat(list(branches)))

    def forward(self, x: Tensor) -> Tensor:
        return F.prelu(x, self.slope)


class ResidualBlock(nn.Module):
    """MediaPipe's block: depthwise, pointwise, plus the shortcut; the activation is the caller's.

    At stride 2 the shortcut is max-pooled; where the block adds channels, they get no shortcut.
    Several branches (copies of the block with weights of their own) run as channel groups, because
    on small maps a call costs more than its arithmetic.
    """

    def __init__(
        self, depthwise: Sequence[ConvWeights], pointwise: Sequence[ConvWeights], stride: int
    ) -> None:
        super().__init__()
        self.depthwise = Conv(depthwise, stride, depthwise=True)
        self.pointwise = Conv(pointwise)
        self.stride = stride
        self.branches = len(pointwise)
        self.shortcut_channels = len(depthwise[0].kernel)
        self.keeps_channels = len(pointwise[0].kernel) == self.shortcut_channels

    def forward(self, x: Tensor) -> Tensor:
        y = self.pointwise(self.depthwise(x))
        shortcut = _halved(x) if self.stride == 2 else x
        # In place: the sum needs no second map, and no copy of the shortcut padded with zeros.
        if self.keeps_channels:
            return y.add_(shortcut)
        grouped = y.unflatten(1, (self.branches, -1)).narrow(2, 0, self.shortcut_channels)
        grouped.add_(shortcut.unflatten(1, (self.branches, -1)))
        return y


def to_channels_first(images: Tensor) -> Tensor:
    """N x height x width x channels, 0..255 of any type, as float channels-last NCHW."""
    return images.to(torch.float32).permute(0, 3, 1, 2)


def _halved(x: Tensor) -> Tensor:
    """2 x 2 max pooling; torch's own also finds where each maximum lies, and is slower."""
    rows = torch.maximum(*x.unflatten(2, (-1, 2)).unbind(3))
    return torch.maximum(*rows.unflatten(3, (-1, 2)).unbind(4))
