/** What stands in a group of the form: fields, rows that come and go, and folds. */
import { Component, createRef } from "preact";
import { type Field, type Fold, type Item, type Rows, fieldsOf } from "../form/describe";
import { textAt } from "../form/typed";
import { FOLDS, FORM, ROWS } from "../strings";
import { FieldView, idOf } from "./field";
import type { View } from "./store";

/** What the items need of the rest of the page. */
export type Hands = {
  readonly addRow: (path: string, list: string) => void;
  readonly removeRow: (path: string, list: string, index: number) => void;
  readonly errorOf: (path: string) => string;
  readonly noteOf: (path: string) => string;
  readonly summaryOf: (fold: Fold) => string;
};

type ItemsProps = { readonly items: readonly Item[]; readonly view: View; readonly hands: Hands };

export function Items({ items, view, hands }: ItemsProps) {
  return (
    <div class="app-items">
      {items.map((item) => {
        switch (item.kind) {
          case "field":
            return <OneField key={item.path} field={item} view={view} hands={hands} />;
          case "rows":
            return <RowsView key={item.path} rows={item} view={view} hands={hands} />;
          case "fold":
            return <FoldView key={item.id} fold={item} view={view} hands={hands} />;
        }
      })}
    </div>
  );
}

function OneField({ field, view, hands }: { field: Field; view: View; hands: Hands }) {
  return (
    <FieldView
      field={field}
      text={textAt(view.state.typed, field.path)}
      error={hands.errorOf(field.path)}
      note={hands.noteOf(field.path)}
    />
  );
}

function RowsView({ rows, view, hands }: { rows: Rows; view: View; hands: Hands }) {
  const words = ROWS[rows.list]!;
  const canRemove = rows.rows.length > rows.least;
  return (
    <div class={`app-rows${rows.rows.length === 0 ? " app-rows--none" : ""}`}>
      {rows.rows.map((row, index) => (
        <fieldset class="app-row" key={row.id}>
          <legend class={rows.rows.length > 1 ? "app-row__legend" : "relance-hidden"}>
            {words.one} {index + 1}
          </legend>
          <Items items={row.items} view={view} hands={hands} />
          {canRemove && (
            <button
              class="app-quiet app-row__remove"
              type="button"
              data-remove={row.path}
              onClick={() => hands.removeRow(rows.path, rows.list, index)}
            >
              {words.remove}
            </button>
          )}
        </fieldset>
      ))}
      <button class="app-add" type="button" data-add={rows.path} onClick={() => hands.addRow(rows.path, rows.list)}>
        {words.add}
      </button>
    </div>
  );
}

/** Folded until it is opened, or until something in it has to be seen. */
class FoldView extends Component<{ fold: Fold; view: View; hands: Hands }> {
  private readonly details = createRef<HTMLDetailsElement>();

  override componentDidMount(): void {
    this.openIfWrong();
  }

  override componentDidUpdate(): void {
    this.openIfWrong();
  }

  private openIfWrong(): void {
    const { fold, view } = this.props;
    const isWrong = fieldsOf(fold.items).some((field) => view.state.told.has(field.path));
    if (isWrong && this.details.current) this.details.current.open = true;
  }

  render({ fold, view, hands }: { fold: Fold; view: View; hands: Hands }) {
    return (
      <details class="app-fold" ref={this.details}>
        <summary>
          <span class="app-fold__name">{FOLDS[fold.id]}</span> <span class="app-fold__state">{hands.summaryOf(fold)}</span>
        </summary>
        <Items items={fold.items} view={view} hands={hands} />
      </details>
    );
  }
}

/** How many of its fields hold something. */
export function filledIn(fold: Fold, view: View): string {
  const count = fieldsOf(fold.items).filter((field) => textAt(view.state.typed, field.path) !== "").length;
  return count === 0 ? "" : FORM.filled(count);
}

/** The control of a field, the first of them for radio buttons. */
export function controlOf(form: HTMLFormElement, path: string): HTMLElement | null {
  const found = form.elements.namedItem(path);
  if (found instanceof RadioNodeList) {
    const radios = [...found] as HTMLInputElement[];
    return radios.find((radio) => radio.checked) ?? radios[0] ?? null;
  }
  return found instanceof HTMLElement ? found : form.querySelector(`[id="${idOf(path)}"]`);
}
