/**
 * Where a claim meets a letter: the twin of `generator/produce.py`.
 *
 * Everything that may keep a letter from leaving is gathered here. Unlike in Python, a letter is given even then, so
 * that the page can show it while its claim is being written: what is missing is a hole. *Today* is a parameter.
 */
import { type Letter, type Question, type Shared, isAsked } from "./bundle";
import type { Channel, DebtorKind } from "./claim/choices";
import { type Known, factsOf } from "./claim/facts";
import { asText } from "./claim/plain";
import { read } from "./claim/read";
import type { Claim, Draft, Facts, Invoice } from "./claim/types";
import { type Problem, RateUnknown, ValueRefused, inOrder, problem, refusedValue, unique } from "./errors";
import { isForeign, refusals, warnings as lawWarnings } from "./law/admissibility";
import { deadline } from "./law/calendar";
import type { Cover } from "./law/cover";
import { dueDate } from "./law/due_date";
import { plans } from "./law/later";
import { type Statement, type StatementLine, lastCoveredDay, makeStatement } from "./law/statement";
import { type Answer, type Answers, fill } from "./letter/fill";
import type { LetterDocument } from "./letter/nodes";
import { VALUE_TYPES } from "./values";
import { earliest } from "./values/dates";

export type Context = {
  /** What the holes of the letter take. */
  readonly answers: Answers;
  /** Null while no invoice can be counted. */
  readonly statement: Statement | null;
  /** What keeps the letter from leaving, in reading order. */
  readonly problems: readonly Problem[];
  /** What to know before sending it. */
  readonly warnings: readonly Problem[];
};

export type Prepared = Context & {
  readonly document: LetterDocument;
  /** The holes without a value. */
  readonly missing: readonly Problem[];
};

/** Stages of which a foreign debtor needs another law than ours. */
const DEMAND_STAGES: readonly string[] = ["formal_notice"];
/** What the letters of a stage are about, where that is not what is overdue. */
const COVERS: ReadonlyMap<string, Cover> = new Map([
  ["before_due", "coming"],
  ["dispute_answer", "disputed"],
  ["accessories", "settled_late"],
]);
/** What a claim that is not whole cannot be reproached with yet. */
const PREMATURE = /^nothing-|^due-date-missing$/;

/** The letter for a claim as it is written (`data`, see `Plain`), dated its own day or `today`. */
export function prepare(shared: Shared, letter: Letter, data: unknown, today: string): Prepared {
  const context = contextOf(shared, letter, data, today);
  const document = fill(letter.tree, context.answers);
  return { ...context, document, missing: named(inOrder(document.missing.map(missing))) };
}

export function contextOf(shared: Shared, letter: Letter, data: unknown, today: string): Context {
  const { claim, draft, problems: unread } = read(data);
  const on = draft.letter.on ?? today;
  const channel = draft.letter.channel ?? letter.channels[0]!;
  const known = claim ? { facts: claim, places: claim.invoices.map((_, place) => place) } : factsOf(draft);
  const own = typedAnswers(letter, draft);
  const days = deadlineDays(letter, draft);
  const cover = COVERS.get(letter.stage) ?? "overdue";
  const account = known ? accountOf(shared, known, on, cover) : NO_ACCOUNT;
  const deadlineOn =
    days.count === null ? null : deadline(on, days.count, channel, draft.debtor.address?.postcode ?? "");
  const isPlanned = typeof own.answers["instalment_count"] === "number";
  const plan = isPlanned && account.statement ? plans().planOf(own.answers, account.statement, deadlineOn) : NO_PLAN;
  const refused = [
    ...own.problems,
    ...notServed(letter, draft, known?.facts ?? null, channel),
    ...(known ? refusals(shared.law, known.facts, on, cover) : []),
    ...account.problems,
    ...plan.problems,
    ...days.problems,
  ].filter((one) => claim !== null || !PREMATURE.test(one.check));
  const warned = [
    ...account.warnings,
    ...(known ? lawWarnings(shared.law, known.facts, on, cover) : []),
    ...provisional(account, known),
  ];
  const place = (one: Problem): Problem => ({ ...one, field: placed(one.field, known?.places ?? []) });
  return {
    answers: {
      ...draftAnswers(draft, account),
      letter: {
        ...draft.letter,
        on,
        channel,
        deadline: deadlineOn,
        place: draft.creditor.address.city,
      },
      ...(plan.plan ? { plan: plan.plan } : {}),
      answers: own.answers,
      template: templateAnswers(letter),
    },
    statement: account.statement,
    problems: inOrder([...unread, ...named(refused.map(place))]),
    warnings: unique(named(warned.map(place))),
  };
}

