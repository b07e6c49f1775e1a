/** The page that fills a letter: the form on one side, the letter and what can be done with it on the other. */
import { Component, createRef } from "../dom";
import type { Problem } from "../errors";
import type { Loader } from "../export";
import type { Fold, Group } from "../form/describe";
import { fieldFor, generic } from "../form/describe";
import type { Found } from "../form/incoming";
import { ROW_ID, type TypedGroup, rowsAt, textAt, withAt } from "../form/typed";
import { formatDate } from "../values/dates";
import { formatMoney } from "../values/money";
import { ACTIONS, FORM, LEGENDS, LOAD, NOTICES, ROWS, SHEET, UNDO } from "../strings";
import { Actions, type Format, type Gesture, Next } from "./actions";
import * as device from "./device";
import { FieldView } from "./field";
import { Intake } from "./intake";
import { GroupItems, type Hands, controlOf, filledIn } from "./items";
import type { PaperCheck } from "./letter_files";
import { Sheet } from "./sheet";
import type { Store } from "./store";

type AppProps = {
  readonly store: Store;
  readonly loader: Loader;
  /** Whether the claim is kept on the device, and how that is changed; false when the browser refuses. */
  readonly isKept: boolean;
  readonly setKept: (isKept: boolean) => boolean;
  /** What a link that was followed within the page brings, null where it brings nothing. */
  readonly readLink: () => Promise<Start> | null;
  readonly greeting: string;
};

/** What the form begins with, and what to say of it. */
export type Start = { readonly typed: TypedGroup | null; readonly greeting: string };

type AppState = {
  readonly isKept: boolean;
  readonly isReading: boolean;
  readonly isBusy: boolean;
  readonly isSent: boolean;
  readonly hasCode: boolean;
  readonly reading: Reading | null;
  /** Looks for what does not fit on paper, once its measures are there. */
  readonly paperCheck: PaperCheck | null;
  /** What just happened, in words, for the eyes and for a screen reader. */
  readonly message: string;
  /** The field that has the focus. */
  readonly lit: string;
  readonly isSheetInView: boolean;
  readonly isOver: boolean;
};

/** What a file gave, and what shows it. */
type Reading = {
  readonly module: typeof import("./reading");
  readonly fileName: string;
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
};

/** Long enough for whoever reads slowly (WCAG 2.2, 2.2.1). */
const UNDO_TIME = 20_000;
/** The row of the reminder that this letter itself will have been. */
const SENT = "sent";

export class App extends Component<AppProps, AppState> {
  private readonly form = createRef<HTMLFormElement>();
  private readonly paper = createRef<HTMLDivElement>();
  private readonly side = createRef<HTMLDivElement>();
  private readonly canShare = device.canShare();
  private afterDrawing: (() => void)[] = [];
  private undoTimer = 0;

  constructor(props: AppProps) {
    super(props);
    this.state = {
      isKept: props.isKept,
      isReading: false,
      isBusy: false,
      isSent: false,
      hasCode: false,
      reading: null,
      paperCheck: null,
      message: props.greeting,
      lit: "",
      isSheetInView: false,
      isOver: false,
    };
  }

  override componentDidMount(): void {
    this.props.store.watch(() => this.forceUpdate());
    // In view once it reaches the middle of the window.
    const watcher = new IntersectionObserver(([entry]) => this.setState({ isSheetInView: entry!.isIntersecting }), {
      rootMargin: "-50% 0px",
    });
    if (this.paper.current) watcher.observe(this.paper.current);
    addEventListener("hashchange", () => void this.follow());
  }

  override componentDidUpdate(): void {
    const waiting = this.afterDrawing;
    this.afterDrawing = [];
    for (const act of waiting) act();
  }

  private say(message: string): void {
    this.setState({ message });
  }

  private readonly start = (): void => {
    // Without the network the form still takes what is typed, and the next gesture tries again.
    this.props.store.start().catch(() => this.say(ACTIONS.failed));
  };

  // --- the form -----------------------------------------------------------------------------------

