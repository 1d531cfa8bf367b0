// Cut a parcel into codes that one phone shows in a loop and another collects in any order. Pure
// but for the hash that names a parcel.

import { read, written } from "./base41.js";
import { joined } from "./bytes.js";
import { LARGEST_PARCEL } from "./parcel.js";

/** What no pass begins with: the stroke is in no pass's alphabet. */
export const MARK = "T/";
const [PIECE, NAME, HEAD] = [600, 4, 8];
const MOST = Math.ceil(LARGEST_PARCEL / PIECE);

/** Return the texts of the codes of a parcel. */
export async function framesOf(parcel) {
  const name = await nameOf(parcel);
  const count = Math.ceil(parcel.length / PIECE);
  return Array.from({ length: count }, (_, at) => {
    const piece = parcel.slice(PIECE * at, PIECE * (at + 1));
    return MARK + written(joined(name, twoBytes(count), twoBytes(at), piece));
  });
}

/**
 * Collects the pieces of one parcel. Whoever holds up something else makes it begin anew, and pieces
 * that do not add up to what their name says are thrown away: nothing else comes of hostile codes.
 */
export class Collector {
  #of = "";
  #pieces = new Map();
  count = 0;

  /** Return how many pieces are there. */
  get got() {
    return this.#pieces.size;
  }

  /** Take what a camera read; return the parcel once it is complete. */
  async take(text) {
    const raw = text.startsWith(MARK) ? read(text.slice(MARK.length)) : null;
    if (raw === null || raw.length <= HEAD || raw.length > HEAD + PIECE) return null;
    const [count, at] = [(raw[4] << 8) | raw[5], (raw[6] << 8) | raw[7]];
    if (count > MOST || at >= count) return null;
    this.#turnTo(String(raw.slice(0, NAME + 2)), count);
    this.#pieces.set(at, raw.slice(HEAD));
    if (this.got < count) return null;
    return this.#whole(raw.slice(0, NAME));
  }

  #turnTo(parcel, count) {
    if (this.#of === parcel) return;
    [this.#of, this.count] = [parcel, count];
    this.#pieces.clear();
  }

  async #whole(name) {
    const whole = joined(...Array.from({ length: this.count }, (_, at) => this.#pieces.get(at)));
    this.#of = "";
    return String(await nameOf(whole)) === String(name) ? whole : null;
  }
}

async function nameOf(parcel) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", parcel)).slice(0, NAME);
}

function twoBytes(number) {
  return Uint8Array.of(number >> 8, number & 0xff);
}
