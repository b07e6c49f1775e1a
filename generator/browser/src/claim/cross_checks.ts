/**
 * Checks across fields: an order of dates, sums that cannot exceed the invoice, repeated numbers; see
 * `generator/claim/cross_checks.py`.
 *
 * They read the plain data, field by field, and stay silent where a field is missing or unreadable.
 */
import { type Problem, ValueRefused } from "../errors";
import { quoted } from "../messages";
import type { Parse } from "../values";
import { FRANCE } from "../values/address";
import { formatDate } from "../values/dates";
import { Money, formatMoney } from "../values/money";
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
export function crossProblems(data: unknown): readonly Problem[] {
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

function invoiceProblems(invoice: Lenient, kind: string): readonly Problem[] {
  const issued = invoice.day("issued_on");
  const issue = "l’émission de la facture";
  const both = "vérifiez les deux dates";
  const deposit = `un acompte versé avant la facture se déduit de ${quoted("amount")}, qui est la somme restant à payer`;
  return [
    ...dueDate(invoice, kind),
    ...order(invoice, "due_on", "l’échéance", issued, issue, both),
    ...order(invoice, "received_on", "la réception de la facture", issued, issue, both),
    ...invoice
      .groups("payments")
      .flatMap((payment) => order(payment, "paid_on", "le règlement", issued, issue, deposit)),
    ...tooMuch(invoice),
  ];
}

/** Without a due date, the law gives one to professionals and public bodies, from a date it needs. */
function dueDate(invoice: Lenient, kind: string): readonly Problem[] {
  if (invoice.has("due_on") || !["professional", "consumer", "public_body"].includes(kind)) return [];
  const isConsumer = kind === "consumer";
  if (!isConsumer && (invoice.has("performed_on") || invoice.has("received_on"))) return [];
  const source = isConsumer ? "" : `, ou ${quoted("performed_on")} (exécution) pour la calculer selon la loi`;
  return [
    {
      field: invoice.at("due_on"),
      message: "la date d’échéance de la facture manque",
      hint: `ajoutez le champ ${quoted("due_on")}${source}`,
      check: "claim-missing",
    },
  ];
}

/** Refuse a day that comes before the one it must follow. */
function order(
  group: Lenient,
  name: string,
  what: string,
  start: string | null,
  since: string,
  hint: string,
): readonly Problem[] {
  const day = group.day(name);
  if (day === null || start === null || day >= start) return [];
  const message = `${what} (${formatDate(day)}) précède ${since} (${formatDate(start)})`;
  return [{ field: group.at(name), message, hint, check: "claim-date-order" }];
}

/** What is paid, credited, disputed or not yet due cannot exceed the invoice. */
function tooMuch(invoice: Lenient): readonly Problem[] {
  const amount = invoice.value("amount", parsePositive);
  if (!amount) return [];
  const sum = (name: string): number => invoice.groups(name).reduce((total, one) => total + one.cents("amount"), 0);
  const parts = [
    ["réglés", sum("payments")],
    ["en avoir", sum("credit_notes")],
    ["contestés", invoice.cents("disputed_amount")],
    ["pas encore échus", invoice.cents("not_yet_due_amount")],
  ] as const;
  const total = parts.reduce((all, [, cents]) => all + cents, 0);
  if (total <= amount.cents) return [];
  const detail = parts.filter(([, cents]) => cents > 0).map(([name, cents]) => `${formatMoney(new Money(cents))} ${name}`);
  return [
    {
      field: invoice.at("amount"),
      message:
        `${formatMoney(new Money(total))} (${detail.join(" + ")}) dépassent le montant de la facture, ` +
        formatMoney(amount),
      hint: "vérifiez les montants, ou retirez la facture si elle est soldée",
      check: "claim-sum",
    },
  ];
}

function repeatedNumbers(invoices: readonly Lenient[]): readonly Problem[] {
  const first = new Map<string, number>();
  return invoices.flatMap((invoice, index): readonly Problem[] => {
    const number = invoice.text("number");
    const earlier = first.get(number);
    if (number === "") return [];
    if (earlier === undefined) {
      first.set(number, index);
      return [];
    }
    return [
      {
        field: invoice.at("number"),
        message: `le numéro ${quoted(number)} est déjà celui de la facture ${earlier + 1} de la liste`,
        hint: "retirez la facture en double, ou corrigez son numéro",
        check: "claim-duplicate-invoice",
      },
    ];
  });
}

function reminderProblems(claim: Lenient): readonly Problem[] {
  const letterOn = claim.group("letter").day("on");
  return claim.groups("reminders").flatMap((reminder): readonly Problem[] => {
    const sent = reminder.day("sent_on");
    const problems = [...order(reminder, "received_on", "la réception", sent, "l’envoi", "vérifiez les deux dates")];
    if (sent !== null && letterOn !== null && sent > letterOn) {
      problems.push({
        field: reminder.at("sent_on"),
        message: `la relance du ${formatDate(sent)} est postérieure à la lettre, du ${formatDate(letterOn)}`,
        hint: "vérifiez les deux dates, ou retirez cette relance",
        check: "claim-date-order",
      });
    }
    return problems;
  });
}

/** Five digits in France: a zero lost by a spreadsheet is the usual fault. */
function postcode(place: Lenient): readonly Problem[] {
  const country = place.has("country") ? place.value("country", parseCountry) : FRANCE;
  if (country === null || !place.has("postcode")) return [];
  try {
    parsePostcode(place.text("postcode"), country);
    return [];
  } catch (error) {
    if (!(error instanceof ValueRefused)) throw error;
    return [{ field: place.at("postcode"), message: error.message, hint: error.hint, check: "claim-value" }];
  }
}
