/** How French messages show values, lists of words and the nearest known word; see `generator/messages.py`. */

import { NBSP, NNBSP } from "./no_break";
import { SHOWN_LENGTH, shown } from "./shown";
import { lengthOf } from "./values/length";

export { NBSP, NNBSP, lengthOf, shown };

const CUTOFF = 0.6;

export function quoted(text: string): string {
  return `«${NBSP}${shown(text)}${NBSP}»`;
}

/** « A, B ou C » */
export function listed(words: readonly string[], last = "ou"): string {
  const tail = words.at(-1)!;
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${last} ${tail}` : tail;
}

/** The end of a sentence that proposes the nearest word, "" when none is near. */
export function didYouMean(word: string, words: readonly string[]): string {
  const found = nearest(word, words);
  return found === undefined ? "" : `${NNBSP}; vouliez-vous dire ${quoted(found)}${NNBSP}?`;
}

/** The known word most like this one, measured as Python's `difflib` does. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const written = [...word.toLowerCase()].slice(0, SHOWN_LENGTH);
  let best = CUTOFF;
  let found: string | undefined;
  for (const known of words) {
    const letters = [...known];
    const likeness = (2 * common(letters, written)) / (letters.length + written.length);
    if (likeness > best || (likeness === best && (found === undefined || known > found))) {
      best = likeness;
      found = known;
    }
  }
  return found;
}

/** Letters of the longest common run, and of what lies before and after it in both. */
function common(a: readonly string[], b: readonly string[]): number {
  let size = 0;
  let [endA, endB] = [0, 0];
  let previous: readonly number[] = [];
  a.forEach((letter, i) => {
    const lengths = b.map((other, j) => (letter === other ? (previous[j - 1] ?? 0) + 1 : 0));
    lengths.forEach((length, j) => {
      if (length > size) [size, endA, endB] = [length, i + 1, j + 1];
    });
    previous = lengths;
  });
  if (size === 0) return 0;
  return size + common(a.slice(0, endA - size), b.slice(0, endB - size)) + common(a.slice(endA), b.slice(endB));
}
