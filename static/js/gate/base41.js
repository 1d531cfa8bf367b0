// Write two bytes as three characters, which QR codes take in 5.5 bits each. Pure.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";

/** Write an even number of bytes. */
export function written(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = (bytes[at] << 8) | bytes[at + 1];
    text += ALPHABET[Math.floor(pair / 1681)] + ALPHABET[Math.floor(pair / 41) % 41] + ALPHABET[pair % 41];
  }
  return text;
}

/** Read three characters as two bytes; null if the text is nothing of the kind. */
export function read(text) {
  const values = Array.from(text, (letter) => ALPHABET.indexOf(letter));
  if (values.length % 3 !== 0 || values.includes(-1)) return null;
  const raw = new Uint8Array((values.length / 3) * 2);
  for (let at = 0; at < values.length / 3; at += 1) {
    const [high, middle, low] = values.slice(3 * at, 3 * at + 3);
    const pair = (high * 41 + middle) * 41 + low;
    if (pair > 0xffff) return null;
    raw.set([pair >> 8, pair & 0xff], 2 * at);
  }
  return raw;
}
