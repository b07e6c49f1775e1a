/** One field: its label, its control, its help, and what is wrong with it. Events are heard by the form itself. */
import type { Children } from "../dom";
import type { Field } from "../form/form";
import { FORM } from "../strings/form";
import { Still } from "./still";

export type FieldProps = {
  readonly field: Field;
  readonly text: string;
  readonly error: string;
  /** Under each choice, by its value. */
  readonly descriptions?: ReadonlyMap<string, string>;
  /** Replaces the label where the group's own heading asks the question. */
  readonly legend?: string;
  /** What else there is to know, such as the floor of a rate. */
  readonly note?: string;
};

export const idOf = (path: string): string => `app-${path}`;

export class FieldView extends Still<FieldProps> {
  render({ field, error, note = "" }: FieldProps) {
    const { control, width } = field;
    const classes = `app-field app-field--${width}${error ? " app-field--wrong" : ""}`;
    const below = (
      <>
        {error && (
          <p class="app-error" id={`${idOf(field.path)}-error`}>
            {error}
          </p>
        )}
        {field.help && (
          <p class="app-help" id={`${idOf(field.path)}-help`}>
            {field.help}
          </p>
        )}
        {note && <p class="app-help">{note}</p>}
      </>
    );
    if (control.kind === "cards") return this.cards(control.options, control.fallback, classes, below);
    if (control.kind === "yes_no") return this.yesNo(control.fallback, classes, below);
    return (
      <div class={classes}>
        <label class="app-label" for={idOf(field.path)}>
          {field.label}
          {field.isOptional && <span class="app-optional"> ({FORM.optional})</span>}
        </label>
        {this.box()}
        {below}
      </div>
    );
  }

  private described() {
    const { field, error } = this.props as FieldProps;
    const ids = [error && `${idOf(field.path)}-error`, field.help && `${idOf(field.path)}-help`].filter(Boolean);
    return {
      "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
      "aria-invalid": error ? ("true" as const) : undefined,
    };
  }

  private box() {
    const { field, text } = this.props as FieldProps;
    const { control } = field;
    const shared = { id: idOf(field.path), name: field.path, class: "app-box", ...this.described() };
    switch (control.kind) {
      case "lines":
        return <textarea {...shared} rows={2} autocomplete={control.autocomplete} placeholder={example(field)} value={text} />;
      case "date":
        return <input {...shared} type="date" autocomplete="off" value={text || control.fallback} />;
      case "list":
        return (
          <select {...shared} value={text || control.fallback}>
            {!control.fallback && <option value="">{FORM.choose}</option>}
            {control.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        );
      case "line": {
        const box = (
          <input
            {...shared}
            type="text"
            inputmode={control.keyboard}
            autocomplete={control.autocomplete}
            placeholder={example(field)}
            spellcheck={control.type === "text"}
            value={text}
          />
        );
        if (!control.unit) return box;
        return (
          <span class="app-unit">
            {box}
            <span aria-hidden="true">{control.unit}</span>
          </span>
        );
      }
      default:
        return null;
    }
  }

  private cards(
    options: readonly { readonly value: string; readonly label: string }[],
    fallback: string,
    classes: string,
    below: Children,
  ) {
    const { field, text, descriptions, legend } = this.props as FieldProps;
    return (
      <fieldset class={`${classes} app-cards`} {...this.described()} id={idOf(field.path)}>
        <legend class={legend ? "app-question" : "app-label"}>{legend ?? field.label}</legend>
        <div class="app-cards__list">
          {options.map(({ value, label }) => (
            <label key={value} class="app-card">
              <input type="radio" name={field.path} value={value} checked={(text || fallback) === value} />
              <span>
                <span class="app-card__label">{label}</span>
                {descriptions?.get(value) && <span class="app-card__more">{descriptions.get(value)}</span>}
              </span>
            </label>
          ))}
        </div>
        {below}
      </fieldset>
    );
  }

  private yesNo(fallback: string, classes: string, below: Children) {
    const { field, text } = this.props as FieldProps;
    return (
      <div class={`${classes} app-field--check`}>
        <label class="app-check">
          <input
            type="checkbox"
            name={field.path}
            id={idOf(field.path)}
            value="yes"
            checked={isYes(text || fallback)}
            {...this.described()}
          />
          <span>{field.label}</span>
        </label>
        {below}
      </div>
    );
  }
}

/** A file may say it as « oui » or « true » too. */
function isYes(text: string): boolean {
  return ["yes", "true", "oui"].includes(text.trim().toLowerCase());
}

function example(field: Field): string {
  return field.example === "" ? "" : FORM.example + field.example;
}
