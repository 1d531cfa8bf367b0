// Say which addresses may become scripts: with Trusted Types, browsers take no others.

const DECODER = new URL("decoder.js", import.meta.url).href;
const KEEPER = "/gate/sw.js";

const policy = globalThis.trustedTypes?.createPolicy("gate", { createScriptURL: ours });

/** The worker that finds codes on pictures. */
export const decoder = policy ? policy.createScriptURL(DECODER) : DECODER;
/** The worker that keeps the app for days without a network. */
export const keeper = policy ? policy.createScriptURL(KEEPER) : KEEPER;

function ours(address) {
  if (address !== DECODER && address !== KEEPER) throw new TypeError("not a script of the gate");
  return address;
}
