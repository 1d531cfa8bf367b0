// Decide what a pass is worth at this gate, from the bundle and what was counted. Pure.
//
// The phone decides by itself, always; the server counts by the same rules from the records.

import { VOLUNTEER } from "./code.js";
import { same } from "./bytes.js";

export const COUNTED = "counted";
export const ALREADY = "already";
export const REFUSED = "refused";
export const UNSURE = "unsure";
export const PARTY = "party";

/**
 * Decide about a pass that was scanned.
 *
 * `pass` is what the code says with `genuine` added, or null if it was no code of ours; `standing`
 * what is known of it (`revoked`, `people`, `gate`, `at`); `clock` the corrected time and whether
 * the server's vouches for it. A pass that is good is answered with `left`, how many may still arrive.
 */
export function decide(pass, bundle, standing, clock) {
  if (pass === null) return refused("no-pass");
  if (!pass.genuine) return refused(same(pass.hint, bundle.event.hint) ? "forged" : "other-event");
  if (standing.revoked) return refused("cancelled");
  const closed = outside(bundle.event, clock.time);
  if (closed && clock.sure) return refused(closed);
  const size = pass.ticketClass === VOLUNTEER ? 1 : pass.people;
  if (standing.people >= size) return already(standing);
  const volunteer = pass.ticketClass === VOLUNTEER;
  return { kind: PARTY, left: size - standing.people, size, volunteer, sure: !closed };
}

/** Decide about a short code that was typed: how large its party is, only the server knows. */
export function decideTyped(standing) {
  if (standing.revoked) return refused("cancelled");
  if (standing.people > 0) return already(standing);
  return { kind: UNSURE };
}

/** Return why an event takes nobody now: "early", "late", or nothing. Times of 0 are not known. */
function outside({ opens, closes }, time) {
  if (opens && time < opens) return "early";
  return closes && time > closes ? "late" : "";
}

function refused(reason) {
  return { kind: REFUSED, reason };
}

function already({ people, gate, at }) {
  return { kind: ALREADY, people, gate, at };
}