// --- the account ------------------------------------------------------------------------------

type Account = {
  readonly statement: Statement | null;
  /** The line of each invoice that has one, by its place in the claim. */
  readonly lines: ReadonlyMap<number, StatementLine>;
  readonly isProvisional: boolean;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

const NO_ACCOUNT: Account = { statement: null, lines: new Map(), isProvisional: false, problems: [], warnings: [] };

/** The statement, stopped at the last day that the known rates cover. */
function accountOf(shared: Shared, { facts, places }: Known, on: string, cover: Cover): Account {
  const { law } = shared;
  const kept = facts.invoices.flatMap((invoice, index) => (dueDate(law, facts.debtor.kind, invoice) ? [index] : []));
  if (kept.length === 0) return NO_ACCOUNT;
  const dated: Facts = { ...facts, invoices: kept.map((index) => facts.invoices[index]!) };
  const stop = facts.letter.interest_until ?? on;
  const covered = lastCoveredDay(law, dated, cover);
  const isProvisional = covered !== null && covered < stop;
  try {
    const statement = makeStatement(law, dated, { on, stoppedOn: isProvisional ? covered : stop, cover });
    return {
      statement,
      lines: new Map(statement.lines.map((line, index) => [places[kept[index]!]!, line])),
      isProvisional,
      problems: [],
      warnings: statement.warnings.map((one) => ({ ...one, field: placed(one.field, kept) })),
    };
  } catch (error) {
    if (!(error instanceof RateUnknown)) throw error;
    return { ...NO_ACCOUNT, problems: [{ field: "", message: error.message, hint: "", check: "" }] };
  }
}

/** « invoices.N » of a list from which some were left out → its place in the whole list. */
function placed(field: string, places: readonly number[]): string {
  return field.replace(/^invoices\.(\d+)/, (_, index: string) => `invoices.${places[Number(index)] ?? index}`);
}

function provisional({ statement, isProvisional }: Account, known: Known | null): readonly Problem[] {
  if (!statement || !isProvisional || known?.facts.debtor.kind === "consumer") return [];
  return [problem("provisional", "", statement.stopped_on)];
}

// --- what the holes take ----------------------------------------------------------------------

function draftAnswers(draft: Draft<Claim>, account: Account): Answers {
  const { creditor, debtor, terms, reminders } = draft;
  const shown = shownInvoices(draft.invoices, account);
  return {
    creditor,
    debtor,
    terms,
    reminders,
    invoices: shown.map(([invoice, line]) => (line ? { ...invoice, ...line } : invoice)),
    statement: account.statement ? statementAnswers(account.statement, shown, account.isProvisional) : {},
  };
}

/** What a letter may say of its own model: its title, its version, the day as of which its law was checked. */
function templateAnswers({ tree: { info } }: Letter): Answer {
  return { title: info.title, version: info.version, law_checked_on: info.law_checked_on };
}

type Shown = readonly (readonly [invoice: Draft<Invoice>, line: StatementLine | undefined])[];

/** The invoices that the letter is about, all of them when none is; and those that have no line yet, with their holes. */
function shownInvoices(invoices: readonly Draft<Invoice>[], { lines }: Account): Shown {
  const isAnyCounted = [...lines.values()].some((line) => line.is_counted);
  const all = invoices.map((invoice, place) => [invoice, lines.get(place)] as const);
  return all.filter(([, line]) => !line || !isAnyCounted || line.is_counted);
}

function statementAnswers(statement: Statement, shown: Shown, isProvisional: boolean): Answer {
  const { lines, warnings: _, ...values } = statement;
  const dueDates = shown.flatMap(([, line]) => line?.due_on ?? []);
  return {
    ...values,
    segments: lines.flatMap((line) => line.segments),
    is_provisional: isProvisional,
    oldest_due_on: earliest(dueDates[0]!, ...dueDates),
    invoice_count: shown.length,
  };
}

const NO_PLAN = { plan: null, problems: [] };

// --- the letter's own questions ---------------------------------------------------------------

type Own = { readonly answers: { readonly [name: string]: Answer }; readonly problems: readonly Problem[] };

/** The letter's own questions answered: given, else default, each of its type. */
function typedAnswers(letter: Letter, draft: Draft<Claim>): Own {
  const names = letter.questions.map((question) => question.name);
  const problems: Problem[] = Object.keys(draft.answers)
    .filter((name) => !names.includes(name))
    .map((name) => problem("answers", `answers.${name}`, "unknown_answer", name, names));
  const answers = letter.questions.map((question): readonly [string, Answer] => {
    const given = Object.hasOwn(draft.answers, question.name) ? draft.answers[question.name] : null;
    try {
      const answer = typedAnswer(question, given, draft.debtor.kind);
      if (question.required && answer === null && isAsked(question, draft.debtor.kind)) {
        problems.push(missing(`answers.${question.name}`));
      }
      return [question.name, answer];
    } catch (error) {
      if (!(error instanceof ValueRefused)) throw error;
      problems.push({ ...refusedValue(`answers.${question.name}`, error), check: "answers" });
      return [question.name, null];
    }
  });
  return { answers: Object.fromEntries(answers), problems };
}

function typedAnswer(question: Question, given: unknown, kind: DebtorKind | null): Answer {
  const isServed = isAsked(question, kind);
  const isGiven = given !== null && given !== undefined && given !== "";
  const raw = isGiven ? asText(given) : isServed ? (question.default ?? null) : null;
  if (raw === null) return question.type === "yes_no" ? false : null;
  if (!isServed) throw new ValueRefused("not_asked", question.name);
  if (!question.options) return VALUE_TYPES[question.type](raw);
  const values = question.options.map((option) => option.value);
  if (values.includes(raw)) return raw;
  throw new ValueRefused("answer", raw, values);
}

// --- what may keep a letter from leaving ------------------------------------------------------

function notServed(letter: Letter, draft: Draft<Claim>, facts: Facts | null, channel: Channel): readonly Problem[] {
  const problems: Problem[] = [];
  const { kind, address } = draft.debtor;
  if (kind !== null && !letter.audiences.includes(kind)) {
    problems.push(problem("audience", "debtor.kind", letter.id, letter.audiences));
  }
  if (!letter.channels.includes(channel)) problems.push(problem("channel", "letter.channel", channel, letter.channels));
  if (address === null && (channel === "post" || channel === "registered")) {
    problems.push(problem("missing", "debtor.address", true));
  }
  if (DEMAND_STAGES.includes(letter.stage) && facts && isForeign(facts.debtor.address)) {
    problems.push(problem("foreign-debtor", "debtor.address.country"));
  }
  return problems;
}

type Days = { readonly count: number | null; readonly problems: readonly Problem[] };

function deadlineDays({ deadline: limits }: Letter, draft: Draft<Claim>): Days {
  if (!limits) return { count: null, problems: [] };
  const count = draft.letter.deadline_days ?? limits.default_days;
  if (limits.min_days <= count && count <= limits.max_days) return { count, problems: [] };
  const { min_days, max_days } = limits;
  return { count: null, problems: [problem("deadline", "letter.deadline_days", count, min_days, max_days)] };
}

function missing(field: string): Problem {
  return problem("missing", field);
}

/** Problems on a field open with its French label. */
function named(problems: readonly Problem[]): readonly Problem[] {
  return problems.map((one) => ({ ...one, isNamed: true }));
}
