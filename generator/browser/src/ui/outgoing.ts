/** What leaves the page: files, copy, mail, print, share, link; what each came to, in words. Loaded with the first of them. */
import { ACTIONS } from "../strings/actions";
import { MADE } from "../strings/made";
import * as device from "./giving";
import { letterFile, letterText, link, mail, paperCheck, warm } from "./letter_files";
import type { Made, Page } from "./page";
import { canLeave } from "./settled";

/** Fetches what a PDF needs, and says from then on what does not fit on paper. */
export function prepare(page: Page): void {
  warm(page.loader);
  import("../export/pdf").catch(() => undefined);
  void measure(page);
}

async function measure(page: Page): Promise<void> {
  if (page.state.paperCheck) return;
  try {
    page.show({ paperCheck: await paperCheck(page.loader) });
  } catch {
    // What cannot be had now is asked for again when it is needed.
  }
}

/** Makes it, and gives what to say; nothing is made of a letter that cannot leave. */
export async function make(page: Page, what: Made): Promise<string> {
  const { store } = page;
  const isLetter = what !== "json" && what !== "print" && what !== "link";
  if (isLetter && !(await canLeave(store))) {
    page.afterwards(() => page.focusOn("[data-summary]"));
    return "";
  }
  try {
    return await made(page, what);
  } catch (error) {
    // What the face lacks is said beside the letter, character by character.
    if (error instanceof Error && "missing" in error) return MADE.noGlyph;
    throw error;
  }
}

async function made(page: Page, what: Made): Promise<string> {
  const { store, loader, state } = page;
  const { hasCode } = state;
  switch (what) {
    case "print":
      window.print();
      return "";
    case "copy":
      return (await device.copy(await letterText(store))) ? MADE.copied : MADE.clipboardRefused;
    case "link":
      return (await device.copy(await link(store))) ? MADE.linkCopied : MADE.clipboardRefused;
    case "mail": {
      const { address, toCopy } = await mail(store);
      const isCopied = toCopy !== "" && (await device.copy(toCopy));
      location.href = address;
      return isCopied ? MADE.mailCopied : "";
    }
    case "share": {
      const file = await letterFile(store, "pdf", { hasCode }, loader);
      return (await device.share(file)) ? "" : ACTIONS.failed;
    }
    default: {
      if (what !== "json") void measure(page);
      const file = await letterFile(store, what, { hasCode }, loader);
      device.save(file);
      return MADE.made(file.name);
    }
  }
}
