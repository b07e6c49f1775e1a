/**
 * The visitor's browser: what it keeps, what it hands over, where it goes. Nothing here sends anything.
 *
 * Half-typed work lives in the page. On the way back the browser usually shows the page as it was left; when it has
 * let go of it, the entry of the tab's own history gives the form its text again, as browsers do by themselves for
 * the fields of a page without scripts. It goes with the tab, and no other page can read it.
 *
 * From one letter to the next the claim travels in the tab's name: it is neither storage nor part of an address, so
 * that it enters no list of visited pages, and the next letter empties it as soon as it has read it.
 */
import { isGroup } from "../claim/plain";
import { KEY } from "../form/storage";

const HELD = "relance";

/** What this entry of the tab's history held. */
export function held(): string | null {
  const state: unknown = history.state;
  const text = isGroup(state) && Object.hasOwn(state, HELD) ? state[HELD] : null;
  return typeof text === "string" ? text : null;
}

export function hold(text: string | null): void {
  const { [HELD]: _, ...others } = isGroup(history.state) ? (history.state as Record<string, unknown>) : {};
  history.replaceState(text === null ? others : { ...others, [HELD]: text }, "");
}

/** What the letter before this one handed over in this tab; read once. */
export function takeHandedOver(): string | null {
  const text = window.name;
  if (!text.startsWith(`${HELD}:`)) return null;
  window.name = "";
  return text.slice(HELD.length + 1);
}

export function handOver(text: string): void {
  window.name = `${HELD}:${text}`;
}

export function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // A private window may refuse to be asked.
    return null;
  }
}

/** Whether the browser did keep it. */
export function keep(text: string): boolean {
  try {
    localStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

export function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // What cannot be read was not kept.
  }
}

export function canShare(): boolean {
  const probe = new File([new Uint8Array(1)], "lettre.pdf", { type: "application/pdf" });
  // A computer shares through its own menus; a phone has no other way to hand a file over.
  return matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [probe] });
}
