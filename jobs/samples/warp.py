"""A piecewise affine warp: triangles carry the picture, nearer ones are drawn over farther ones."""

import cv2
import numpy as np

SUBPIXEL_BITS = 4


def triangle_map(source, target, triangles, size, identity):
    """Where each target pixel comes from.

    source, target: vertex positions in pixels; triangles are drawn in the order given, nearest
    last. identity: (x, y) maps of `size` that hold outside them. Returns maps for cv2.remap.
    """
    width, height = size
    owner = np.full((height, width), -1, np.int32)
    fixed = np.round(target[triangles] * (1 << SUBPIXEL_BITS)).astype(np.int32)
    for number, corners in enumerate(fixed):
        cv2.fillConvexPoly(owner, corners, number, cv2.LINE_8, SUBPIXEL_BITS)
    affine = _affine(source[triangles], target[triangles])
    map_x, map_y = identity[0].copy(), identity[1].copy()
    y, x = np.nonzero(owner >= 0)
    a = affine[owner[y, x]]
    map_x[y, x] = a[:, 0, 0] * x + a[:, 1, 0] * y + a[:, 2, 0]
    map_y[y, x] = a[:, 0, 1] * x + a[:, 1, 1] * y + a[:, 2, 1]
    return map_x, map_y


def _affine(source, target):
    """Per triangle the 3x2 matrix that takes (x, y, 1) of the target to the source."""
    corners = np.concatenate([target, np.ones((len(target), 3, 1))], axis=2)
    solvable = np.abs(np.linalg.det(corners)) > 1e-6
    affine = np.zeros((len(target), 3, 2))
    affine[solvable] = np.linalg.solve(corners[solvable], source[solvable])
    return affine


def identity_map(width, height):
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y
