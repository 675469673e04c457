"""The demo ad: a light travels along a known path and settles into a packshot."""

from itertools import pairwise

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, FPS, DURATION_MS = 640, 360, 25, 12000
BRAND, CLAIM = "Aurora", "light for long evenings"
PACKSHOT_MS = 9000

# Time in ms, x and y in the picture. Between two stops the light eases from one to the other.
STOPS = [
    (0, 0.50, 0.50),
    (900, 0.50, 0.50),
    (1900, 0.13, 0.46),
    (2200, 0.13, 0.46),
    (3900, 0.87, 0.46),
    (4200, 0.87, 0.46),
    (5200, 0.50, 0.14),
    (5500, 0.50, 0.14),
    (7000, 0.50, 0.86),
    (7300, 0.50, 0.86),
    (8100, 0.24, 0.40),
    (9000, 0.50, 0.36),
    (DURATION_MS, 0.50, 0.36),
]

NIGHT, DUSK, DAWN = np.array([24, 26, 56]), np.array([88, 52, 110]), np.array([236, 150, 118])
LIGHT, CORE = np.array([255, 214, 150]), np.array([255, 250, 238])
AUDIO_RATE = 48000


def path(ad_ms: float) -> tuple[float, float]:
    """Where the light is, 0..1 in the ad's picture."""
    for (start, x0, y0), (end, x1, y1) in pairwise(STOPS):
        if ad_ms <= end:
            share = _ease((ad_ms - start) / (end - start))
            return float(x0 + (x1 - x0) * share), float(y0 + (y1 - y0) * share)
    return STOPS[-1][1:]


def path_table(step_ms: int = 100) -> list[dict]:
    return [
        {"ad_ms": ms, "x_norm": round(path(ms)[0], 4), "y_norm": round(path(ms)[1], 4)}
        for ms in range(0, DURATION_MS + 1, step_ms)
    ]


def frame(ad_ms: float) -> np.ndarray:
    """RGB, 8 bits."""
    picture = _sky(ad_ms)
    packshot = _ease((ad_ms - PACKSHOT_MS + 500) / 900)
    picture = _bottle(picture, packshot)
    for age in range(480, 0, -40):
        _glow(picture, path(max(0, ad_ms - age)), 17, 0.055 * (1 - age / 520) * (1 - packshot))
    _glow(picture, path(ad_ms), 66, 0.42)
    _orb(picture, path(ad_ms))
    opening = _ease(ad_ms / 300) * _ease((1300 - ad_ms) / 300)
    _write(picture, "follow the light", (0.5, 0.66), 22, 0.85 * opening)
    _write(picture, BRAND, (0.5, 0.16), 54, _ease((ad_ms - PACKSHOT_MS - 100) / 500))
    _write(picture, CLAIM, (0.5, 0.93), 17, 0.85 * _ease((ad_ms - PACKSHOT_MS - 600) / 500))
    return np.clip(picture, 0, 255).astype(np.uint8)


def sound() -> np.ndarray:
    """Mono float samples: a slow chord, bells when the light begins to fall and at the packshot."""
    t = np.arange(AUDIO_RATE * DURATION_MS // 1000) / AUDIO_RATE
    chord = sum(
        np.sin(2 * np.pi * f * t + np.sin(2 * np.pi * 0.21 * t + f))
        for f in (110, 164.8, 220, 277.2, 329.6)
    )
    chord *= 0.035 * (0.7 + 0.3 * np.sin(2 * np.pi * 0.125 * t))
    for start, pitch in ((5.5, 880.0), (9.0, 1108.7), (9.25, 1318.5)):
        after = np.maximum(t - start, 0)
        chord += (t >= start) * 0.12 * np.exp(-3.5 * after) * np.sin(2 * np.pi * pitch * after)
    fade = np.clip(np.minimum(t / 0.6, (t[-1] - t) / 0.9), 0, 1)
    return (chord * fade).astype(np.float32)


def _ease(share):
    t = np.clip(share, 0, 1)
    return t * t * t * (t * (6 * t - 15) + 10)


_Y, _X = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)


def _sky(ad_ms):
    warm = 0.35 + 0.65 * _ease(ad_ms / 9500)
    height = (_Y / HEIGHT)[..., None]
    hills = 0.5 + 0.5 * np.sin(_X / WIDTH * 4.2 + ad_ms / 2600)[..., None]
    low = DUSK + (DAWN - DUSK) * warm * (0.75 + 0.25 * hills)
    sky = NIGHT + (DUSK - NIGHT) * np.clip(height * 1.6, 0, 1)
    sky = sky + (low - sky) * np.clip(height * 1.5 - 0.5, 0, 1) ** 1.4
    veil = np.exp(
        -(((_Y / HEIGHT - 0.3 - 0.07 * np.sin(_X / WIDTH * 5 - ad_ms / 1800)) / 0.1) ** 2)
    )
    return sky + (veil * 26)[..., None] * np.array([0.35, 1.0, 0.8])


def _glow(picture, at, radius, strength):
    distance2 = (_X - at[0] * WIDTH) ** 2 + (_Y - at[1] * HEIGHT) ** 2
    picture += (strength * np.exp(-distance2 / radius**2))[..., None] * (LIGHT - 0.35 * picture)


def _orb(picture, at):
    dx, dy = _X - at[0] * WIDTH, _Y - at[1] * HEIGHT
    distance = np.sqrt(dx**2 + dy**2)
    alpha = np.clip(21.5 - distance, 0, 1)[..., None]
    lit = np.clip(1 - np.sqrt((dx + 6) ** 2 + (dy + 7) ** 2) / 32, 0, 1)[..., None]
    picture[:] = picture * (1 - alpha) + alpha * (LIGHT * (1 - lit) + CORE * lit)


def _bottle(picture, share):
    """A flask below the light, its neck towards it."""
    if share <= 0:
        return picture
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.ellipse(mask, (320 * 16, 222 * 16), (64 * 16, 74 * 16), 0, 0, 360, 255, -1, cv2.LINE_AA, 4)
    cv2.rectangle(mask, (298, 140), (342, 200), 255, -1)
    mask[292:] = 0
    alpha = cv2.GaussianBlur(mask, (0, 0), 1.2)[..., None] / 255 * share
    across = np.clip((_X - 256) / 128, 0, 1)
    shade = 0.35 + 0.65 * np.sin(np.pi * across).clip(0) ** 0.7
    glass = (
        np.array([120, 84, 150])
        + (np.array([250, 196, 150]) - np.array([120, 84, 150])) * shade[..., None]
    )
    shine = (
        np.exp(-(((_X - 282) / 6) ** 2))
        * np.clip((_Y - 165) / 30, 0, 1)
        * np.clip((280 - _Y) / 40, 0, 1)
    )
    glass = glass + (shine * 70)[..., None]
    return picture * (1 - 0.9 * alpha) + 0.9 * alpha * glass


def _write(picture, text, at, size, strength):
    if strength <= 0:
        return
    layer = Image.new("L", (WIDTH, HEIGHT))
    centre = (at[0] * WIDTH, at[1] * HEIGHT)
    ImageDraw.Draw(layer).text(
        centre, text, fill=255, font=ImageFont.load_default(size), anchor="mm"
    )
    alpha = np.asarray(layer, np.float32)[..., None] / 255 * strength
    picture[:] = picture * (1 - alpha) + alpha * CORE
