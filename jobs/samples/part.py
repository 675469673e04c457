"""The part of the portrait's texture that moves: the face without hair and ears."""

import portrait

# Its sides, head coordinates.
LEFT, TOP, RIGHT, BOTTOM = -60, -46, 62, 90


def origin():
    """Its top left corner in the texture, texels."""
    return (LEFT - portrait.LEFT) * portrait.TEXELS, (TOP - portrait.TOP) * portrait.TEXELS


def crop(texture):
    x, y = origin()
    return texture[
        y : y + (BOTTOM - TOP) * portrait.TEXELS, x : x + (RIGHT - LEFT) * portrait.TEXELS
    ]


def texels(points):
    """Head coordinates to texels of the part."""
    return (points - [LEFT, TOP]) * portrait.TEXELS - 0.5
