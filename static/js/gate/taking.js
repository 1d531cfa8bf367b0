// Take over what another phone shows: collect its codes, check them, count them.

import { Camera } from "./camera.js";
import { Collector } from "./frames.js";
import { $ } from "./screens.js";
import { number, say, sayCount } from "./words.js";

export class Taking {
  #phone;
  #camera;
  #collector = new Collector();

  constructor(phone, reader) {
    this.#phone = phone;
    this.#camera = new Camera($("taking-video"), reader, (text) => this.#seen(text));
  }

  async start() {
    this.#collector = new Collector();
    $("taken").textContent = $("taking-problem").textContent = "";
    const state = await this.#camera.start();
    if (state !== "on") $("taking-problem").textContent = say(`camera-${state}`);
  }

  stop() {
    this.#camera.stop();
  }

  async #seen(text) {
    const parcel = await this.#collector.take(text);
    const { got, count } = this.#collector;
    if (got > 0) $("taken").textContent = say("taking-pieces", { got: number(got), count: number(count) });
    if (parcel !== null) await this.#take(parcel);
  }

  async #take(parcel) {
    this.stop();
    try {
      const batches = await this.#phone.takeOver(parcel);
      const records = batches.reduce((sum, batch) => sum + batch.records.length, 0);
      $("taken").textContent = records > 0 ? sayCount("taken", records) : say("taking-none");
    } catch (problem) {
      console.warn(problem);
      $("taken").textContent = "";
      $("taking-problem").textContent = say("taking-foreign");
    }
  }
}
