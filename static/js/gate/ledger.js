// Know what was counted: what the server told, what this phone recorded since, and what other phones
// handed to it. No storage here. Order and repeats change nothing.
//
// The server's word includes every record it holds; so records count on top of it exactly while the
// server does not hold them.

import { TALLY, UNDO } from "./wire.js";

/** What this phone calls itself among the devices of records. */
export const HERE = "";
const UNSEEN = { revoked: false, people: 0, gate: "", at: 0 };
const NOTHING_HELD = { high: 0, gaps: [] };

export class Ledger {
  #passes = new Map();
  #records = new Map();
  #ofPass = new Map();
  #undos = new Map();
  #held = new Map();
  #deeds = [];
  #pending = [];
  #tally = 0;

  /**
   * Learn what the server says about passes, `{hash, revoked}` or `{hash, people, gate, at}`, and
   * return what is known of each of them now.
   */
  learn(passes) {
    return passes.map((pass) => {
      const known = { ...UNSEEN, ...this.#passes.get(pass.hash), ...pass };
      this.#passes.set(pass.hash, known);
      return known;
    });
  }

  /** Take in which records of a phone the server holds: those up to `high`, without `gaps`. */
  acknowledge(held, device = HERE) {
    this.#held.set(device, held);
    if (device === HERE) this.#pending = this.#pending.filter((record) => !this.#holds(record));
  }

  /** Take in a record, of this phone unless it says of which. */
  add(told) {
    const record = { device: HERE, ...told };
    if (this.#records.has(nameOf(record))) return;
    this.#records.set(nameOf(record), record);
    if (record.kind === UNDO) filed(this.#undos, targetOf(record)).push(record);
    else if (record.kind !== TALLY) filed(this.#ofPass, record.hash).push(record);
    if (record.device === HERE) this.#addOwn(record);
  }

  /** Return what is known of a pass, by its short hash. */
  standing(hash) {
    const told = this.#passes.get(hash) ?? UNSEEN;
    const scans = this.#ofPass.get(hash) ?? [];
    const people = scans.reduce((sum, scan) => sum + this.#adds(scan), told.people);
    const last = scans.findLast((scan) => this.#adds(scan) > 0);
    const where = last === undefined ? {} : { gate: last.gate, at: last.at };
    return { ...told, ...where, people: Math.max(0, people) };
  }

  /** Return the records of this phone that the server does not hold, in their order. */
  pending() {
    return this.#pending;
  }

  /** Return the last deed of this phone that was not undone; nothing if there is none. */
  lastDeed() {
    return this.#deeds.at(-1);
  }

  /** Return how many people this phone counted without a pass. */
  tally() {
    return this.#tally;
  }

  #addOwn(record) {
    if (!this.#holds(record)) this.#pending.push(record);
    if (record.kind === UNDO) this.#takeBack(record.target);
    else this.#deeds.push(record);
    if (record.kind === TALLY) this.#tally += record.change;
  }

  #takeBack(seq) {
    const at = this.#deeds.findLastIndex((deed) => deed.seq === seq);
    const [deed] = this.#deeds.splice(at, 1);
    if (deed.kind === TALLY) this.#tally -= deed.change;
  }

  /** Return what a scan changes about the people of whom the server told. */
  #adds(scan) {
    const undos = this.#undos.get(nameOf(scan)) ?? [];
    if (!this.#holds(scan)) return undos.length > 0 ? 0 : scan.people;
    const isNews = undos.length > 0 && !undos.some((undo) => this.#holds(undo));
    return isNews ? -scan.people : 0;
  }

  #holds({ device, seq }) {
    const { high, gaps } = this.#held.get(device) ?? NOTHING_HELD;
    return seq <= high && !gaps.some(([first, last]) => first <= seq && seq <= last);
  }
}

function nameOf({ device, seq }) {
  return `${device}/${seq}`;
}

/** Return what an undo takes away: a record of its own phone, unless it names another. */
function targetOf({ device, targetDevice, target }) {
  return `${targetDevice ?? device}/${target}`;
}

function filed(shelf, name) {
  if (!shelf.has(name)) shelf.set(name, []);
  return shelf.get(name);
}
