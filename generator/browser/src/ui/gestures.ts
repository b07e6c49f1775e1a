/** What is done at one stroke, other than typing: rows, a clean slate, a change of mind. Loaded with the first of them. */
import { type FormEvent, next } from "../form/changes";
import * as folded from "../form/folded";
import { ROW_ID, type TypedGroup, rowsAt, textAt, withAt } from "../form/typed";
import { ROWS_SAID, SAID } from "../strings/gestures";
import type { Page } from "./page";

/** Long enough for whoever reads slowly (WCAG 2.2, 2.2.1). */
const UNDO_TIME = 20_000;
/** The row of the reminder that this letter itself will have been. */
const SENT = "sent";

let undoTimer = 0;

function send({ store }: Page, event: FormEvent): void {
  // Rows and folds may hold what it brings.
  store.unfold(folded);
  store.become(next(store.view.state, event));
}

export function addRow(page: Page, path: string, list: string): void {
  const { store } = page;
  send(page, { type: "row_added", path });
  const row = `${path}.${rowsAt(store.typed, path).length - 1}.`;
  const first = store.view.fields.find((field) => field.path.startsWith(row));
  if (first) page.afterwards(() => page.goTo(first.path));
  page.show({ message: ROWS_SAID[list]!.added });
}

export function removeRow(page: Page, path: string, list: string, index: number): void {
  send(page, { type: "row_removed", path, index });
  page.afterwards(() => page.focusOn(`[data-add="${path}"]`));
  page.show({ message: ROWS_SAID[list]!.removed });
  offerUndo(page);
}

export function clear(page: Page): void {
  send(page, { type: "cleared" });
  offerUndo(page);
  page.afterwards(() => page.focusOn("[data-undo]"));
  page.show({ message: "", reading: null, isSent: false });
}

export function undo(page: Page): void {
  send(page, { type: "undone" });
  page.afterwards(() => page.focusOn("[data-clear]"));
  page.show({ message: SAID.undone });
}

/** Another claim takes the place of what was typed. */
export function load(page: Page, typed: TypedGroup): void {
  send(page, { type: "loaded", typed });
  offerUndo(page);
}

function offerUndo(page: Page): void {
  clearTimeout(undoTimer);
  undoTimer = window.setTimeout(() => send(page, { type: "undo_expired" }), UNDO_TIME);
}

export function keep(page: Page, wished: boolean): void {
  const isKept = page.setKept(wished) && wished;
  page.show({ isKept, message: isKept ? SAID.kept : wished ? SAID.keepRefused : SAID.forgotten });
}

/** The letter, sent by whoever says so, is a reminder already made for the letter that comes next. */
export function setSent(page: Page, isSent: boolean): void {
  const { store } = page;
  const others = rowsAt(store.typed, "reminders").filter((row) => textAt(row, ROW_ID) !== SENT);
  const { on, channel } = store.view.prepared.answers["letter"] as { readonly on: string; readonly channel: string };
  const sent = { [ROW_ID]: SENT, sent_on: on, channel, stage: store.letter.title.toLowerCase() };
  send(page, { type: "replaced", typed: withAt(store.typed, "reminders", isSent ? [...others, sent] : others) });
  page.show({ isSent });
}
