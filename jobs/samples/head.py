"""Turns the head: each point of the texture gets a depth and a share in the head's motion."""

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.interpolate import griddata

import mesh
import portrait
import warp

WIDTH, HEIGHT = 640, 480

# Outline of hair, ears and jaw, head coordinates.
HAIR_OUTLINE = [
    (-56, 28), (-66, 5), (-70, -12), (-74, -30), (-70, -50), (-55, -62), (-38, -72), (-20, -82),
    (2, -89), (25, -85), (45, -75), (60, -62), (70, -45), (75, -28), (73, -5), (63, 12), (56, 22),
    (52, 30),
]  # fmt: skip
JAW_OUTLINE = [
    (44, 30),
    (42, 42),
    (36, 55),
    (27, 67),
    (12, 75),
    (0, 76),
    (-12, 75),
    (-26, 65),
    (-37, 52),
    (-42, 40),
    (-45, 30),
]

NECK_PIVOT = np.array([0.0, 40.0])  # about which the head nods and shrinks in turning
ROLL_PIVOT = np.array([0.0, 75.0])
PIVOT_DEPTH, OUTLINE_DEPTH, BODY_DEPTH = 50.0, 45.0, 90.0
# Hair is as deep as it is wide: its outline hardly narrows when the head turns.
OUTLINE_SHRINK, SHRINK_BAND = 0.25, 28.0
GRID_STEP = 5
GRID_LEFT, GRID_TOP, GRID_RIGHT, GRID_BOTTOM = -115, -120, 115, 125


@dataclass(frozen=True)
class Pose:
    yaw_deg: float = 0.0  # + = viewer's own right, the picture's left
    pitch_deg: float = 0.0  # + = up
    roll_deg: float = 0.0  # + = towards the viewer's own right shoulder
    shift_x: float = 0.0  # portrait pixels
    shift_y: float = 0.0


@dataclass(frozen=True)
class View:
    scale: float  # picture pixels per portrait pixel
    centre_x: float  # head coordinates at the picture's centre
    centre_y: float


class Head:
    def __init__(self, source: portrait.Portrait, view: View):
        self._view = view
        self._vertices, self._triangles = _grid()
        self._share = _motion_share(self._vertices)
        self._depth = _depth(self._vertices, source.mesh)
        self._shrink = _shrink(self._vertices)
        self._source = portrait.to_texels(self._vertices)
        x, y = warp.identity_map(WIDTH, HEIGHT)
        at = np.stack([x - (WIDTH - 1) / 2, y - (HEIGHT - 1) / 2], -1) / view.scale + [
            view.centre_x,
            view.centre_y,
        ]
        still = portrait.to_texels(at).astype(np.float32)
        self._still = (still[..., 0].copy(), still[..., 1].copy())

    def render(self, texture, pose: Pose) -> np.ndarray:
        posed, depth = self._posed(pose)
        far_to_near = np.argsort(-depth[self._triangles].mean(axis=1), kind="stable")
        map_x, map_y = warp.triangle_map(
            self._source,
            self._to_picture(posed),
            self._triangles[far_to_near],
            (WIDTH, HEIGHT),
            self._still,
        )
        softened = cv2.GaussianBlur(texture, (0, 0), 0.35 * portrait.TEXELS / self._view.scale)
        return cv2.remap(softened, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    def _to_picture(self, points):
        centre = [self._view.centre_x, self._view.centre_y]
        return (points - centre) * self._view.scale + [(WIDTH - 1) / 2, (HEIGHT - 1) / 2]

    def _posed(self, pose):
        yaw, pitch, clockwise = np.radians([pose.yaw_deg, pose.pitch_deg, -pose.roll_deg])
        x, y = self._vertices.T
        before_pivot = PIVOT_DEPTH - self._depth
        x = x + self._share * (
            self._shrink * (x - NECK_PIVOT[0]) * (np.cos(yaw) - 1) - before_pivot * np.sin(yaw)
        )
        y = y + self._share * (
            self._shrink * (y - NECK_PIVOT[1]) * (np.cos(pitch) - 1) - before_pivot * np.sin(pitch)
        )
        cos, sin = np.cos(self._share * clockwise), np.sin(self._share * clockwise)
        dx, dy = x - ROLL_PIVOT[0], y - ROLL_PIVOT[1]
        x = ROLL_PIVOT[0] + cos * dx - sin * dy + self._share * pose.shift_x
        y = ROLL_PIVOT[1] + sin * dx + cos * dy + self._share * pose.shift_y
        turned = self._depth * np.cos(yaw) - self._vertices[:, 0] * np.sin(yaw)
        return np.stack([x, y], -1), self._share * turned + (1 - self._share) * BODY_DEPTH


def _grid():
    x = np.arange(GRID_LEFT, GRID_RIGHT + 1, GRID_STEP, dtype=float)
    y = np.arange(GRID_TOP, GRID_BOTTOM + 1, GRID_STEP, dtype=float)
    vertices = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    corner = (np.arange(len(y) - 1)[:, None] * len(x) + np.arange(len(x) - 1)).ravel()
    below = corner + len(x)
    triangles = np.concatenate(
        [np.stack([corner, corner + 1, below], -1), np.stack([corner + 1, below + 1, below], -1)]
    )
    return vertices, triangles


def _signed_distance(vertices, outline):
    contour = np.array(outline, np.float32).reshape(-1, 1, 2)
    return np.array(
        [cv2.pointPolygonTest(contour, (float(x), float(y)), True) for x, y in vertices]
    )


def _motion_share(vertices):
    """1 in the head, falling to 0 over wall, neck and collar."""
    outside = np.maximum(0, -_signed_distance(vertices, HAIR_OUTLINE + JAW_OUTLINE))
    x, y = np.abs(vertices[:, 0]), vertices[:, 1]
    reach = np.where(y < 42, 24.0, np.where(x < 34, 32.0, 12.0))
    share = np.clip(1 - outside / reach, 0, 1)
    share = share * share * (3 - 2 * share)
    return _smoothed(share)


def _smoothed(values):
    columns = (GRID_RIGHT - GRID_LEFT) // GRID_STEP + 1
    return cv2.GaussianBlur(values.reshape(-1, columns), (0, 0), 0.8).ravel()


def _depth(vertices, face: mesh.Mesh):
    points = face.points[: mesh.FACE_POINTS]
    hair = [(0, -58, 4), (-40, -45, 18), (40, -45, 18), (-58, -10, 38), (60, -10, 38), (0, -76, 26)]
    neck = [(0, 95, 45), (-30, 85, 48), (30, 85, 48)]
    outline = [(x, y, OUTLINE_DEPTH) for x, y in HAIR_OUTLINE]
    border = [
        (x, y, OUTLINE_DEPTH) for x in (GRID_LEFT, 0, GRID_RIGHT) for y in (GRID_TOP, GRID_BOTTOM)
    ]
    known = np.vstack([points, hair, neck, outline, border])
    return _smoothed(griddata(known[:, :2], known[:, 2], vertices, method="linear"))


def _shrink(vertices):
    inside = np.maximum(0, _signed_distance(vertices, [*HAIR_OUTLINE, (60, 150), (-60, 150)]))
    t = np.clip(inside / SHRINK_BAND, 0, 1)
    return OUTLINE_SHRINK + (1 - OUTLINE_SHRINK) * t * t * (3 - 2 * t)
