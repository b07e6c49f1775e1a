/** The page that fills a letter: the form on one side, the letter and what can be done with it on the other. */
import { isAsked } from "../bundle";
import { Component, createRef } from "../dom";
import type { Loader } from "../export";
import { type Fold, type Group, fieldFor, generic } from "../form/form";
import { textAt } from "../form/typed";
import { ACTIONS } from "../strings/actions";
import { CAUTIONS } from "../strings/cautions";
import { FORM, LEGENDS } from "../strings/form";
import { LOAD } from "../strings/files";
import { SHEET } from "../strings/sheet";
import { STATEMENT } from "../strings/statement";
import { formatDate } from "../values/dates";
import { formatMoney } from "../values/money";
import { Actions, Next } from "./actions";
import { Keeping, Notices, RegimeShown, Warnings } from "./beside";
import * as device from "./device";
import { FieldView } from "./field";
import { Intake } from "./intake";
import { GroupItems, type Hands, controlOf, filledIn } from "./items";
import type { AppState, Made, Page } from "./page";
import { Sheet } from "./sheet";
import type { Store } from "./store";
import { Unfold } from "./unfold";

type AppProps = {
  readonly store: Store;
  readonly loader: Loader;
  /** Whether the claim is kept on the device, and how that is changed; false when the browser refuses. */
  readonly isKept: boolean;
  readonly setKept: (isKept: boolean) => boolean;
  /** The fragment of a link that fills the form, null where the address has none. */
  readonly takeLink: () => string | null;
  readonly greeting: string;
};

type Gestures = typeof import("./gestures");

export class App extends Component<AppProps, AppState> implements Page {
  private readonly form = createRef<HTMLFormElement>();
  private readonly paper = createRef<HTMLDivElement>();
  private readonly canShare = device.canShare();
  private waiting: (() => void)[] = [];
  /** What the floor of a contractual rate is, once somebody looks at that field. */
  private floorWords: typeof import("./workings").floorWords | null = null;

  readonly store = this.props.store;
  readonly loader = this.props.loader;
  readonly setKept = this.props.setKept;

  override state: AppState = {
    isKept: this.props.isKept,
    isReading: false,
    isBusy: false,
    isSent: false,
    wished: {},
    hasCode: false,
    reading: null,
    paperCheck: null,
    message: this.props.greeting,
    lit: "",
    isSheetInView: false,
    isOver: false,
  };

  override componentDidMount(): void {
    this.store.watch(() => this.forceUpdate());
    // In view once it reaches the middle of the window.
    const watcher = new IntersectionObserver(([entry]) => this.setState({ isSheetInView: entry!.isIntersecting }), {
      rootMargin: "-50% 0px",
    });
    watcher.observe(this.paper.current!);
    addEventListener("hashchange", () => {
      const link = this.props.takeLink();
      if (link !== null) this.later(import("./start"), ({ follow }) => follow(this, link));
    });
  }

  override componentDidUpdate(): void {
    const acts = this.waiting;
    this.waiting = [];
    for (const act of acts) act();
  }

  // --- for what comes later -------------------------------------------------------------------------

  show(change: Partial<AppState>): void {
    this.setState(change);
  }

  afterwards(act: () => void): void {
    this.waiting.push(act);
    this.forceUpdate();
  }

