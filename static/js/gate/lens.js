// Help the camera to see: light, nearer, another lens; each only where the phone has it.

import { $ } from "./screens.js";

export class Lens {
  #camera;
  #others = [];

  constructor(camera) {
    this.#camera = camera;
    $("light").addEventListener("click", () => this.#light($("light").ariaPressed !== "true"));
    $("zoom").addEventListener("input", () => this.#apply({ zoom: Number($("zoom").value) }));
    $("other-camera").addEventListener("click", () => this.#turn());
  }

  /** Offer what the camera that has just started can do. */
  async show() {
    const { torch, zoom } = this.#camera.track.getCapabilities?.() ?? {};
    $("light").hidden = !torch;
    $("light").ariaPressed = "false";
    $("zoom").hidden = !(zoom?.max > zoom?.min);
    if (!$("zoom").hidden) {
      const { min, max, step } = zoom;
      Object.assign($("zoom"), { min, max, step, value: this.#camera.track.getSettings().zoom ?? min });
    }
    const devices = await navigator.mediaDevices.enumerateDevices();
    this.#others = devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId);
    $("other-camera").hidden = this.#others.length < 2;
  }

  async #light(on) {
    if (await this.#apply({ torch: on })) $("light").ariaPressed = String(on);
  }

  /** Return whether the camera did as it was told. */
  async #apply(wish) {
    const done = this.#camera.track?.applyConstraints({ advanced: [wish] }).then(() => true);
    return (await done?.catch(() => false)) ?? false;
  }

  /** Go on with the next of the phone's cameras. */
  async #turn() {
    const at = this.#others.indexOf(this.#camera.track?.getSettings().deviceId);
    await this.#camera.turnTo(this.#others[(at + 1) % this.#others.length]);
  }
}
