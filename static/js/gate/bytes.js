// Turn bytes into text and back, and numbers into the variable lengths of the gate protocol. Pure.

/** Write bytes in lower-case hex. */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Read hex. */
export function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Write bytes in base64url without padding (RFC 4648, 5). */
export function base64url(bytes) {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Read base64url. */
export function unbase64url(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Join pieces of bytes. */
export function joined(...pieces) {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Tell whether two pieces hold the same. */
export function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Write a whole number from 0 on as unsigned LEB128; up to 2^53, so without shifts. */
export function varint(number) {
  const bytes = [];
  let left = number;
  while (left >= 128) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return Uint8Array.from([...bytes, left]);
}

/** Write a signed whole number: 0, −1, 1, −2 become 0, 1, 2, 3, then LEB128. */
export function zigzag(number) {
  return varint(number < 0 ? -2 * number - 1 : 2 * number);
}
