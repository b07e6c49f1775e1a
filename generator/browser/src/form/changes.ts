/**
 * What changes a form at one stroke: rows that come and go, a claim that takes the place of another, a change of mind.
 * Loaded with the first of these gestures.
 */
import type { Problem } from "../errors";
import { UNDO } from "../strings/gestures";
import { type Answering, type FormState, type Undo, type UndoReason, answered, initial } from "./state";
import { ROW_ID, type Typed, type TypedGroup, isEmpty, rowsAt, withAt } from "./typed";

export type FormEvent =
  | Answering
  | { readonly type: "row_added"; readonly path: string }
  | { readonly type: "row_removed"; readonly path: string; readonly index: number }
  | { readonly type: "loaded"; readonly typed: TypedGroup }
  | { readonly type: "replaced"; readonly typed: TypedGroup }
  | { readonly type: "cleared" }
  | { readonly type: "undone" }
  | { readonly type: "undo_expired" };

export function next(state: FormState, event: FormEvent): FormState {
  switch (event.type) {
    case "row_added":
      return rowAdded(state, event.path);
    case "row_removed":
      return rowRemoved(state, event.path, event.index);
    case "loaded":
      return { ...initial(event.typed), rowsMade: state.rowsMade, undo: undoOf("loaded", state) };
    case "replaced":
      return { ...state, typed: event.typed };
    case "cleared":
      return { ...initial(), rowsMade: state.rowsMade, undo: undoOf("cleared", state) };
    case "undone":
      return state.undo ? { ...state, typed: state.undo.typed, undo: null } : state;
    case "undo_expired":
      return { ...state, undo: null };
    default:
      return answered(state, event);
  }
}

function undoOf(reason: UndoReason, { typed }: FormState): Undo {
  return { reason, words: UNDO[reason], typed };
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
    undo: isBlankRow(state, path, index) ? null : undoOf("row_removed", state),
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
