"""Animates the upright face in its texture: smile, lids, irises."""

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import Delaunay

import mesh
import portrait
import warp

# The part of the texture that moves, head coordinates.
LEFT, TOP, RIGHT, BOTTOM = -60, -46, 62, 90

# The mouth at rest, head coordinates.
MOUTH_CENTRE_X, MOUTH_LINE_Y, MOUTH_HALF_WIDTH = 1.4, 42.0, 16.6
SMILE_HALF_WIDTH = 21.5
CORNER_DROP = 0.9
UPPER_LIP_HEIGHT, LOWER_LIP_HEIGHT = 3.9, 4.9
CUPIDS_BOW = np.array([0, 0, 0, 0, 0.25, -0.35, 0.25, 0, 0, 0, 0])

# A model eye: the iris lies 10.5 mm before the eyeball's centre, the lids' corners are 27 mm apart.
IRIS_PER_EYE_WIDTH = 10.5 / 27
IRIS_RADIUS = 0.208  # eye widths
PUPIL_RADIUS = 0.40  # iris radii
SCLERA_SHADE = 0.93  # the portrait's studio light is brighter than a room's
UPPER_LID_FOLLOWS, LOWER_LID_FOLLOWS = 0.85, 0.35  # share of the iris's vertical way
CLOSED_AT = 0.12  # where the lids meet, from the lower lid's rest towards the upper's


@dataclass(frozen=True)
class FaceState:
    smile: float = 0.0  # 0..1
    eye_open: float = 1.0  # 0..1
    eye_yaw_deg: float = 0.0  # in the head, + = viewer's own right
    eye_pitch_deg: float = 0.0  # + = up


@dataclass(frozen=True)
class Eye:
    upper: list
    lower: list
    iris: int
    upper_ring: list
    crease_ring: list
    lower_ring: list


EYES = (
    Eye(mesh.RIGHT_EYE_UPPER, mesh.RIGHT_EYE_LOWER, mesh.RIGHT_IRIS, mesh.RIGHT_UPPER_LID_RING,
        mesh.RIGHT_CREASE_RING, mesh.RIGHT_LOWER_LID_RING),
    Eye(mesh.LEFT_EYE_UPPER, mesh.LEFT_EYE_LOWER, mesh.LEFT_IRIS, mesh.LEFT_UPPER_LID_RING,
        mesh.LEFT_CREASE_RING, mesh.LEFT_LOWER_LID_RING),
)  # fmt: skip


class Face:
    def __init__(self, source: portrait.Portrait):
        self._smiling, self._rest = _crop(source.smiling), _crop(source.at_rest)
        self._base = source.at_rest
        self._points = source.mesh.points[: mesh.FACE_POINTS, :2]
        self._resting_points = _resting(self._points)
        self._frame = _frame_points()
        self._triangles = np.array(
            _mouth_triangles()
            + _frame_triangles(self._points, self._frame)
            + source.mesh.triangles.tolist()
        )
        self._source = _texels(np.vstack([self._points, self._frame]))
        height, width = self._rest.shape[:2]
        self._size = (width, height)
        self._identity = warp.identity_map(width, height)
        self._eyeballs = [Eyeball(eye, source.mesh.points[:, :2], self._smiling) for eye in EYES]

    def render(self, state: FaceState) -> np.ndarray:
        """The whole texture with this face in it."""
        points = self._resting_points + state.smile * (self._points - self._resting_points)
        irises = [eyeball.iris_at(state) for eyeball in self._eyeballs]
        for eye, eyeball, iris in zip(EYES, self._eyeballs, irises, strict=True):
            _move_lids(points, eye, iris[1] - eyeball.rest[1], state.eye_open)
        teeth = min(1.0, 2 * state.smile)
        skin = cv2.addWeighted(self._smiling, teeth, self._rest, 1 - teeth, 0)
        target = _texels(np.vstack([points, self._frame]))
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
        x, y = (LEFT - portrait.LEFT) * portrait.TEXELS, (TOP - portrait.TOP) * portrait.TEXELS
        texture[y : y + picture.shape[0], x : x + picture.shape[1]] = np.clip(
            picture, 0, 255
        ).astype(np.uint8)
        return texture


