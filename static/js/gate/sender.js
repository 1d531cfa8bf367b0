// Send what was counted and fetch what is new, whenever there is a way: again and again, never in a hurry.

import * as server from "./server.js";
import { batch, firstBatch } from "./wire.js";

const SOON = 700;
const WAITING = 2000;
const PACE = 10_000;
const FIRST_PAUSE = 3000;
const LONGEST_PAUSE = 60_000;

export class Sender {
  #phone;
  #timer;
  #busy = false;
  #pause = FIRST_PAUSE;

  constructor(phone) {
    this.#phone = phone;
    addEventListener("online", () => this.wake(0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.wake(0);
    });
    phone.addEventListener("recorded", () => this.wake());
    phone.addEventListener("gone", () => this.#stop());
  }

  /** Go at it in a while: shortly after a scan, when others may follow. */
  wake(after = SOON) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#round(), after);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#busy = true;
  }

  async #round() {
    if (this.#busy) return;
    this.#busy = true;
    const name = await this.#phone.take(await this.#ask());
    if (this.#phone.gone) return;
    this.#busy = false;
    this.wake(this.#next(name));
  }

  #ask() {
    const { device, keys, cursor, tag } = this.#phone.kept;
    const pending = this.#phone.ledger.pending();
    if (pending.length === 0 || this.#phone.state !== "enrolled") {
      return server.bundle(device, keys, cursor, tag);
    }
    return server.send(device, keys, cursor, batch(firstBatch(pending)));
  }

  /** Return how long to wait: less and less often while nothing comes of it. */
  #next(name) {
    if (name === "ok" || name === "unchanged") {
      this.#pause = FIRST_PAUSE;
      return this.#phone.ledger.pending().length > 0 ? 0 : PACE;
    }
    if (name === "waiting") return WAITING;
    const pause = this.#pause;
    this.#pause = Math.min(2 * pause, LONGEST_PAUSE);
    return pause;
  }
}
