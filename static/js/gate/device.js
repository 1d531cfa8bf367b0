// Be one phone to the server: a key that cannot be taken out of the browser signs each request.

import { base64url, hex, joined } from "./bytes.js";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const MATCH = "turnout/match/1\0";

/** Make a key pair; a sealed one never leaves the browser. */
export function makeKeys(sealed) {
  return crypto.subtle.generateKey(CURVE, !sealed, ["sign", "verify"]);
}

/** Write a key pair that is not sealed as it can be kept in text. */
export async function exported({ publicKey, privateKey }) {
  const [open, secret] = await Promise.all([publicKey, privateKey].map(written));
  return { open, secret };
}

/** Read a key pair that was kept in text. */
export async function imported({ open, secret }) {
  const [publicKey, privateKey] = await Promise.all([read(open, "verify"), read(secret, "sign")]);
  return { publicKey, privateKey };
}

/** Return the public key as the protocol writes it: the uncompressed point, 65 bytes. */
export async function publicKey(keys) {
  return new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey));
}

/** Return the four digits that phone and desk show for a public key. */
export async function matchOf(key) {
  const hashed = await crypto.subtle.digest("SHA-256", joined(utf8(MATCH), key));
  return String(new DataView(hashed).getUint32(0) % 10_000).padStart(4, "0");
}

/** Sign a request. */
export async function sign(keys, request) {
  const signature = await crypto.subtle.sign(SIGNATURE, keys.privateKey, await message(request));
  return new Uint8Array(signature);
}

/** Tell whether the phone of a public key signed a request. */
export async function isBy(key, signature, request) {
  const imported = await crypto.subtle.importKey("raw", key, CURVE, false, ["verify"]);
  return crypto.subtle.verify(SIGNATURE, imported, signature, await message(request));
}

/** Return the Authorization of a request, by its signature. */
export function authorization(device, signature) {
  return `Turnout ${device}.${base64url(signature)}`;
}

/** Return the key by which this event's passes get their short hashes. */
export function hashingKey(bytes) {
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

/** Return the short hash of a pass, in hex: it names the pass in the bundle, and nobody. */
export async function shortHash(key, ticketId) {
  const whole = await crypto.subtle.sign("HMAC", key, ticketId);
  return hex(new Uint8Array(whole).slice(0, 5));
}

async function message({ method, path, body }) {
  const hashed = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
  return utf8(["turnout/gate/1", method, path, hashed].join("\n"));
}

function written(key) {
  return crypto.subtle.exportKey("jwk", key);
}

function read(key, use) {
  return crypto.subtle.importKey("jwk", key, CURVE, true, [use]);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}
