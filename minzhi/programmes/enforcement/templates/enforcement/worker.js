// Keeps the pages of work orders on the phone: fresh from the office while there is a network, from here without one.
"use strict";

const PAGES = "field-pages";
const PARTS = [{% for part in parts %}"{{ part|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PAGES).then((kept) => kept.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page asks for the orders of the list to be kept, and is told when they are.
self.addEventListener("message", (event) => {
  const kept = Promise.all([...PARTS, ...event.data.keep].map((address) => answer(new Request(address))));
  event.waitUntil(kept.then(() => event.ports[0].postMessage("kept"), () => event.ports[0].postMessage("not kept")));
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  const ours = address.pathname.startsWith(new URL(self.registration.scope).pathname) || PARTS.includes(address.pathname);
  if (event.request.method === "GET" && ours) event.respondWith(answer(event.request));
});

async function answer(asked) {
  const pages = await caches.open(PAGES);
  let fresh;
  try {
    fresh = await fetch(asked);
  } catch (broken) {
    const kept = await pages.match(asked.url, { ignoreVary: true });
    if (!kept) throw broken;
    return kept;
  }
  if (fresh.type === "opaqueredirect" || fresh.redirected) await forget(pages);
  else if (fresh.ok) await pages.put(asked.url, fresh.clone());
  return fresh;
}

// Somebody has left, or another has come: what was shown to one officer is not shown to the next.
async function forget(pages) {
  for (const asked of await pages.keys()) if (!PARTS.includes(new URL(asked.url).pathname)) await pages.delete(asked);
}
