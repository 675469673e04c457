const SMALLEST_TABLET_PX = 600;

/** The manifest's word for this device: a browser tells a phone from a tablet, and either from the rest. */
export function deviceClass() {
  if (!matchMedia("(pointer: coarse)").matches) {
    return "desktop";
  }
  return Math.min(screen.width, screen.height) < SMALLEST_TABLET_PX ? "phone" : "tablet";
}

/** Whether it may be turned while it records. */
export function rotates() {
  return deviceClass() !== "desktop";
}

/** The family of browser, for help with its permissions. */
export function browserFamily() {
  const agent = navigator.userAgent;
  if (/iPhone|iPad/.test(agent)) {
    return "ios";
  }
  if (/Firefox\//.test(agent)) {
    return "firefox";
  }
  if (/Chrome\//.test(agent)) {
    return "chrome";
  }
  return /Safari\//.test(agent) ? "safari" : "other";
}
