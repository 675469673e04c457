import { deviceClass } from "./device.js";

/**
 * What the server needs for the session's manifest, in the landing contract's own names.
 *
 * @param {object} taken
 * @param {import("./clock.js").RecordingClock} taken.clock
 * @param {import("./player.js").PlayerEvent[]} taken.events
 * @param {import("./calibration.js").ShownPoint[]} taken.points
 * @param {{width: number, height: number}} taken.viewport CSS px
 * @param {{x: number, y: number, width: number, height: number}} taken.adRect CSS px
 * @param {object} taken.camera its settings
 */
export function manifestOf({ clock, events, points, viewport, adRect, camera }) {
  return {
    started_at: clock.startedAt.toISOString(),
    player_events: inOrder(events.map((event) => playerEvent(clock, event))),
    screen: {
      width_px: viewport.width,
      height_px: viewport.height,
      device_pixel_ratio: window.devicePixelRatio,
      orientation: screen.orientation?.type,
      ad_rect: adRect,
    },
    calibration: inOrder(points.map((point) => calibrationPoint(clock, point))),
    camera,
    device: { class: deviceClass() },
  };
}

function playerEvent(clock, { at, adMs, event }) {
  return { recording_ms: clock.at(at), ad_ms: Math.max(0, Math.round(adMs)), event };
}

function calibrationPoint(clock, { from, until, xPx, yPx, verify }) {
  return { recording_ms: clock.at(from), x_px: xPx, y_px: yPx, until_ms: clock.at(until), verify };
}

function inOrder(items) {
  return items.sort((a, b) => a.recording_ms - b.recording_ms);
}
