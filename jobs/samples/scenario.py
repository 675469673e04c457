"""What each viewer does, moment by moment: the truth that the recordings are drawn from."""

from dataclasses import dataclass

import numpy as np

import ad
from face import FaceState
from head import Pose, View

# A 24-inch screen seen from 45 cm, the eyes level with a point a little above its middle.
SCREEN_WIDTH_PX, SCREEN_HEIGHT_PX, SCREEN_WIDTH_MM = 1920, 1080, 531.0
DISTANCE_MM, EYE_LEVEL_PX = 450.0, 0.42 * SCREEN_HEIGHT_PX
MM_PER_PX = SCREEN_WIDTH_MM / SCREEN_WIDTH_PX
MM_PER_PORTRAIT_PIXEL = 63.0 / 42.1  # between the pupils

SMILE_AD_MS = (6000, 8000)
SMILE_RAMP_MS = 250
CALIBRATION_START_MS, CALIBRATION_STEP_MS = 400, 1000
# Nine points, the screen's middle last: the gaze stays there until the ad begins.
CALIBRATION_PX = [
    (96, 54),
    (960, 54),
    (1824, 54),
    (96, 540),
    (1824, 540),
    (96, 1026),
    (960, 1026),
    (1824, 1026),
    (960, 540),
]
PLAY_MS = 9800
TAIL_MS = 700
STEP_MS = 2  # of the simulation
EYE_LATENCY_MS, EYE_SETTLING_MS = 120, 25
LOOK_AWAY_YAW_DEG, LOOK_AWAY_RAMP_MS = 40.0, 350


@dataclass(frozen=True)
class Camera:
    gain: float = 1.0
    gamma: float = 1.0
    warmth: float = 0.0  # + red, - blue
    noise: float = 1.5  # standard deviation, of 255
    dropped_rate: float = 0.03


@dataclass(frozen=True)
class Session:
    session_id: str
    seed: int
    started_at: str
    purposes: tuple
    ad_rect: tuple  # x, y, width, height
    view: View
    camera: Camera
    codec: str
    calibration_order: tuple
    interruptions: tuple  # (recording_ms after play, ad_ms, event)
    blinks: tuple  # (recording_ms, duration_ms)
    head_motion: float = 1.0
    look_away_ad_ms: tuple | None = None

    def player_events(self):
        events = [(PLAY_MS, 0, "play")]
        events += [(PLAY_MS + after, ad_ms, event) for after, ad_ms, event in self.interruptions]
        at, ad_ms, _ = events[-1]
        return [*events, (at + ad.DURATION_MS - ad_ms, ad.DURATION_MS, "ended")]

    def duration_ms(self):
        return self.player_events()[-1][0] + TAIL_MS

    def calibration(self):
        return [
            (CALIBRATION_START_MS + i * CALIBRATION_STEP_MS, *CALIBRATION_PX[point])
            for i, point in enumerate(self.calibration_order)
        ]


