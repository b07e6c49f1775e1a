/** The one place that changes: what is typed and what follows from it; the screen is drawn again after each event. */
import type { Letter, Shared, SharedJson } from "../bundle";
import type { Prepared } from "../context";
import { type Problem, problem } from "../errors";
import { type Asked, askedBy } from "../form/asked";
import { blankLetter } from "../form/blank";
import { type Folded, describe, structureOf } from "../form/describe";
import { type Field, type Form, fieldsOf, onFields } from "../form/form";
import { forFirstRegime, letterClaim } from "../form/letter_claim";
import { type Answering, type FormState, answered, initial, isRefusal } from "../form/state";
import { type TypedGroup, isEmpty, textAt } from "../form/typed";
import { NotHere, later } from "../later";

export type Engine = typeof import("../engine");
export type Telling = typeof import("../telling");

/** What is drawn. */
export type View = {
  readonly state: FormState;
  readonly form: Form;
  readonly fields: readonly Field[];
  readonly prepared: Prepared;
  readonly asked: Asked;
  /** What keeps the letter from leaving, each by the path of a field of the form. */
  readonly problems: readonly Problem[];
};

/** The engine with the law that it reads. */
export type Ready = { readonly engine: Engine; readonly shared: Shared };

export class Store {
  view: View;
  ready: Ready | null = null;
  /** What says what is wrong, once there is something to say. */
  telling: Telling | null = null;
  /** What describes the inside of folds and rows, once somebody looks there. */
  private folded: Folded | null = null;
  /** What the claim needs and has not here yet. */
  coming: Promise<unknown> | null = null;
  /** A box that was ticked, until what it calls has come. */
  wish: Promise<unknown> | null = null;
  private structure = "";
  private starting: Promise<Ready> | null = null;
  /** Dates begun and not finished: the browser shows them and gives no text for them. */
  private readonly begun = new Set<string>();
  private readonly watchers: (() => void)[] = [];
  private readonly words = later(() => import("../telling"));

  constructor(
    readonly shared: SharedJson,
    readonly letter: Letter,
    readonly today: string,
    private readonly load: () => Promise<Engine>,
  ) {
    this.view = this.viewOf(initial(), null);
  }

  watch(watcher: () => void): void {
    this.watchers.push(watcher);
  }

  /** Brings the engine in, once; what was typed meanwhile is there. */
  start(): Promise<Ready> {
    this.starting ??= this.load().then(
      (engine) => {
        this.ready = { engine, shared: engine.readShared(this.shared) };
        this.refresh();
        return this.ready;
      },
      (error: unknown) => {
        // The next gesture may find the network again.
        this.starting = null;
        throw error;
      },
    );
    return this.starting;
  }

  /** Works everything out again, now that more is here. */
  private refresh(): void {
    this.view = this.viewOf(this.view.state, null);
    // A field may have been left before anything could judge it.
    const [path] = this.view.state.left;
    if (path !== undefined) this.leave(path);
    else this.tell();
  }

  send(event: Answering): void {
    this.become(answered(this.view.state, event));
  }

  become(next: FormState): void {
    const before = this.view;
    this.view = this.viewOf(next, before);
    // What was told is mended as it is typed; another claim has told nothing yet.
    const { problems } = this.view;
    const isTyped = next.typed !== before.state.typed && next.told === before.state.told;
    if (isTyped) this.view = { ...this.view, state: answered(next, { type: "judged", problems }) };
    this.tell();
  }

  private tell(): void {
    if (!this.telling && (this.view.state.told.size > 0 || this.view.problems.some(isRefusal))) {
      this.speak().catch(() => undefined);
    }
    for (const watcher of this.watchers) watcher();
  }

  /** Lets the form show what its folds and its rows hold. */
  unfold(folded: Folded): void {
    if (this.folded) return;
    this.folded = folded;
    if (this.ready) this.refresh();
    else {
      this.view = this.viewOf(this.view.state, null);
      this.tell();
    }
  }

