"""Generates Adgaze's sample ad and viewing sessions; the same seeds give the same pictures.

python generate.py [--only s-demo-1] [--out ../src/programs/resources/samples]
"""

import argparse
import csv
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np

import ad
import media
import scenario
from face import Face
from head import HEIGHT, WIDTH, Head
from portrait import Portrait

AD_ID = "a-demo"
FRAME_MS, JITTER_MS = 1000 / 30, 3.0
TRUTH_COLUMNS = [
    "recording_ms",
    "ad_time_ms",
    "yaw_deg",
    "pitch_deg",
    "roll_deg",
    "eye_open",
    "blink",
    "smile",
    "x_px",
    "y_px",
]


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default_out = Path(__file__).parent.parent / "src/programs/resources/samples"
    arguments.add_argument("--out", type=Path, default=default_out)
    arguments.add_argument("--only", help="one session's id, or 'ad'")
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    cv2.setNumThreads(1)
    if options.only in (None, "ad"):
        generate_ad(options.out / "ads")
    chosen = [s for s in scenario.SESSIONS if options.only in (None, s.session_id)]
    with ProcessPoolExecutor(options.jobs) as pool:
        for done in pool.map(generate_session, chosen, [options.out / "sessions"] * len(chosen)):
            print(done)


def generate_ad(folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    pictures = (ad.frame(ms) for ms in np.arange(0, ad.DURATION_MS, 1000 / ad.FPS))
    media.write_ad(
        folder / f"{AD_ID}.mp4", pictures, (ad.WIDTH, ad.HEIGHT), ad.FPS, ad.sound(), ad.AUDIO_RATE
    )
    rows = ",\n".join("  " + json.dumps(row) for row in ad.path_table())
    (folder / f"{AD_ID}.path.json").write_text(f"[\n{rows}\n]\n")


def generate_session(session: scenario.Session, folder: Path) -> str:
    folder = folder / session.session_id
    folder.mkdir(parents=True, exist_ok=True)
    performance = scenario.Performance(session)
    moments = [performance.at(ms) for ms in frame_times(session)]
    frames = (
        (m.recording_ms, picture)
        for m, picture in zip(moments, pictures(session, moments), strict=True)
    )
    media.write_recording(
        folder / "webcam.webm", session.codec, frames, (WIDTH, HEIGHT), room_sound(session)
    )
    write_truth(folder / "truth.csv", moments)
    (folder / "manifest.json").write_text(json.dumps(manifest(session), indent=2) + "\n")
    return f"{session.session_id}: {len(moments)} frames"


def frame_times(session) -> list[int]:
    """About 30 a second, unevenly, some dropped: what a webcam delivers."""
    random = np.random.default_rng(session.seed + 1)
    nominal = np.arange(0, session.duration_ms(), FRAME_MS)
    times = nominal + np.abs(random.normal(0, JITTER_MS, len(nominal)))
    kept = random.random(len(nominal)) >= session.camera.dropped_rate
    kept[0] = True
    times[0] = 0
    return np.unique(np.round(times[kept]).astype(int)).tolist()


def pictures(session, moments):
    source = Portrait()
    face, head = Face(source), Head(source, session.view)
    camera = Lens(session)
    for moment in moments:
        yield camera.take(head.render(face.render(moment.face), moment.pose))


class Lens:
    """Exposure, colour, corner shading and sensor noise of one webcam."""

    def __init__(self, session):
        self._camera = session.camera
        self._random = np.random.default_rng(session.seed + 2)
        y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
        self._shading = (1 - 0.16 * (x**2 + y**2) / 2)[..., None].astype(np.float32)

    def take(self, picture):
        camera = self._camera
        colour = np.array([1 + camera.warmth, 1, 1 - camera.warmth], np.float32) * camera.gain
        light = 255 * (picture.astype(np.float32) / 255) ** camera.gamma * colour * self._shading
        noise = self._random.standard_normal((HEIGHT, WIDTH, 1), np.float32) * camera.noise
        return np.clip(light + noise, 0, 255).astype(np.uint8)


def room_sound(session):
    """Faint noise: recordings carry an audio track that is never decoded."""
    random = np.random.default_rng(session.seed + 3)
    samples = int(media.OPUS_RATE * session.duration_ms() / 1000)
    return (random.standard_normal(samples) * 0.002).astype(np.float32)


def write_truth(path, moments):
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TRUTH_COLUMNS)
        for m in moments:
            ad_ms = "" if m.ad_ms is None else m.ad_ms
            pose = [f"{v:.2f}" for v in (m.pose.yaw_deg, m.pose.pitch_deg, m.pose.roll_deg)]
            gaze = [f"{v:.1f}" for v in (m.gaze_x_px, m.gaze_y_px)]
            writer.writerow(
                [
                    m.recording_ms,
                    ad_ms,
                    *pose,
                    f"{m.face.eye_open:.3f}",
                    int(m.blink),
                    f"{m.face.smile:.3f}",
                    *gaze,
                ]
            )


def manifest(session) -> dict:
    number = session.session_id.rsplit("-", 1)[1]
    x, y, width, height = session.ad_rect
    return {
        "version": 1,
        "session_id": session.session_id,
        "ad_id": AD_ID,
        "viewer_key": f"v-demo-{number}",
        "started_at": session.started_at,
        "recordings": ["webcam.webm"],
        "consent": {
            "id": f"c-demo-{number}",
            "text_version": "2026-11",
            "granted_at": "2026-11-20T09:58:00Z",
            "purposes": list(session.purposes),
        },
        "player_events": [
            {"recording_ms": at, "ad_ms": ad_ms, "event": event}
            for at, ad_ms, event in session.player_events()
        ],
        "screen": {
            "width_px": scenario.SCREEN_WIDTH_PX,
            "height_px": scenario.SCREEN_HEIGHT_PX,
            "ad_rect": {"x": x, "y": y, "width": width, "height": height},
        },
        "calibration": [
            {"recording_ms": at, "x_px": px, "y_px": py} for at, px, py in session.calibration()
        ],
        "device": {"class": "desktop", "user_agent": "adgaze-sample-generator"},
    }


if __name__ == "__main__":
    main()