class Eyeball:
    """An eye behind the lids, in the colours of the portrait's own."""

    def __init__(self, eye: Eye, points, texture):
        self._eye = eye
        self._corners = points[[eye.upper[0], eye.upper[-1]]]
        self._width = float(np.linalg.norm(self._corners[1] - self._corners[0]))
        self.rest = points[eye.iris].copy()
        self._radius = IRIS_RADIUS * self._width
        self._profile = self._iris_profile(texture)
        self._sclera = self._sclera_colour(texture, points)

    def iris_at(self, state: FaceState) -> np.ndarray:
        """The picture's right is the viewer's left."""
        reach = IRIS_PER_EYE_WIDTH * self._width
        yaw, pitch = np.radians(state.eye_yaw_deg), np.radians(state.eye_pitch_deg)
        return self.rest - reach * np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch)])

    def paint(self, picture, points, iris):
        opening = points[self._eye.upper + self._eye.lower[-2:0:-1]]
        mask = np.zeros(picture.shape[:2], np.uint8)
        cv2.fillPoly(mask, [np.round(_texels(opening) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        x0, y0, w, h = cv2.boundingRect(cv2.dilate(mask, np.ones((9, 9), np.uint8)))
        alpha = cv2.GaussianBlur(mask, (0, 0), 1.1)[y0 : y0 + h, x0 : x0 + w, None] / np.float32(
            255
        )
        y, x = np.mgrid[y0 : y0 + h, x0 : x0 + w]
        at = np.stack([x, y], -1) / portrait.TEXELS + [LEFT, TOP]
        ball = self._ball(at, iris)
        ball *= _lid_shadow(mask)[y0 : y0 + h, x0 : x0 + w, None]
        part = picture[y0 : y0 + h, x0 : x0 + w]
        part[:] = part * (1 - alpha) + ball * alpha

    def _ball(self, at, iris):
        middle = self._corners.mean(axis=0)
        across = (at[..., 0] - middle[0]) / (self._width / 2)
        colour = self._sclera * (1 - 0.28 * across**2)[..., None]
        inner = np.linalg.norm(at - self._corners[1], axis=-1) / (0.13 * self._width)
        colour = _mix(colour, np.array([196, 148, 138.0]), np.exp(-(inner**2)))
        distance = np.linalg.norm(at - iris, axis=-1) / self._radius
        bins = np.linspace(0, 1, len(self._profile))
        disc = np.stack([np.interp(distance, bins, self._profile[:, c]) for c in range(3)], -1)
        edge = 0.35 / self._radius  # an edge as soft as the portrait's
        disc *= (1 - 0.35 * _step(distance, 0.72, 0.98))[..., None]
        disc = _mix(
            disc,
            np.array([14, 9, 7.0]),
            1 - _step(distance, PUPIL_RADIUS - edge, PUPIL_RADIUS + edge),
        )
        colour = _mix(colour, disc, 1 - _step(distance, 1 - edge, 1 + edge))
        # The lamp's reflection sits on the cornea and follows about half of the turn.
        lamp = self.rest + 0.55 * (iris - self.rest) + np.array([-0.22, -0.22]) * self._radius
        glint = np.exp(-((np.linalg.norm(at - lamp, axis=-1) / (0.2 * self._radius)) ** 2))
        return _mix(colour, np.array([244, 240, 236.0]), 0.9 * glint)

    def _iris_profile(self, texture):
        """Colour by distance from the iris's centre, in its lower half: no lid or lamp is there."""
        radii, angles = np.linspace(0, 1, 8), np.radians(np.arange(25, 156, 5))
        colours = []
        for radius in radii:
            ring = self.rest + radius * 0.92 * self._radius * np.stack(
                [np.cos(angles), np.sin(angles)], -1
            )
            texels = np.round(_texels(ring)).astype(int)
            colours.append(
                np.percentile(texture[texels[:, 1], texels[:, 0]].astype(float), 35, axis=0)
            )
        colours[0] = colours[1] = colours[2]  # the pupil is painted
        return np.array(colours)

    def _sclera_colour(self, texture, points):
        mask = np.zeros(texture.shape[:2], np.uint8)
        opening = points[self._eye.upper + self._eye.lower[-2:0:-1]]
        cv2.fillPoly(mask, [np.round(_texels(opening)).astype(np.int32)], 255)
        y, x = np.nonzero(mask)
        at = np.stack([x, y], -1) / portrait.TEXELS + [LEFT, TOP]
        white = np.linalg.norm(at - self.rest, axis=-1) > 1.15 * self._radius
        return SCLERA_SHADE * np.percentile(texture[y[white], x[white]].astype(float), 80, axis=0)


def _mix(below, above, alpha):
    return below * (1 - alpha[..., None]) + above * alpha[..., None]


def _step(value, low, high):
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _lid_shadow(mask):
    """The upper lid and its lashes darken the top of the eyeball."""
    texels_below = np.cumsum(mask > 127, axis=0)
    return (1 - 0.5 * np.exp(-np.maximum(texels_below, 0) / (1.1 * portrait.TEXELS))).astype(
        np.float32
    )


def _crop(texture):
    x, y = (LEFT - portrait.LEFT) * portrait.TEXELS, (TOP - portrait.TOP) * portrait.TEXELS
    return texture[
        y : y + (BOTTOM - TOP) * portrait.TEXELS, x : x + (RIGHT - LEFT) * portrait.TEXELS
    ]


def _texels(points):
    return (points - [LEFT, TOP]) * portrait.TEXELS - 0.5


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


def _move_lids(points, eye, iris_way_y, eye_open):
    """Lids follow the iris up and down; to close, the upper lid comes down to the lower.
    The skin around them, in `points`, goes part of the way."""
    upper, lower = points[eye.upper[1:-1]], points[eye.lower[1:-1]]
    profile = np.sin(np.linspace(0, np.pi, len(eye.upper)))[1:-1, None] ** 0.7
    down = np.array([0, 1.0])
    opened_upper = upper + profile * UPPER_LID_FOLLOWS * iris_way_y * down
    opened_lower = lower + profile * LOWER_LID_FOLLOWS * max(iris_way_y, 0) * down
    opened_upper[:, 1] = np.minimum(
        opened_upper[:, 1], opened_lower[:, 1] - 0.25 * (lower - upper)[:, 1]
    )
    meeting = lower + CLOSED_AT * (upper - lower)
    new_upper = meeting + eye_open * (opened_upper - meeting)
    new_lower = meeting + eye_open * (opened_lower - meeting)
    points[eye.upper[1:-1]], points[eye.lower[1:-1]] = new_upper, new_lower
    points[eye.upper_ring] += 0.5 * (new_upper - upper)
    points[eye.crease_ring] += 0.1 * (new_upper - upper)
    points[eye.lower_ring] += 0.5 * (new_lower - lower)


def _with_mouth_line(picture, points, strength):
    if strength == 0:
        return picture
    line = (points[mesh.UPPER_LIP[-1]] + points[mesh.LOWER_LIP[-1]]) / 2
    mask = np.zeros(picture.shape[:2], np.float32)
    cv2.polylines(
        mask, [np.round(_texels(line) * 16).astype(np.int32)], False, 1.0, 5, cv2.LINE_AA, 4
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
    x, y = np.linspace(LEFT, RIGHT, 8), np.linspace(TOP, BOTTOM, 8)
    sides = [(edge, v) for edge in (LEFT, RIGHT) for v in y] + [
        (v, edge) for edge in (TOP, BOTTOM) for v in x[1:-1]
    ]
    return np.array(sides, float)


def _frame_triangles(points, frame):
    """What lies between the face's outline and the frame."""
    index = mesh.FACE_OVAL + list(range(len(points), len(points) + len(frame)))
    corners = Delaunay(np.vstack([points, frame])[index]).simplices
    outside = (corners >= len(mesh.FACE_OVAL)).any(axis=1)
    return [[index[i] for i in triangle] for triangle in corners[outside]]
