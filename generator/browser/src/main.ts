/** Mounts the form of a letter on `[data-letter]`: fetches its data, gives back what was typed, keeps what is asked. */
import { h, render } from "./dom";
import { type Letter, type SharedJson, readLetter } from "./bundle";
import { forAnotherLetter } from "./form/letter_claim";
import { FRAGMENT, keptText } from "./form/storage";
import { FAILED, FORM, LOAD } from "./strings";
import { App, type Start } from "./ui/app";
import * as device from "./ui/device";
import { Store } from "./ui/store";

/** Between two writings of what is typed; browsers refuse more than a hundred in thirty seconds. */
const PAUSE = 600;

async function get(address: string | URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${String(address)}`);
  return response;
}

/** A link that was followed on purpose comes first, then the letter before, then this tab, then this device. */
async function startOf(store: Store): Promise<Start> {
  const link = readLink();
  if (link) return link;
  const handedOver = device.takeHandedOver();
  const text = handedOver ?? device.held() ?? device.kept();
  if (text === null) return { typed: null, greeting: "" };
  const isKept = handedOver === null && device.held() === null;
  const { engine } = await store.start();
  const typed = engine.readKept(text, store.letter.id);
  if (!typed) return { typed, greeting: "" };
  if (handedOver !== null) return { typed: forAnotherLetter(typed), greeting: LOAD.followed };
  return isKept ? { typed: engine.withoutDays(typed), greeting: FORM.kept } : { typed, greeting: "" };
}

/** What the fragment of the address holds; null where it holds no claim. */
function readLink(): Promise<Start> | null {
  const { hash } = location;
  if (!hash.startsWith(FRAGMENT)) return null;
  // Once read it need not stay in the address, nor in the list of visited pages.
  history.replaceState(history.state, "", location.pathname + location.search);
  return import("./form/share")
    .then(({ typedOfFragment }) => typedOfFragment(hash))
    .then((typed) => ({ typed, greeting: typed ? LOAD.fromLink : LOAD.badLink }));
}

function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function mount(place: HTMLElement): Promise<void> {
  const [shared, letter] = await Promise.all([
    get("../commun.json").then((response) => response.json() as Promise<SharedJson>),
    get("lettre.json").then((response) => response.json() as Promise<Letter>),
  ]);
  const store = new Store(shared, readLetter(letter), today(), () => import("./engine"));
  const start = await startOf(store);
  if (start.typed) {
    await store.start();
    store.send({ type: "replaced", typed: start.typed });
  }
  const setKept = keep(store, start.typed !== null);
  addEventListener("click", (event) => handOver(event, store));
  const root = new URL("../../", import.meta.url);
  const loader = async (uri: string): Promise<Uint8Array> => new Uint8Array(await (await get(new URL(uri, root))).arrayBuffer());
  place.textContent = "";
  render(h(App, { store, loader, isKept: device.kept() !== null, setKept, readLink, greeting: start.greeting }), place);
  place.dataset["ready"] = "";
}

/** What is typed goes into the tab's own history as it is typed, and onto the device if that was asked. */
function keep(store: Store, isRestored: boolean): (wished: boolean) => boolean {
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
  if (isRestored) write();
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
  const others = store.shared.letters.filter((one) => one.id !== store.letter.id);
  const isLetter = others.some(({ id }) => {
    const { origin, pathname } = new URL(`../${id}/`, location.href);
    return link.origin === origin && link.pathname === pathname;
  });
  if (isLetter) device.handOver(keptText(store.letter.id, store.typed));
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
