/** One word of a closed list (choix); its label is what people read. See `generator/values/choice.py`. */
import { CHOICES, type Choice, type ChoiceName } from "../../claim/choices";
import { ValueRefused } from "../../errors";
import { strip } from "../spaces";

/** The word; which words are accepted is known only with the list. */
export function parse(text: string): string {
  const word = strip(text);
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/.test(word)) throw new ValueRefused("choice", text);
  return word;
}

/** The word if it is one of the list of that name. */
export function parseAmong<Name extends ChoiceName>(text: string, name: Name): Choice<Name> {
  const words: readonly string[] = CHOICES[name];
  const word = strip(text);
  if (words.includes(word)) return word as Choice<Name>;
  throw new ValueRefused("among", text, name);
}
