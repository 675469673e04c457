"""Puts the face detector and what runs it in a browser among the files that capture serves.

python browser.py [--cache FOLDER] [--output FOLDER]: writes models/face_detector.onnx and
onnxruntime/, of which the WebAssembly is packed (14 MB, 4 MB packed; the page unpacks it).
"""

import argparse
import gzip
import hashlib
import shutil
from pathlib import Path

import onnx
import torch

from adgaze_export import face_detector, packages
from adgaze_export.tflite_weights import TfliteWeights
from export import DEFAULT_CACHE

STATIC = Path(__file__).parents[2] / "web/capture/src/main/resources/static"
RUNTIME = "ort.wasm.bundle.min.mjs"
WASM = "ort-wasm-simd-threaded.wasm"


def export_detector(cache: Path, path: Path) -> None:
    """In: image, 1 x 128 x 128 x 3, float32; out: faces, as FaceDetector."""
    network = face_detector.FaceDetector(TfliteWeights(packages.face_detector_tflite(cache)))
    size = face_detector.INPUT_SIZE
    # The exporter that follows torch.export: the other one loses what is added in place.
    torch.onnx.export(
        network.eval(),
        torch.zeros(1, size, size, 3),
        path,
        input_names=["image"],
        output_names=["faces"],
        opset_version=18,
        dynamo=True,
        external_data=False,
        optimize=True,
    )
    _leave_out_sources(path)


def _leave_out_sources(path: Path) -> None:
    """Each node names the line it comes from, in this machine's folders."""
    model = onnx.load(path)
    for part in [*model.graph.node, *model.graph.value_info, *model.graph.initializer]:
        del part.metadata_props[:]
        part.doc_string = ""
    del model.graph.metadata_props[:]
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    onnx.save(model, path)


def copy_runtime(cache: Path, folder: Path) -> None:
    package = packages.fetch(packages.ONNX_RUNTIME_WEB, cache)
    shutil.copy(package / "dist" / RUNTIME, folder / RUNTIME)
    packed = gzip.compress((package / "dist" / WASM).read_bytes(), mtime=0)
    (folder / f"{WASM}.gz").write_bytes(packed)


def main() -> None:
    parser = argparse.ArgumentParser(description="Exports the face detector for browsers.")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE)
    parser.add_argument("--output", type=Path, default=STATIC)
    arguments = parser.parse_args()
    models, runtime = arguments.output / "models", arguments.output / "onnxruntime"
    models.mkdir(parents=True, exist_ok=True)
    runtime.mkdir(parents=True, exist_ok=True)
    export_detector(arguments.cache, models / "face_detector.onnx")
    copy_runtime(arguments.cache, runtime)
    for path in sorted([*models.iterdir(), *runtime.iterdir()]):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{digest}  {path.name}  {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
