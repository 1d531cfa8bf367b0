// Keep a code that stays before the camera from being scanned again and again. Pure.

const ABSENT = 2500;

export class Repeats {
  #text = "";
  #until = 0;

  /** Tell whether a text is another than the last one, or that was away for a while. */
  isNew(text, now) {
    const fresh = text !== this.#text || now >= this.#until;
    this.#text = text;
    this.#until = now + ABSENT;
    return fresh;
  }
}
