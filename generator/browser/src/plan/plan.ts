/**
 * The plan: from the due date and what was sent, the dated steps that remain, and the last day to sue; see
 * `generator/plan.py`, to which `tests/vectors/plan.json` holds it.
 */
import type { LetterSummary } from "../bundle";
import { CHOICES, type Channel, type DebtorKind } from "../claim/choices";
import type { Facts, Invoice, Reminder } from "../claim/types";
import { deadline, nextWorkingDay } from "../law/calendar";
import type { Law } from "../law/dated_values";
import { dueDate } from "../law/due_date";
import { limitation, type Limitation } from "../law/limitation";
import { NBSP, NNBSP } from "../no_break";
import { addDays, dayNumber, earliest, iso, lastOfMonth, latest, monthOf, yearOf } from "../values/dates";

const LADDER = ["before_due", "reminder", "second_reminder", "formal_notice"];
/** Days between two letters: closer, they read as harassment (choice of the product). */
const SHORTEST_GAP = 7;
/** Days after the due date that the guide proposes. */
const USUAL_DELAY: Readonly<Record<string, number>> = { reminder: 3, second_reminder: 12, formal_notice: 28 };
/** CCAG-FCS 2021, art. 46; Code de commerce, art. R622-24, counted from the judgment, which comes before publication. */
const CLAIM_MONTHS = 2;
const DECLARATION_MONTHS = 2;

export type StepKind = "letter" | "check" | "deadline" | "claim" | "declaration" | "limitation";

/** One day of the plan; `letter` is the id of the letter to send, `done` where a reminder stands for it. */
export type Step = {
  readonly on: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly reason: string;
  readonly letter: string;
  readonly article: string;
  readonly done: boolean;
};

export type Plan = { readonly due_on: string; readonly steps: readonly Step[] };

/** The plan as seen on a day, null where an invoice has no due date. */
export function makePlan(law: Law, letters: readonly LetterSummary[], facts: Facts, on: string): Plan | null {
  const { kind } = facts.debtor;
  const dueOf = (invoice: Invoice): string | undefined => dueDate(law, kind, invoice)?.day;
  if (facts.invoices.length === 0 || facts.invoices.some((invoice) => dueOf(invoice) === undefined)) return null;
  const live = facts.invoices.filter((invoice) => !isFrozen(facts, invoice));
  const asked = live.length > 0 ? live : facts.invoices;
  const [first, ...others] = asked.map((invoice) => dueOf(invoice)!);
  const dueOn = earliest(first!, ...others);
  const limits = live.map((invoice) => limitation(law, facts, invoice, on));
  const steps: Step[] = limitSteps(limits, kind);
  if (live.length < facts.invoices.length) steps.push(declaration(facts, on));
  if (kind === "consumer" && limits.length > 0 && limits.every(({ expiresOn }) => on > expiresOn)) {
    steps.push(refusal(on));
  } else if (live.length > 0) {
    const ladder = LADDER.flatMap((stage) => letters.find((one) => one.stage === stage) ?? []);
    steps.push(...letterSteps(ladder.filter(({ audiences }) => audiences.includes(kind)), facts, dueOn, on));
  }
  const rank = (step: Step): string => `${step.on}${step.kind === "check" ? 0 : 1}`;
  return { due_on: dueOn, steps: steps.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0)) };
}

/** The next letter, undefined when the ladder is climbed. */
export function nextStep(plan: Plan): Step | undefined {
  return plan.steps.find((step) => step.kind === "letter" && !step.done);
}

function step(on: string, kind: StepKind, title: string, reason: string, more: Partial<Step> = {}): Step {
  return { on, kind, title, reason, letter: "", article: "", done: false, ...more };
}

// --- what a judgment freezes, and what time has taken ---------------------------------------------

/** Born before the judgment: declared, never demanded (Code de commerce, art. L622-7 and L622-21). */
function isFrozen(facts: Facts, invoice: Invoice): boolean {
  const { insolvency } = facts.debtor;
  return insolvency !== null && (invoice.performed_on ?? invoice.issued_on) < insolvency.opened_on;
}

function declaration({ debtor }: Facts, on: string): Step {
  if (debtor.insolvency === null || debtor.kind === "consumer") {
    const title = "Écrire à la commission ou au mandataire, pas au débiteur";
    return step(nextWorkingDay(on), "declaration", title, "une procédure règle ses dettes");
  }
  return step(
    monthsAfter(debtor.insolvency.opened_on, DECLARATION_MONTHS),
    "declaration",
    "Déclarer la créance, au plus tard",
    "deux mois à partir de la publication au BODACC, comptés ici du jugement par prudence",
    { article: "Code de commerce, art. L622-24 et R622-24" },
  );
}

function refusal(on: string): Step {
  const reason = "sauf paiement partiel, écrit qui reconnaît la dette ou action en justice, venus à temps";
  return step(on, "check", `Aucune lettre${NBSP}: la dette paraît prescrite`, reason);
}

