"""Writes a network as a TorchScript file for libtorch on any x86-64 CPU."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.utils.mobile_optimizer import optimize_for_mobile


def export(network: nn.Module, example: Tensor, path: Path) -> None:
    """Traces, freezes, and packs the convolutions for XNNPACK.

    At batch 1 on one thread XNNPACK's kernels are about twice as fast as libtorch's other ones
    (speed.py). libtorch carries them, chooses among them by CPU, and packs the weights as it loads
    the file. A packed convolution holds a lock while it runs: threads want a network each.
    """
    with torch.no_grad():
        traced = torch.jit.trace(network.eval(), example, check_trace=False)
    save_without_sources(optimize_for_mobile(torch.jit.freeze(traced)), path)


def save_without_sources(module: torch.jit.ScriptModule, path: Path) -> None:
    """Leaves out the debug records: they name this machine's folders, and differ by them."""
    module.save(str(path))
    reader = torch._C.PyTorchFileReader(str(path))
    skipped = ("version", ".data/serialization_id", "byteorder", ".format_version")
    records = {
        name: reader.get_record(name)
        for name in reader.get_all_records()
        if not name.endswith(".debug_pkl") and name not in skipped
    }
    del reader
    writer = torch._C.PyTorchFileWriter(str(path))
    for name, content in records.items():
        writer.write_record(name, content, len(content))
    writer.write_end_of_file()
