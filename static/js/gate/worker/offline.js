// Keep the scanner on the phone, so that it opens without a network. The server puts KEPT before this:
// the version and all the addresses that belong to it.

const NAME = `gate-${KEPT.version}`;
const PAGE = "/gate/";
const API = "/gate/api/";

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("message", ({ data }) => {
  if (data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const ours = origin === location.origin && event.request.method === "GET";
  if (ours && !pathname.startsWith(API)) event.respondWith(answer(event.request));
});

/** Fetch what this version needs, all or nothing; what an older one had under the same address stays. */
async function fetchAll() {
  const cache = await caches.open(NAME);
  await Promise.all(KEPT.files.map((address) => fetchOne(cache, address)));
}

async function fetchOne(cache, address) {
  const older = address === PAGE ? undefined : await caches.match(address);
  const found = older ?? (await fetch(address, { cache: address === PAGE ? "reload" : "default" }));
  if (!found.ok) throw new Error(`${address}: ${found.status}`);
  await cache.put(address, found);
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Answer from what is kept, so that page and scripts are always of one version; else ask. */
async function answer(request) {
  const wanted = request.mode === "navigate" ? PAGE : request.url;
  const kept = await caches.match(wanted, { cacheName: NAME, ignoreVary: true });
  return kept ?? fetch(request);
}
