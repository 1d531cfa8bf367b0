// Bring together what a verdict needs: the code, its signature, and what is known of the pass.

import { codeIn, parse, parseShort } from "./code.js";
import { genuine } from "./signature.js";
import { decide, decideTyped } from "./verdict.js";

/** Decide about what a camera or a hand scanner read. */
export async function judge(phone, text) {
  const pass = parse(codeIn(text));
  if (pass === null) return decide(null);
  pass.genuine = await genuine(pass, phone.bundle);
  await phone.lookAtClock();
  const hash = await phone.hash(pass.ticketId);
  const decided = decide(pass, phone.bundle, phone.ledger.standing(hash), phone.clock);
  return { ...decided, hash, ticketId: pass.ticketId };
}

/** Decide about a short code that somebody typed; null if it was mistyped. */
export async function judgeTyped(phone, typed) {
  const ticketId = parseShort(typed);
  if (ticketId === null) return null;
  const hash = await phone.hash(ticketId);
  return { ...decideTyped(phone.ledger.standing(hash)), hash, ticketId };
}
