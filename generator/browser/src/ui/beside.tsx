/** What stands around the fields and the letter: what is kept, what to know before sending. */
import type { Letter, SharedJson } from "../bundle";
import type { Problem } from "../errors";
import type { Undo } from "../form/state";
import { CAUTIONS } from "../strings/cautions";
import { FORM } from "../strings/form";
import { SHEET } from "../strings/sheet";
import type { AppState } from "./page";
import type { Store } from "./store";
import { Unfold } from "./unfold";

type Gestures = typeof import("./gestures");

type KeepingProps = {
  readonly isKept: boolean;
  readonly undo: Undo | null;
  readonly gesture: (act: (gestures: Gestures) => void, wished?: AppState["wished"]) => void;
  readonly page: Parameters<Gestures["undo"]>[0];
};

export function Keeping({ isKept, undo, gesture, page }: KeepingProps) {
  return (
    <div class="app-keep">
      <label class="app-check">
        <input
          type="checkbox"
          data-keep
          checked={isKept}
          onChange={({ currentTarget }) => {
            const wished = currentTarget.checked;
            gesture(({ keep }) => keep(page, wished), { isKept: wished });
          }}
          aria-describedby="app-keep-help"
        />
        <span>{FORM.keep}</span>
      </label>
      <p class="app-help" id="app-keep-help">
        {FORM.keepHelp}
      </p>
      <p class="app-keep__clear">
        {undo && <span>{undo.words} </span>}
        {undo ? (
          <button type="button" class="app-quiet" data-undo onClick={() => gesture((gestures) => gestures.undo(page))}>
            {FORM.undo}
          </button>
        ) : (
          <button type="button" class="app-quiet" data-clear onClick={() => gesture(({ clear }) => clear(page))}>
            {FORM.clear}
          </button>
        )}
      </p>
    </div>
  );
}

/** What the law refuses, what to check before sending, what is left to do. */
export function Notices({ store, goTo }: { readonly store: Store; readonly goTo: (path: string) => void }) {
  const { view, telling, labels } = store;
  const left = view.state.isRefused ? view.problems.filter((problem) => view.state.told.has(problem.field)) : [];
  return (
    <>
      {telling && <telling.Refusals problems={view.problems} shared={labels} />}
      <Warnings problems={view.prepared.warnings} store={store} title={CAUTIONS.warnings} />
      {telling && left.length > 0 && <telling.ErrorSummary problems={left} fields={view.fields} shared={labels} goTo={goTo} />}
    </>
  );
}

type WarningsProps = {
  readonly problems: readonly Problem[];
  readonly store: Store;
  readonly title: (count: number) => string;
};

export function Warnings({ problems, store, title }: WarningsProps) {
  if (problems.length === 0) return null;
  return (
    <Unfold
      class="app-notice app-notice--warning"
      title={title(problems.length)}
      bring={() => import("../telling")}
      draw={({ Cautions }) => <Cautions problems={problems} shared={store.labels} />}
    />
  );
}

/** For whom the letter is shown while no regime is chosen. */
export function RegimeShown({ letter, shared }: { readonly letter: Letter; readonly shared: SharedJson }) {
  const shown = shared.vocabulary.audiences.find((term) => term.id === letter.audiences[0]);
  return shown && <p class="app-help app-regime">{SHEET.noKind(shown.label.toLowerCase())}</p>;
}
