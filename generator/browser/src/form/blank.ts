/** The letter before anything is typed: every hole a blank, every question answered as it is when nobody answers. */
import type { Letter } from "../bundle";
import type { Context, Prepared } from "../context";
import { FRANCE } from "../values/address";
import { type Answer, type Answers, fill } from "../letter/fill";

const ADDRESS: Answer = { lines: [null], country: FRANCE };

export function blankLetter(letter: Letter, today: string): Prepared {
  const answers = blankAnswers(letter, today);
  const context: Context = { answers, statement: null, problems: [], warnings: [] };
  return { ...context, document: fill(letter.tree, answers), missing: [] };
}

function blankAnswers(letter: Letter, today: string): Answers {
  const postal = letter.channels[0] !== "email";
  return {
    creditor: { address: ADDRESS },
    debtor: { kind: letter.audiences[0]!, address: postal ? ADDRESS : null },
    terms: {},
    reminders: [],
    invoices: [{ payments: [], credit_notes: [] }],
    statement: {},
    letter: { on: today, channel: letter.channels[0]! },
    answers: Object.fromEntries(letter.questions.map((question) => [question.name, unanswered(question)])),
  };
}

function unanswered({ type, only_for, default: usual }: Letter["questions"][number]): Answer {
  const given = only_for ? undefined : usual;
  return type === "yes_no" ? given === "yes" : (given ?? null);
}