ALL_PURPOSES = ("expressions", "gaze", "demographics")
SESSIONS = (
    Session(
        session_id="s-demo-1",
        seed=11,
        started_at="2026-11-20T10:00:00.000Z",
        purposes=ALL_PURPOSES,
        ad_rect=(0, 0, 1920, 1080),
        view=View(2.0, 0, 6),
        camera=Camera(),
        codec="h264",
        calibration_order=(0, 4, 6, 2, 3, 7, 1, 5, 8),
        interruptions=(),
        blinks=(
            (2810, 150), (6640, 180), (11250, 160), (14480, 140), (17150, 210), (20300, 170),
            (21950, 150),
        ),
    ),
    Session(
        session_id="s-demo-2",
        seed=22,
        started_at="2026-11-20T10:07:30.000Z",
        purposes=("expressions", "gaze"),
        ad_rect=(320, 180, 1280, 720),
        view=View(1.72, 16, 6),
        camera=Camera(gain=0.68, noise=3.2, dropped_rate=0.06),
        codec="vp8",
        calibration_order=(1, 3, 5, 7, 4, 2, 0, 6, 8),
        interruptions=((4300, 4300, "pause"), (5700, 4300, "play")),
        blinks=(
            (3700, 160), (7350, 190), (10900, 200), (14600, 240), (17950, 160), (20800, 170),
            (22700, 140),
        ),
        head_motion=0.7,
    ),
    Session(
        session_id="s-demo-3",
        seed=33,
        started_at="2026-11-20T10:16:12.500Z",
        purposes=ALL_PURPOSES,
        ad_rect=(0, 0, 1920, 1080),
        view=View(2.25, -6, 0),
        camera=Camera(gamma=0.92, warmth=0.03, noise=2.2),
        codec="h264",
        calibration_order=(7, 0, 2, 5, 4, 1, 3, 6, 8),
        interruptions=((3200, 4700, "seek"),),
        blinks=(
            (4620, 170), (8300, 150), (10400, 200), (12300, 140), (15900, 160), (18800, 190),
        ),
        head_motion=1.3,
    ),
    Session(
        session_id="s-demo-4",
        seed=44,
        started_at="2026-11-20T11:02:45.250Z",
        purposes=ALL_PURPOSES,
        ad_rect=(240, 60, 1440, 810),
        view=View(1.88, -22, 8),
        camera=Camera(gain=0.86, warmth=-0.05, noise=2.8, dropped_rate=0.04),
        codec="vp8",
        calibration_order=(5, 2, 3, 6, 0, 7, 4, 1, 8),
        interruptions=(),
        blinks=(
            (1750, 150), (5560, 180), (10600, 160), (15250, 170), (17300, 200), (19900, 150),
            (21500, 130),
        ),
        look_away_ad_ms=(3000, 5000),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Moment:
    recording_ms: int
    ad_ms: float | None
    face: FaceState
    pose: Pose
    blink: bool
    gaze_x_px: float
    gaze_y_px: float


class Performance:
    """One session acted out on a fine clock; `at` reads a moment off it."""

    def __init__(self, session: Session):
        self._session = session
        self._random = np.random.default_rng(session.seed)
        self._ms = np.arange(0, session.duration_ms() + STEP_MS, STEP_MS)
        self._away = self._look_away()
        self._shift = (
            np.stack([self._wander(1.6, 2500), self._wander(1.0, 2500)], -1) * session.head_motion
        )
        eye_x, eye_y = self._screen_gaze()
        self._yaw, self._pitch, self._roll = self._head(eye_x, eye_y)
        self._gaze_x, self._gaze_y = self._with_looking_away(eye_x, eye_y)

    def at(self, recording_ms: int) -> Moment:
        i = recording_ms // STEP_MS
        gaze_yaw, gaze_pitch = self._angles(self._gaze_x[i], self._gaze_y[i], self._shift[i])
        ad_ms = ad_time(self._session.player_events(), recording_ms)
        blink, eye_open = self._blink(recording_ms)
        face = FaceState(
            _smile(ad_ms),
            eye_open,
            float(gaze_yaw - self._yaw[i]),
            float(gaze_pitch - self._pitch[i]),
        )
        pose = Pose(
            *(float(v) for v in (self._yaw[i], self._pitch[i], self._roll[i], *self._shift[i]))
        )
        return Moment(
            recording_ms, ad_ms, face, pose, blink, float(self._gaze_x[i]), float(self._gaze_y[i])
        )

    def _screen_gaze(self):
        """Where the eyes point: the target, late, with the small wandering of a fixation."""
        target = np.array([self._target(ms - EYE_LATENCY_MS) for ms in self._ms])
        gaze, keep = np.empty_like(target), np.exp(-STEP_MS / EYE_SETTLING_MS)
        state = target[0]
        for i, point in enumerate(target):
            state = keep * state + (1 - keep) * point
            gaze[i] = state
        return gaze[:, 0] + self._wander(10, 250), gaze[:, 1] + self._wander(10, 250)

    def _target(self, ms):
        ad_ms = ad_time(self._session.player_events(), ms, while_paused=True)
        if ad_ms is not None:
            x, y, width, height = self._session.ad_rect
            x_norm, y_norm = ad.path(ad_ms)
            return x + width * x_norm, y + height * y_norm
        shown = [(x, y) for at, x, y in self._session.calibration() if at <= ms]
        return shown[-1] if shown else (SCREEN_WIDTH_PX / 2, SCREEN_HEIGHT_PX / 2)

    def _head(self, eye_x, eye_y):
        """The head follows the eyes a little and never keeps quite still."""
        yaw, pitch = self._angles(eye_x, eye_y, self._shift)
        motion = self._session.head_motion
        yaw = 0.14 * _slow(yaw, 160) + motion * self._wander(2.6, 1200)
        pitch = 0.16 * _slow(pitch, 160) + motion * self._wander(2.6, 1200)
        roll = -motion * self._wander(1.5, 1800)
        return yaw * (1 - self._away) + LOOK_AWAY_YAW_DEG * self._away, pitch, roll

    def _with_looking_away(self, eye_x, eye_y):
        """Eyes straight in the turned head: a point beside the screen."""
        beside_x = SCREEN_WIDTH_PX / 2 + DISTANCE_MM * np.tan(np.radians(self._yaw)) / MM_PER_PX
        beside_y = EYE_LEVEL_PX - DISTANCE_MM * np.tan(np.radians(self._pitch)) / MM_PER_PX
        return eye_x + self._away * (beside_x - eye_x), eye_y + self._away * (beside_y - eye_y)

    def _angles(self, x_px, y_px, shift):
        """Gaze angles, in degrees, from the eyes (moved with the head) to a point on the screen."""
        right_mm = (x_px - SCREEN_WIDTH_PX / 2) * MM_PER_PX + shift[..., 0] * MM_PER_PORTRAIT_PIXEL
        up_mm = (EYE_LEVEL_PX - y_px) * MM_PER_PX + shift[..., 1] * MM_PER_PORTRAIT_PIXEL
        return np.degrees(np.arctan2(right_mm, DISTANCE_MM)), np.degrees(
            np.arctan2(up_mm, np.hypot(right_mm, DISTANCE_MM))
        )

    def _look_away(self):
        if self._session.look_away_ad_ms is None:
            return np.zeros(len(self._ms))
        start, end = self._session.look_away_ad_ms
        ad_ms = np.array([ad_time(self._session.player_events(), ms) or 0 for ms in self._ms])
        ramp = LOOK_AWAY_RAMP_MS
        return _ease((ad_ms - start + ramp / 2) / ramp) * _ease((end + ramp / 2 - ad_ms) / ramp)

    def _wander(self, deviation, time_ms):
        """A smooth random walk around 0: noise, filtered twice, after it has settled."""
        settling = int(5 * time_ms / STEP_MS)
        noise = self._random.standard_normal(settling + len(self._ms))
        walk = _slow(_slow(noise, time_ms), time_ms / 3)[settling:]
        return deviation * walk / walk.std()

    def _blink(self, ms):
        for start, duration in self._session.blinks:
            if start <= ms < start + duration:
                phase = (ms - start) / duration
                return True, float(1 - _ease(phase / 0.35) * _ease((1 - phase) / 0.45))
        return False, 1.0


def ad_time(events, recording_ms, while_paused=False):
    """The player's clock; None while the ad is not playing."""
    ad_ms = None
    for at, position, event in events:
        if recording_ms < at:
            break
        paused = event == "pause" or event == "ended"
        ad_ms = position if paused else position + recording_ms - at
        if paused and not while_paused:
            ad_ms = None
    return ad_ms


def _smile(ad_ms):
    if ad_ms is None:
        return 0.0
    start, end = SMILE_AD_MS
    return float(_ease((ad_ms - start) / SMILE_RAMP_MS) * _ease((end - ad_ms) / SMILE_RAMP_MS))


def _ease(share):
    t = np.clip(share, 0, 1)
    return t * t * (3 - 2 * t)


def _slow(values, time_ms):
    keep, out, state = np.exp(-STEP_MS / time_ms), np.empty(len(values)), values[0]
    for i, value in enumerate(values):
        state = keep * state + (1 - keep) * value
        out[i] = state
    return out
