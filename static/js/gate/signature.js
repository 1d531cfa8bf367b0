// Check the signature of a pass (Ed25519, RFC 8032), by the browser or, where it cannot, by @noble/ed25519.

import { message } from "./code.js";

const NAME = "Ed25519";
const NOBLE = "../../vendor/noble/ed25519.js";

/** Tell whether one of the event's keys signed a pass. */
export async function genuine(pass, bundle) {
  const key = bundle.keys.find(({ index }) => index === pass.keyIndex);
  if (key === undefined) return false;
  const signed = message(bundle.instance, bundle.event.id, pass.signed);
  return check(key.public, pass.signature, signed);
}

/** Tell whether a key made a signature. */
export async function check(key, signature, signed) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, NAME, false, ["verify"]);
  } catch {
    return checkWithoutBrowser(key, signature, signed); // before Chrome 137, Safari 17, Firefox 129
  }
  return crypto.subtle.verify(NAME, imported, signature, signed);
}

/** Tell the same in JavaScript alone. */
export async function checkWithoutBrowser(key, signature, signed) {
  const noble = await import(NOBLE);
  // As strict as the browsers and the server (RFC 8032, 5.1.7), not as ZIP-215.
  return noble.verifyAsync(signature, signed, key, { zip215: false });
}
