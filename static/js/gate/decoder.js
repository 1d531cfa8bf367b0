// Find QR codes in pictures, in a worker, so that the page never stutters.
//
// The small decoder is there at once and stays where WebAssembly is forbidden (iOS Lockdown Mode);
// zxing reads far more (rotated, bent, small, in glare) and takes over as soon as it has come.

import { decodeQR } from "../../vendor/qr/decode.js";

const OPTIONS = { formats: ["QRCode"], maxNumberOfSymbols: 1 };
let canvas = null;
let read = readSmall;

self.onmessage = async ({ data }) => {
  if (data.wasm) await fetchZxing(data.wasm);
  else self.postMessage({ id: data.id, text: await read(pixels(data.picture)) });
};

async function fetchZxing(wasm) {
  try {
    const zxing = await import("../../vendor/zxing/reader/index.js");
    await zxing.prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
    read = async (picture) => (await zxing.readBarcodes(picture, OPTIONS))[0]?.text ?? null;
    self.postMessage({ ready: "zxing" });
  } catch {
    self.postMessage({ ready: "qr" });
  }
}

function readSmall(picture) {
  try {
    return decodeQR(picture);
  } catch {
    return null; // it throws whenever a picture shows no code
  }
}

/** Return the pixels of what the page sent: they themselves, or a picture that costs it no copying. */
function pixels(picture) {
  if (picture instanceof ImageData) return picture;
  const { width, height } = picture;
  if (canvas?.width !== width || canvas?.height !== height) canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(picture, 0, 0);
  picture.close();
  return drawing.getImageData(0, 0, width, height);
}
