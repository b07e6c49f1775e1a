/**
 * What is kept on the device when the visitor asks for it, what the tab gives back on the way back, what follows to
 * another letter: one text. The browser's storage itself is elsewhere (`ui/device.ts`).
 *
 * Kept: the claim as it stands in the form, and the letter for which it was typed, since a date, a channel and a
 * delay are that letter's only.
 */
import { type TypedGroup, plainOf } from "./typed";

export const KEY = "relance.dossier";
/** Opens the fragment of a link that fills the form. */
export const FRAGMENT = "#dossier=";
export const KEPT_VERSION = 1;

export function keptText(letterId: string, typed: TypedGroup): string {
  return JSON.stringify({ version: KEPT_VERSION, letter: letterId, claim: plainOf(typed) });
}
