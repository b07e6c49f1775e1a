/**
 * What the form knows beside what is typed, and how each thing that happens changes it: (state, event) → state.
 *
 * A mistake is told when its field is left, and never while it is being typed. Once told it stays in the same words
 * until it is mended, then goes at once. What is missing is told only when a letter is asked for.
 */
import type { Problem } from "../errors";
import { NOTHING_TYPED, type TypedGroup, withAt } from "./typed";

export type FormState = {
  readonly typed: TypedGroup;
  /** Paths of the fields that were left, so may be judged. */
  readonly left: ReadonlySet<string>;
  /** Problems as they were told, by the path of their field. */
  readonly told: ReadonlyMap<string, Problem>;
  /** A letter was asked for and could not be made. */
  readonly isRefused: boolean;
  /** What one gesture took away and can give back. */
  readonly undo: Undo | null;
  /** Rows made so far: numbers the next one. */
  readonly rowsMade: number;
};

export type UndoReason = "cleared" | "row_removed" | "loaded";
/** `words` say what was done. */
export type Undo = { readonly reason: UndoReason; readonly words: string; readonly typed: TypedGroup };

/** What happens while a form is filled from one field to the next; the rest is in `changes.ts`. */
export type Answering =
  | { readonly type: "typed"; readonly path: string; readonly text: string }
  /** `problems`: what is wrong at that moment, each by the path of its field. */
  | { readonly type: "left"; readonly path: string; readonly problems: readonly Problem[] }
  | { readonly type: "judged"; readonly problems: readonly Problem[] }
  | { readonly type: "refused"; readonly problems: readonly Problem[] };

/** Problems that only say that something is not there yet. */
const MISSING = new Set(["claim-missing", "missing"]);

export function initial(typed: TypedGroup = NOTHING_TYPED): FormState {
  return { typed, left: new Set(), told: new Map(), isRefused: false, undo: null, rowsMade: 0 };
}

export function answered(state: FormState, event: Answering): FormState {
  switch (event.type) {
    case "typed":
      // Whoever types on has accepted what the last gesture did.
      return { ...state, typed: withAt(state.typed, event.path, event.text), undo: null };
    case "left": {
      const left = new Set(state.left).add(event.path);
      return { ...state, left, told: toldAfter({ ...state, left }, event.problems) };
    }
    case "judged":
      return { ...state, told: mended(state.told, event.problems) };
    case "refused":
      return { ...state, isRefused: true, told: byField(event.problems) };
  }
}

// --- what is told ---------------------------------------------------------------------------------

function toldAfter(state: FormState, problems: readonly Problem[]): ReadonlyMap<string, Problem> {
  const due = problems.filter(
    (problem) => state.told.has(problem.field) || (state.left.has(problem.field) && (state.isRefused || !isMissing(problem))),
  );
  return byField(due);
}

export function isMissing(problem: Problem): boolean {
  return MISSING.has(problem.check);
}

const REFUSALS =
  /^(?:prescribed-consumer|insolvency|contractual-rate-(?:consumer|public)|foreign-debtor|audience|nothing-overdue)$/;

/** Whether no mending of a field lifts it: it is said as soon as it is found. */
export function isRefusal({ check }: Problem): boolean {
  return REFUSALS.test(check);
}

function byField(problems: readonly Problem[]): ReadonlyMap<string, Problem> {
  const told = new Map<string, Problem>();
  for (const problem of problems) if (!told.has(problem.field)) told.set(problem.field, problem);
  return told;
}

/** Without what is no longer wrong; the same map when nothing changed. */
function mended(told: ReadonlyMap<string, Problem>, problems: readonly Problem[]): ReadonlyMap<string, Problem> {
  const wrong = new Set(problems.map((problem) => problem.field));
  const kept = [...told].filter(([field]) => wrong.has(field));
  return kept.length === told.size ? told : new Map(kept);
}
