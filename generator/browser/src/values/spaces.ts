/** White space as Python trims it, so that both sides agree on what a text begins with. */

const WHITE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const ENDS = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, "g");
const RUNS = new RegExp(`[${WHITE}]+`, "g");

/** The text without white space at either end. */
export function strip(text: string): string {
  return text.replace(ENDS, "");
}

/** The text with one ordinary space for each run of white space. */
export function squeeze(text: string): string {
  return strip(text).replace(RUNS, " ");
}

/** An identifier without its separators. */
export function compact(text: string): string {
  return strip(text).replace(/[ \u00a0\u202f.-]/g, "");
}
