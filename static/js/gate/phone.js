// Be this phone: what it keeps, what it counted, what it was told. Everything shown comes from here.

import { Carrier } from "./carrier.js";
import * as clocks from "./clock.js";
import { hashingKey, makeKeys, publicKey, shortHash } from "./device.js";
import { Ledger } from "./ledger.js";
import * as server from "./server.js";
import { open as openStore } from "./store.js";
import { UNDO } from "./wire.js";

const SLOT = 5 * 60 * 1000;
const LAST_SCANS = 10;
const FRESH = {
  clock: clocks.UNHEARD, cursor: 0, tag: "", held: { high: 0, gaps: [] }, heldOf: {}, handed: "", last: [],
};

/** Open this phone as it was left. */
export async function openPhone() {
  const store = await openStore();
  const { kept, records, passes, carried } = await store.load();
  const phone = new Phone(store, { ...FRESH, ...kept });
  const last = records.at(-1)?.time ?? 0;
  phone.kept.clock = clocks.reopened(phone.kept.clock, last, Date.now());
  phone.ledger.acknowledge(phone.kept.held);
  phone.ledger.learn(passes);
  records.forEach((record) => phone.ledger.add(record));
  phone.carrier.hold(carried);
  return phone;
}

/** Tells "recorded", "change" of what is shown, and "gone" when it wiped itself. */
export class Phone extends EventTarget {
  #store;
  #hashingKey;
  #turn = Promise.resolve();
  #read = times();

  constructor(store, kept) {
    super();
    this.#store = store;
    this.kept = kept;
    this.ledger = new Ledger();
    this.carrier = new Carrier(store, this.ledger, kept.heldOf);
    this.trouble = "";
    this.gone = "";
  }

  /** Return "new", "waiting" or "enrolled". */
  get state() {
    if (this.kept.bundle) return "enrolled";
    return this.kept.device ? "waiting" : "new";
  }

  get bundle() {
    return this.kept.bundle;
  }

  /** Tell whether the browser lacks a database and a safe place for the key (iOS Lockdown Mode). */
  get isPlain() {
    return !this.#store.sealsKeys;
  }

  /** Return the corrected time, and whether the server's clock vouches for it. */
  get clock() {
    return clocks.reading(this.kept.clock, Date.now());
  }

  /** Look at the clock: was it set since it was looked at before? */
  async lookAtClock() {
    const [before, now] = [this.#read, (this.#read = times())];
    const clock = clocks.after(this.kept.clock, now.wall - before.wall, now.ran - before.ran);
    if (clock !== this.kept.clock) await this.#keep({ clock });
  }

  /** Spend an enrolment link; return "ok", "spent", "malformed" or "failed". */
  async enrol(secret) {
    if (this.kept.secret !== secret) await this.#keep({ keys: await makeKeys(this.#store.sealsKeys), secret });
    const answer = await server.enrol(secret, await publicKey(this.kept.keys));
    if (answer.name !== "ok") return answer.name;
    this.#hear(answer);
    const { device, match } = answer.body;
    await this.#keep({ device, match, secret: "" });
    return "ok";
  }

  /** Return the short hash of a pass. */
  async hash(ticketId) {
    this.#hashingKey ??= await hashingKey(this.bundle.hash_key);
    return shortHash(this.#hashingKey, ticketId);
  }

  /** Record a deed, with what is shown of it; when this returns, it cannot be lost any more. */
  record(kind, particulars, shown) {
    return this.#inTurn(() => this.#record(kind, particulars, shown));
  }

  /** Undo this phone's last deed; return its record, or nothing if there is none. */
  undo() {
    return this.#inTurn(async () => {
      const deed = this.ledger.lastDeed();
      if (deed === undefined) return undefined;
      await this.#record(UNDO, { target: deed.seq });
      await this.#keep({ last: this.#lastWithout(deed) });
      return deed;
    });
  }

  async #record(kind, particulars, shown) {
    if (this.gone) throw new Error(`this phone is gone: ${this.gone}`);
    await this.lookAtClock();
    const { time } = this.clock;
    const record = {
      kind,
      people: 0,
      ...particulars,
      anchored: this.kept.clock.anchored,
      offset: this.kept.clock.offset,
      time: Math.floor(Date.now() / 1000) * 1000,
      gate: this.bundle.gate,
      at: Math.floor(time / SLOT) * SLOT,
    };
    const lastWith = (seq) => (shown ? this.#lastWith({ ...shown, seq }) : this.kept.last);
    const made = await this.#store.append(record, (seq) => ({ last: lastWith(seq) }));
    this.kept.last = lastWith(made.seq);
    this.ledger.add(made);
    this.dispatchEvent(new Event("recorded"));
    this.#tellChange();
    return made;
  }

  /** Remember a scan among the last ones: what was shown, nothing of the pass. */
  note(shown) {
    return this.#inTurn(() => this.#keep({ last: this.#lastWith(shown) }));
  }

  /** Return how many records are only here: this phone's own, and those that it carries. */
  get unsent() {
    return this.ledger.pending().length + this.carrier.count;
  }