  private readonly onInput = (event: Event): void => {
    const control = event.target as HTMLInputElement;
    if (!control.name) return;
    const { store } = this.props;
    if (control.type === "date") store.begin(control.name, control.validity.badInput);
    store.type(control.name, control.type === "checkbox" ? (control.checked ? "yes" : "no") : control.value);
  };

  private readonly onFocusIn = (event: Event): void => {
    this.start();
    const { name } = event.target as HTMLInputElement;
    if (!name) return;
    this.afterDrawing.push(() => this.showLit());
    this.setState({ lit: name });
  };

  private readonly onFocusOut = (event: Event): void => {
    const control = event.target as HTMLInputElement;
    if (!control.name) return;
    const { store } = this.props;
    if (control.type === "date") store.begin(control.name, control.validity.badInput);
    const field = store.view.fields.find((one) => one.path === control.name);
    if (field?.control.kind === "line" && store.ready) {
      const tidy = store.ready.engine.tidied(field.control.type, control.value);
      if (tidy !== control.value) store.type(control.name, tidy);
    }
    store.leave(control.name);
  };

  private readonly goTo = (path: string): void => {
    const control = controlOf(this.form.current!, path);
    for (let fold = control?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
    control?.focus({ preventScroll: true });
    (control?.closest(".app-field") ?? control)?.scrollIntoView({ block: "center", behavior: motion() });
  };

  private focusOn(selector: string): void {
    this.form.current!.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  private readonly hands: Hands = {
    addRow: (path, list) => {
      const { store } = this.props;
      store.send({ type: "row_added", path });
      const row = `${path}.${rowsAt(store.typed, path).length - 1}.`;
      const first = store.view.fields.find((field) => field.path.startsWith(row));
      if (first) this.afterDrawing.push(() => this.goTo(first.path));
      this.say(ROWS[list]!.added);
    },
    removeRow: (path, list, index) => {
      this.props.store.send({ type: "row_removed", path, index });
      this.afterDrawing.push(() => this.focusOn(`[data-add="${path}"]`));
      this.say(ROWS[list]!.removed);
      this.offerUndo();
    },
    textOf: (path) => textAt(this.props.store.typed, path),
    errorOf: (path) => {
      const { store } = this.props;
      const problem = store.view.state.told.get(path);
      return problem && store.ready ? store.ready.engine.told(problem, store.shared) : "";
    },
    noteOf: (path) => {
      const { store } = this.props;
      if (path === "terms.late_payment_rate") {
        const on = textAt(store.typed, "letter.on") || store.today;
        return store.ready ? store.ready.engine.floorWords(store.ready.shared.law, on) : "";
      }
      const { deadline } = store.letter;
      if (path !== "letter.deadline_days" || !deadline) return "";
      return FORM.deadline(deadline.min_days, deadline.max_days, deadline.default_days);
    },
    summaryOf: (fold) => this.summaryOf(fold),
  };

  private summaryOf(fold: Fold): string {
    const { letter, shared } = this.props.store;
    if (fold.id === "questions") return FORM.questions(fold.items.length);
    if (fold.id !== "settings") return filledIn(fold, this.hands);
    const settings = this.settings();
    const channel = shared.fields["letter.channel"]?.options?.find((one) => one.value === settings.channel);
    const until = letter.deadline && settings.deadline ? FORM.payBefore(formatDate(settings.deadline)) : "";
    return [formatDate(settings.on), channel?.label, until].filter(Boolean).join(" · ");
  }

  private settings() {
    type Settings = { readonly on: string; readonly channel: string; readonly deadline?: string | null };
    return this.props.store.view.prepared.answers["letter"] as Settings;
  }

  private readonly clear = (): void => {
    this.props.store.send({ type: "cleared" });
    this.offerUndo();
    this.afterDrawing.push(() => this.focusOn("[data-undo]"));
    this.setState({ message: "", reading: null, isSent: false });
  };

  private readonly undo = (): void => {
    this.props.store.send({ type: "undone" });
    this.afterDrawing.push(() => this.focusOn("[data-clear]"));
    this.say(FORM.undone);
  };

  private offerUndo(): void {
    clearTimeout(this.undoTimer);
    this.undoTimer = window.setTimeout(() => this.props.store.send({ type: "undo_expired" }), UNDO_TIME);
  }

  private readonly setKept = (event: Event): void => {
    const wished = (event.currentTarget as HTMLInputElement).checked;
    const isKept = this.props.setKept(wished) && wished;
    this.setState({ isKept, message: isKept ? FORM.kept : wished ? FORM.keepRefused : FORM.forgotten });
  };

  /** A link that fills the form, opened in the tab that already has it. */
  private async follow(): Promise<void> {
    const start = await this.props.readLink();
    if (!start) return;
    if (start.typed) {
      this.props.store.send({ type: "loaded", typed: start.typed });
      this.start();
      this.offerUndo();
    }
    this.say(start.greeting);
  }

  // --- files that come in -------------------------------------------------------------------------

  private readonly open = async (file: File): Promise<void> => {
    this.setState({ isReading: true, reading: null, message: LOAD.reading });
    try {
      await this.read(file);
    } catch (error) {
      console.error(error);
      this.say(LOAD.failed);
    }
    this.setState({ isReading: false });
  };

  private async read(file: File): Promise<void> {
    const { store } = this.props;
    const [module, { engine }] = await Promise.all([import("./reading"), store.start()]);
    const read = await module.readFile(file);
    const { problems } = read;
    const reading = { module, fileName: file.name, problems };
    if (read.kind === "invoice") {
      const found = module.incoming(read.found, store.typed, store.shared);
      this.setState({ reading: { ...reading, found }, message: "" });
      return;
    }
    if (read.data !== null) {
      store.send({ type: "loaded", typed: engine.typedOf(read.data) });
      this.offerUndo();
    }
    this.setState({
      reading: problems.length > 0 ? { ...reading, found: [] } : null,
      message: read.data === null ? "" : LOAD.loaded(file.name),
    });
  }

  private readonly useFound = (found: readonly Found[]): void => {
    const { store } = this.props;
    const { withFound } = this.state.reading!.module;
    store.send({ type: "loaded", typed: withFound(store.typed, found, `read${store.view.state.rowsMade}`) });
    this.offerUndo();
    this.setState({ reading: null, message: LOAD.used });
    this.afterDrawing.push(() => this.focusFirstEmpty());
  };

  private focusFirstEmpty(): void {
    const { view } = this.props.store;
    const field = view.fields.find((one) => textAt(view.state.typed, one.path) === "" && !one.isOptional);
    if (field) this.goTo(field.path);
  }

  private readonly onDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const isOver = event.type === "dragenter" || event.type === "dragover";
    if (isOver !== this.state.isOver) this.setState({ isOver });
    const file = event.type === "drop" ? event.dataTransfer.files[0] : undefined;
    if (file) void this.open(file);
  };

  // --- files that go out --------------------------------------------------------------------------

  /** Fetches what a PDF needs as soon as a hand comes near the button, or with what writes any file. */
  private readonly warm = (): void => {
    this.start();
    import("./letter_files").then(({ warm }) => warm(this.props.loader)).catch(nothing);
    import("../export/pdf").catch(nothing);
    this.measure();
  };

  /** From then on, what does not fit on paper is said beside the letter. */
  private measure(): void {
    if (this.state.paperCheck) return;
    import("./letter_files")
      .then(async ({ paperCheck }) => {
        const check = await paperCheck(this.props.loader);
        this.setState({ paperCheck: check });
      })
      .catch(nothing);
  }

  private readonly download = (format: Format): Promise<void> => {
    if (format === "pdf") this.warm();
    else if (format !== "json") this.measure();
    return this.busy(format !== "json", async ({ letterFile }) => {
      const { store, loader } = this.props;
      const file = await letterFile(store, format, { hasCode: this.state.hasCode }, loader);
      device.save(file);
      return ACTIONS.made(file.name);
    });
  };

  private readonly make = (gesture: Gesture): Promise<void> => {
    const { store, loader } = this.props;
    switch (gesture) {
      case "print":
        return this.busy(false, async () => {
          window.print();
          return "";
        });
      case "copy":
        return this.busy(true, async ({ letterText }) => {
          return (await device.copy(await letterText(store))) ? ACTIONS.copied : ACTIONS.clipboardRefused;
        });
      case "mail":
        return this.busy(true, async ({ mail }) => {
          const { address, toCopy } = await mail(store);
          const isCopied = toCopy !== "" && (await device.copy(toCopy));
          location.href = address;
          return isCopied ? ACTIONS.mailCopied : "";
        });
      case "share":
        return this.busy(true, async ({ letterFile }) => {
          const file = await letterFile(store, "pdf", { hasCode: this.state.hasCode }, loader);
          return (await device.share(file)) ? "" : ACTIONS.failed;
        });
      case "link":
        return this.busy(false, async ({ link }) => {
          return (await device.copy(await link(store))) ? ACTIONS.linkCopied : ACTIONS.clipboardRefused;
        });
    }
  };

  /** Nothing is made of a letter that cannot leave: what is left to do takes the focus. */
  private async busy(
    mustBeReady: boolean,
    act: (files: typeof import("./letter_files")) => Promise<string>,
  ): Promise<void> {
    if (this.state.isBusy) return;
    this.setState({ isBusy: true, message: ACTIONS.making });
    let message: string = ACTIONS.failed;
    try {
      const files = import("./letter_files");
      const canLeave = !mustBeReady || (await this.props.store.canLeave());
      if (!canLeave) this.afterDrawing.push(() => this.side.current?.querySelector<HTMLElement>("[data-summary]")?.focus());
      message = canLeave ? await act(await files) : "";
    } catch (error) {
      // What the face lacks is said beside the letter, character by character.
      if (error instanceof Error && "missing" in error) message = ACTIONS.noGlyph;
      else console.error(error);
    }
    this.setState({ isBusy: false, message });
  }

  /** The letter, sent by whoever says so, is a reminder already made for the letter that comes next. */
  private readonly setSent = (isSent: boolean): void => {
    const { store } = this.props;
    const others = rowsAt(store.typed, "reminders").filter((row) => textAt(row, ROW_ID) !== SENT);
    const { on, channel } = this.settings();
    const sent = { [ROW_ID]: SENT, sent_on: on, channel, stage: store.letter.title.toLowerCase() };
    store.send({ type: "replaced", typed: withAt(store.typed, "reminders", isSent ? [...others, sent] : others) });
    this.setState({ isSent });
  };

  // --- the letter ---------------------------------------------------------------------------------

  private readonly labelOf = (path: string): string => {
    const { letter, shared } = this.props.store;
    const question = letter.questions.find((one) => `answers.${one.name}` === path);
    const words = shared.fields[generic(path)] ?? shared.fields[generic(path).replace(/\[\]$/, "")];
    return question?.label ?? words?.label ?? "";
  };

  private readonly onPaper = (event: Event): void => {
    const blank = (event.target as Element).closest(".app-blank");
    const field = fieldFor(blank?.getAttribute("data-path") ?? "", this.props.store.view.fields);
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
          onSubmit={(event) => event.preventDefault()}
        >
          <Intake isReading={state.isReading} open={(file) => void this.open(file)} />
          {this.reading()}
          {store.view.form.groups.map((group) => this.group(group))}
          {this.keeping()}
        </form>
        <div class="app-side" ref={this.side}>
          {this.notices()}
          <Actions
            hasEmail={store.letter.email !== undefined}
            canShare={this.canShare}
            isBusy={state.isBusy}
            code={textAt(store.typed, "creditor.iban") === "" ? null : state.hasCode}
            warm={this.warm}
            setCode={(hasCode) => this.setState({ hasCode })}
            download={(format) => void this.download(format)}
            make={(gesture) => void this.make(gesture)}
          />
          <p class="app-status" role="status">
            {state.message}
          </p>
          {this.onThePaper()}
          {this.regimeShown()}
          <div class="app-paper" ref={this.paper} tabIndex={0} role="region" aria-label={SHEET.region} onClick={this.onPaper}>
            <div class="relance-sheet">
              <Sheet document={document} labelOf={this.labelOf} lit={state.lit} isNarrow={isNarrow()} />
            </div>
          </div>
        </div>
        <Next
          letters={store.shared.letters.filter((one) => one.id !== store.letter.id)}
          isSent={state.isSent}
          setSent={this.setSent}
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
    const { view, ready } = this.props.store;
    if (group.id === "kind") return this.regime(group);
    const Statement = ready?.engine.StatementView;
    return (
      <fieldset class={`app-group app-group--${group.id}`} key={group.id}>
        <legend class="app-group__legend">{group.label}</legend>
        <GroupItems items={group.items} hands={this.hands} view={view} isReady={ready !== null} />
        {group.id === "invoices" && Statement && (
          <Statement statement={view.prepared.statement} law={ready.shared.law} asked={view.asked} />
        )}
      </fieldset>
    );
  }

  private regime(group: Group) {
    const { shared, view } = this.props.store;
    const [field] = group.items;
    if (field?.kind !== "field") return null;
    return (
      <div class="app-group app-group--kind" key={group.id}>
        <FieldView
          field={field}
          text={textAt(view.state.typed, field.path)}
          error={this.hands.errorOf(field.path)}
          legend={LEGENDS.kind ?? ""}
          descriptions={new Map(shared.vocabulary.audiences.map((term) => [term.id, term.description]))}
        />
      </div>
    );
  }

  private reading() {
    const { reading } = this.state;
    if (!reading) return null;
    const { ReadingView } = reading.module;
    const discard = (): void => this.setState({ reading: null });
    return (
      <ReadingView reading={reading} shared={this.props.store.shared} use={this.useFound} discard={discard} key={reading.fileName} />
    );
  }

  private keeping() {
    const { undo } = this.props.store.view.state;
    return (
      <div class="app-keep">
        <label class="app-check">
          <input type="checkbox" data-keep checked={this.state.isKept} onChange={this.setKept} aria-describedby="app-keep-help" />
          <span>{FORM.keep}</span>
        </label>
        <p class="app-help" id="app-keep-help">
          {FORM.keepHelp}
        </p>
        <p class="app-keep__clear">
          {undo && <span>{UNDO[undo.reason]} </span>}
          {undo ? (
            <button type="button" class="app-quiet" data-undo onClick={this.undo}>
              {FORM.undo}
            </button>
          ) : (
            <button type="button" class="app-quiet" data-clear onClick={this.clear}>
              {FORM.clear}
            </button>
          )}
        </p>
      </div>
    );
  }

  private regimeShown() {
    const { typed, shared, letter } = this.props.store;
    const shown = shared.vocabulary.audiences.find((term) => term.id === letter.audiences[0]);
    if (textAt(typed, "debtor.kind") !== "" || !shown) return null;
    return <p class="app-help app-regime">{SHEET.noKind(shown.label.toLowerCase())}</p>;
  }

  /** Under the buttons: what comes while a hand is near them must not move them. */
  private onThePaper() {
    const { view, ready, shared } = this.props.store;
    const { paperCheck } = this.state;
    if (!ready || !paperCheck || this.props.store.isEmpty()) return null;
    const { Warnings } = ready.engine;
    return <Warnings problems={paperCheck(view.prepared.document)} shared={shared} title={NOTICES.paper} />;
  }

  private notices() {
    const { view, ready, shared } = this.props.store;
    if (!ready) return null;
    const { Refusals, Warnings, ErrorSummary } = ready.engine;
    const left = view.state.isRefused ? view.problems.filter((problem) => view.state.told.has(problem.field)) : [];
    return (
      <>
        <Refusals problems={view.problems} shared={shared} />
        <Warnings problems={view.prepared.warnings} shared={shared} />
        {left.length > 0 && <ErrorSummary problems={left} fields={view.fields} shared={shared} goTo={this.goTo} />}
      </>
    );
  }
}

/** What cannot be had now is asked for again when it is needed. */
function nothing(): void {}

/** As in `app.css`: the letter stands under the form. */
function isNarrow(): boolean {
  return matchMedia("(max-width: 65em)").matches;
}

function motion(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
