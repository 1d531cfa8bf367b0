// Read the code of a pass: 114 characters, 76 bytes. Pure.
//
// The same as app/tickets/code.py, whose table says what each byte is; tests/vectors/ holds both
// against each other. What is read here is proven by nothing before `genuine` (signature.js).

import { read } from "./base41.js";
import { joined } from "./bytes.js";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DOMAIN = new TextEncoder().encode("turnout/ticket/1\0");
const [LENGTH, SIGNED, VERSION] = [114, 12, 1];
const [IRREDUCIBLE, LARGEST, TYPED_LETTERS] = [0b100101, 31, 14];

/** Whom a pass lets in as. */
export const ATTENDEE = 0;
export const VOLUNTEER = 1;

/** Return the code in what a camera read: a link `https://…/t#CODE`, or the code alone. */
export function codeIn(text) {
  return text.slice(text.indexOf("#") + 1).trim();
}

/** Return what a code says, or null if it is none. */
export function parse(code) {
  const raw = code.length === LENGTH ? read(code) : null;
  if (raw === null) return null;
  const [version, people, ticketClass] = [raw[0] >> 5, raw[11] >> 2, raw[11] & 3];
  if (version !== VERSION || people === 0 || ticketClass > VOLUNTEER) return null;
  return {
    keyIndex: raw[0] & 31,
    hint: raw.slice(1, 3),
    ticketId: raw.slice(3, 11),
    people,
    ticketClass,
    signed: raw.slice(0, SIGNED),
    signature: raw.slice(SIGNED),
  };
}

/** Return what an event's key signs. */
export function message(instance, event, signed) {
  return joined(DOMAIN, instance, event, signed);
}

/** Return the ticket id of a typed short code; null if it was mistyped. */
export function parseShort(typed) {
  const text = typed.toUpperCase().replace(/[-\s]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const values = Array.from(text, (letter) => CROCKFORD.indexOf(letter));
  if (values.length !== TYPED_LETTERS || values.includes(-1)) return null;
  const letters = values.slice(0, -1);
  if (check(letters) !== values.at(-1) || letters.at(-1) & 1) return null;
  return bytesOf(letters);
}

function check(values) {
  return values.reduce((sum, value) => timesX(sum ^ value), 0);
}

function timesX(element) {
  const product = element << 1;
  return product > LARGEST ? product ^ IRREDUCIBLE : product;
}

/** Read 13 letters of 5 bits, the last of them padding, as 8 bytes. */
function bytesOf(letters) {
  const bits = letters.map((value) => value.toString(2).padStart(5, "0")).join("");
  return Uint8Array.from({ length: 8 }, (_, at) => parseInt(bits.slice(8 * at, 8 * at + 8), 2));
}