  /** Tell whether this phone heard enough to hand records over: its event vouches for it. */
  get canHandOver() {
    return Boolean(this.bundle?.voucher);
  }

  /** Remember that another phone has everything that is only here. */
  async noteHandedOver() {
    await this.#keep({ handed: this.#onlyHere });
  }

  /** Tell whether another phone has everything that the server does not. */
  get isHandedOver() {
    return this.kept.handed === this.#onlyHere;
  }

  /** Take over what another phone handed; return its batches. Throws if it is not genuine. */
  takeOver(parcel) {
    return this.#inTurn(async () => {
      const batches = await this.carrier.takeOver(parcel, this);
      this.dispatchEvent(new Event("recorded"));
      this.#tellChange();
      return batches;
    });
  }

  get #onlyHere() {
    const last = this.ledger.pending().at(-1)?.seq ?? 0;
    return [last, ...this.carrier.batches.map(({ id, records }) => `${id}+${records.length}`)].join();
  }

  /** Remember whether the camera could be used. */
  async noteCamera(camera) {
    await this.#keep({ camera });
  }

  /** Say in which language this phone speaks. */
  async speak(language) {
    await this.#keep({ language });
  }

  /** Take in an answer of the server; return its name. */
  async take(answer) {
    this.#hear(answer);
    this.trouble = answer.name === "ok" || answer.name === "unchanged" ? "" : answer.name;
    if (answer.name === "revoked" || answer.name === "over") await this.wipe(answer.name);
    if (answer.name === "waiting") await this.#keep({ match: answer.body.match });
    if (answer.name === "unchanged") this.kept.fresh = this.clock.time;
    if (answer.name === "ok") await this.#inTurn(() => this.#learn(answer));
    this.#tellChange();
    return answer.name;
  }

  /** Tell whether the event has been over for so long that this phone has to forget it. */
  get isOver() {
    const ends = this.bundle?.event.ends;
    if (!ends || !this.kept.clock.anchored || this.clock.time < ends) return false;
    // Perhaps only its clock was set: then what is not sent yet waits for the server's word.
    return this.clock.sure || this.unsent === 0;
  }

  /** Wipe this phone if it has to forget; if the server can be asked, its clock is the one that counts. */
  async wipeIfOver() {
    if (!this.isOver || this.gone) return;
    const { device, keys, cursor, tag } = this.kept;
    await this.take(await server.bundle(device, keys, cursor, tag));
    if (this.isOver && !this.gone) await this.wipe("over");
  }

  /** Delete everything of ours in this browser, and say why. */
  async wipe(why) {
    this.gone = why; // nothing is recorded any more while this takes its time
    await this.#store.wipe();
    const names = (await globalThis.caches?.keys()) ?? [];
    await Promise.all(names.map((name) => caches.delete(name)));
    const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(workers.map((worker) => worker.unregister()));
    this.leave(why);
  }

  /** Count no more in this window. */
  leave(why) {
    this.gone = why;
    this.dispatchEvent(new CustomEvent("gone", { detail: why }));
  }

  /** One deed after the other, however fast the taps come. */
  #inTurn(deed) {
    const done = this.#turn.then(deed);
    this.#turn = done.catch(() => {});
    return done;
  }

  #lastWith(shown) {
    return [{ ...shown, at: this.clock.time }, ...this.kept.last].slice(0, LAST_SCANS);
  }

  #lastWithout({ seq }) {
    return this.kept.last.map((shown) => ({ ...shown, undone: shown.undone || shown.seq === seq }));
  }

  async #learn({ body, tag }) {
    const news = body.bundle ?? body;
    const { bundle, passes } = server.read(news);
    const held = body.bundle ? { high: body.high, gaps: body.gaps } : this.kept.held;
    const last = this.#lastResolved(body.typed ?? {});
    const fresh = this.clock.time;
    const { heldOf, delivered } = this.carrier.settle();
    const values = { bundle, held, heldOf, last, fresh, cursor: bundle.cursor, tag, clock: this.kept.clock };
    // The server's word includes what it holds of ours: both at once, or it would count twice.
    this.ledger.acknowledge(held);
    const learned = this.ledger.learn(passes);
    Object.assign(this.kept, values);
    await this.#store.learn(learned, values, delivered);
  }

  /** Return the last scans, with what became of typed codes. */
  #lastResolved(typed) {
    return this.kept.last.map((shown) => ({ ...shown, resolved: typed[shown.seq] ?? shown.resolved }));
  }

  #hear({ time }) {
    if (!time) return;
    this.#read = times();
    this.kept.clock = clocks.heard(this.kept.clock, time.server, time.asked, time.got);
  }

  async #keep(values) {
    await this.#store.keep(values);
    Object.assign(this.kept, values);
    this.#tellChange();
  }

  #tellChange() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Return what the phone's clock says, which anybody can set, and for how long this page has run. */
function times() {
  return { wall: Date.now(), ran: performance.now() };
}
