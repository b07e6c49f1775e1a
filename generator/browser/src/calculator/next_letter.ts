/** Which letter comes next for what was worked out, and the claim that it takes along. */
import type { LetterSummary } from "../bundle";
import type { Plain } from "../claim/types";
import { type TypedGroup, plainOf } from "../form/typed";
import { dayNumber } from "../values/dates";
import { NOTICE } from "./fields";
import type { Done } from "./outcome";

/** Days late up to which a letter stays a reminder, then a firm one. */
const REMINDER_UNTIL = 15;
const FIRM_UNTIL = 30;
const LADDER: readonly string[] = ["reminder", "second_reminder", "formal_notice"];

/** Letters that serve this client, the likely one first. */
export function nextLetters(letters: readonly LetterSummary[], { working, delay }: Done, today: string): readonly LetterSummary[] {
  const likely = likelyStage(working.principal.cents === 0, delay.dueOn, today);
  const stages = [likely, ...LADDER.filter((stage) => stage !== likely)];
  const served = letters.filter((letter) => letter.audiences.includes(delay.kind));
  return stages.flatMap((stage) => served.find((letter) => letter.stage === stage) ?? []);
}

function likelyStage(isPaid: boolean, dueOn: string | null, today: string): string {
  if (isPaid) return "accessories";
  const late = dueOn === null ? 0 : dayNumber(today) - dayNumber(dueOn);
  if (late < 0) return "before_due";
  return late <= REMINDER_UNTIL ? "reminder" : late <= FIRM_UNTIL ? "second_reminder" : "formal_notice";
}

/** The claim for a letter written today: it may stop the interest before its own day, never after. */
export function claimFor(typed: TypedGroup, { delay }: Done, today: string): { readonly [name: string]: Plain } {
  const { [NOTICE]: _, letter: __, ...claim } = typed;
  const isEarlier = delay.until < today && delay.kind !== "consumer";
  return plainOf(isEarlier ? { ...claim, letter: { interest_until: delay.until } } : claim);
}
