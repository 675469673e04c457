"""The portrait as two textures in head coordinates: as it is (smiling) and at rest."""

from pathlib import Path

import cv2
import numpy as np
import skimage.data

import mesh

LEFT, TOP, RIGHT, BOTTOM = -200, -150, 200, 150  # what the texture covers, head coordinates
TEXELS = 4  # texture pixels per portrait pixel

# Flag and model shuttle, in portrait pixels, along the suit's outline: plain backdrop instead.
PROPS = [
    [
        (-400, -400), (70, -400), (72, 0), (80, 90), (93, 175), (103, 213), (99, 219), (91, 226),
        (80, 233), (74, 239), (69, 243), (60, 253), (55, 263), (52, 268), (48, 278), (43, 289),
        (40, 300), (38, 308), (33, 318), (30, 600), (-400, 600),
    ],
    [
        (372, -400), (372, 150), (374, 180), (358, 198), (350, 216), (351, 226), (360, 240),
        (362, 265), (363, 285), (362, 600), (900, 600), (900, -400),
    ],
]  # fmt: skip
ABOVE_THE_PORTRAIT = [(-400, -400), (900, -400), (900, 3), (-400, 3)]
# Where the backdrop's colour is taken from: the head and all below the collar stay out of it.
HEAD_AND_BODY = [
    (146, 125), (150, 60), (185, 10), (250, 5), (300, 45), (310, 95), (285, 150), (285, 175),
    (320, 230), (370, 300), (512, 300), (512, 512), (0, 512), (0, 320), (100, 205), (120, 180),
    (170, 135),
]  # fmt: skip

# The creases from nose to mouth corner, head coordinates.
SMILE_FOLDS = [
    [(-14.5, 23), (-18, 27), (-22, 30.5), (-25.5, 34), (-27, 37.5), (-27.5, 41)],
    [(15.5, 23), (18.5, 25.5), (22, 29.5), (25, 33), (26.5, 37)],
]
NOSE = [
    (-3, -2),
    (4, -2),
    (7, 14),
    (17, 22),
    (16.5, 29),
    (8, 33.5),
    (-7, 33.5),
    (-15.5, 29),
    (-16, 22),
    (-6, 14),
]
CHEEKS_TOP = 6.5  # the cheeks begin below the lower lids
HAIR_LIGHTNESS = 105  # of 255: hair is darker, skin lighter
RESTING_LIP_TINT = (0.86, 0.74, 0.76)  # lips at rest are not stretched pale over the teeth


def to_texels(points) -> np.ndarray:
    return (np.asarray(points, float) - [LEFT, TOP]) * TEXELS - 0.5


