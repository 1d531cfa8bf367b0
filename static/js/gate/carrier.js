// Have batches of other phones: keep them, count them here meanwhile, and bring them to the server.

import { opened } from "./carrying.js";

/** What the server wants nothing of counts for nothing here, too. */
const UNWANTED = { high: Number.MAX_SAFE_INTEGER, gaps: [] };

export class Carrier {
  #store;
  #ledger;
  #batches = new Map();
  #delivered = new Map();
  #heldOf;

  /** `heldOf` says which records of other phones the server holds, by device. */
  constructor(store, ledger, heldOf) {
    this.#store = store;
    this.#ledger = ledger;
    this.#heldOf = heldOf;
    this.#acknowledge();
  }

  /** Return the batches that the server did not get from this phone. */
  get batches() {
    return [...this.#batches.values()];
  }

  /** Return how many records they hold. */
  get count() {
    return this.batches.reduce((sum, { records }) => sum + records.length, 0);
  }

  /** Have batches that are kept already. */
  hold(batches) {
    for (const batch of batches) {
      this.#batches.set(batch.id, batch);
      batch.records.forEach((record) => this.#ledger.add(record));
    }
  }

  /** Take over a parcel, and return its batches; throws if it is not genuine. */
  async takeOver(parcel, phone) {
    const batches = await opened(parcel, phone);
    const fresh = batches.filter(({ id, records }) => records.length > this.#lengthOf(id));
    await this.#store.carry(fresh);
    this.hold(fresh);
    return batches;
  }

  /**
   * Take in that the server got a batch, or wants none of it. From the next news on it counts by the
   * server's word: not before, or it would not count meanwhile; not later, or it would count twice.
   */
  noteDelivered({ id, device }, { name, body }) {
    const held = name === "ok" ? { high: body.high, gaps: body.gaps } : UNWANTED;
    this.#delivered.set(id, { device, held });
  }

  /** Tell whether news are due that cover what was delivered. */
  get isDue() {
    return this.#delivered.size > 0;
  }

  /** Count by the server's word what was delivered; return what to keep, and what not any more. */
  settle() {
    const delivered = [...this.#delivered.keys()];
    for (const { device, held } of this.#delivered.values()) this.#heldOf = { ...this.#heldOf, [device]: held };
    this.#delivered.clear();
    delivered.forEach((id) => this.#batches.delete(id));
    this.#acknowledge();
    return { heldOf: this.#heldOf, delivered };
  }

  #acknowledge() {
    for (const [device, held] of Object.entries(this.#heldOf)) this.#ledger.acknowledge(held, device);
  }

  #lengthOf(id) {
    return this.#batches.get(id)?.records.length ?? 0;
  }
}