  /** Brings in what says what is wrong. */
  async speak(): Promise<void> {
    const isNew = !this.telling;
    this.telling = await this.words.bring();
    if (isNew) this.tell();
  }

  type(path: string, text: string): void {
    this.send({ type: "typed", path, text });
  }

  leave(path: string): void {
    this.send({ type: "left", path, problems: this.view.problems });
  }

  /** The field's text as it is shown once it is left. */
  tidy(path: string, text: string): void {
    const control = this.view.fields.find((one) => one.path === path)?.control;
    if (control?.kind !== "line" || !this.ready) return;
    try {
      const tidy = this.ready.engine.tidied(control.type, text);
      if (tidy !== text) this.type(path, tidy);
    } catch (error) {
      if (!(error instanceof NotHere)) throw error;
      const again = (): void => void (textAt(this.typed, path) === text && this.tidy(path, text));
      error.coming.then(again, () => undefined);
    }
  }

  /** Whether a date was begun and not finished. */
  begin(path: string, isBegun: boolean): void {
    if (this.begun.has(path) === isBegun) return;
    if (isBegun) this.begun.add(path);
    else this.begun.delete(path);
    this.view = { ...this.view, problems: this.problemsOf(this.view.prepared, this.view.fields) };
  }

  isEmpty(): boolean {
    return isEmpty(this.view.state.typed);
  }

  /** The labels by which problems are told. */
  get labels() {
    return { fields: this.shared.fields, questions: this.letter.questions };
  }

  get typed(): TypedGroup {
    return this.view.state.typed;
  }

  private viewOf(state: FormState, before: View | null): View {
    if (before && before.state.typed === state.typed) return { ...before, state };
    const { form, fields } = this.formOf(state.typed, before);
    const prepared = this.prepared(state.typed);
    const asked = askedBy(prepared.document);
    return { state, form, fields, prepared, asked, problems: this.problemsOf(prepared, fields) };
  }

  /** The letter as it was until all that this claim needs is here. */
  private prepared(typed: TypedGroup): Prepared {
    if (!this.ready) return blankLetter(this.letter, this.today);
    const { engine, shared } = this.ready;
    const claim = letterClaim(this.letter, typed);
    try {
      const prepared = engine.prepare(shared, this.letter, claim, this.today);
      if (textAt(typed, "debtor.kind") !== "") return prepared;
      const { document } = engine.prepare(shared, this.letter, forFirstRegime(this.letter, claim), this.today);
      return { ...prepared, document };
    } catch (error) {
      if (!(error instanceof NotHere)) throw error;
      this.await(error.coming);
      return this.view.prepared;
    }
  }

  private await(coming: Promise<unknown>): void {
    const done = coming.then(() => {
      // A later keystroke may wait for something else.
      if (this.coming === done) this.coming = null;
      this.refresh();
    });
    this.coming = done;
    // Without the network the form still takes what is typed, and the next keystroke asks again.
    done.catch(() => {
      if (this.coming === done) this.coming = null;
    });
  }

  private formOf(typed: TypedGroup, before: View | null): Pick<View, "form" | "fields"> {
    const structure = structureOf(this.letter, typed, this.folded);
    const key = JSON.stringify(structure);
    if (before && key === this.structure) return before;
    this.structure = key;
    const form = describe(this.shared.fields, this.letter, structure, this.today, this.folded);
    return { form, fields: fieldsOf(form.groups) };
  }

  private problemsOf(prepared: Prepared, fields: readonly Field[]): readonly Problem[] {
    if (!this.ready) return [];
    const refused = prepared.problems.length > 0 ? prepared.problems : prepared.missing;
    const begun = [...this.begun].map((field) => problem("claim-value", field, "unfinished_date"));
    return inFormOrder(onFields([...begun, ...refused], fields), fields);
  }
}

function inFormOrder(problems: readonly Problem[], fields: readonly Field[]): readonly Problem[] {
  const places = new Map(fields.map((field, place) => [field.path, place]));
  const place = (one: Problem): number => places.get(one.field) ?? fields.length;
  return [...problems].sort((one, other) => place(one) - place(other));
}
