// The little that the site's pages do by themselves.
"use strict";

// `finish` names the service worker in built pages only: while a page is being written there is none.
const offline = document.querySelector('meta[name="relance:offline"]');
if (offline && "serviceWorker" in navigator) {
  const worker = new URL(offline.content, location.href);
  // A private window may refuse; the site then works as without it.
  navigator.serviceWorker.register(worker).catch(() => undefined);
}

// The theme's search is a dialog without a name.
document.querySelector(".md-search")?.setAttribute("aria-label", "Recherche");

// On a narrow screen a table scrolls by itself, which the keyboard must reach; the theme wraps those of a page later.
const reach = () => {
  for (const table of document.querySelectorAll("article :is(.letter-table, .md-typeset__scrollwrap)")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    else table.removeAttribute("tabindex");
  }
};
new ResizeObserver(reach).observe(document.body);
