// Write what one phone hands to another: batches, each signed by the phone that made it. Pure.
//
// docs/gate-protocol.md, "From phone to phone". What is read here is proven by nothing before
// `opened` (carrying.js).

import { ByteReader, Malformed } from "./byte-reader.js";
import { hex, joined, unhex, varint } from "./bytes.js";

export const LARGEST_PARCEL = 250_000;
const VERSION = 1;
const [NAME, KEY, SIGNATURE, LONGEST_GATE] = [8, 65, 64, 160];

/** Write a parcel of batches, `{device, key, gate, voucher, signature, body}`, as many as fit. */
export function packed(batches) {
  let pieces = [];
  let length = 1;
  for (const batch of batches) {
    const piece = written(batch);
    length += piece.length;
    if (length >= LARGEST_PARCEL) break;
    pieces.push(piece);
  }
  const whole = joined(Uint8Array.of(VERSION), ...pieces);
  return whole.length % 2 === 0 ? whole : joined(whole, Uint8Array.of(0));
}

/** Read a parcel; throws Malformed. */
export function unpacked(bytes) {
  const reader = new ByteReader(bytes);
  if (bytes.length > LARGEST_PARCEL || reader.byte() !== VERSION) throw new Malformed("version");
  const batches = [];
  while (reader.left > 1) batches.push(read(reader));
  if (reader.left === 1 && reader.byte() !== 0) throw new Malformed("length");
  return batches;
}

function written({ device, key, gate, voucher, signature, body }) {
  const label = new TextEncoder().encode(gate);
  const who = [unhex(device), key, varint(label.length), label, voucher];
  return joined(...who, signature, varint(body.length), body);
}

function read(reader) {
  const [device, key] = [hex(reader.take(NAME)), reader.take(KEY)];
  const length = reader.varint();
  if (length > LONGEST_GATE) throw new Malformed("gate");
  const gate = new TextDecoder().decode(reader.take(length));
  const [voucher, signature] = [reader.take(SIGNATURE), reader.take(SIGNATURE)];
  return { device, key, gate, voucher, signature, body: reader.take(reader.varint()) };
}
