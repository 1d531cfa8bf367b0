// Show a verdict over the whole screen: colour, shape, word, sound, vibration.

import { $ } from "./screens.js";
import { play } from "./sound.js";
import { number, say, sayCount } from "./words.js";

const ADVANCE = 1600;
const HOLD = 1500;

export class Verdicts {
  #dialog = $("verdict");
  #timer;
  #heldUntil = 0;
  #onCount;
  #most = 1;
  #people = 1;

  constructor() {
    this.#dialog.addEventListener("close", () => clearTimeout(this.#timer));
    $("verdict-next").addEventListener("click", () => this.hide());
    $("fewer").addEventListener("click", () => this.#step(-1));
    $("one-more").addEventListener("click", () => this.#step(1));
    $("verdict-count").addEventListener("click", () => this.#count());
  }

  /** Tell whether the camera has to wait: a question is open, or a refusal is being talked about. */
  get blocks() {
    return this.#dialog.open && Date.now() < this.#heldUntil;
  }

  /** Return the kind of the verdict on the screen; nothing if there is none. */
  get kind() {
    return this.#dialog.open ? this.#dialog.dataset.kind : "";
  }

  hide() {
    this.#dialog.close();
  }

  /** Good: on to the next by itself, while the camera goes on already. */
  showCounted({ people, volunteer }) {
    this.#show("counted", [volunteer ? say("volunteer") : sayCount("people", people)], 0);
    this.#timer = setTimeout(() => this.hide(), ADVANCE);
  }

  showAlready(where) {
    this.#show("already", where ? [where, say("already-advice")] : [say("already-advice")], HOLD);
  }

  showRefused(reason) {
    this.#show("refused", [say(`refused-${reason}`), say("refused-advice")], Infinity);
  }

  showUnsure(reason) {
    this.#show("unsure", [say(`unsure-${reason}`)], Infinity);
  }

  showFailure() {
    this.#show("failure", [say("failure")], Infinity);
  }

  /** Ask how many of a party have arrived; then go on with `onCount`. */
  ask(kind, lines, { most, people }, onCount) {
    [this.#most, this.#people, this.#onCount] = [most, people, onCount];
    this.#show(kind, lines, Infinity);
    this.#step(0);
    $("verdict-next").textContent = say("back");
    $("verdict-count").focus();
  }

  #step(by) {
    this.#people = Math.min(this.#most, Math.max(1, this.#people + by));
    $("arrived").textContent = number(this.#people);
    $("fewer").disabled = this.#people === 1;
    $("one-more").disabled = this.#people === this.#most;
    $("verdict-count").textContent = sayCount("count", this.#people);
  }

  #count() {
    this.#onCount?.(this.#people);
    this.#onCount = undefined;
  }

  #show(kind, lines, hold) {
    clearTimeout(this.#timer);
    this.#heldUntil = Date.now() + hold;
    this.#dialog.dataset.kind = kind;
    $("verdict-word").textContent = say(`word-${kind}`);
    $("verdict-lines").replaceChildren(...lines.map(paragraph));
    $("verdict-next").textContent = say("next");
    if (!this.#dialog.open) this.#dialog.showModal();
    $("verdict-next").focus();
    play(kind);
  }
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
