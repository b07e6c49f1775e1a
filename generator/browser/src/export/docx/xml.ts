/** Text on its way into XML, and measures in the units of Word; the twin of `generator/render/ooxml/xml.py`. */

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": " ",
  "\n": " ",
  "\r": " ",
};
const SPECIAL = /[&<>"\0-\x1f\ufffe\uffff]|\p{Cs}/gu;

/** Text as the content of an element or of a quoted attribute; line ends are spaces there. */
export function escape(text: string): string {
  return text.replace(SPECIAL, entity);
}

function entity(character: string): string {
  const found = ENTITIES[character];
  if (found !== undefined) return found;
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  throw new RangeError(`le caractère U+${code} ne peut pas être écrit dans un fichier Word`);
}

/** Twentieths of a point, the unit of Word's lengths. */
export function twips(millimetres: number): number {
  return rounded((millimetres * 1440) / 25.4);
}

/** Points in twentieths. */
export function points(size: number): number {
  return rounded(size * 20);
}

/** Points in halves, the unit of Word's sizes of letters. */
export function halfPoints(size: number): number {
  return rounded(size * 2);
}

/** Eighths of a point, the unit of Word's borders, which are at least a quarter of a point. */
export function eighths(millimetres: number): number {
  return Math.max(2, rounded((millimetres * 8 * 72) / 25.4));
}

/** The nearest whole number, of two equally near ones the even one, as in Python. */
function rounded(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}
