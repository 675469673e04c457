"""Reads a TensorFlow.js weights manifest: names, shapes and quantisation beside binary files."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor


def read_manifest(manifest_json: Path) -> dict[str, Tensor]:
    return _read(json.loads(manifest_json.read_text()), manifest_json.parent)


def _read(manifest: list[dict[str, Any]], folder: Path) -> dict[str, Tensor]:
    weights = {}
    for group in manifest:
        content = b"".join((folder / path).read_bytes() for path in group["paths"])
        offset = 0
        for entry in group["weights"]:
            quantization = entry.get("quantization")
            dtype = np.dtype(quantization["dtype"] if quantization else entry["dtype"])
            size = int(np.prod(entry["shape"], dtype=np.int64))
            values = np.frombuffer(content, dtype, size, offset)
            if quantization:
                values = values * np.float32(quantization["scale"]) + np.float32(
                    quantization["min"]
                )
            weights[entry["name"]] = torch.from_numpy(
                values.astype(np.float32).reshape(entry["shape"])
            )
            offset += size * dtype.itemsize
        if offset != len(content):
            raise ValueError(f"{group['paths']}: {len(content)} bytes, manifest says {offset}")
    return weights
