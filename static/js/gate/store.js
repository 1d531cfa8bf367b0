// Keep what a phone must not lose, in IndexedDB: its key, the bundle, its records. Nobody's name.

import { PlainStore } from "./plain-store.js";

const NAME = "turnout-gate";
const VERSION = 2;
const [KEPT, RECORDS, PASSES, CARRIED] = ["kept", "records", "passes", "carried"];

/** Open the store of this phone: a plainer one where the browser has no database. */
export async function open() {
  return globalThis.indexedDB ? new Store(await openDatabase()) : new PlainStore();
}

function openDatabase() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = ({ oldVersion }) => upgrade(asked.result, oldVersion);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function upgrade(database, oldVersion) {
  if (oldVersion < 1) {
    database.createObjectStore(KEPT);
    database.createObjectStore(RECORDS, { keyPath: "seq" });
    database.createObjectStore(PASSES, { keyPath: "hash" });
  }
  database.createObjectStore(CARRIED, { keyPath: "id" });
}

export class Store {
  /** Whether a key can be kept so that nobody takes it out. */
  sealsKeys = true;
  #database;

  constructor(database) {
    this.#database = database;
    // Another page of ours wipes this phone: let it.
    database.onversionchange = () => database.close();
  }

  /** Return everything that is kept. */
  async load() {
    const deed = this.#database.transaction([KEPT, RECORDS, PASSES, CARRIED], "readonly");
    const names = answer(deed.objectStore(KEPT).getAllKeys());
    const values = answer(deed.objectStore(KEPT).getAll());
    const records = answer(deed.objectStore(RECORDS).getAll());
    const passes = answer(deed.objectStore(PASSES).getAll());
    const carried = answer(deed.objectStore(CARRIED).getAll());
    const found = await values;
    const kept = Object.fromEntries((await names).map((name, at) => [name, found[at]]));
    return { kept, records: await records, passes: await passes, carried: await carried };
  }

  /** Keep values by their names. */
  async keep(values) {
    const deed = this.#write([KEPT]);
    for (const [name, value] of Object.entries(values)) deed.objectStore(KEPT).put(value, name);
    await done(deed);
  }

  /**
   * Keep a record under the next number, with the values that `valuesOf` makes from the number.
   *
   * When this returns, the record is on the disk: a verdict may be shown.
   */
  async append(record, valuesOf) {
    const deed = this.#write([KEPT, RECORDS]);
    const kept = deed.objectStore(KEPT);
    const seq = (await answer(kept.get("next"))) ?? 1;
    deed.objectStore(RECORDS).add({ ...record, seq });
    kept.put(seq + 1, "next");
    for (const [name, value] of Object.entries(valuesOf(seq))) kept.put(value, name);
    await done(deed);
    return { ...record, seq };
  }

  /** Keep batches of other phones. */
  async carry(batches) {
    const deed = this.#write([CARRIED]);
    for (const batch of batches) deed.objectStore(CARRIED).put(batch);
    await done(deed);
  }

  /** Keep what is known of passes now, with the values that belong to it, without what was delivered. */
  async learn(passes, values, delivered = []) {
    const deed = this.#write([KEPT, PASSES, CARRIED]);
    for (const pass of passes) deed.objectStore(PASSES).put(pass);
    for (const id of delivered) deed.objectStore(CARRIED).delete(id);
    for (const [name, value] of Object.entries(values)) deed.objectStore(KEPT).put(value, name);
    await done(deed);
  }

  /** Delete everything. */
  wipe() {
    this.#database.close();
    return answer(indexedDB.deleteDatabase(NAME));
  }

  #write(stores) {
    return this.#database.transaction(stores, "readwrite", { durability: "strict" });
  }
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
