// The little that the site's pages do by themselves.
"use strict";

// `finish` names the service worker in built pages only: while a page is being written there is none.
const offline = document.querySelector('meta[name="relance:offline"]');
if (offline && "serviceWorker" in navigator) {
  const worker = new URL(offline.content, location.href);
  // A private window may refuse; the site then works as without it.
  navigator.serviceWorker.register(worker).catch(() => undefined);
}

// On a narrow screen the table of a letter scrolls by itself, which the keyboard must reach.
const tables = document.querySelectorAll("article .letter-table");
const reach = () => {
  for (const table of tables) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
};
if (tables.length > 0) new ResizeObserver(reach).observe(document.body);
