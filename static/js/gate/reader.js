// Hand pictures to the decoder and hear what it finds.

import { decoder } from "./trusted.js";

const LONGEST_SIDE = 1600;

export class Reader {
  #worker;
  #waiting = new Map();
  #last = 0;

  /** Start the decoder; it fetches the big one from `wasm` meanwhile. */
  constructor(wasm) {
    this.#worker = new Worker(decoder, { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = () => this.#giveUp(); // browsers of before 2023 know no modules in workers
    this.#worker.postMessage({ wasm });
    this.decoder = "";
  }

  /** Return the text of the code on a picture: a video as it stands, an image file, or pixels. */
  async read(source) {
    const picture = await pictureOf(source);
    const id = (this.#last += 1);
    const handedOver = [picture instanceof ImageData ? picture.data.buffer : picture];
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, picture }, handedOver);
    });
  }

  #giveUp() {
    this.decoder = "none";
    this.#waiting.forEach((resolve) => resolve(null));
  }

  #hear({ id, text, ready }) {
    if (ready) this.decoder = ready;
    this.#waiting.get(id)?.(text);
    this.#waiting.delete(id);
  }
}

async function pictureOf(source) {
  if (source instanceof ImageData) return source;
  if (source instanceof Blob) return pixelsOf(await createImageBitmap(source));
  if ("OffscreenCanvas" in globalThis) return createImageBitmap(source);
  return pixelsOf(source);
}

/** Return the pixels of a picture, made smaller if it is very large. */
function pixelsOf(picture) {
  const [wide, high] = [picture.videoWidth ?? picture.width, picture.videoHeight ?? picture.height];
  const scale = Math.min(1, LONGEST_SIDE / Math.max(wide, high));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(wide * scale), Math.round(high * scale)];
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return drawing.getImageData(0, 0, canvas.width, canvas.height);
}
