// Do the work that the form asks for, so that nobody has to wait: find the number behind a hash.
const field = document.querySelector("[data-challenge]");

async function solve({ salt, challenge, max }) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= max; number += 1) {
    const hashed = await crypto.subtle.digest("SHA-256", encoder.encode(salt + number));
    if (hex(hashed) === challenge) return number;
  }
  return null;
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Over plain http browsers do not hash: the note already says how to wait instead.
if (field && crypto.subtle) {
  const asked = JSON.parse(field.dataset.challenge);
  const number = await solve(asked);
  if (number !== null) {
    const { salt, challenge, signature } = asked;
    field.value = btoa(JSON.stringify({ algorithm: "SHA-256", challenge, number, salt, signature }));
    document.querySelector("[data-effort-said] p").textContent = field.dataset.ready;
  }
}
