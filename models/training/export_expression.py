"""Writes the trained network as expression.pt: python export_expression.py --data FOLDER

The last block's convolutions are narrowed to the components that they say most with. Eight bits a
weight and activation (post-training static quantisation, calibrated on training pictures). A face
is seen twice, without its lower left edges and mirrored without its upper right ones; the mean of
the logits is divided by a temperature that makes the probabilities honest.
FOLDER as for train_expression.py. Wants ../export in PYTHONPATH.
"""

import argparse
import copy
import hashlib
import json
import warnings
from pathlib import Path

import torch
import torch.nn.functional as F
from adgaze_export.torchscript import save_without_sources
from torch import Tensor, nn
from torch.ao.quantization import get_default_qconfig_mapping
from torch.ao.quantization.quantize_fx import convert_fx, prepare_fx
from torch.nn.utils.fusion import fuse_conv_bn_eval

from adgaze_training import fer2013
from adgaze_training.network import INPUT_SIZE, ExpressionNetwork, standardised

HERE = Path(__file__).parent
RESOURCES = HERE.parent / "src/main/resources/io/adgaze/models"
ENGINE = "x86"  # oneDNN where the CPU multiplies bytes, FBGEMM elsewhere
CALIBRATION_FACES = 2048
BATCH = 64
SEEN = 44  # px of INPUT_SIZE, as much as a training picture shows

# Of the 384 principal components of what each of the last block's convolutions says: 98 % of its
# variance. The public test's score is the same from 32 on; twice as many, as other pictures may
# need more.
COMPONENTS = 64

# The first convolution with what follows it, and the last layer: a hundredth of the work, and most
# of the accuracy that eight bits cost.
LEFT_AT_32_BITS = ("features.0", "features.1", "features.2", "labels")


class LabelNetwork(nn.Module):
    """What is left of the network once it need not be taught: standardised pictures to logits."""

    def __init__(self, network: ExpressionNetwork) -> None:
        super().__init__()
        self.features = network.features
        self.labels = network.labels

    def forward(self, pictures: Tensor) -> Tensor:
        return self.labels(self.features(pictures).mean((2, 3)))


class Expression(nn.Module):
    """In: N x 48 x 48 x 1, grey 0..255, an upright face. Out: N x 7, the CLASSES' probabilities."""

    def __init__(self, network: nn.Module, temperature: float) -> None:
        super().__init__()
        self.network = network
        self.temperature = temperature

    def logits(self, images: Tensor) -> Tensor:
        pictures = images.permute(0, 3, 1, 2).float() / 255
        views = torch.cat([upper_right(pictures), lower_left(pictures).flip(3)])
        plain, mirrored = self.network(standardised(views)).chunk(2)
        return (plain + mirrored) / 2

    def forward(self, images: Tensor) -> Tensor:
        return torch.softmax(self.logits(images) / self.temperature, dim=1)


def upper_right(pictures: Tensor) -> Tensor:
    return pictures[:, :, :SEEN, -SEEN:]


def lower_left(pictures: Tensor) -> Tensor:
    return pictures[:, :, -SEEN:, :SEEN]


def narrowed(network: LabelNetwork, faces: Tensor) -> LabelNetwork:
    """With the convolutions of the last block, which looks at few pixels with most of the weights,
    each made of two: one to the principal components of what it says, one back from them.

    Zhang et al., "Accelerating Very Deep Convolutional Networks" (2015); the linear part of it.
    """
    narrow = copy.deepcopy(network)
    *before, block = narrow.features
    with torch.no_grad():
        seen = _in_batches(nn.Sequential(*before), standardised(upper_right(faces)))
        layers: list[nn.Module] = []
        for conv, norm in (block.branch[0:2], block.branch[3:5]):
            pair = _by_components(fuse_conv_bn_eval(conv, norm), seen)
            layers += [pair, nn.ReLU()]
            seen = F.relu(_in_batches(pair, seen))
    block.branch = nn.Sequential(*layers[:-1])
    return narrow


