// Show another phone what only this one has: codes on the screen, one after another, in a loop.

import { encodeQR } from "../../vendor/qr/index.js";
import { handOver } from "./carrying.js";
import { $ } from "./screens.js";
import { say, sayCount } from "./words.js";

const PACE = 133; // 7.5 codes a second: of faster ones, cameras that take 30 pictures miss some
const OPTIONS = { ecc: "low", encoding: "alphanumeric", mask: 0, border: 4 };

export class Giving {
  #phone;
  #timer;

  constructor(phone, onDone) {
    this.#phone = phone;
    $("giving-done").addEventListener("click", () => phone.noteHandedOver().then(onDone));
  }

  async start() {
    this.stop();
    const nothing = this.#phone.unsent === 0;
    const problem = this.#phone.canHandOver ? nothing && "giving-none" : "giving-not-yet";
    $("giving").hidden = $("giving-done").hidden = Boolean(problem);
    $("giving-count").textContent = problem ? say(problem) : "";
    if (problem) return;
    const codes = await handOver(this.#phone);
    $("giving-count").textContent = sayCount("giving-many", codes.length);
    this.#show(codes, 0);
  }

  stop() {
    clearTimeout(this.#timer);
    $("giving").width = 0; // no code is left to be read from it
  }

  #show(codes, at) {
    draw($("giving"), encodeQR(codes[at], "raw", OPTIONS));
    this.#timer = setTimeout(() => this.#show(codes, (at + 1) % codes.length), PACE);
  }
}

/** Draw a code, one pixel for each of its squares. */
function draw(canvas, rows) {
  canvas.width = canvas.height = rows.length;
  const picture = new ImageData(rows.length, rows.length);
  rows.flat().forEach((dark, at) => picture.data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], 4 * at));
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
