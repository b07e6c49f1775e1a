/** The calculator: the questions on one side, the sums and their curve on the other, the whole statement below. */
import { Component, createRef } from "../dom";
import type { Shared } from "../bundle";
import type { DebtorKind } from "../claim/choices";
import { type Problem, problem } from "../errors";
import type { Fold } from "../form/form";
import { fragmentOf as dossierOf } from "../form/share";
import { type FormEvent, next } from "../form/changes";
import { type FormState, initial } from "../form/state";
import { told } from "../form/tell";
import { tidied } from "../form/tidy";
import { type TypedGroup, isEmpty, rowsAt, textAt, withAt } from "../form/typed";
import { listed } from "../messages";
import { FORM } from "../strings/form";
import { ROWS_SAID, SAID } from "../strings/gestures";
import * as device from "../ui/device";
import * as giving from "../ui/giving";
import { FieldView } from "../ui/field";
import { type Hands, Items, controlOf, filledIn } from "../ui/items";
import { floorWords } from "../ui/workings";
import { formatDate } from "../values/dates";
import { formatMoney } from "../values/money";
import { Actions, type Gesture } from "./actions";
import { curveOf } from "./curve";
import { CurveView } from "./curve_view";
import { AMOUNT, type Asked, KIND, PAYMENTS, RATE, UNTIL, allFields, askedFor } from "./fields";
import { fragmentOf, typedOfFragment } from "./fragment";
import { claimFor, nextLetters } from "./next_letter";
import { type Done, type Judged, judge } from "./outcome";
import { Cautions, StatementTable, Sums, WorkingView, indemnityArticle } from "./result";
import { ACTIONS, FIELDS, RESULT, TABLE } from "./strings";
import { asCsv, asText, asTsv, rows } from "./written";

type AppProps = { readonly shared: Shared; readonly today: string; readonly typed: TypedGroup | null; readonly greeting: string };

type AppState = {
  readonly form: FormState;
  readonly message: string;
  /** The total, in words, once somebody pauses: for a screen reader. */
  readonly said: string;
  /** What the next letter takes along, in the fragment of its address. */
  readonly dossier: string;
};

/** What is drawn from the form. */
type View = Judged & { readonly asked: Asked; readonly done: Done | null };

const PAUSE = 700;
/** Long enough for whoever reads slowly (WCAG 2.2, 2.2.1). */
const UNDO_TIME = 20_000;
const EXAMPLE = "#client=professionnel&montant=10000&echeance=2026-05-01&au=2026-09-01";

export class Calculator extends Component<AppProps, AppState> {
  private readonly form = createRef<HTMLFormElement>();
  private readonly result = createRef<HTMLDivElement>();
  private afterDrawing: (() => void)[] = [];
  /** The form after the last event: two events may come before the screen is drawn. */
  private now: FormState;
  /** Dates begun and not finished. */
  private readonly begun = new Set<string>();
  private timer = 0;
  private undoTimer = 0;

  constructor(props: AppProps) {
    super(props);
    this.now = initial(props.typed ?? undefined);
    this.state = { form: this.now, message: props.greeting, said: "", dossier: "" };
  }

  override componentDidMount(): void {
    addEventListener("hashchange", () => {
      const typed = takeLink();
      if (!typed) return;
      this.send({ type: "loaded", typed });
      this.setState({ message: ACTIONS.fromLink });
    });
    addEventListener("pagehide", this.hold);
    this.settled();
  }

  override componentDidUpdate(): void {
    const waiting = this.afterDrawing;
    this.afterDrawing = [];
    for (const act of waiting) act();
  }

  /** Kept in the entry of the tab's own history, as browsers keep the fields of a page without scripts. */
  private readonly hold = (): void => {
    const { typed } = this.now;
    device.hold(isEmpty(typed) ? null : fragmentOf(typed));
  };

  private readonly settled = (): void => {
    this.hold();
    const { done } = this.view(this.now);
    this.setState({ said: done ? RESULT.said(formatMoney(done.working.total), formatDate(done.delay.until)) : "" });
    if (!done) return this.setState({ dossier: "" });
    void dossierOf(claimFor(this.now.typed, done, this.props.today)).then((dossier) => this.setState({ dossier }));
  };

  // --- the form -----------------------------------------------------------------------------------

  private view({ typed }: FormState): View {
    const { shared, today } = this.props;
    const asked = askedFor(shared.fields, typed, today);
    const paths = new Set(allFields(asked).map((field) => field.path));
    const { outcome, problems } = judge(shared.law, typed, paths, today);
    const begun = [...this.begun].map(
      (field): Problem => problem("claim-value", field, "unfinished_date"),
    );
    const done = outcome.kind === "done" ? outcome : null;
    return { asked, outcome, done, problems: [...begun, ...problems] };
  }

