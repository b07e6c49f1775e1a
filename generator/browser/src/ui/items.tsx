/** What stands in a group of the form: fields, rows that come and go, and folds. */
import { Component, createRef } from "../dom";
import { type Field, type Fold, type Item, type Row, type Rows, fieldsOf, generic } from "../form/form";
import { FOLDS, FORM, ROWS } from "../strings/form";
import { FieldView, idOf } from "./field";
import { Still } from "./still";
import type { View } from "./store";

/** What the items need of the rest of the page; the same object as long as the page lives. */
export type Hands = {
  readonly addRow: (path: string, list: string) => void;
  readonly removeRow: (path: string, list: string, index: number) => void;
  readonly textOf: (path: string) => string;
  readonly errorOf: (path: string) => string;
  readonly noteOf: (path: string) => string;
  readonly summaryOf: (fold: Fold) => string;
  /** Told when a hand comes near a fold, or opens it. */
  readonly near?: (fold: Fold) => void;
};

type ItemsProps = { readonly items: readonly Item[]; readonly hands: Hands };

/** What else the items show, once it has come. */
type GroupProps = ItemsProps & { readonly view: View; readonly telling: unknown; readonly floorWords: unknown };

/** A whole group, drawn again after an event of the form and not when only the rest of the page changes. */
export class GroupItems extends Still<GroupProps> {
  render({ items, hands }: GroupProps) {
    return <Items items={items} hands={hands} />;
  }
}

export function Items({ items, hands }: ItemsProps) {
  return (
    <div class="app-items">
      {items.map((item) => {
        switch (item.kind) {
          case "field":
            return <OneField key={item.path} field={item} hands={hands} />;
          case "rows":
            return <RowsView key={item.path} rows={item} hands={hands} />;
          case "fold":
            return <FoldView key={item.id} fold={item} hands={hands} />;
        }
      })}
    </div>
  );
}

function OneField({ field, hands }: { field: Field; hands: Hands }) {
  const { path } = field;
  return <FieldView field={field} text={hands.textOf(path)} error={hands.errorOf(path)} note={hands.noteOf(path)} />;
}

function RowsView({ rows, hands }: { rows: Rows; hands: Hands }) {
  const words = ROWS[rows.list]!;
  return (
    <div class={`app-rows${rows.rows.length === 0 ? " app-rows--none" : ""}`}>
      {rows.rows.map((row, index) => (
        <RowView
          key={row.id}
          row={row}
          number={index + 1}
          isAlone={rows.rows.length === 1}
          remove={rows.rows.length > rows.least ? rows : null}
          drawn={drawnOf(row.items, hands)}
          hands={hands}
        />
      ))}
      <button class="app-add" type="button" data-add={rows.path} onClick={() => hands.addRow(rows.path, rows.list)}>
        {words.add}
      </button>
    </div>
  );
}

type RowProps = {
  readonly row: Row;
  readonly number: number;
  readonly isAlone: boolean;
  /** The list that can lose this row. */
  readonly remove: Rows | null;
  /** What the row shows: it is drawn again only when this changes. */
  readonly drawn: string;
  readonly hands: Hands;
};

class RowView extends Still<RowProps> {
  render({ row, number, isAlone, remove, hands }: RowProps) {
    const words = ROWS[generic(row.path).replace(/\[\]$/, "")]!;
    return (
      <fieldset class="app-row">
        <legend class={isAlone ? "relance-hidden" : "app-row__legend"}>
          {words.one} {number}
        </legend>
        <Items items={row.items} hands={hands} />
        {remove && (
          <button
            class="app-quiet app-row__remove"
            type="button"
            data-remove={row.path}
            onClick={() => hands.removeRow(remove.path, remove.list, number - 1)}
          >
            {words.remove}
          </button>
        )}
      </fieldset>
    );
  }
}

/** All that a part of the form shows, as one text. */
function drawnOf(items: readonly Item[], hands: Hands): string {
  return fieldsOf(items)
    .map(({ path }) => `${hands.textOf(path)}\0${hands.errorOf(path)}`)
    .join("\0");
}

/** Folded until it is opened, or until something in it has to be seen. */
class FoldView extends Component<{ fold: Fold; hands: Hands }> {
  private readonly details = createRef<HTMLDetailsElement>();

  override componentDidMount(): void {
    this.openIfWrong();
  }

  override componentDidUpdate(): void {
    this.openIfWrong();
  }

  private openIfWrong(): void {
    const { fold, hands } = this.props;
    const isWrong = fieldsOf(fold.items).some((field) => hands.errorOf(field.path) !== "");
    if (isWrong && this.details.current) this.details.current.open = true;
  }

  render({ fold, hands }: { fold: Fold; hands: Hands }) {
    const near = (): void => hands.near?.(fold);
    return (
      <details class="app-fold" ref={this.details} onPointerEnter={near} onToggle={near}>
        <summary>
          <span class="app-fold__name">{FOLDS[fold.id]}</span> <span class="app-fold__state">{hands.summaryOf(fold)}</span>
        </summary>
        <Items items={fold.items} hands={hands} />
      </details>
    );
  }
}

/** How many of its fields hold something. */
export function filledIn(fold: Fold, hands: Hands): string {
  const count = fieldsOf(fold.items).filter((field) => hands.textOf(field.path) !== "").length;
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