def _by_components(conv: nn.Conv2d, inputs: Tensor) -> nn.Module:
    said = _in_batches(conv, inputs).transpose(0, 1).flatten(1)
    mean = said.mean(1)
    basis = torch.linalg.eigh(torch.cov(said)).eigenvectors[:, -COMPONENTS:]
    there = nn.Conv2d(conv.in_channels, COMPONENTS, conv.kernel_size, padding=1, bias=False)
    back = nn.Conv2d(COMPONENTS, conv.out_channels, 1)
    there.weight.copy_(torch.einsum("oc,oihw->cihw", basis, conv.weight))
    back.weight.copy_(basis[:, :, None, None])
    back.bias.copy_(mean + basis @ (basis.T @ (conv.bias - mean)))
    return nn.Sequential(there, back)


def _in_batches(layer: nn.Module, inputs: Tensor) -> Tensor:
    return torch.cat([layer(batch) for batch in inputs.split(BATCH)])


def quantised(network: nn.Module, faces: Tensor) -> nn.Module:
    torch.backends.quantized.engine = ENGINE
    pictures = standardised(upper_right(faces))
    bits = get_default_qconfig_mapping(ENGINE)
    for layer in LEFT_AT_32_BITS:
        bits.set_module_name(layer, None)
    prepared = prepare_fx(copy.deepcopy(network), bits, (pictures[:1],))
    with torch.no_grad():
        _in_batches(prepared, pictures)
    return convert_fx(prepared)


def fitted_temperature(logits: Tensor, labels: Tensor) -> float:
    """Guo et al., "On Calibration of Modern Neural Networks" (2017)."""
    logarithm = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([logarithm], max_iter=100)

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = F.cross_entropy(logits / logarithm.exp(), labels)
        value.backward()
        return value

    optimizer.step(loss)
    return logarithm.exp().item()


@torch.no_grad()
def logits_of(model: Expression, faces: fer2013.Faces) -> Tensor:
    images = (faces.images * 255).round().byte().permute(0, 2, 3, 1)
    return torch.cat([model.logits(batch) for batch in images.split(BATCH)])


def score(logits: Tensor, labels: Tensor) -> dict:
    return {
        "accuracy": round((logits.argmax(1) == labels).float().mean().item(), 4),
        "nll": round(F.cross_entropy(logits, labels).item(), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Exports the trained expression network.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=HERE / "expression.pth")
    parser.add_argument("--output", type=Path, default=RESOURCES / "expression.pt")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    torch.set_num_threads(1)
    network = ExpressionNetwork().eval()
    weights = torch.load(arguments.weights, map_location="cpu", weights_only=True)
    network.load_state_dict({name: value.float() for name, value in weights.items()})
    plain = LabelNetwork(network).eval()
    train = fer2013.load(arguments.data / "train.npz")
    test = fer2013.load(arguments.data / "public_test.npz")
    # Every fourteenth: the pictures come in no order.
    calibration = train.images[:: len(train.labels) // CALIBRATION_FACES]
    narrow = narrowed(plain, calibration)
    small = quantised(narrow, calibration)
    steps = {"trained": plain, "narrowed": narrow, "8 bits": small}
    with torch.no_grad():
        logits = {name: logits_of(Expression(step, 1.0), test) for name, step in steps.items()}
    temperature = fitted_temperature(logits["8 bits"], test.labels)
    example = torch.zeros(1, INPUT_SIZE, INPUT_SIZE, 1, dtype=torch.uint8)
    with torch.no_grad():
        traced = torch.jit.trace(Expression(small, temperature).eval(), example, check_trace=False)
    save_without_sources(torch.jit.freeze(traced), arguments.output)
    report = {name: score(value, test.labels) for name, value in logits.items()}
    report["calibrated"] = score(logits["8 bits"] / temperature, test.labels)
    report["weights"] = sum(weight.numel() for weight in narrow.parameters())
    report["temperature"] = round(temperature, 4)
    report["sha256"] = hashlib.sha256(arguments.output.read_bytes()).hexdigest()
    report["bytes"] = arguments.output.stat().st_size
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
