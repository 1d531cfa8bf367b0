// Read records as another phone wrote them: as wire.js writes, as strict as app/checkin/wire.py. Pure.

import { ByteReader, Malformed } from "./byte-reader.js";
import { hex } from "./bytes.js";
import { MOST_RECORDS, SCAN, TALLY, TYPED, UNDO, VERSION, VOLUNTEER_SCAN } from "./wire.js";

const [LARGEST_PARTY, MOST_TALLIED, LAST_SEQUENCE] = [63, 10_000, 2 ** 31 - 1];
const SLOT = 5 * 60 * 1000;
const LATEST = 2 ** 43; // no corrected clock shows a year beyond 2248
const PEOPLE = {
  [SCAN]: [1, LARGEST_PARTY], [UNDO]: [0, 0], [TALLY]: [0, 0],
  [TYPED]: [1, LARGEST_PARTY], [VOLUNTEER_SCAN]: [1, 1],
};

/** Read a batch; `at` is the corrected time of a record in whole 5 minutes, or 0. Throws Malformed. */
export function unbatch(body) {
  const reader = new ByteReader(body);
  if (reader.byte() !== VERSION) throw new Malformed("version");
  const [first, count, time] = [reader.varint(), reader.varint(), reader.varint()];
  const [heard, offset] = [reader.byte(), reader.zigzag()];
  const fits = first >= 1 && first <= LAST_SEQUENCE - count && count <= MOST_RECORDS;
  if (!fits || heard > 1) throw new Malformed("header");
  let corrected = time + offset;
  const records = [];
  for (let seq = first; seq < first + count; seq += 1) {
    const [kind, people] = [reader.byte(), reader.byte()];
    corrected += reader.zigzag() * 1000;
    const at = heard ? slot(corrected) : 0;
    records.push({ seq, kind, people, at, ...particulars(reader, kind, people) });
  }
  if (reader.left > 0) throw new Malformed("length");
  return records;
}

function particulars(reader, kind, people) {
  const [least, most] = PEOPLE[kind] ?? [1, 0];
  if (people < least || people > most) throw new Malformed("kind or people");
  if (kind === TALLY) return { change: within(MOST_TALLIED, reader.zigzag()) };
  if (kind !== UNDO) return { ticketId: reader.take(8) };
  return { targetDevice: hex(reader.take(8)), target: within(LAST_SEQUENCE, reader.varint()) };
}

function within(most, number) {
  if (Math.abs(number) > most) throw new Malformed("number");
  return number;
}

function slot(corrected) {
  return corrected >= 0 && corrected < LATEST ? Math.floor(corrected / SLOT) * SLOT : 0;
}