  readonly goTo = (path: string): void => {
    const control = controlOf(this.form.current!, path);
    for (let fold = control?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    control?.focus({ preventScroll: true });
    (control?.closest(".app-field") ?? control)?.scrollIntoView({ block: "center", behavior: motion() });
  };

  focusOn(selector: string): void {
    document.querySelector<HTMLElement>(`.app ${selector}`)?.focus({ preventScroll: true });
  }

  private readonly start = (): void => {
    // Without the network the form still takes what is typed, and the next gesture tries again.
    this.later(this.store.start(), () => undefined);
  };

  private later<Part>(coming: Promise<Part>, act: (part: Part) => unknown): Promise<unknown> {
    return coming.then(act).catch(() => this.setState({ message: ACTIONS.failed }));
  }

  private readonly gesture = (act: (gestures: Gestures) => void, wished?: AppState["wished"]): void => {
    const done = this.later(import("./gestures"), act);
    if (!wished) return;
    this.setState({ wished });
    this.store.wish = done.then(() => {
      this.store.wish = null;
      this.setState({ wished: {} });
    });
  };

  // --- the form -----------------------------------------------------------------------------------

  private readonly onInput = (event: Event): void => {
    const control = event.target as HTMLInputElement;
    if (!control.name) return;
    this.begin(control);
    this.store.type(control.name, control.type === "checkbox" ? (control.checked ? "yes" : "no") : control.value);
  };

  private readonly onFocusIn = (event: Event): void => {
    this.start();
    const { name } = event.target as HTMLInputElement;
    if (!name) return;
    this.waiting.push(() => this.showLit());
    this.setState({ lit: name });
  };

  private readonly onFocusOut = (event: Event): void => {
    const control = event.target as HTMLInputElement;
    if (!control.name) return;
    this.begin(control);
    this.store.tidy(control.name, control.value);
    this.store.leave(control.name);
  };

  /** A hand near a button of the form: what its gesture needs comes ahead of the click. */
  private readonly onPointerOver = ({ target }: Event): void => {
    if ((target as Element).matches("button, [data-keep]")) this.gesture(() => undefined);
  };

  private begin({ type, name, validity }: HTMLInputElement): void {
    if (type === "date") this.store.begin(name, validity.badInput);
  }

  private readonly hands: Hands = {
    addRow: (path, list) => this.gesture(({ addRow }) => addRow(this, path, list)),
    removeRow: (path, list, index) => this.gesture(({ removeRow }) => removeRow(this, path, list, index)),
    textOf: (path) => textAt(this.store.typed, path),
    errorOf: (path) => {
      const { view, telling, labels } = this.store;
      const problem = view.state.told.get(path);
      return problem && telling ? telling.told(problem, labels) : "";
    },
    noteOf: (path) => {
      const { ready, letter, today, typed } = this.store;
      if (path === "terms.late_payment_rate") {
        return ready && this.floorWords ? this.floorWords(ready.shared.law, textAt(typed, "letter.on") || today) : "";
      }
      const { deadline } = letter;
      if (path !== "letter.deadline_days" || !deadline) return "";
      return FORM.deadline(deadline.min_days, deadline.max_days, deadline.default_days);
    },
    summaryOf: (fold) => this.summaryOf(fold),
    near: (fold) => {
      this.later(import("../form/folded"), (folded) => this.store.unfold(folded));
      if (fold.id !== "terms" || this.floorWords) return;
      this.later(import("./workings"), ({ floorWords }) => {
        this.floorWords = floorWords;
        this.forceUpdate();
      });
    },
  };

  private summaryOf(fold: Fold): string {
    const { letter, shared, view } = this.store;
    if (fold.id === "questions") {
      return FORM.questions(letter.questions.filter((question) => isAsked(question, view.form.kind)).length);
    }
    if (fold.id !== "settings") return filledIn(fold, this.hands);
    type Settings = { readonly on: string; readonly channel: string; readonly deadline?: string | null };
    const { on, channel, deadline } = view.prepared.answers["letter"] as Settings;
    const way = shared.fields["letter.channel"]?.options?.find((one) => one.value === channel);
    const until = letter.deadline && deadline ? FORM.payBefore(formatDate(deadline)) : "";
    return [formatDate(on), way?.label, until].filter(Boolean).join(" · ");
  }

  // --- files ----------------------------------------------------------------------------------------

  private readonly open = async (file: File): Promise<void> => {
    this.setState({ isReading: true, reading: null, message: LOAD.reading });
    try {
      const module = await import("./reading");
      await module.open(this, file, module);
    } catch (error) {
      console.error(error);
      this.setState({ message: LOAD.failed });
    }
    this.setState({ isReading: false });
  };

  private readonly onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const isOver = event.type === "dragenter" || event.type === "dragover";
    if (isOver !== this.state.isOver) this.setState({ isOver });
    const file = event.type === "drop" ? event.dataTransfer.files[0] : undefined;
    if (file) void this.open(file);
  };

  /** Fetches what a PDF needs as soon as a hand comes near the button. */
  private readonly warm = (): void => {
    this.start();
    import("./outgoing").then(({ prepare }) => prepare(this)).catch(() => undefined);
  };

  private readonly make = async (what: Made): Promise<void> => {
    if (this.state.isBusy) return;
    if (what === "pdf") this.warm();
    this.setState({ isBusy: true, message: ACTIONS.making });
    let message: string = ACTIONS.failed;
    try {
      const { make } = await import("./outgoing");
      message = await make(this, what);
    } catch (error) {
      console.error(error);
    }
    this.setState({ isBusy: false, message });
  };

  // --- the letter ---------------------------------------------------------------------------------

  private readonly labelOf = (path: string): string => {
    const { letter, shared } = this.store;
    const question = letter.questions.find((one) => `answers.${one.name}` === path);
    const words = shared.fields[generic(path)] ?? shared.fields[generic(path).replace(/\[\]$/, "")];
    return question?.label ?? words?.label ?? "";
  };

  private readonly onPaper = (event: Event): void => {
    const blank = (event.target as Element).closest(".app-blank");
    const field = fieldFor(blank?.getAttribute("data-path") ?? "", this.store.view.fields);
    if (field) this.goTo(field.path);
  };

  /** Where the letter has a scroll of its own, what the field gives is brought into sight. */
  private showLit(): void {
    const paper = this.paper.current;
    const lit = paper?.querySelector(`.app-lit, [data-path="${this.state.lit}"]`);
    if (!paper || !lit || paper.scrollHeight <= paper.clientHeight) return;
    const [box, place] = [paper.getBoundingClientRect(), lit.getBoundingClientRect()];
    if (place.top >= box.top && place.bottom <= box.bottom) return;
    paper.scrollBy({ top: place.top - box.top - box.height / 3, behavior: motion() });
  }

