// Take bytes off the front, as strictly as the server does (app/checkin/wire.py). Pure.

const MOST = Number.MAX_SAFE_INTEGER;

/** What was read is not as the protocol says. */
export class Malformed extends Error {}

export class ByteReader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get left() {
    return this.#bytes.length - this.#at;
  }

  take(length) {
    if (length > this.left) throw new Malformed("length");
    return this.#bytes.slice(this.#at, (this.#at += length));
  }

  byte() {
    return this.take(1)[0];
  }

  /** Read unsigned LEB128, written as short as it can be; beyond 32 bits, so without shifts. */
  varint() {
    let [number, worth] = [0, 1];
    for (;;) {
      const byte = this.byte();
      number += (byte & 127) * worth;
      if (number > MOST || (byte === 0 && worth > 1)) throw new Malformed("number");
      if (byte < 128) return number;
      worth *= 128;
    }
  }

  zigzag() {
    const mapped = this.varint();
    return mapped % 2 === 0 ? mapped / 2 : -(mapped + 1) / 2;
  }
}
