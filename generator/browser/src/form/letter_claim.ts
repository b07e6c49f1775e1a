/** The claim as this letter takes it: what is typed, less what the letter does not ask, with the places it needs. */
import { type Letter, isAsked } from "../bundle";
import type { Plain } from "../claim/types";
import { type TypedGroup, at, plainOf, textAt } from "./typed";

type PlainClaim = { readonly [name: string]: Plain };

/** How the letter leaves: as chosen, else in its first way. */
export function channelOf(letter: Letter, typed: TypedGroup): string {
  return textAt(typed, "letter.channel") || letter.channels[0]!;
}

/**
 * Answers to the questions of another letter, or of another regime, stay in the form for the letter that asks them.
 * What every letter needs is a place to fill rather than nothing at all; so is the address of a letter that is posted.
 */
export function letterClaim(letter: Letter, typed: TypedGroup): PlainClaim {
  const claim = plainOf(typed);
  const posted = channelOf(letter, typed) === "email" ? {} : { address: {} };
  return {
    ...claim,
    creditor: { address: {}, ...(claim["creditor"] as PlainClaim) },
    debtor: { ...posted, ...(claim["debtor"] as PlainClaim) },
    answers: answersFor(letter, typed),
  };
}

/** The same for the regime that the letter serves first, so that something is shown before one is chosen. */
export function forFirstRegime(letter: Letter, claim: PlainClaim): PlainClaim {
  return { ...claim, debtor: { ...(claim["debtor"] as PlainClaim), kind: letter.audiences[0]! } };
}

function answersFor(letter: Letter, typed: TypedGroup): PlainClaim {
  const kind = textAt(typed, "debtor.kind");
  const asked = letter.questions.filter((question) => isAsked(question, kind));
  const given = asked.map(({ name }) => [name, textAt(at(typed, "answers") ?? {}, name)] as const);
  return Object.fromEntries(given.filter(([, answer]) => answer.trim() !== ""));
}

/** What follows to another letter, or to another day: all but this letter's own date, channel and answers that end with it. */
export function forAnotherLetter(typed: TypedGroup): TypedGroup {
  const { letter: _, ...rest } = typed;
  return rest;
}
