"""The expression network: twelve 3 x 3 convolutions, averaged over the picture, one linear layer.

After Simonyan and Zisserman, "Very Deep Convolutional Networks" (2015), with batch normalisation
and narrow early layers, where a channel costs most: 0.22 G multiplications at 44 x 44. The last
four convolutions are residual blocks (He et al., 2016), which a trained shallow network can be
given without changing what it says.
"""

import torch.nn.functional as F
from torch import Tensor, nn

INPUT_SIZE = 48
CLASSES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")  # FER2013's order
VOTE_CLASSES = 10  # FER+
STAGES = (32, 64, 160, 384)
CONVOLUTIONS_A_STAGE = 2
SHALLOW, DEEP = (0, 0, 0, 0), (0, 0, 1, 1)  # residual blocks that end each stage
DROPOUT = 0.4
FLAT = 1e-3  # the least contrast a picture is divided by; of a range of 1


class ExpressionNetwork(nn.Module):
    """In: N x 1 x H x W, grey 0..1. Out: logits of CLASSES, and of FER+'s votes.

    Any size from 32 x 32 is taken. The second head only teaches: what ten people saw in a picture
    says more about it than one label does.
    """

    def __init__(self, blocks: tuple[int, ...] = DEEP) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = 1
        for width, count in zip(STAGES, blocks, strict=True):
            for _ in range(CONVOLUTIONS_A_STAGE):
                layers += [*_convolution(channels, width), nn.ReLU(inplace=True)]
                channels = width
            layers += [Block(width) for _ in range(count)]
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers[:-1])
        self.dropout = nn.Dropout(DROPOUT)
        self.labels = nn.Linear(channels, len(CLASSES))
        self.votes = nn.Linear(channels, VOTE_CLASSES)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor]:
        pooled = self.dropout(self.features(standardised(images)).mean((2, 3)))
        return self.labels(pooled), self.votes(pooled)

    def deepen(self, shallow: dict[str, Tensor]) -> None:
        """Takes the weights of a network without blocks; the blocks pass on what they are given."""
        own = self.state_dict()
        outside = [name for name in own if f".{Block.BRANCH}." not in name]
        own.update(zip(outside, (weights.float() for weights in shallow.values()), strict=True))
        self.load_state_dict(own)


class Block(nn.Module):
    """Two convolutions beside a shortcut. New, it adds nothing."""

    BRANCH = "branch"

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.branch = nn.Sequential(
            *_convolution(channels, channels),
            nn.ReLU(inplace=True),
            *_convolution(channels, channels),
        )
        nn.init.zeros_(self.branch[-1].weight)

    def forward(self, images: Tensor) -> Tensor:
        return F.relu(images + self.branch(images))


def _convolution(channels: int, width: int) -> tuple[nn.Module, nn.Module]:
    return nn.Conv2d(channels, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)


def standardised(images: Tensor) -> Tensor:
    """Each picture's own mean and contrast taken out: rooms are lit differently."""
    centred = images - images.mean((2, 3), keepdim=True)
    contrast = centred.square().mean((2, 3), keepdim=True).sqrt()
    return centred / contrast.clamp(min=FLAT)
