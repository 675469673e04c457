"""Writes the ad (MP4) and the recordings (WebM as a browser's MediaRecorder leaves it)."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

MS = Fraction(1, 1000)
# No B-frames and rare keyframes, as browsers encode; one thread, so that bytes repeat.
LIVE = {"g": "100", "threads": "1"}
RECORDING_CODECS = {
    "h264": ("libx264", {**LIVE, "preset": "slow", "crf": "22", "bf": "0"}),
    "vp8": (
        "libvpx",
        {
            **LIVE,
            "deadline": "good",
            "cpu-used": "1",
            "b": "320k",
            "crf": "14",
            "lag-in-frames": "0",
            "auto-alt-ref": "0",
        },
    ),
}
OPUS_RATE, OPUS_PACKET = 48000, 960


def write_recording(path: Path, codec: str, frames, size, room_sound: np.ndarray):
    """frames: (recording_ms, RGB picture) in order. A live stream: no duration, no cues."""
    encoder, options = RECORDING_CODECS[codec]
    live = {"live": "1", "fflags": "+bitexact"}
    with av.open(
        str(path), "w", format="matroska" if codec == "h264" else "webm", options=live
    ) as container:
        container.metadata.clear()
        audio = container.add_stream("libopus", rate=OPUS_RATE, layout="mono", options={"b": "12k"})
        audio.codec_context.format = "flt"
        video = container.add_stream(encoder, rate=30, options=options)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.codec_context.time_base = MS
        sound = _audio_packets(audio, room_sound, OPUS_PACKET)
        pending = next(sound, None)
        for recording_ms, picture in frames:
            while pending is not None and pending.pts * pending.time_base * 1000 <= recording_ms:
                container.mux(pending)
                pending = next(sound, None)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = recording_ms, MS
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        while pending is not None:
            container.mux(pending)
            pending = next(sound, None)


def write_ad(path: Path, pictures, size, fps: int, sound: np.ndarray, sound_rate: int):
    with av.open(
        str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}
    ) as container:
        video = container.add_stream(
            "libx264", rate=fps, options={"preset": "slow", "crf": "23", "threads": "1", "g": "50"}
        )
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        audio = container.add_stream("aac", rate=sound_rate, layout="mono", options={"b": "64k"})
        audio.codec_context.format = "fltp"
        packets = _audio_packets(audio, sound, 1024)
        for picture in pictures:
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
        for packet in packets:
            container.mux(packet)


def _audio_packets(stream, samples, packet_samples):
    context = stream.codec_context
    for start in range(0, len(samples) - packet_samples + 1, packet_samples):
        chunk = samples[None, start : start + packet_samples].astype(np.float32)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(chunk), format=context.format.name, layout="mono"
        )
        frame.sample_rate, frame.pts, frame.time_base = (
            context.sample_rate,
            start,
            Fraction(1, context.sample_rate),
        )
        yield from stream.encode(frame)
    yield from stream.encode(None)
