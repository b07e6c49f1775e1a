// Keeps a copy of the site for reading it without a network, after one visit. Above this line, `finish`
// writes `self.relance`: the version of the copy, and the addresses it holds, relative to this file.
"use strict";

const PREFIX = "relance-";
const COPY = PREFIX + self.relance.version;
const NAMED_BY_CONTENT = /\.[0-9a-f]{8,}\.(?:min\.)?(?:css|js)$/;
const NOT_KEPT = "Cette page n’a pas encore été visitée : elle n’est pas disponible hors ligne.";

const keyOf = (address) => {
  const url = new URL(address, self.registration.scope);
  url.search = "";
  url.hash = "";
  url.pathname = url.pathname.replace(/\/index\.html$/, "/");
  return url.href;
};

const keep = async (address, response) => {
  if (response.status === 200 && !response.redirected) {
    const copy = response.clone();
    await (await caches.open(COPY)).put(keyOf(address), copy);
  }
  return response;
};

const kept = async (address) => (await caches.open(COPY)).match(keyOf(address));

const keepAll = () =>
  Promise.all(
    self.relance.files.map(async (address) => {
      const url = new URL(address, self.registration.scope);
      const response = await fetch(url, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      await keep(url, response);
    }),
  );

const forgetOldCopies = async () => {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== COPY);
  await Promise.all(old.map((name) => caches.delete(name)));
};

const fromCopyFirst = async (request) =>
  (await kept(request.url)) ?? keep(request.url, await fetch(request));

const fromNetworkFirst = async (request) => {
  try {
    return await keep(request.url, await fetch(request));
  } catch (error) {
    const copy = await kept(request.url);
    if (copy) return copy;
    if (request.mode !== "navigate") throw error;
    return new Response(NOT_KEPT, { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8" } });
  }
};

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldCopies().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  const answer = NAMED_BY_CONTENT.test(new URL(request.url).pathname) ? fromCopyFirst : fromNetworkFirst;
  event.respondWith(answer(request));
});
