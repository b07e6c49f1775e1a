/**
 * What the form knows beside what is typed, and how each thing that happens changes it: (state, event) → state.
 *
 * A mistake is told when its field is left, and never while it is being typed. Once told it stays in the same words
 * until it is mended, then goes at once. What is missing is told only when a letter is asked for.
 */
import type { Problem } from "../errors";
import { NOTHING_TYPED, ROW_ID, type Typed, type TypedGroup, isEmpty, rowsAt, withAt } from "./typed";

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
export type Undo = { readonly reason: UndoReason; readonly typed: TypedGroup };

export type FormEvent =
  | { readonly type: "typed"; readonly path: string; readonly text: string }
  /** `problems`: what is wrong at that moment, each by the path of its field. */
  | { readonly type: "left"; readonly path: string; readonly problems: readonly Problem[] }
  | { readonly type: "judged"; readonly problems: readonly Problem[] }
  | { readonly type: "refused"; readonly problems: readonly Problem[] }
  | { readonly type: "row_added"; readonly path: string }
  | { readonly type: "row_removed"; readonly path: string; readonly index: number }
  | { readonly type: "loaded"; readonly typed: TypedGroup }
  | { readonly type: "replaced"; readonly typed: TypedGroup }
  | { readonly type: "cleared" }
  | { readonly type: "undone" }
  | { readonly type: "undo_expired" };

/** Problems that only say that something is not there yet. */
const MISSING = new Set(["claim-missing", "missing"]);

export function initial(typed: TypedGroup = NOTHING_TYPED): FormState {
  return { typed, left: new Set(), told: new Map(), isRefused: false, undo: null, rowsMade: 0 };
}

export function next(state: FormState, event: FormEvent): FormState {
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
    case "row_added":
      return rowAdded(state, event.path);
    case "row_removed":
      return rowRemoved(state, event.path, event.index);
    case "loaded":
      return { ...initial(event.typed), rowsMade: state.rowsMade, undo: { reason: "loaded", typed: state.typed } };
    case "replaced":
      return { ...state, typed: event.typed };
    case "cleared":
      return { ...initial(), rowsMade: state.rowsMade, undo: { reason: "cleared", typed: state.typed } };
    case "undone":
      return state.undo ? { ...state, typed: state.undo.typed, undo: null } : state;
    case "undo_expired":
      return { ...state, undo: null };
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

// --- rows -----------------------------------------------------------------------------------------

function rowAdded(state: FormState, path: string): FormState {
  const rowsMade = state.rowsMade + 1;
  const rows = [...rowsAt(state.typed, path), { [ROW_ID]: `new${rowsMade}` }];
  return { ...state, rowsMade, typed: withAt(state.typed, path, rows) };
}

function rowRemoved(state: FormState, path: string, index: number): FormState {
  const rows: readonly Typed[] = rowsAt(state.typed, path).filter((_, place) => place !== index);
  const moved = (field: string): string | null => movedField(field, path, index);
  return {
    ...state,
    typed: withAt(state.typed, path, rows),
    left: new Set([...state.left].flatMap((field) => moved(field) ?? [])),
    told: new Map([...state.told].flatMap(([field, problem]) => told(moved(field), problem))),
    undo: isBlankRow(state, path, index) ? null : { reason: "row_removed", typed: state.typed },
  };
}

function told(field: string | null, problem: Problem): readonly (readonly [string, Problem])[] {
  return field === null ? [] : [[field, { ...problem, field }]];
}

/** Where a field stands once a row before it has gone; null for a field of that row. */
function movedField(field: string, path: string, removed: number): string | null {
  if (!field.startsWith(`${path}.`)) return field;
  const [index = "", ...rest] = field.slice(path.length + 1).split(".");
  const place = Number(index);
  if (place === removed) return null;
  return place < removed ? field : [path, String(place - 1), ...rest].join(".");
}

/** A row that holds nothing goes without a word. */
function isBlankRow(state: FormState, path: string, index: number): boolean {
  return isEmpty(rowsAt(state.typed, path)[index]);
}
