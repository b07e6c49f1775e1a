/** What the parts of the page that come later may do with it. */
import type { Loader } from "../export";
import type { Format, Gesture } from "./actions";
import type { Reading } from "./reading";
import type { Store } from "./store";
import type { PaperCheck } from "./letter_files";

export type AppState = {
  readonly isKept: boolean;
  readonly isReading: boolean;
  readonly isBusy: boolean;
  readonly isSent: boolean;
  /** Boxes that were ticked and wait for what they call: the page may be drawn again before. */
  readonly wished: { readonly isKept?: boolean; readonly isSent?: boolean };
  readonly hasCode: boolean;
  readonly reading: Shown | null;
  /** Looks for what does not fit on paper, once its measures are there. */
  readonly paperCheck: PaperCheck | null;
  /** What just happened, in words, for the eyes and for a screen reader. */
  readonly message: string;
  /** The field that has the focus. */
  readonly lit: string;
  readonly isSheetInView: boolean;
  readonly isOver: boolean;
};

/** What a file gave, and what shows it. */
type Shown = { readonly module: typeof import("./reading"); readonly reading: Reading };

/** What leaves the page, or the letter in another form. */
export type Made = Format | Gesture;

export interface Page {
  readonly store: Store;
  readonly loader: Loader;
  readonly state: AppState;
  /** Keeps the claim on the device or forgets it; false when the browser refuses. */
  setKept(wished: boolean): boolean;
  show(change: Partial<AppState>): void;
  /** Once the page is drawn. */
  afterwards(act: () => void): void;
  /** The field of that path, unfolded, with the focus. */
  goTo(path: string): void;
  focusOn(selector: string): void;
}
