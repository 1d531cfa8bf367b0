// Write records as they travel: docs/gate-protocol.md, "Records". Pure.

import { joined, varint, zigzag } from "./bytes.js";

export const SCAN = 0;
export const UNDO = 1;
export const TALLY = 2;
export const TYPED = 3;
export const VOLUNTEER_SCAN = 4;

export const VERSION = 1;
export const MOST_RECORDS = 1000;
const THIS_DEVICE = new Uint8Array(8);

/** Return the first records that can travel together: no gap between them, one clock, at most 1,000. */
export function firstBatch(records) {
  const [first] = records;
  const end = records.findIndex(
    (record, at) =>
      at === MOST_RECORDS ||
      record.seq !== first.seq + at ||
      record.anchored !== first.anchored ||
      record.offset !== first.offset,
  );
  return end === -1 ? records : records.slice(0, end);
}

/** Write records that can travel together. */
export function batch(records) {
  const [first] = records;
  const head = [
    Uint8Array.of(VERSION),
    varint(first.seq),
    varint(records.length),
    varint(first.time),
    Uint8Array.of(first.anchored ? 1 : 0),
    zigzag(first.offset),
  ];
  const rest = records.map((record, at) => written(record, records[at - 1] ?? record));
  return joined(...head, ...rest);
}

/** Write one record after another; both times are whole seconds, so that nothing is rounded here. */
function written(record, before) {
  const seconds = zigzag((record.time - before.time) / 1000);
  return joined(Uint8Array.of(record.kind, record.people), seconds, particulars(record));
}

function particulars(record) {
  if (record.kind === UNDO) return joined(THIS_DEVICE, varint(record.target));
  if (record.kind === TALLY) return zigzag(record.change);
  return record.ticketId;
}
