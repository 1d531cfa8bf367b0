// Hand batches from phone to phone: sign one's own, believe what the event's key vouches for.

import { framesOf } from "./frames.js";
import { isBy, publicKey, sign } from "./device.js";
import { joined, unhex } from "./bytes.js";
import { HERE } from "./ledger.js";
import { packed, unpacked } from "./parcel.js";
import { check } from "./signature.js";
import { unbatch } from "./unwire.js";
import { batch, firstBatch, UNDO } from "./wire.js";

export const CARRIED = "/gate/api/carried";
const DOMAIN = new TextEncoder().encode("turnout/phone/1\0");
const ITSELF = "0".repeat(16);

/** Return the codes that hand over what a phone did not send: its own records and those it carries. */
export async function handOver({ kept, ledger, carrier }) {
  const key = await publicKey(kept.keys);
  const who = { device: kept.device, key, gate: kept.bundle.gate, voucher: kept.bundle.voucher };
  const own = [];
  for (let left = ledger.pending(); left.length > 0; ) {
    const some = firstBatch(left);
    const body = batch(some);
    own.push({ ...who, body, signature: await sign(kept.keys, asked(body)) });
    left = left.slice(some.length);
  }
  return framesOf(packed([...own, ...carrier.batches]));
}

/**
 * Open a parcel: return its batches, each with its `id` and its `records` as the ledger takes them.
 *
 * Throws if anything in it is not what the protocol says, or not signed by phones of this event.
 */
export async function opened(parcel, phone) {
  const batches = unpacked(parcel).filter(({ device }) => device !== phone.kept.device);
  for (const each of batches) {
    if (!(await isGenuine(each, phone.kept.bundle))) throw new Error("not genuine");
  }
  return Promise.all(batches.map((each) => read(each, phone)));
}

/** Return what a phone signs of a batch that another one will bring. */
export function asked(body) {
  return { method: "POST", path: CARRIED, body };
}

/** Tell whether a phone of this event that was not shut out signed a batch. */
async function isGenuine({ device, key, gate, voucher, signature, body }, bundle) {
  if (bundle.shut_out.includes(device)) return false;
  const said = joined(unhex(device), key, new TextEncoder().encode(gate));
  const signed = joined(DOMAIN, bundle.instance, bundle.event.id, said);
  const vouchers = await Promise.all(bundle.keys.map((it) => check(it.public, voucher, signed)));
  return vouchers.includes(true) && isBy(key, signature, asked(body));
}

async function read(each, phone) {
  const records = await Promise.all(unbatch(each.body).map((record) => filed(record, each, phone)));
  return { ...each, id: `${each.device}/${records[0]?.seq}`, records };
}

/** Return a record with its phone and gate, and the short hash of its pass in the place of its id. */
async function filed({ ticketId, targetDevice, ...record }, { device, gate }, phone) {
  const made = { ...record, device, gate };
  if (ticketId) return { ...made, hash: await phone.hash(ticketId) };
  if (record.kind !== UNDO || targetDevice === ITSELF) return made;
  return { ...made, targetDevice: targetDevice === phone.kept.device ? HERE : targetDevice };
}