def polygon_mask(points, shape) -> np.ndarray:
    mask = np.zeros(shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.round(to_texels(points) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return mask


class Portrait:
    def __init__(self):
        self.mesh = mesh.Mesh(Path(__file__).with_name("landmarks.json"))
        self.smiling = self._upright_on_plain_backdrop(skimage.data.astronaut())
        self.at_rest = self._at_rest(self.smiling)

    def _upright_on_plain_backdrop(self, photo) -> np.ndarray:
        size = ((RIGHT - LEFT) * TEXELS, (BOTTOM - TOP) * TEXELS)
        linear = self.mesh.to_portrait / TEXELS
        corner = self.mesh.origin + self.mesh.to_portrait @ (np.array([LEFT, TOP]) + 0.5 / TEXELS)
        texture = cv2.warpAffine(
            photo, np.column_stack([linear, corner]), size,
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT,
        )  # fmt: skip
        texture = _sharpened(texture)
        replaced = np.zeros(texture.shape[:2], np.uint8)
        for polygon in [*PROPS, ABOVE_THE_PORTRAIT]:
            replaced |= polygon_mask(self.mesh.portrait_to_head(polygon), texture.shape)
        unknown = replaced | polygon_mask(self.mesh.portrait_to_head(HEAD_AND_BODY), texture.shape)
        alpha = _feathered(replaced, 3)
        return _blend(texture, _backdrop(texture, unknown == 0), alpha)

    def _at_rest(self, texture) -> np.ndarray:
        """No creases, no cheek shading, no teeth, no shine on the lower lip."""
        points = self.mesh.points[:, :2]
        rest = _without_creases(texture)
        rest = self._without_teeth_and_shine(rest, points)
        return self._with_flat_cheeks(rest, points)

    def _without_teeth_and_shine(self, texture, points):
        teeth = polygon_mask(_ring(points, mesh.UPPER_LIP[3], mesh.LOWER_LIP[3]), texture.shape)
        teeth = cv2.dilate(teeth, np.ones((7, 7), np.uint8))
        lower_lip = polygon_mask(_ring(points, mesh.LOWER_LIP[0], mesh.LOWER_LIP[3]), texture.shape)
        lightness = cv2.cvtColor(texture, cv2.COLOR_RGB2LAB)[..., 0]
        shine = (lower_lip > 0) & (lightness > np.median(lightness[lower_lip > 0]) + 6)
        shine = cv2.dilate(shine.astype(np.uint8) * 255, np.ones((5, 5), np.uint8)) & lower_lip
        filled = _inpainted(texture, teeth | shine, 5)
        texture = _blend(texture, filled, _feathered(teeth | shine, 2.5))
        lips = polygon_mask(_ring(points, mesh.UPPER_LIP[0], mesh.LOWER_LIP[0]), texture.shape)
        return _blend(texture, texture * np.array(RESTING_LIP_TINT), _feathered(lips, 5))

    def _with_flat_cheeks(self, texture, points):
        """Drops the shading between skin detail and the shape of the head: a smile's cheeks."""
        shape = texture.shape
        skin = cv2.erode(polygon_mask(points[mesh.FACE_OVAL], shape), np.ones((21, 21), np.uint8))
        skin[: int((CHEEKS_TOP - TOP) * TEXELS)] = 0
        lips = polygon_mask(_ring(points, mesh.UPPER_LIP[0], mesh.LOWER_LIP[0]), shape)
        hair = (cv2.cvtColor(texture, cv2.COLOR_RGB2LAB)[..., 0] < HAIR_LIGHTNESS).astype(np.uint8)
        skin[cv2.dilate(lips, np.ones((9, 9), np.uint8)) > 0] = 0
        skin[polygon_mask(NOSE, shape) > 0] = 0
        skin[cv2.dilate(hair, np.ones((9, 9), np.uint8)) > 0] = 0
        shading = _blur_within(texture, skin > 0, 2.0) - _blur_within(texture, skin > 0, 16)
        return np.clip(texture - shading * _feathered(skin, 8), 0, 255).astype(np.uint8)


def _ring(points, one_side, other_side):
    return points[one_side + other_side[::-1]]


def _sharpened(texture):
    """Takes back some of the softness of enlarging."""
    soft = cv2.GaussianBlur(texture, (0, 0), 1.1 * TEXELS)
    return cv2.addWeighted(texture, 1.2, soft, -0.2, 0)


def _feathered(mask, sigma):
    return cv2.GaussianBlur(mask, (0, 0), sigma).astype(np.float32)[..., None] / 255


def _blend(below, above, alpha):
    return np.clip(below * (1 - alpha) + above * alpha, 0, 255).astype(np.uint8)


def _inpainted(texture, mask, radius):
    small = cv2.resize(texture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    holes = (cv2.resize(mask, None, fx=0.5, fy=0.5) > 25).astype(np.uint8)
    filled = cv2.inpaint(small, holes, radius, cv2.INPAINT_TELEA)
    return cv2.resize(filled, texture.shape[1::-1], interpolation=cv2.INTER_CUBIC)


def _without_creases(texture):
    creases = np.zeros(texture.shape[:2], np.uint8)
    for fold in SMILE_FOLDS:
        line = np.round(to_texels(fold) * 16).astype(np.int32)
        cv2.polylines(creases, [line], False, 255, 5 * TEXELS, cv2.LINE_AA, 4)
    filled = cv2.GaussianBlur(_inpainted(texture, creases, 9), (0, 0), 8)
    return _blend(texture, filled, _feathered(creases, 5))


def _blur_within(texture, inside, sigma):
    weight = inside.astype(np.float32)
    total = cv2.GaussianBlur(texture * weight[..., None], (0, 0), sigma * TEXELS)
    return total / np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma * TEXELS), 1e-3)[..., None]


def _backdrop(texture, known):
    """The studio backdrop continued smoothly from where it is seen, at a tenth of the size."""
    small = cv2.resize(texture, None, fx=0.1, fy=0.1, interpolation=cv2.INTER_AREA)
    small = small.astype(np.float32)
    weight = (
        cv2.resize(known.astype(np.float32), small.shape[1::-1], interpolation=cv2.INTER_AREA)
        > 0.95
    ).astype(np.float32)
    filled, done = np.zeros_like(small), np.zeros_like(weight)
    for sigma in (1.5, 4, 10, 25, 60):
        share = cv2.GaussianBlur(weight, (0, 0), sigma)
        blurred = (
            cv2.GaussianBlur(small * weight[..., None], (0, 0), sigma)
            / np.maximum(share, 1e-6)[..., None]
        )
        gain = np.clip(share / 0.25, 0, 1) * (1 - done)
        filled += blurred * gain[..., None]
        done += gain
    filled /= np.maximum(done, 1e-6)[..., None]
    return cv2.resize(filled, texture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
