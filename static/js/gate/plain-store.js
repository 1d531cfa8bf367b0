// Keep the same as store.js in localStorage, where a browser has no IndexedDB (iOS Lockdown Mode).
//
// It takes text only, one item at a time: so keys are kept as numbers, and what would spoil a count
// if the phone died between two items is written in the order in which it does not.

import { base64url, unbase64url } from "./bytes.js";
import { exported, imported } from "./device.js";

const OURS = "turnout-gate:";
const NEXT = `${OURS}next`;
const [KEPT, RECORD, PASS, CARRIED] = ["kept", "record", "pass", "carried"].map((it) => `${OURS}${it}:`);

export class PlainStore {
  /** Whether a key can be kept so that nobody takes it out: here it cannot. */
  sealsKeys = false;

  /** Return everything that is kept. */
  async load() {
    const kept = itemsOf(KEPT);
    if (kept.keys) kept.keys = await imported(kept.keys);
    const [records, passes, carried] = [RECORD, PASS, CARRIED].map((kind) => Object.values(itemsOf(kind)));
    records.sort((one, other) => one.seq - other.seq);
    return { kept, records, passes, carried };
  }

  /** Keep values by their names. */
  async keep(values) {
    const keys = values.keys ? { keys: await exported(values.keys) } : {};
    for (const [name, value] of Object.entries({ ...values, ...keys })) put(KEPT + name, value);
  }

  /** Keep a record under the next number, with the values that `valuesOf` makes from the number. */
  async append(record, valuesOf) {
    let seq = Number(localStorage.getItem(NEXT) ?? 1);
    while (localStorage.getItem(RECORD + seq) !== null) seq += 1; // it died before it wrote the next
    try {
      put(RECORD + seq, { ...record, seq });
      localStorage.setItem(NEXT, seq + 1);
      for (const [name, value] of Object.entries(valuesOf(seq))) put(KEPT + name, value);
    } catch (problem) {
      localStorage.removeItem(RECORD + seq); // it is full: nobody was counted
      throw problem;
    }
    return { ...record, seq };
  }

  /** Keep batches of other phones. */
  async carry(batches) {
    for (const batch of batches) put(CARRIED + batch.id, batch);
  }

  /** Keep what is known of passes now, then the values that belong to it: what is lost comes again. */
  async learn(passes, values, delivered = []) {
    for (const pass of passes) put(PASS + pass.hash, pass);
    await this.keep(values);
    for (const id of delivered) localStorage.removeItem(CARRIED + id);
  }

  /** Delete everything. */
  async wipe() {
    for (const name of namesOf(OURS)) localStorage.removeItem(name);
  }
}

function namesOf(kind) {
  return Object.keys(localStorage).filter((name) => name.startsWith(kind));
}

function itemsOf(kind) {
  const items = namesOf(kind).map((name) => [name.slice(kind.length), read(localStorage.getItem(name))]);
  return Object.fromEntries(items);
}

function put(name, value) {
  const written = (_, it) => (it instanceof Uint8Array ? { base64url: base64url(it) } : it);
  localStorage.setItem(name, JSON.stringify(value, written));
}

function read(text) {
  return JSON.parse(text, (_, it) => (it?.base64url === undefined ? it : unbase64url(it.base64url)));
}
