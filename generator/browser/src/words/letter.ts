/** Why a claim does not go with a letter, in words. */
import { NBSP, listed, quoted } from "../messages";
import { type Sentence, refused } from "./values";

export const LETTER_WORDS = {
  /** Of a hole of the letter, or of the address of a letter that is posted. */
  missing: (isAddress = false): Sentence =>
    isAddress
      ? ["il manque l’adresse du client, et la lettre part par la poste", `ajoutez address${NBSP}: {lines, postcode, city}`]
      : ["information manquante", "la lettre en a besoin"],
  audience: (letter: string, audiences: readonly string[]): Sentence => [
    `la lettre ${quoted(letter)} ne s’adresse pas à ce client`,
    `elle sert pour${NBSP}: ${listed(audiences)}`,
  ],
  channel: (channel: string, channels: readonly string[]): Sentence => [
    `cette lettre ne part pas par ${quoted(channel)}`,
    `choisissez ${listed(channels)}`,
  ],
  "foreign-debtor": (): Sentence => [
    `pas de mise en demeure pour un client à l’étranger${NBSP}: une autre loi peut s’appliquer`,
    `voir la page ${quoted("Cas refusés")}`,
  ],
  deadline: (count: number, least: number, most: number): Sentence => [
    `un délai de ${count} jours ne convient pas à cette lettre`,
    `entre ${least} et ${most} jours`,
  ],
  answers: refused,
} as const;
