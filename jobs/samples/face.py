"""Animates the upright face in its texture: the smile, and with `eyes` lids and irises."""

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import Delaunay

import eyes
import mesh
import part
import portrait
import warp

# The mouth at rest, head coordinates.
MOUTH_CENTRE_X, MOUTH_LINE_Y, MOUTH_HALF_WIDTH = 1.4, 42.0, 16.6
SMILE_HALF_WIDTH = 21.5
CORNER_DROP = 0.9
UPPER_LIP_HEIGHT, LOWER_LIP_HEIGHT = 3.9, 4.9
CUPIDS_BOW = np.array([0, 0, 0, 0, 0.25, -0.35, 0.25, 0, 0, 0, 0])


@dataclass(frozen=True)
class FaceState:
    smile: float = 0.0  # 0..1
    eye_open: float = 1.0  # 0..1
    eye_yaw_deg: float = 0.0  # in the head, + = viewer's own right
    eye_pitch_deg: float = 0.0  # + = up


class Face:
    def __init__(self, source: portrait.Portrait):
        self._smiling, self._rest = part.crop(source.smiling), part.crop(source.at_rest)
        self._base = source.at_rest
        self._points = source.mesh.points[: mesh.FACE_POINTS, :2]
        self._resting_points = _resting(self._points)
        self._frame = _frame_points()
        self._triangles = np.array(
            _mouth_triangles()
            + _frame_triangles(self._points, self._frame)
            + source.mesh.triangles.tolist()
        )
        self._source = part.texels(np.vstack([self._points, self._frame]))
        height, width = self._rest.shape[:2]
        self._size = (width, height)
        self._identity = warp.identity_map(width, height)
        self._eyeballs = [
            eyes.Eyeball(eye, source.mesh.points[:, :2], self._smiling) for eye in eyes.EYES
        ]

    def render(self, state: FaceState) -> np.ndarray:
        """The whole texture with this face in it."""
        points = self._resting_points + state.smile * (self._points - self._resting_points)
        irises = [
            eyeball.iris_at(state.eye_yaw_deg, state.eye_pitch_deg) for eyeball in self._eyeballs
        ]
        for eye, eyeball, iris in zip(eyes.EYES, self._eyeballs, irises, strict=True):
            eyes.move_lids(points, eye, iris[1] - eyeball.rest[1], state.eye_open)
        teeth = min(1.0, 2 * state.smile)
        skin = cv2.addWeighted(self._smiling, teeth, self._rest, 1 - teeth, 0)
        target = part.texels(np.vstack([points, self._frame]))
        map_x, map_y = warp.triangle_map(
            self._source, target, self._triangles, self._size, self._identity
        )
        picture = cv2.remap(skin, map_x, map_y, cv2.INTER_LINEAR).astype(np.float32)
        picture = _with_mouth_line(picture, points, max(0.0, 1 - 3 * state.smile))
        for eyeball, iris in zip(self._eyeballs, irises, strict=True):
            eyeball.paint(picture, points, iris)
        return self._into_texture(picture)

    def _into_texture(self, picture):
        texture = self._base.copy()
        x, y = part.origin()
        texture[y : y + picture.shape[0], x : x + picture.shape[1]] = np.clip(
            picture, 0, 255
        ).astype(np.uint8)
        return texture


