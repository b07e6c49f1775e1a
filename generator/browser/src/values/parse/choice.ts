/** One word of a closed list (choix); its label is what people read. See `generator/values/choice.py`. */
import { ValueRefused } from "../../errors";
import { NBSP, didYouMean, quoted } from "../../messages";
import { strip } from "../spaces";

/** Word → French label. */
export type Labels<Word extends string = string> = { readonly [word in Word]: string };

/** The word; which words are accepted is known only with the list. */
export function parse(text: string): string {
  const word = strip(text);
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/.test(word)) {
    throw new ValueRefused(`${quoted(text)} n’est pas un choix`, "écrivez l’un des mots proposés");
  }
  return word;
}

/** The word if it is one of the list. */
export function parseAmong<Word extends string>(text: string, labels: Labels<Word>): Word {
  const word = strip(text);
  if (Object.hasOwn(labels, word)) return word as Word;
  const known = Object.keys(labels) as Word[];
  const accepted = known.map((one) => `${one} (${labels[one]})`).join(", ");
  throw new ValueRefused(
    `${quoted(text)} est inconnu${didYouMean(meant(word, labels), known)}`,
    `valeurs acceptées${NBSP}: ${accepted}`,
  );
}

/** The word whose French label was written in its place, or the word itself. */
function meant(word: string, labels: Labels): string {
  const written = word.toLowerCase();
  return Object.keys(labels).findLast((known) => labels[known]!.toLowerCase() === written) ?? word;
}