  private readonly toggleSheet = (): void => {
    const target = this.state.isSheetInView ? this.form.current : this.paper.current;
    target?.scrollIntoView({ block: "start", behavior: motion() });
    if (!this.state.isSheetInView) this.paper.current?.focus({ preventScroll: true });
  };

  // --- drawing ------------------------------------------------------------------------------------

  render({ store }: AppProps, state: AppState) {
    const { statement, document } = store.view.prepared;
    const sum = statement?.[store.view.asked];
    const { reading } = state;
    return (
      <div
        class={`app${state.isOver ? " app--over" : ""}`}
        onDragEnter={this.onDrag}
        onDragOver={this.onDrag}
        onDragLeave={this.onDrag}
        onDrop={this.onDrag}
        onPointerDown={this.start}
      >
        <form
          class="app-form"
          ref={this.form}
          noValidate
          onInput={this.onInput}
          onFocusIn={this.onFocusIn}
          onFocusOut={this.onFocusOut}
          onPointerOver={this.onPointerOver}
          onSubmit={(event) => event.preventDefault()}
        >
          <Intake isReading={state.isReading} open={(file) => void this.open(file)} />
          {reading && <reading.module.ReadingView reading={reading.reading} shared={store.shared} page={this} key={reading.reading.fileName} />}
          {store.view.form.groups.map((group) => this.group(group))}
          <Keeping isKept={state.wished.isKept ?? state.isKept} undo={store.view.state.undo} gesture={this.gesture} page={this} />
        </form>
        <div class="app-side">
          <Notices store={store} goTo={this.goTo} />
          <Actions
            hasEmail={store.letter.email !== undefined}
            canShare={this.canShare}
            isBusy={state.isBusy}
            code={textAt(store.typed, "creditor.iban") === "" ? null : state.hasCode}
            warm={this.warm}
            setCode={(hasCode) => this.setState({ hasCode })}
            make={(what) => void this.make(what)}
          />
          <p class="app-status" role="status">
            {state.message}
          </p>
          {/* Under the buttons: what comes while a hand is near them must not move them. */}
          {state.paperCheck && !store.isEmpty() && (
            <Warnings problems={state.paperCheck(document)} store={store} title={CAUTIONS.paper} />
          )}
          {textAt(store.typed, "debtor.kind") === "" && <RegimeShown letter={store.letter} shared={store.shared} />}
          <div class="app-paper" ref={this.paper} tabIndex={0} role="region" aria-label={SHEET.region} onClick={this.onPaper}>
            <div class="relance-sheet">
              <Sheet document={document} labelOf={this.labelOf} lit={state.lit} isNarrow={isNarrow()} />
            </div>
          </div>
        </div>
        <Next
          letters={store.shared.letters.filter((one) => one.id !== store.letter.id)}
          isSent={state.wished.isSent ?? state.isSent}
          setSent={(isSent) => this.gesture(({ setSent }) => setSent(this, isSent), { isSent })}
        />
        <div class="app-bar">
          <button type="button" class="app-button app-button--main" onClick={this.toggleSheet}>
            {state.isSheetInView ? SHEET.back : SHEET.show}
          </button>
          {sum && sum.cents > 0 && <span class="app-bar__total">{formatMoney(sum)}</span>}
        </div>
      </div>
    );
  }

  private group(group: Group) {
    const { view, ready, telling, shared } = this.store;
    const [first] = group.items;
    if (group.id === "kind" && first?.kind === "field") {
      return (
        <div class="app-group app-group--kind" key={group.id}>
          <FieldView
            field={first}
            text={textAt(view.state.typed, first.path)}
            error={this.hands.errorOf(first.path)}
            legend={LEGENDS.kind ?? ""}
            descriptions={new Map(shared.vocabulary.audiences.map((term) => [term.id, term.description]))}
          />
        </div>
      );
    }
    const Statement = ready?.engine.StatementView;
    return (
      <fieldset class={`app-group app-group--${group.id}`} key={group.id}>
        <legend class="app-group__legend">{group.label}</legend>
        <GroupItems items={group.items} hands={this.hands} view={view} telling={telling} floorWords={this.floorWords} />
        {group.id === "invoices" && Statement && (
          <Statement
            statement={view.prepared.statement}
            asked={view.asked}
            working={(statement) => (
              <Unfold
                class="app-fold app-workings"
                title={STATEMENT.open}
                bring={() => import("./workings")}
                draw={({ Workings }) => <Workings statement={statement} law={ready.shared.law} />}
              />
            )}
          />
        )}
      </fieldset>
    );
  }
}

/** As in `app.css`: the letter stands under the form. */
function isNarrow(): boolean {
  return matchMedia("(max-width: 65em)").matches;
}

function motion(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
