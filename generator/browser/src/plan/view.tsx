/** The page of the plan: what is asked on one side, the dated line on the other. */
import { Component, type Children, createRef } from "../dom";
import type { Shared } from "../bundle";
import { read } from "../claim/read";
import { type Problem, problem } from "../errors";
import { fragmentOf } from "../form/share";
import { type FormEvent, next } from "../form/changes";
import { type FormState, initial } from "../form/state";
import { keptText } from "../form/storage";
import { told } from "../form/tell";
import { type TypedGroup, isEmpty, plainOf, rowsAt, textAt } from "../form/typed";
import { ROWS_SAID } from "../strings/gestures";
import * as device from "../ui/device";
import * as giving from "../ui/giving";
import { FieldView } from "../ui/field";
import { type Hands, Items, controlOf, filledIn } from "../ui/items";
import { type Asked, DUE, KIND, allFields, askedFor, factsFor } from "./fields";
import { toIcs } from "./ics";
import { type Plan, type Step, makePlan, nextStep } from "./plan";
import { PLAN } from "./strings";
import { Timeline, inWords } from "./timeline";

type Props = { readonly shared: Shared; readonly today: string; readonly root: string; readonly typed: TypedGroup | null };

type State = {
  readonly form: FormState;
  /** Dates begun and not finished. */
  readonly begun: ReadonlySet<string>;
  readonly message: string;
  /** What a letter takes along, in the fragment of its address. */
  readonly fragment: string;
};

type View = { readonly asked: Asked; readonly plan: Plan | null; readonly problems: readonly Problem[] };

const PAUSE = 500;
/** Under which the tab's history keeps what is typed: no letter has this name. */
export const HELD_AS = "calendrier";

export class PlanPage extends Component<Props, State> {
  private readonly form = createRef<HTMLFormElement>();
  private afterDrawing: (() => void)[] = [];
  private timer = 0;
  /** What the fragment was last made of. */
  private handed: TypedGroup | null = null;

  constructor(props: Props) {
    super(props);
    this.state = { form: initial(props.typed ?? undefined), begun: new Set(), message: "", fragment: "" };
  }

  override componentDidMount(): void {
    addEventListener("pagehide", this.hold);
    this.handOver();
  }

  override componentDidUpdate(): void {
    this.handOver();
    const waiting = this.afterDrawing;
    this.afterDrawing = [];
    for (const act of waiting) act();
  }

  private readonly hold = (): void => {
    const { typed } = this.state.form;
    device.hold(isEmpty(typed) ? null : keptText(HELD_AS, typed));
  };

  /** The links follow what is typed, at once. */
  private handOver(): void {
    const { typed } = this.state.form;
    if (typed === this.handed) return;
    this.handed = typed;
    void fragmentOf(plainOf(typed)).then((fragment) => typed === this.handed && this.setState({ fragment }));
  }

  // --- the form -----------------------------------------------------------------------------------

  private view({ typed }: FormState): View {
    const { shared, today } = this.props;
    const asked = askedFor(shared, typed);
    const paths = new Set(allFields(asked).map(({ path }) => path));
    const { draft, problems } = read(plainOf(typed));
    const facts = factsFor(draft);
    const begun = [...this.state.begun].map(
      (field): Problem => problem("claim-value", field, "unfinished_date"),
    );
    const wrong = problems.filter(({ field }) => paths.has(field));
    return { asked, plan: facts && makePlan(shared.law, shared.letters, facts, today), problems: [...begun, ...wrong] };
  }

