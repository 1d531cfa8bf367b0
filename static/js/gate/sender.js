// Send what was counted and fetch what is new, whenever there is a way: again and again, never in a hurry.

import * as server from "./server.js";
import { batch, firstBatch } from "./wire.js";

const ANSWERED = ["ok", "unchanged"];
const SOON = 700;
const WAITING = 2000;
const PACE = 10_000;
const FIRST_PAUSE = 3000;
const LONGEST_PAUSE = 60_000;
const MOMENT = 1000;
const WORTH_WAITING = 250;

export class Sender {
  #phone;
  #timer;
  #round = null;
  #pause = FIRST_PAUSE;
  #heardAt = 0;

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
    this.#timer = setTimeout(() => this.#go(), after);
  }

  /**
   * Hear what is new before a verdict, as long as the server answers at once: a pass may have been
   * cancelled, or counted at another gate, a second ago. A verdict never waits for a slow network.
   */
  async freshen() {
    if (Date.now() - this.#heardAt < MOMENT || this.#heardAt === 0) return;
    const late = new Promise((resolve) => setTimeout(resolve, WORTH_WAITING, "late"));
    // Whoever did not answer in time is not waited for again before the next answer.
    if ((await Promise.race([this.#go(), late])) === "late") this.#heardAt = 0;
  }

  #stop() {
    clearTimeout(this.#timer);
  }

  /** Ask and take in the answer; whoever comes meanwhile waits for the same one. */
  #go() {
    this.#round ??= this.#ask().finally(() => (this.#round = null));
    return this.#round;
  }

  async #ask() {
    if (this.#phone.gone) return;
    await this.#deliver();
    const name = await this.#answer().then((answer) => this.#phone.take(answer)).catch(failed);
    this.#heardAt = ANSWERED.includes(name) ? Date.now() : 0;
    if (!this.#phone.gone) this.wake(this.#next(name));
  }

  /** Bring what other phones handed over, before news are heard that may speak of it. */
  async #deliver() {
    for (const batch of this.#phone.carrier.batches) {
      const answer = await server.carry(batch);
      if (answer.name === "failed") return;
      this.#phone.carrier.noteDelivered(batch, answer);
    }
  }

  #answer() {
    const { device, keys, cursor, tag } = this.#phone.kept;
    const pending = this.#phone.ledger.pending();
    if (pending.length === 0 || this.#phone.state !== "enrolled") {
      return server.bundle(device, keys, cursor, this.#phone.carrier.isDue ? "" : tag);
    }
    return server.send(device, keys, cursor, batch(firstBatch(pending)));
  }

  /** Return how long to wait: less and less often while nothing comes of it. */
  #next(name) {
    if (ANSWERED.includes(name)) {
      this.#pause = FIRST_PAUSE;
      return this.#phone.ledger.pending().length > 0 ? 0 : PACE;
    }
    if (name === "waiting") return WAITING;
    const pause = this.#pause;
    this.#pause = Math.min(2 * pause, LONGEST_PAUSE);
    return pause;
  }
}

/** A phone that cannot store what it heard tries again, as if it had not heard it. */
function failed(problem) {
  console.error(problem);
  return "failed";
}
