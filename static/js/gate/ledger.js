// Know what was counted: what the server told, and what this phone recorded since. No storage here.
//
// The server's word includes every record it holds; so this phone's own records count on top of it
// exactly while the server does not hold them.

import { TALLY, UNDO } from "./wire.js";

const UNSEEN = { revoked: false, people: 0, gate: "", at: 0 };

export class Ledger {
  #passes = new Map();
  #records = new Map();
  #ofPass = new Map();
  #deeds = [];
  #held = { high: 0, gaps: [] };
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

  /** Take in which records the server holds: those up to `high`, without `gaps`. */
  acknowledge(held) {
    this.#held = held;
  }

  /** Take in a record of this phone; an undo comes after what it undoes. */
  add(record) {
    this.#records.set(record.seq, record);
    if (record.kind === UNDO) {
      this.#takeBack(record);
      return;
    }
    this.#deeds.push(record);
    if (record.kind === TALLY) this.#tally += record.change;
    else this.#fileUnder(record.hash, record);
  }

  /** Return what is known of a pass, by its short hash. */
  standing(hash) {
    const told = this.#passes.get(hash) ?? UNSEEN;
    const news = (this.#ofPass.get(hash) ?? []).filter(({ seq }) => !this.#holds(seq));
    const people = news.reduce((sum, record) => sum + this.#adds(record), told.people);
    const last = news.findLast((record) => this.#adds(record) > 0);
    const where = last === undefined ? {} : { gate: last.gate, at: last.at };
    return { ...told, ...where, people: Math.max(0, people) };
  }

  /** Return the records that the server does not hold, in their order. */
  pending() {
    return [...this.#records.values()].filter(({ seq }) => !this.#holds(seq));
  }

  /** Return the last deed of this phone that was not undone; nothing if there is none. */
  lastDeed() {
    return this.#deeds.at(-1);
  }

  /** Return how many people this phone counted without a pass. */
  tally() {
    return this.#tally;
  }

  #takeBack(undo) {
    const target = this.#records.get(undo.target);
    this.#deeds = this.#deeds.filter((deed) => deed !== target);
    target.undone = true;
    if (target.kind === TALLY) this.#tally -= target.change;
    else this.#fileUnder(target.hash, undo);
  }

  #fileUnder(hash, record) {
    if (!this.#ofPass.has(hash)) this.#ofPass.set(hash, []);
    this.#ofPass.get(hash).push(record);
  }

  /** Return what a record that the server does not hold changes about the people it counted. */
  #adds(record) {
    if (record.kind !== UNDO) return record.undone ? 0 : record.people;
    const target = this.#records.get(record.target);
    return this.#holds(target.seq) ? -target.people : 0;
  }

  #holds(seq) {
    const { high, gaps } = this.#held;
    return seq <= high && !gaps.some(([first, last]) => first <= seq && seq <= last);
  }
}
