"""The eyes: irises behind lids, which follow them and blink."""

from dataclasses import dataclass

import cv2
import numpy as np

import mesh
import part
import portrait

# A model eye: the iris lies 10.5 mm before the eyeball's centre, the lids' corners are 27 mm apart.
IRIS_PER_EYE_WIDTH = 10.5 / 27
IRIS_RADIUS = 0.208  # eye widths
PUPIL_RADIUS = 0.40  # iris radii
SCLERA_SHADE = 0.93  # the portrait's studio light is brighter than a room's
UPPER_LID_FOLLOWS, LOWER_LID_FOLLOWS = 0.85, 0.35  # share of the iris's vertical way
CLOSED_AT = 0.12  # where the lids meet, from the lower lid's rest towards the upper's


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

    def iris_at(self, yaw_deg: float, pitch_deg: float) -> np.ndarray:
        """The iris's centre, head coordinates. The picture's right is the viewer's left."""
        reach = IRIS_PER_EYE_WIDTH * self._width
        yaw, pitch = np.radians(yaw_deg), np.radians(pitch_deg)
        return self.rest - reach * np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch)])

    def paint(self, picture, points, iris):
        opening = points[self._eye.upper + self._eye.lower[-2:0:-1]]
        mask = np.zeros(picture.shape[:2], np.uint8)
        cv2.fillPoly(
            mask, [np.round(part.texels(opening) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4
        )
        x0, y0, w, h = cv2.boundingRect(cv2.dilate(mask, np.ones((9, 9), np.uint8)))
        alpha = cv2.GaussianBlur(mask, (0, 0), 1.1)[y0 : y0 + h, x0 : x0 + w, None] / np.float32(
            255
        )
        y, x = np.mgrid[y0 : y0 + h, x0 : x0 + w]
        at = np.stack([x, y], -1) / portrait.TEXELS + [part.LEFT, part.TOP]
        ball = self._ball(at, iris)
        ball *= _lid_shadow(mask)[y0 : y0 + h, x0 : x0 + w, None]
        under = picture[y0 : y0 + h, x0 : x0 + w]
        under[:] = under * (1 - alpha) + ball * alpha

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
            texels = np.round(part.texels(ring)).astype(int)
            colours.append(
                np.percentile(texture[texels[:, 1], texels[:, 0]].astype(float), 35, axis=0)
            )
        colours[0] = colours[1] = colours[2]  # the pupil is painted
        return np.array(colours)

    def _sclera_colour(self, texture, points):
        mask = np.zeros(texture.shape[:2], np.uint8)
        opening = points[self._eye.upper + self._eye.lower[-2:0:-1]]
        cv2.fillPoly(mask, [np.round(part.texels(opening)).astype(np.int32)], 255)
        y, x = np.nonzero(mask)
        at = np.stack([x, y], -1) / portrait.TEXELS + [part.LEFT, part.TOP]
        white = np.linalg.norm(at - self.rest, axis=-1) > 1.15 * self._radius
        return SCLERA_SHADE * np.percentile(texture[y[white], x[white]].astype(float), 80, axis=0)


def move_lids(points, eye, iris_way_y, eye_open):
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
