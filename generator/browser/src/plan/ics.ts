/**
 * The steps that remain as an iCalendar file (RFC 5545): whole days, no amount, stable identifiers; see `to_ics` in
 * `generator/plan.py`.
 */
import { addDays } from "../values/dates";
import type { Plan } from "./plan";

const LINE = 75;

/** Of whom, and for which invoices: what a calendar needs to tell one plan from another. */
export type About = { readonly debtor: string; readonly invoices: readonly string[] };

export async function toIcs(plan: Plan, about: About, on: string): Promise<string> {
  const numbers = about.invoices.slice(0, 3).join(", ");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Relance//Plan//FR", "CALSCALE:GREGORIAN"];
  for (const step of plan.steps) {
    if (step.done || step.on < on) continue;
    const key = await digest([about.debtor, numbers, step.kind, step.letter, step.title].join("\0"));
    lines.push(
      "BEGIN:VEVENT",
      `UID:${key.slice(0, 32)}@relance`,
      `DTSTAMP:${compact(on)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(step.on)}`,
      `DTEND;VALUE=DATE:${compact(addDays(step.on, 1))}`,
      `SUMMARY:${escaped(about.debtor ? `${step.title} – ${about.debtor}` : step.title)}`,
      `DESCRIPTION:${escaped(numbers ? `${step.reason}. Factures : ${numbers}.` : `${step.reason}.`)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR");
  return lines.flatMap(folded).join("\r\n") + "\r\n";
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function compact(day: string): string {
  return day.replaceAll("-", "");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/** Lines of 75 bytes at most, the following ones opened by a space; no character is cut. */
function folded(line: string): readonly string[] {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;
  const lines: string[] = [];
  let current = "";
  for (const character of line) {
    if (bytes(current + character) > LINE) {
      lines.push(current);
      current = " ";
    }
    current += character;
  }
  return [...lines, current];
}
