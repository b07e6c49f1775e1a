/** The one place that changes: what is typed and what follows from it; the screen is drawn again after each event. */
import type { Letter, Shared, SharedJson } from "../bundle";
import type { Prepared } from "../context";
import { type Problem, problem } from "../errors";
import { type Asked, askedBy } from "../form/asked";
import { blankLetter } from "../form/blank";
import { type Field, type Form, describe, fieldsOf, structureOf } from "../form/describe";
import { forFirstRegime, letterClaim } from "../form/letter_claim";
import { type FormEvent, type FormState, initial, next } from "../form/state";
import { type TypedGroup, isEmpty, textAt } from "../form/typed";

export type Engine = typeof import("../engine");

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
  private structure = "";
  private starting: Promise<Ready> | null = null;
  /** Dates begun and not finished: the browser shows them and gives no text for them. */
  private readonly begun = new Set<string>();
  private readonly watchers: (() => void)[] = [];

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
      (engine) => this.started(engine),
      (error: unknown) => {
        // The next gesture may find the network again.
        this.starting = null;
        throw error;
      },
    );
    return this.starting;
  }

  private started(engine: Engine): Ready {
    this.ready = { engine, shared: engine.readShared(this.shared) };
    this.view = this.viewOf(this.view.state, null);
    // A field may have been left before anything could judge it.
    const [path] = this.view.state.left;
    if (path !== undefined) this.leave(path);
    else this.tell();
    return this.ready;
  }

  send(event: FormEvent): void {
    this.view = this.viewOf(next(this.view.state, event), this.view);
    if (event.type === "typed") {
      const state = next(this.view.state, { type: "judged", problems: this.view.problems });
      this.view = { ...this.view, state };
    }
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }

  type(path: string, text: string): void {
    this.send({ type: "typed", path, text });
  }

  leave(path: string): void {
    this.send({ type: "left", path, problems: this.view.problems });
  }

  /** Whether a date was begun and not finished. */
  begin(path: string, isBegun: boolean): void {
    if (this.begun.has(path) === isBegun) return;
    if (isBegun) this.begun.add(path);
    else this.begun.delete(path);
    this.view = { ...this.view, problems: this.problemsOf(this.view.prepared, this.view.fields) };
  }

  /** Whether the letter can leave; says why not otherwise. */
  async canLeave(): Promise<boolean> {
    await this.start();
    const { problems } = this.view;
    if (problems.length > 0) this.send({ type: "refused", problems });
    return problems.length === 0;
  }

  isEmpty(): boolean {
    return isEmpty(this.view.state.typed);
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

  private prepared(typed: TypedGroup): Prepared {
    if (!this.ready) return blankLetter(this.letter, this.today);
    const { engine, shared } = this.ready;
    const claim = letterClaim(this.letter, typed);
    const prepared = engine.prepare(shared, this.letter, claim, this.today);
    if (textAt(typed, "debtor.kind") !== "") return prepared;
    const { document } = engine.prepare(shared, this.letter, forFirstRegime(this.letter, claim), this.today);
    return { ...prepared, document };
  }

  private formOf(typed: TypedGroup, before: View | null): Pick<View, "form" | "fields"> {
    const structure = structureOf(this.letter, typed);
    const key = JSON.stringify(structure);
    if (before && key === this.structure) return before;
    this.structure = key;
    const form = describe(this.shared.fields, this.letter, structure, this.today);
    return { form, fields: fieldsOf(form.groups) };
  }

  private problemsOf(prepared: Prepared, fields: readonly Field[]): readonly Problem[] {
    if (!this.ready) return [];
    const refused = prepared.problems.length > 0 ? prepared.problems : prepared.missing;
    const begun = [...this.begun].map((field) => problem("claim-value", field, "unfinished_date"));
    return inFormOrder(this.ready.engine.onFields([...begun, ...refused], fields), fields);
  }
}

function inFormOrder(problems: readonly Problem[], fields: readonly Field[]): readonly Problem[] {
  const places = new Map(fields.map((field, place) => [field.path, place]));
  const place = (problem: Problem): number => places.get(problem.field) ?? fields.length;
  return [...problems].sort((one, other) => place(one) - place(other));
}