def _resting(points):
    """The portrait smiles: lips together, corners in and down, cheeks lower, chin up."""
    resting = points.copy()
    resting_lips = _resting_lips(points)
    for index, position in resting_lips.items():
        resting[index] = position
    moves = {i: resting[i] - points[i] for i in mesh.UPPER_LIP[0] + mesh.LOWER_LIP[0]}
    moves |= {i: (0, 0) for i in range(len(points)) if points[i, 1] < 8 and i not in resting_lips}
    moves |= {i: (0, 0) for i in (1, 2, 4, 5, 195, 234, 93, 132, 454, 323, 361)}
    moves |= {i: (0.7, 0.3) for i in (64, 98, 129, 48)} | {
        i: (-0.7, 0.3) for i in (294, 327, 358, 278)
    }
    moves |= {i: (0.4, 0.3) for i in (58, 172)} | {i: (-0.4, 0.3) for i in (288, 397)}
    moves |= {i: (0, -1.2) for i in (152, 148, 377, 176, 400, 175)}
    moves |= {205: (0.8, 2.6), 425: (-0.8, 2.6), 50: (0.2, 2.6), 280: (-0.2, 2.6)}
    known = list(moves)
    field = RBFInterpolator(
        points[known],
        np.array([moves[i] for i in known]),
        kernel="thin_plate_spline",
        smoothing=0.5,
    )
    rest = [i for i in range(len(points)) if i not in resting_lips]
    resting[rest] += field(points[rest])
    return resting


def _resting_lips(points):
    along = np.linspace(-1, 1, len(CUPIDS_BOW))
    line = MOUTH_LINE_Y + CORNER_DROP * np.abs(along) ** 2.2
    upper = -(UPPER_LIP_HEIGHT * (1 - np.abs(along) ** 2.4) + CUPIDS_BOW)
    lower = LOWER_LIP_HEIGHT * (1 - np.abs(along) ** 2.2)
    narrowing = MOUTH_HALF_WIDTH / SMILE_HALF_WIDTH
    positions = {}
    for rings, height in ((mesh.UPPER_LIP, upper), (mesh.LOWER_LIP, lower)):
        outer, inner = points[rings[0]], points[rings[-1]]
        for ring, corner_share in zip(rings, (0, 0.3, 0.7, 1), strict=True):
            for j, index in enumerate(ring):
                way = inner[j] - outer[j]
                share = np.clip((points[index] - outer[j]) @ way / max(way @ way, 1e-6), 0, 1)
                if j in (0, len(ring) - 1):
                    share = corner_share
                x = np.clip(
                    (outer[j, 0] - MOUTH_CENTRE_X) * narrowing, -MOUTH_HALF_WIDTH, MOUTH_HALF_WIDTH
                )
                x = (1 - share) * x + share * (inner[j, 0] - MOUTH_CENTRE_X) * narrowing
                positions[index] = np.array([MOUTH_CENTRE_X + x, line[j] + height[j] * (1 - share)])
    return positions


def _with_mouth_line(picture, points, strength):
    if strength == 0:
        return picture
    line = (points[mesh.UPPER_LIP[-1]] + points[mesh.LOWER_LIP[-1]]) / 2
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.polylines(
        mask, [np.round(part.texels(line) * 16).astype(np.int32)], False, 1.0, 5, cv2.LINE_AA, 4
    )
    mask = cv2.GaussianBlur(mask, (0, 0), 2.2)[..., None] * strength
    return picture * (1 - mask * np.array([0.55, 0.7, 0.7], np.float32))


def _mouth_triangles():
    upper, lower = mesh.UPPER_LIP[-1], mesh.LOWER_LIP[-1]
    pairs = range(len(upper) - 1)
    return [[upper[j], upper[j + 1], lower[j]] for j in pairs] + [
        [upper[j + 1], lower[j + 1], lower[j]] for j in pairs
    ]


def _frame_points():
    x, y = np.linspace(part.LEFT, part.RIGHT, 8), np.linspace(part.TOP, part.BOTTOM, 8)
    sides = [(edge, v) for edge in (part.LEFT, part.RIGHT) for v in y] + [
        (v, edge) for edge in (part.TOP, part.BOTTOM) for v in x[1:-1]
    ]
    return np.array(sides, float)


def _frame_triangles(points, frame):
    """What lies between the face's outline and the frame."""
    index = mesh.FACE_OVAL + list(range(len(points), len(points) + len(frame)))
    corners = Delaunay(np.vstack([points, frame])[index]).simplices
    outside = (corners >= len(mesh.FACE_OVAL)).any(axis=1)
    return [[index[i] for i in triangle] for triangle in corners[outside]]