  private send(event: FormEvent): void {
    let form = next(this.state.form, event);
    if (event.type === "typed") form = next(form, { type: "judged", problems: this.view(form).problems });
    this.setState({ form, message: "" });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.hold, PAUSE);
  }

  private readonly onInput = ({ target }: Event): void => {
    const control = target as HTMLInputElement;
    if (!control.name) return;
    this.begin(control);
    const text = control.type === "checkbox" ? (control.checked ? "yes" : "no") : control.value;
    this.send({ type: "typed", path: control.name, text });
  };

  private readonly onFocusOut = ({ target }: Event): void => {
    const control = target as HTMLInputElement;
    if (!control.name) return;
    this.begin(control);
    const { form } = this.state;
    this.setState({ form: next(form, { type: "left", path: control.name, problems: this.view(form).problems }) });
  };

  private begin({ name, type, validity }: HTMLInputElement): void {
    if (type !== "date" || validity.badInput === this.state.begun.has(name)) return;
    const begun = new Set(this.state.begun);
    if (validity.badInput) begun.add(name);
    else begun.delete(name);
    // Read at once by what judges the field that is left.
    this.state = { ...this.state, begun };
    this.setState({ begun });
  }

  private readonly hands: Hands = {
    addRow: (path, list) => {
      this.send({ type: "row_added", path });
      this.setState({ message: ROWS_SAID[list]!.added });
      this.afterDrawing.push(() => this.goTo(`${path}.${rowsAt(this.state.form.typed, path).length - 1}.sent_on`));
    },
    removeRow: (path, list, index) => {
      this.send({ type: "row_removed", path, index });
      this.setState({ message: ROWS_SAID[list]!.removed });
      this.afterDrawing.push(() => this.form.current!.querySelector<HTMLElement>(`[data-add="${path}"]`)?.focus());
    },
    textOf: (path) => textAt(this.state.form.typed, path),
    errorOf: (path) => {
      const problem = this.state.form.told.get(path);
      return problem ? told(problem, this.props.shared) : "";
    },
    noteOf: () => "",
    summaryOf: (fold) => filledIn(fold, this.hands),
  };

  private readonly goTo = (path: string): void => controlOf(this.form.current!, path)?.focus();

  private readonly download = async (): Promise<void> => {
    const { plan } = this.view(this.state.form);
    if (!plan) return this.goTo(textAt(this.state.form.typed, KIND) ? DUE : KIND);
    const { typed } = this.state.form;
    const number = textAt(typed, "invoices.0.number").trim();
    const about = { debtor: textAt(typed, "debtor.name").trim(), invoices: number ? [number] : [] };
    const name = "relance.ics";
    try {
      giving.save(new File([await toIcs(plan, about, this.props.today)], name, { type: "text/calendar" }));
      this.setState({ message: PLAN.made(name) });
    } catch (error) {
      console.error(error);
      this.setState({ message: PLAN.failed });
    }
  };

  // --- drawing ------------------------------------------------------------------------------------

  render({ shared, today, root }: Props, { form, message, fragment }: State) {
    const { asked, plan } = this.view(form);
    const coming = plan ? nextStep(plan) : undefined;
    return (
      <div class="plan">
        <form
          class="app-form"
          ref={this.form}
          noValidate
          aria-label={PLAN.form}
          onInput={this.onInput}
          onFocusOut={this.onFocusOut}
          onSubmit={(event) => event.preventDefault()}
        >
          <div class="app-group app-group--kind">
            <FieldView
              field={{ ...asked.kind, help: "" }}
              text={textAt(form.typed, KIND)}
              error={this.hands.errorOf(KIND)}
              legend={PLAN.kind}
              descriptions={new Map(shared.vocabulary.audiences.map((term) => [term.id, term.description]))}
            />
          </div>
          {this.group(PLAN.dates, <Items items={asked.dates} hands={this.hands} />)}
          {this.group(PLAN.sent, <Items items={[asked.sent]} hands={this.hands} />)}
          {this.group(PLAN.insolvency, <Items items={[asked.opened]} hands={this.hands} />)}
          {this.group(
            PLAN.agenda,
            <>
              <p class="app-help plan-help">{PLAN.agendaHelp}</p>
              <Items items={asked.agenda} hands={this.hands} />
            </>,
          )}
        </form>
        <section class={`plan-side${plan ? "" : " plan-side--waiting"}`} aria-label={PLAN.region}>
          <p class="relance-hidden" role="status">
            {message || (coming ? PLAN.heard(coming.title, inWords(coming.on)) : "")}
          </p>
          {plan ? (
            <>
              {this.head(plan, coming, fragment)}
              <Timeline plan={plan} today={today} root={root} fragment={fragment} />
            </>
          ) : (
            <>
              <p class="advice-answer__title">{PLAN.waiting}</p>
              <p class="advice-answer__reason">{PLAN.waitingMore}</p>
            </>
          )}
        </section>
      </div>
    );
  }

  private group(legend: string, children: Children) {
    return (
      <fieldset class="app-group">
        <legend class="app-group__legend">{legend}</legend>
        {children}
      </fieldset>
    );
  }

  private head(plan: Plan, coming: Step | undefined, fragment: string) {
    const hasLetters = plan.steps.some(({ kind }) => kind === "letter");
    return (
      <div class="plan-head">
        <p class={`advice-answer__kind${coming ? "" : " advice-answer__kind--none"}`}>{hasLetters ? PLAN.next : PLAN.noLetter}</p>
        <p class="advice-answer__title">{coming ? coming.title : hasLetters ? PLAN.climbed : plan.steps[0]?.title}</p>
        {coming && <p class="advice-answer__reason">{inWords(coming.on)}</p>}
        <p class="advice-answer__ways">
          {coming && (
            <a class="app-button app-button--main" href={`${this.props.root}lettres/${coming.letter}/${fragment}`}>
              {PLAN.write}
            </a>
          )}
          <button type="button" class="app-button" onClick={() => void this.download()}>
            {PLAN.download}
          </button>
        </p>
      </div>
    );
  }
}
