// Speak with the server: docs/gate-protocol.md. What it answers is returned by name, never thrown.

import { base64url, hex, unbase64url } from "./bytes.js";
import { CARRIED } from "./carrying.js";
import { authorization, sign } from "./device.js";

const ENROL = "/gate/api/enrol";
const BUNDLE = "/gate/api/bundle";
const RECORDS = "/gate/api/records";
const PATIENCE = 20_000;
const SHORT_HASH = 5;
const NOTHING = new Uint8Array(0);
const BY_STATUS = {
  200: "ok", 201: "ok", 202: "waiting", 304: "unchanged",
  401: "unknown", 409: "spent", 422: "malformed",
};

/** Spend an enrolment link. */
export function enrol(secret, publicKey) {
  const body = JSON.stringify({ secret, public_key: base64url(publicKey) });
  return ask(ENROL, { method: "POST", body, headers: { "Content-Type": "application/json" } });
}

/** Get the bundle, or what is new in it since a cursor; "unchanged" if it is the one of the tag. */
export function bundle(device, keys, cursor, tag) {
  const path = `${BUNDLE}?since=${cursor}`;
  const known = tag ? { "If-None-Match": tag } : {};
  return askSigned(device, keys, { method: "GET", path, body: NOTHING }, known);
}

/** Send a batch of records, and get what is new since a cursor. */
export function send(device, keys, cursor, body) {
  return askSigned(device, keys, { method: "POST", path: `${RECORDS}?since=${cursor}`, body });
}

/** Bring a batch of another phone, in its name: it has signed that. */
export function carry({ device, signature, body }) {
  return post(CARRIED, body, authorization(device, signature));
}

/** Read a bundle: bytes where it has text, and apart from it the passes it speaks of. */
export function read(told) {
  const { revoked, seen, ...rest } = told;
  return {
    bundle: {
      ...rest,
      instance: unbase64url(told.instance),
      event: { ...told.event, id: unbase64url(told.event.id), hint: unbase64url(told.event.hint) },
      keys: told.keys.map((key) => ({ ...key, public: unbase64url(key.public) })),
      hash_key: unbase64url(told.hash_key),
      voucher: unbase64url(told.voucher),
    },
    passes: [
      ...pieces(unbase64url(revoked)).map((piece) => ({ hash: hex(piece), revoked: true })),
      ...seen.map(([hash, people, gate, at]) => ({ hash: hex(unbase64url(hash)), people, gate, at })),
    ],
  };
}

async function askSigned(device, keys, { method, path, body }, more = {}) {
  const signed = authorization(device, await sign(keys, { method, path, body }));
  if (method === "POST") return post(path, body, signed);
  return ask(path, { headers: { ...more, Authorization: signed } });
}

function post(path, body, signed) {
  const headers = { "Content-Type": "application/octet-stream", Authorization: signed };
  return ask(path, { method: "POST", body, headers });
}

/** Return `{name, body, tag, time}`; "failed" when there was no answer of the protocol. */
async function ask(path, request) {
  const asked = Date.now();
  try {
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(path, { ...request, cache: "no-store", credentials: "omit", signal });
    const said = answer.headers.get("X-Turnout-Time");
    const time = said === null ? null : { server: Number(said), asked, got: Date.now() };
    const tag = answer.headers.get("ETag") ?? "";
    const body = await bodyOf(answer);
    return { name: nameOf(answer.status, body), body, tag, time };
  } catch {
    return { name: "failed", body: null, tag: "", time: null };
  }
}

/** Name an answer; a 403 of anybody but our server (a hotel's network) must not wipe the phone. */
function nameOf(status, body) {
  if (status === 403) return body?.error === "revoked" ? "revoked" : "failed";
  if (status === 410) return body?.error === "over" ? "over" : "failed";
  return BY_STATUS[status] ?? "failed";
}

async function bodyOf(answer) {
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return isJson ? answer.json() : null;
}

function pieces(bytes) {
  const count = bytes.length / SHORT_HASH;
  return Array.from({ length: count }, (_, at) => bytes.slice(SHORT_HASH * at, SHORT_HASH * (at + 1)));
}
