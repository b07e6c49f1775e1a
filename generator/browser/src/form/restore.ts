/** What was kept, given back to the form; text that is not ours gives nothing. */
import { isGroup } from "../claim/plain";
import { forAnotherLetter } from "./letter_claim";
import { KEPT_VERSION } from "./storage";
import { type TypedGroup, at, withAt } from "./typed";
import { typedOf } from "./typed_of";

/** Longer than any claim that can be typed: two hundred invoices. */
const MAX_LENGTH = 1_000_000;

/** What is typed for `letterId`, null where the text is not ours. */
export function readKept(text: string, letterId: string): TypedGroup | null {
  const kept = parsed(text);
  if (!kept || kept["version"] !== KEPT_VERSION || !isGroup(kept["claim"])) return null;
  const typed = typedOf(kept["claim"]);
  return kept["letter"] === letterId ? typed : forAnotherLetter(typed);
}

/** The same, for another day: the letter is dated afresh. */
export function withoutDays(typed: TypedGroup): TypedGroup {
  const dated = ["letter.on", "letter.interest_until"].filter((path) => at(typed, path) !== undefined);
  return dated.reduce((tree, path) => withAt(tree, path, ""), typed);
}

export function parsed(text: string): { readonly [name: string]: unknown } | null {
  if (text.length > MAX_LENGTH) return null;
  try {
    const data: unknown = JSON.parse(text);
    return isGroup(data) ? data : null;
  } catch {
    return null;
  }
}
