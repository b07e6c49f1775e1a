/** Mounts the form of a letter on `[data-letter]`: fetches its data, gives back what was typed, keeps what is asked. */
import { type Letter, type SharedJson, readLetter } from "./bundle";
import { h, render } from "./dom";
import { FRAGMENT, keptText } from "./form/storage";
import { FAILED } from "./strings/sheet";
import { App } from "./ui/app";
import * as device from "./ui/device";
import { Store } from "./ui/store";
import { iso } from "./values/dates";

/** Between two writings of what is typed; browsers refuse more than a hundred in thirty seconds. */
const PAUSE = 600;

async function get(address: string | URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${String(address)}`);
  return response;
}

/** Gives the form what waits for it, and what to say of it. */
async function begin(store: Store): Promise<string> {
  const waiting = { link: takeLink(), handedOver: device.takeHandedOver(), held: device.held(), kept: device.kept() };
  if (Object.values(waiting).every((text) => text === null)) return "";
  return (await import("./ui/start")).begin(store, waiting);
}

/** The claim in the fragment of the address; once read it need not stay there, nor in the list of visited pages. */
function takeLink(): string | null {
  const { hash } = location;
  if (!hash.startsWith(FRAGMENT)) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return hash;
}

function today(): string {
  const now = new Date();
  return iso(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

async function mount(place: HTMLElement): Promise<void> {
  const [shared, letter] = await Promise.all([
    get("../commun.json").then((response) => response.json() as Promise<SharedJson>),
    get("lettre.json").then((response) => response.json() as Promise<Letter>),
  ]);
  const store = new Store(shared, readLetter(letter), today(), () => import("./engine"));
  const greeting = await begin(store);
  const setKept = keep(store);
  addEventListener("click", (event) => handOver(event, store));
  const root = new URL("../../", import.meta.url);
  const loader = async (uri: string): Promise<Uint8Array> => new Uint8Array(await (await get(new URL(uri, root))).arrayBuffer());
  place.textContent = "";
  render(h(App, { store, loader, isKept: device.kept() !== null, setKept, takeLink, greeting }), place);
  place.dataset["ready"] = "";
}

/** What is typed goes into the tab's own history as it is typed, and onto the device if that was asked. */
function keep(store: Store): (wished: boolean) => boolean {
  let isKept = device.kept() !== null;
  let timer = 0;
  let written = store.typed;
  const text = (): string => keptText(store.letter.id, store.typed);
  const write = (): void => {
    device.hold(store.isEmpty() ? null : text());
    if (isKept) device.keep(text());
  };
  const mark = (): void => void document.body.classList.toggle("app-prints", !store.isEmpty());
  store.watch(() => {
    mark();
    if (store.typed === written) return;
    written = store.typed;
    clearTimeout(timer);
    timer = window.setTimeout(write, PAUSE);
  });
  addEventListener("pagehide", write);
  mark();
  if (!store.isEmpty()) write();
  return (wished) => {
    isKept = wished && device.keep(text());
    if (!wished) device.forget();
    return isKept;
  };
}

/** A plain click on a link to another letter takes the claim along. */
function handOver(event: MouseEvent, store: Store): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || store.isEmpty()) return;
  const isLetter = store.shared.letters.some(({ id }) => {
    const { origin, pathname } = new URL(`../${id}/`, location.href);
    return id !== store.letter.id && link.origin === origin && link.pathname === pathname;
  });
  if (!isLetter) return;
  if (store.wish) {
    event.preventDefault();
    void store.wish.then(() => link.click());
  } else device.handOver(keptText(store.letter.id, store.typed));
}

const place = document.querySelector<HTMLElement>("[data-letter]");
if (place) {
  mount(place).catch((error: unknown) => {
    console.error(error);
    const words = document.createElement("p");
    words.textContent = FAILED;
    place.prepend(words);
  });
}
