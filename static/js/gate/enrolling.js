// Enrol this phone: opening a link spends nothing; the button does.

import { Camera } from "./camera.js";
import { $, show } from "./screens.js";
import { digits, say, sayCount } from "./words.js";

const SECRET = /(?:\/gate\/enrol#|^)([0-9A-Za-z]{26})$/;

/** Return the secret of an enrolment link, or of what was pasted; null if there is none. */
export function secretIn(text) {
  return SECRET.exec(text.trim())?.[1].toUpperCase() ?? null;
}

export class Enrolling {
  #phone;
  #camera;
  #secret = null;
  #onDone;

  constructor(phone, reader, onDone) {
    this.#phone = phone;
    this.#onDone = onDone;
    this.#camera = new Camera($("enrol-video"), reader, (text) => this.#seen(text));
    $("enrol-scan").addEventListener("click", () => this.#look());
    $("enrol-form").addEventListener("submit", (event) => this.#pasted(event));
    $("enrol-button").addEventListener("click", () => this.#enrol());
    $("enrol-anew").addEventListener("click", () => this.#enrolAnew());
    // Only Safari on iPhones says that it could be an installed app, and is none.
    $("installed-hint").hidden = navigator.standalone !== false;
  }

  /** Ask before the link of the address is spent; without one, ask for one. */
  begin(address) {
    this.#secret = secretIn(address);
    if (this.#secret === null) show("enrol");
    else this.#offer();
  }

  /** Show the digits to compare, as long as nobody confirmed them. */
  showWaiting() {
    $("match").textContent = digits(this.#phone.kept.match);
    if ($("waiting").hidden) show("waiting");
  }

  #offer() {
    const enrolled = this.#phone.state !== "new";
    $("enrol-button").hidden = enrolled;
    $("enrol-anew").hidden = !enrolled;
    const unsent = this.#phone.unsent;
    $("enrol-unsent").textContent = unsent > 0 ? sayCount("unsent", unsent) : "";
    $("enrol-problem").textContent = enrolled ? say("enrolled-already") : "";
    show("offer");
  }

  async #look() {
    const state = await this.#camera.start();
    $("enrol-stage").hidden = state !== "on";
    $("link-problem").textContent = state === "on" ? "" : say(`camera-${state}`);
  }

  #seen(text) {
    this.#secret = secretIn(text);
    if (this.#secret === null) {
      $("link-problem").textContent = say("no-link");
      return;
    }
    this.#camera.stop();
    $("enrol-stage").hidden = true;
    this.#offer();
  }

  #pasted(event) {
    event.preventDefault();
    this.#secret = secretIn($("link").value);
    $("link-problem").textContent = this.#secret === null ? say("no-link") : "";
    if (this.#secret !== null) this.#offer();
  }

  async #enrol() {
    $("enrol-button").disabled = true;
    const outcome = await this.#phone.enrol(this.#secret);
    $("enrol-button").disabled = false;
    if (outcome !== "ok") {
      const problem = outcome === "failed" ? say("enrol-failed") : say("enrol-spent");
      $("enrol-problem").textContent = problem;
      return;
    }
    navigator.storage?.persist?.();
    history.replaceState(null, "", "/gate/"); // the spent link is of no use in the history
    this.#onDone();
  }

  async #enrolAnew() {
    await this.#phone.wipe("anew");
    location.reload();
  }
}
