/**
 * Checks across fields: an order of dates, sums that cannot exceed the invoice, repeated numbers; see
 * `generator/claim/cross_checks.py`.
 *
 * They read the plain data, field by field, and stay silent where a field is missing or unreadable.
 */
import { type Finding, ValueRefused, problem, refusedValue } from "../errors";
import type { Parse } from "../values";
import { FRANCE } from "../values/address";
import { parseCountry, parsePostcode } from "../values/parse/address";
import { parse as parseDate } from "../values/parse/dates";
import { parse as parseMoney, parsePositive } from "../values/parse/money";
import { strip } from "../values/spaces";
import { type PlainGroup, asText, isGroup } from "./plain";

/** A group of fields of the plain data, read leniently. */
class Lenient {
  private readonly fields: PlainGroup;

  constructor(
    data: unknown,
    private readonly path = "",
  ) {
    this.fields = isGroup(data) ? data : {};
  }

  has(name: string): boolean {
    return Object.hasOwn(this.fields, name);
  }

  at(name: string): string {
    return this.path === "" ? name : `${this.path}.${name}`;
  }

  group(name: string): Lenient {
    return new Lenient(this.has(name) ? this.fields[name] : null, this.at(name));
  }

  groups(name: string): readonly Lenient[] {
    const items = this.has(name) ? this.fields[name] : null;
    return Array.isArray(items) ? items.map((item, index) => new Lenient(item, `${this.at(name)}.${index}`)) : [];
  }

  /** The value of a field, null when it is absent or refused. */
  value<Value>(name: string, parse: Parse<Value>): Value | null {
    if (!this.has(name)) return null;
    try {
      return parse(asText(this.fields[name]));
    } catch (error) {
      if (error instanceof ValueRefused) return null;
      throw error;
    }
  }

  day(name: string): string | null {
    return this.value(name, parseDate);
  }

  cents(name: string): number {
    return this.value(name, parseMoney)?.cents ?? 0;
  }

  text(name: string): string {
    return this.value(name, strip) ?? "";
  }
}

/** Every contradiction between fields of the plain data of a claim. */
export function crossProblems(data: unknown): readonly Finding[] {
  const claim = new Lenient(data);
  const invoices = claim.groups("invoices");
  const kind = claim.group("debtor").text("kind");
  return [
    ...["creditor", "debtor"].flatMap((party) => postcode(claim.group(party).group("address"))),
    ...invoices.flatMap((invoice) => invoiceProblems(invoice, kind)),
    ...repeatedNumbers(invoices),
    ...reminderProblems(claim),
  ];
}

function invoiceProblems(invoice: Lenient, kind: string): readonly Finding[] {
  const issued = invoice.day("issued_on");
  return [
    ...dueDate(invoice, kind),
    ...order(invoice, "due_on", issued),
    ...order(invoice, "received_on", issued),
    ...invoice.groups("payments").flatMap((payment) => order(payment, "paid_on", issued)),
    ...tooMuch(invoice),
  ];
}

/** Without a due date, the law gives one to professionals and public bodies, from a date it needs. */
function dueDate(invoice: Lenient, kind: string): readonly Finding[] {
  if (invoice.has("due_on") || !["professional", "consumer", "public_body"].includes(kind)) return [];
  const isConsumer = kind === "consumer";
  if (!isConsumer && (invoice.has("performed_on") || invoice.has("received_on"))) return [];
  return [problem("claim-missing", invoice.at("due_on"), isConsumer ? "consumer_due_date" : "due_date", "")];
}

type Ordered = "due_on" | "received_on" | "paid_on";

/** Refuse a day that comes before the one it must follow. */
function order(
  group: Lenient,
  name: Ordered,
  start: string | null,
  what: Ordered | "reminder_received_on" = name,
): readonly Finding[] {
  const day = group.day(name);
  if (day === null || start === null || day >= start) return [];
  return [problem("claim-date-order", group.at(name), what, day, start)];
}

/** What is paid, credited, disputed or not yet due cannot exceed the invoice. */
function tooMuch(invoice: Lenient): readonly Finding[] {
  const amount = invoice.value("amount", parsePositive);
  if (!amount) return [];
  const sum = (name: string): number => invoice.groups(name).reduce((total, one) => total + one.cents("amount"), 0);
  const parts = [
    sum("payments"),
    sum("credit_notes"),
    invoice.cents("disputed_amount"),
    invoice.cents("not_yet_due_amount"),
  ];
  if (parts.reduce((total, cents) => total + cents, 0) <= amount.cents) return [];
  return [problem("claim-sum", invoice.at("amount"), parts, amount)];
}

function repeatedNumbers(invoices: readonly Lenient[]): readonly Finding[] {
  const first = new Map<string, number>();
  return invoices.flatMap((invoice, index): readonly Finding[] => {
    const number = invoice.text("number");
    const earlier = first.get(number);
    if (number === "") return [];
    if (earlier === undefined) {
      first.set(number, index);
      return [];
    }
    return [problem("claim-duplicate-invoice", invoice.at("number"), number, earlier)];
  });
}

function reminderProblems(claim: Lenient): readonly Finding[] {
  const letterOn = claim.group("letter").day("on");
  return claim.groups("reminders").flatMap((reminder): readonly Finding[] => {
    const sent = reminder.day("sent_on");
    const received = order(reminder, "received_on", sent, "reminder_received_on");
    if (sent === null || letterOn === null || sent <= letterOn) return received;
    return [...received, problem("claim-date-order", reminder.at("sent_on"), "reminder_after_letter", sent, letterOn)];
  });
}

/** Five digits in France: a zero lost by a spreadsheet is the usual fault. */
function postcode(place: Lenient): readonly Finding[] {
  const country = place.has("country") ? place.value("country", parseCountry) : FRANCE;
  if (country === null || !place.has("postcode")) return [];
  try {
    parsePostcode(place.text("postcode"), country);
    return [];
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error;
    return [refusedValue(place.at("postcode"), error)];
  }
}
