const SECONDS = 0.8;
const HERTZ = 440;

/** Plays a tone, so that the viewer can set the volume before the ad. */
export function playTone() {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: HERTZ });
  const volume = new GainNode(context, { gain: 0.2 });
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + SECONDS);
  tone.onended = () => context.close();
}
