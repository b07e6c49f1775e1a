/**
 * One line of text (texte). It stays itself: Markdown, HTML or Jinja in it are letters like any others. What a
 * reader cannot see, or what would reverse the line, is refused; see `generator/values/text.py`.
 */
import { ValueRefused } from "../../errors";
import { lengthOf } from "../length";

export const MAX_LENGTH = 300;

// The same ranges as in Python, so that both refuse the same characters.
const NEVER =
  "\\0-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u2800\\u3164\\uffa0" +
  "\\u200b\\u200c\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\uffff" +
  "\\ud800-\\udfff\\ue000-\\uf8ff\\u{f0000}-\\u{10ffff}\\u{e0000}-\\u{e0fff}";
// A zero-width joiner makes one emoji of several; elsewhere it hides.
const EMOJI = "\\u2190-\\u2bff\\ufe0f\\u{1f000}-\\u{1faff}";
const REFUSED = new RegExp(`[${NEVER}]|(?<![${EMOJI}])\\u200d|\\u200d(?![${EMOJI}])`, "u");
const PILE = /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4}/;

/** The text trimmed, its accents composed (NFC). */
export function parse(text: string, maxLength = MAX_LENGTH): string {
  // Trimmed of ordinary white space only, so that a hidden character at an end is not lost silently.
  const trimmed = text.replace(/^[ \t\r\n\u00a0\u202f]+|[ \t\r\n\u00a0\u202f]+$/g, "");
  if (trimmed === "") throw new ValueRefused("empty", text);
  const hidden = REFUSED.exec(trimmed)?.[0];
  if (hidden !== undefined) throw new ValueRefused("hidden", text, hidden);
  const composed = trimmed.normalize("NFC");
  if (PILE.test(composed)) throw new ValueRefused("accents", text);
  if (lengthOf(composed) > maxLength) throw new ValueRefused("too_long", composed, maxLength);
  return composed;
}