function limitSteps(limits: readonly Limitation[], kind: DebtorKind): Step[] {
  // A written demand does move a public body's period: the date without it is the prudent one.
  const moved = kind === "public_body" ? "une demande écrite peut la repousser" : "une lettre n’y change rien";
  const found = new Map<string, Limitation>();
  for (const limit of limits) if (!found.has(limit.expiresOn)) found.set(limit.expiresOn, limit);
  return [...found.values()]
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1))
    .map(({ expiresOn, years, article }) => {
      const reason = `${years}${NBSP}ans, date prudente${NNBSP}; ${moved}`;
      return step(expiresOn, "limitation", "Dernier jour pour agir en justice (prescription)", reason, { article });
    });
}

// --- the ladder -----------------------------------------------------------------------------------

function letterSteps(ladder: readonly LetterSummary[], facts: Facts, dueOn: string, on: string): readonly Step[] {
  const sent = [...facts.reminders].sort((a, b) => (a.sent_on < b.sent_on ? -1 : a.sent_on > b.sent_on ? 1 : 0));
  const afterDue = sent.filter((reminder) => reminder.sent_on > dueOn);
  const rungs = ladder.filter(({ stage }) => stage !== "before_due");
  const steps = on < dueOn && sent.length === 0 ? earlySteps(ladder, dueOn, on) : [];
  const done = sentSteps(rungs, afterDue);
  for (const [letter, reminder] of done) steps.push(letterStep(letter, reminder.sent_on, "déjà fait", true));
  const reached = done.at(-1)?.[0];
  if (reached?.stage === "formal_notice") {
    const notice = done.find(([letter]) => letter === reached)![1];
    return [...steps, ...afterNotice(reached, facts, notice.sent_on, channelOf(notice))];
  }
  let last = afterDue.at(-1)?.sent_on;
  for (const letter of rungs.slice(reached ? rungs.indexOf(reached) + 1 : 0)) {
    const usual = addDays(dueOn, USUAL_DELAY[letter.stage] ?? 30);
    const day = nextWorkingDay(latest(on, usual, last === undefined ? usual : addDays(last, SHORTEST_GAP)));
    const isNotice = letter.stage === "formal_notice";
    if (isNotice) {
      const reason = "BODACC, bon débiteur, contestation, prescription";
      steps.push(step(day, "check", "Vérifier avant de mettre en demeure", reason));
    }
    steps.push(letterStep(letter, day, `${dayNumber(day) - dayNumber(dueOn)}${NBSP}jours après l’échéance`));
    last = day;
    if (isNotice) steps.push(...afterNotice(letter, facts, day, facts.letter.channel));
  }
  return steps;
}

/** The reminder before the date, unless it would come in the week of the next letter. */
function earlySteps(ladder: readonly LetterSummary[], dueOn: string, on: string): Step[] {
  return ladder
    .filter(({ stage }) => stage === "before_due")
    .flatMap((letter) => {
      const days = letter.days_before || 7;
      const day = nextWorkingDay(latest(on, addDays(dueOn, -days)));
      const isEarly = addDays(day, SHORTEST_GAP) <= addDays(dueOn, USUAL_DELAY["reminder"]!);
      return isEarly ? [letterStep(letter, day, `${days}${NBSP}jours avant l’échéance`)] : [];
    });
}

/** The letter that each reminder stands for: by its stage where it is named, else the next one. */
function sentSteps(rungs: readonly LetterSummary[], reminders: readonly Reminder[]): (readonly [LetterSummary, Reminder])[] {
  const done: (readonly [LetterSummary, Reminder])[] = [];
  let place = -1;
  for (const reminder of reminders) {
    const named = rungs.findIndex(({ stage }) => stage === reminder.stage);
    place = Math.max(place, named >= 0 ? named : Math.min(place + 1, rungs.length - 2));
    if (place >= 0) done.push([rungs[place]!, reminder]);
  }
  return done;
}

function channelOf({ channel }: Reminder): Channel | null {
  const channels: readonly string[] = CHOICES.channel;
  return channels.includes(channel) ? (channel as Channel) : null;
}

function letterStep({ id, title }: LetterSummary, on: string, reason: string, done = false): Step {
  return step(on, "letter", title, reason, { letter: id, done });
}

function afterNotice(letter: LetterSummary, { debtor }: Facts, day: string, channel: Channel | null): readonly Step[] {
  const ends = deadline(day, letter.deadline_days ?? 15, channel ?? letter.channels[0]!, debtor.address?.postcode);
  const end = step(ends, "deadline", "Fin du délai de la mise en demeure", "sans paiement, choisir la suite");
  if (debtor.kind !== "public_body" || debtor.ccag === "no") return [end];
  const title = "Mémoire en réclamation, si le marché vise un CCAG";
  const reason = `deux mois, à peine de forclusion${NNBSP}; prenez conseil avant`;
  return [end, step(monthsAfter(day, CLAIM_MONTHS), "claim", title, reason, { article: "CCAG-FCS 2021, art. 46" })];
}

/** The same day of a later month, or its last one. */
function monthsAfter(day: string, months: number): string {
  const index = monthOf(day) - 1 + months;
  const [year, month] = [yearOf(day) + Math.floor(index / 12), (index % 12) + 1];
  return iso(year, month, Math.min(Number(day.slice(8)), lastOfMonth(year, month)));
}
