/** How late a due date is, by the law's own periods; see `generator/advice.py`. */
import type { Facts, Invoice } from "../claim/types";
import type { Law } from "../law/dated_values";
import { type Limitation, limitation } from "../law/limitation";
import { dayNumber } from "../values/dates";
import { Money } from "../values/money";
import type { AdviceJson } from "./table";

/** As `NEAR_EXPIRY` of `generator/law/admissibility.py`, in days. */
const NEAR_EXPIRY = 183;
const NOT_COUNTED = ["not_due", "near_limit", "expired"];

export function latenessOf(advice: AdviceJson, law: Law, debtor: string, dueOn: string, today: string): string {
  if (today <= dueOn) return "not_due";
  const { expiresOn } = limitOf(advice, law, debtor, dueOn, today);
  if (today > expiresOn) return "expired";
  if (dayNumber(expiresOn) - dayNumber(today) <= NEAR_EXPIRY) return "near_limit";
  const late = dayNumber(today) - dayNumber(dueOn);
  const counted = advice.lateness.filter(({ value }) => !NOT_COUNTED.includes(value));
  return counted.find(({ max_days: most }) => most === null || late <= most)!.value;
}

/** The period counted from the due date, the only day that is asked: it starts with performance, which comes earlier. */
export function limitOf(advice: AdviceJson, law: Law, debtor: string, dueOn: string, today: string): Limitation {
  const { kind, natural_person } = advice.regimes[debtor] ?? { kind: "professional" as const, natural_person: false };
  const facts: Facts = {
    debtor: { kind, natural_person, address: null, ccag: null, insolvency: null },
    invoices: [invoiceDue(dueOn)],
    terms: { late_payment_rate: null, clause: null, allocation: "interest_first", day_count: "act_365" },
    reminders: [],
    events: [],
    letter: { on: null, channel: null, deadline_days: null, interest_until: null, show_version: false },
  };
  return limitation(law, facts, facts.invoices[0]!, today);
}

/** The least invoice that has a limitation period. */
export function invoiceDue(dueOn: string, performedOn: string | null = dueOn): Invoice {
  return {
    number: "-",
    kind: "invoice",
    issued_on: performedOn ?? dueOn,
    received_on: null,
    due_on: dueOn,
    performed_on: performedOn,
    amount: new Money(100),
    disputed_amount: new Money(0),
    not_yet_due_amount: new Money(0),
    description: null,
    order_reference: null,
    payments: [],
    credit_notes: [],
  };
}
