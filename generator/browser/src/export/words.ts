/** Words that the renderers add around a letter; the twin of `generator/render/words.py`. */
import type { TreeInfo } from "../letter/nodes";

const NBSP = "\u00a0";

/** Stands before the subject, which comes without it. */
export const SUBJECT = `Objet${NBSP}: `;

/** « Pièces jointes », before the first enclosure. */
export const ENCLOSURES = `P.${NBSP}J.${NBSP}: `;

/** « Page 1/2 »; printed where a letter has more than one page. */
export function pageOf(page: number | string, pages: number | string): string {
  return `Page${NBSP}${page}/${pages}`;
}

/** What a file's metadata say of the letter that it was made from. */
export function keywords(info: TreeInfo): string {
  return `${info.id} ${info.version}; droit vérifié le ${info.law_checked_on}`;
}
