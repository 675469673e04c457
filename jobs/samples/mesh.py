"""The portrait's face mesh: landmarks, triangles and the index sets that the animation moves."""

import json
from pathlib import Path

import numpy as np

RIGHT_EYE_UPPER = [
    33,
    246,
    161,
    160,
    159,
    158,
    157,
    173,
    133,
]  # the viewer's own right; outer to inner corner
RIGHT_EYE_LOWER = [33, 7, 163, 144, 145, 153, 154, 155, 133]
LEFT_EYE_UPPER = [263, 466, 388, 387, 386, 385, 384, 398, 362]
LEFT_EYE_LOWER = [263, 249, 390, 373, 374, 380, 381, 382, 362]
RIGHT_IRIS, LEFT_IRIS = 468, 473

# Rings of skin around each eye that follow the lids, between the corners.
RIGHT_UPPER_LID_RING = [247, 30, 29, 27, 28, 56, 190]
LEFT_UPPER_LID_RING = [467, 260, 259, 257, 258, 286, 414]
RIGHT_CREASE_RING = [113, 225, 224, 223, 222, 221, 189]
LEFT_CREASE_RING = [342, 445, 444, 443, 442, 441, 413]
RIGHT_LOWER_LID_RING = [25, 110, 24, 23, 22, 26, 112]
LEFT_LOWER_LID_RING = [255, 339, 254, 253, 252, 256, 341]

# Lips from outer to inner edge, each ring from the image's left to its right.
UPPER_LIP = [
    [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
    [76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306],
    [62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292],
    [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
]
LOWER_LIP = [
    [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291],
    [76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306],
    [62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292],
    [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308],
]
BROWS = [46, 53, 52, 65, 55, 70, 63, 105, 66, 107, 276, 283, 282, 295, 285, 300, 293, 334, 296, 336]
FACE_OVAL = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
]  # fmt: skip
FACE_POINTS = 468  # the rest are the irises


class Mesh:
    """Landmarks in head coordinates: origin between the eyes, x along the eye line to the image's
    right, y down, z away from the camera, all in the portrait's pixels."""

    def __init__(self, path: Path):
        stored = json.loads(path.read_text())
        points = np.array(stored["points"])
        self.triangles = np.array(stored["triangles"])
        right = (points[33] + points[133])[:2] / 2
        left = (points[263] + points[362])[:2] / 2
        self.origin = (right + left) / 2
        self.roll = float(np.arctan2(left[1] - right[1], left[0] - right[0]))
        cos, sin = np.cos(self.roll), np.sin(self.roll)
        self.to_portrait = np.array([[cos, -sin], [sin, cos]])
        self.points = np.column_stack(
            [(points[:, :2] - self.origin) @ self.to_portrait, points[:, 2]]
        )

    def portrait_to_head(self, xy) -> np.ndarray:
        return (np.asarray(xy, float) - self.origin) @ self.to_portrait