  private send(event: FormEvent): void {
    const form = next(this.now, event);
    this.show(event.type === "typed" ? next(form, { type: "judged", problems: this.view(form).problems }) : form);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.settled, PAUSE);
  }

  private show(form: FormState): void {
    this.now = form;
    this.setState({ form });
  }

  private readonly onInput = (event: Event): void => {
    const control = event.target as HTMLInputElement;
    if (!control.name) return;
    this.begin(control);
    this.send({ type: "typed", path: control.name, text: control.value });
  };

  private readonly onFocusOut = (event: Event): void => {
    const control = event.target as HTMLInputElement;
    if (!control.name) return;
    this.begin(control);
    const field = allFields(this.view(this.now).asked).find((one) => one.path === control.name);
    const tidy = field?.control.kind === "line" ? tidied(field.control.type, control.value) : control.value;
    const form = tidy === control.value ? this.now : next(this.now, { type: "typed", path: control.name, text: tidy });
    this.show(next(form, { type: "left", path: control.name, problems: this.view(form).problems }));
  };

  private begin({ name, type, validity }: HTMLInputElement): void {
    if (type !== "date") return;
    if (validity.badInput) this.begun.add(name);
    else this.begun.delete(name);
  }

  private readonly hands: Hands = {
    addRow: (path, list) => {
      this.send({ type: "row_added", path });
      this.setState({ message: ROWS_SAID[list]!.added });
      this.afterDrawing.push(() => this.goTo(`${path}.${rowsAt(this.now.typed, path).length - 1}.paid_on`));
    },
    removeRow: (path, list, index) => {
      this.send({ type: "row_removed", path, index });
      this.setState({ message: ROWS_SAID[list]!.removed });
      this.afterDrawing.push(() => this.form.current!.querySelector<HTMLElement>(`[data-add="${PAYMENTS}"]`)?.focus());
      this.offerUndo();
    },
    textOf: (path) => textAt(this.now.typed, path),
    errorOf: (path) => {
      const problem = this.now.told.get(path);
      return problem ? told(problem, this.props.shared) : "";
    },
    noteOf: (path) => {
      const { shared, today } = this.props;
      const isProfessional = ["", "professional"].includes(textAt(this.now.typed, KIND));
      return path === RATE && isProfessional ? floorWords(shared.law, textAt(this.now.typed, UNTIL) || today) : "";
    },
    summaryOf: (fold) => this.summaryOf(fold),
  };

  private summaryOf(fold: Fold): string {
    if (fold.id !== "method") return filledIn(fold, this.hands);
    const chosen = fold.items.flatMap((item) => {
      if (item.kind !== "field" || item.control.kind !== "list") return [];
      const { options, fallback } = item.control;
      return options.find((option) => option.value === (this.hands.textOf(item.path) || fallback))?.label ?? [];
    });
    return chosen.join(" · ");
  }

  private readonly goTo = (path: string): void => {
    const control = controlOf(this.form.current!, path);
    control?.focus({ preventScroll: true });
    (control?.closest(".app-field") ?? control)?.scrollIntoView({ block: "nearest" });
  };

  private readonly clear = (): void => {
    this.send({ type: "cleared" });
    this.offerUndo();
    this.setState({ message: "" });
    this.afterDrawing.push(() => this.form.current!.querySelector<HTMLElement>("[data-undo]")?.focus());
  };

  private readonly undo = (): void => {
    this.send({ type: "undone" });
    this.setState({ message: SAID.undone });
    this.afterDrawing.push(() => this.form.current!.querySelector<HTMLElement>("[data-clear]")?.focus());
  };

  private offerUndo(): void {
    clearTimeout(this.undoTimer);
    this.undoTimer = window.setTimeout(() => this.send({ type: "undo_expired" }), UNDO_TIME);
  }

  private readonly showExample = (): void => {
    this.send({ type: "replaced", typed: typedOfFragment(EXAMPLE)! });
    this.afterDrawing.push(() => this.goTo(AMOUNT));
  };

  private readonly see = (): void => {
    this.result.current?.scrollIntoView({ block: "start" });
    this.result.current?.focus({ preventScroll: true });
  };

  private readonly stop = (day: string): void => {
    this.send({ type: "replaced", typed: withAt(this.now.typed, UNTIL, day) });
    this.afterDrawing.push(() => this.goTo(UNTIL));
  };

  // --- what leaves --------------------------------------------------------------------------------

  private readonly make = async (gesture: Gesture): Promise<void> => {
    const { done } = this.view(this.now);
    if (!done) {
      const [path = KIND] = this.missing();
      this.setState({ message: ACTIONS.nothing });
      this.goTo(path);
      return;
    }
    this.setState({ message: await this.made(gesture, done) });
  };

  private async made(gesture: Gesture, done: Done): Promise<string> {
    const article = indemnityArticle(this.props.shared.law, done);
    const copied = async (text: string, message: string): Promise<string> => ((await giving.copy(text)) ? message : ACTIONS.refused);
    switch (gesture) {
      case "text":
        return copied(asText(done, article), ACTIONS.copied);
      case "tsv":
        return copied(asTsv(rows(done, article)), ACTIONS.tsvCopied);
      case "link":
        return copied(new URL(fragmentOf(this.now.typed), location.href).href, ACTIONS.linkCopied);
      case "csv": {
        const name = `interets-de-retard-${done.delay.until}.csv`;
        giving.save(new File([asCsv(rows(done, article))], name, { type: "text/csv" }));
        return ACTIONS.made(name);
      }
    }
  }

  private missing(): readonly string[] {
    const { outcome } = this.view(this.now);
    return outcome.kind === "waiting" ? outcome.missing : [];
  }

  // --- drawing ------------------------------------------------------------------------------------

  render({ shared, today }: AppProps, { form, message, said, dossier }: AppState) {
    const { asked, outcome, done } = this.view(form);
    const kind = (textAt(form.typed, KIND) || "professional") as DebtorKind;
    const missing = this.missing().map((path) => FIELDS.missing[path] ?? path);
    const article = done ? indemnityArticle(shared.law, done) : "";
    const hasSegments = done !== null && done.working.segments.length > 0;
    return (
      <div class="calculator">
        <form
          class="app-form"
          ref={this.form}
          noValidate
          onInput={this.onInput}
          onFocusOut={this.onFocusOut}
          onSubmit={(event) => event.preventDefault()}
        >
          <div class="app-group app-group--kind">
            <FieldView
              field={{ ...asked.kind, help: "" }}
              text={textAt(form.typed, KIND)}
              error={this.hands.errorOf(KIND)}
              legend={FIELDS.legend}
              descriptions={new Map(shared.vocabulary.audiences.map((term) => [term.id, term.description]))}
            />
          </div>
          <fieldset class="app-group">
            <legend class="app-group__legend">{FIELDS.group}</legend>
            <Items items={asked.items} hands={this.hands} />
          </fieldset>
          {this.clearing()}
        </form>
        <div class="calculator__side" ref={this.result} tabIndex={-1} role="region" aria-label={RESULT.region}>
          <Sums
            outcome={outcome}
            kind={kind}
            until={done?.delay.until ?? ""}
            missing={missing.length > 0 ? listed(missing, "et") : ""}
            stop={this.stop}
            showExample={isEmpty(form.typed) ? this.showExample : null}
            shared={shared}
          />
          <CurveView curve={done && curveOf(done)} />
          {done && <Cautions done={done} shared={shared} />}
          <Actions
            letters={done ? nextLetters(shared.letters, done, today) : []}
            dossier={dossier}
            make={(gesture) => void this.make(gesture)}
          />
          <p class="app-status" role="status">
            {message}
          </p>
          <p class="relance-hidden" role="status" data-said>
            {said}
          </p>
        </div>
        <section class="calculator__whole" aria-labelledby="calculator-statement">
          <h2 id="calculator-statement">{TABLE.title}</h2>
          {done && hasSegments ? (
            <>
              <StatementTable done={done} article={article} />
              <WorkingView done={done} />
            </>
          ) : (
            <p class="calculator__empty">{done ? RESULT.noInterest : TABLE.empty}</p>
          )}
        </section>
        <div class="app-bar">
          <button type="button" class="app-button app-button--main" onClick={this.see}>
            {RESULT.see}
          </button>
          <span class="app-bar__total">{done ? formatMoney(done.working.total) : RESULT.none}</span>
        </div>
      </div>
    );
  }

  private clearing() {
    const { undo } = this.now;
    return (
      <p class="calculator__clear">
        {undo && <span>{undo.words} </span>}
        {undo ? (
          <button type="button" class="app-quiet" data-undo onClick={this.undo}>
            {FORM.undo}
          </button>
        ) : (
          <button type="button" class="app-quiet" data-clear onClick={this.clear}>
            {ACTIONS.clear}
          </button>
        )}
      </p>
    );
  }
}

/** What a link brings; once read it need not stay in the address, nor in the list of visited pages. */
export function takeLink(): TypedGroup | null {
  const typed = typedOfFragment(location.hash);
  if (typed) history.replaceState(history.state, "", location.pathname + location.search);
  return typed;
}
