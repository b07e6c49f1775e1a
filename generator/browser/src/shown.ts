/** A text as a message or the path of a field may print it. */

export const SHOWN_LENGTH = 60;
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The text as a message may print it: shortened, hidden characters spelt out. */
export function shown(text: string, limit = SHOWN_LENGTH): string {
  const characters = [...text];
  const excerpt = characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
  return excerpt.replace(HIDDEN, spelt);
}

function spelt(character: string): string {
  const code = character.codePointAt(0)!;
  return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
}

function hexadecimal(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}
