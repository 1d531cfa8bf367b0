// Say a verdict to ears and hand: in the sun, or with the eyes on people, nobody looks at a screen.

// Each note: pitch in hertz, when it starts and how long it lasts in seconds. No two verdicts share
// a rhythm, so that they are told apart without an ear for pitch.
const NOTES = {
  counted: [[880, 0, 0.09], [1320, 0.1, 0.16]],
  party: [[988, 0, 0.2]],
  already: [[620, 0, 0.12], [620, 0.2, 0.12], [620, 0.4, 0.12]],
  refused: [[185, 0, 0.7]],
  failure: [[185, 0, 0.3], [140, 0.35, 0.5]],
  unsure: [[660, 0, 0.12], [880, 0.16, 0.12], [660, 0.32, 0.2]],
};
const PULSES = {
  counted: [70],
  party: [70, 60, 70],
  already: [50, 90, 50, 90, 50],
  refused: [500],
  failure: [500, 100, 500],
  unsure: [120, 80, 250],
};
const [LOUD, FADE] = [0.5, 0.02];

let context = null;

/** Ask for sound; browsers give it only while somebody taps. */
export function unlock() {
  if (!("AudioContext" in globalThis)) return;
  context ??= new AudioContext();
  context.resume();
}

/** Sound and shake a verdict. */
export function play(kind) {
  navigator.vibrate?.(PULSES[kind]);
  if (context?.state !== "running") return;
  for (const [pitch, start, length] of NOTES[kind]) note(pitch, context.currentTime + start, length);
}

function note(pitch, start, length) {
  const tone = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUD, start + FADE);
  volume.gain.setValueAtTime(LOUD, start + length - FADE);
  volume.gain.linearRampToValueAtTime(0, start + length);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + length);
}
