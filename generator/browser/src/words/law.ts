/** What the law refuses, and what it warns of, in words; see `generator/law/` for the reasons and their sources. */
import type { DebtorKind } from "../claim/choices";
import { DEFAULT_RATE_ARTICLE } from "../law/rates";
import { NBSP, NNBSP, listed, quoted } from "../messages";
import { addDays, formatDate } from "../values/dates";
import { Money, formatMoney } from "../values/money";
import { type Percent, formatPercent } from "../values/percent";
import type { Sentence } from "./values";

const MISSING_DUE_DATE: Readonly<Record<DebtorKind, string>> = {
  professional: "indiquez-la, ou la date d’exécution (performed_on), dont court le délai légal",
  public_body: "indiquez-la, ou le jour où la demande de paiement a été reçue (received_on)",
  consumer: "indiquez-la, aucun texte ne fixe d’échéance à un consommateur",
};
const RATE_APPLIED = "le taux du contrat a été appliqué tel quel";

export const LAW_WORDS = {
  // --- refusals -----------------------------------------------------------------------------------

  "due-date-missing": (number: string, kind: DebtorKind): Sentence => [
    `la date d’échéance de la facture ${quoted(number)} manque`,
    MISSING_DUE_DATE[kind],
  ],
  "prescribed-consumer": (number: string, expiresOn: string, article: string): Sentence => [
    `la facture ${quoted(number)} est prescrite depuis le ${formatDate(addDays(expiresOn, 1))} (${article})${NBSP}: ` +
      "demander à un consommateur de payer une dette prescrite peut l’induire en erreur",
    "retirez cette facture, ou indiquez ce qui a interrompu la prescription à temps " +
      "(règlement partiel, reconnaissance de dette, action en justice)",
  ],
  insolvency: (number: string, openedOn: string, isConsumer: boolean): Sentence => [
    `la facture ${quoted(number)} est née avant le jugement du ${formatDate(openedOn)}${NBSP}: ` +
      (isConsumer
        ? "une procédure règle ses dettes, aucune lettre ne peut en demander le paiement"
        : "son paiement est interdit, aucune lettre ne peut le demander (Code de commerce, art. L622-7 et L622-21)"),
    isConsumer
      ? "adressez-vous à la commission de surendettement ou au mandataire désigné, pas au débiteur"
      : "déclarez la créance au mandataire judiciaire ou au liquidateur dans les deux mois de la publication du " +
        "jugement au BODACC (Code de commerce, art. L622-24 et R622-24), puis demandez au plus tôt un relevé de " +
        "forclusion si ce délai est passé (art. L622-26)",
  ],
  "interest-after-letter": (until: string, on: string): Sentence => [
    `les intérêts sont arrêtés au ${formatDate(until)}, après la lettre du ${formatDate(on)}${NBSP}: ` +
      "seul ce qui est dû à sa date se réclame",
    "arrêtez-les à la date de la lettre ou avant",
  ],
  "contractual-rate-consumer": (rate: Percent): Sentence => [
    `un taux convenu (${formatPercent(rate)}) ne se réclame pas à un consommateur${NBSP}: une telle pénalité risque d’être ` +
      "une clause abusive (Code de la consommation, art. L212-1 et R212-2)",
    "retirez ce taux, l’intérêt au taux légal court sans clause après la mise en demeure",
  ],
  "contractual-rate-public": (rate: Percent): Sentence => [
    `un taux convenu (${formatPercent(rate)}) ne s’applique pas à un acheteur public${NBSP}: ` +
      "le taux des intérêts moratoires est fixé par le Code de la commande publique, art. R2192-31",
    "retirez ce taux, celui du texte est calculé",
  ],
  /** The first due date, undefined where nothing is left to claim. */
  "nothing-overdue": (on: string, first: string | undefined): Sentence => [
    first === undefined
      ? `il ne reste rien à réclamer au ${formatDate(on)}`
      : `aucune facture n’est en retard au ${formatDate(on)}, la première échéance est le ${formatDate(first)}`,
    "vérifiez les dates et les montants",
  ],
  "nothing-coming": (): Sentence => [
    "aucune facture n’est à échoir à la date de la lettre",
    "pour une facture en retard, envoyez un rappel amiable",
  ],
  "nothing-disputed": (): Sentence => [
    "aucune facture échue n’est contestée",
    `indiquez la part contestée (${quoted("disputed_amount")}), ` +
      "ou attendez l’échéance pour demander la part qui ne l’est pas",
  ],
  "nothing-settled-late": (): Sentence => [
    "aucune facture n’a été payée en totalité et en retard",
    "indiquez chaque paiement à la date où il a été crédité",
  ],

  // --- warnings -----------------------------------------------------------------------------------

  "term-too-long": (number: string): Sentence => [
    `l’échéance de la facture ${quoted(number)} dépasse 60 jours après son émission et ` +
      "n’est pas à 45 jours fin de mois (Code de commerce, art. L441-10, I)",
    "vérifiez la date, le délai convenu ne peut pas être plus long dans le régime général",
  ],
  "public-term-assumed": (numbers: readonly string[]): Sentence => [
    `délai de paiement de 30 jours supposé pour ${listed(numbers.map(quoted), "et")}${NBSP}: il est de 50 jours ` +
      "pour un établissement public de santé et de 60 jours pour certaines entreprises publiques " +
      "(Code de la commande publique, art. R2192-10 et R2192-11)",
    "indiquez l’échéance si le délai de cet acheteur est autre",
  ],
  "limitation-uncertain": (): Sentence => [
    "la prescription de cinq ans est retenue pour un non-professionnel qui n’est pas une personne " +
      "physique, le délai de deux ans visant les personnes physiques (Code de la consommation, art. L218-2)",
    "si le client est une personne physique, indiquez-le",
  ],
  prescribed: (number: string, expiresOn: string, withDemands: string | null, article: string): Sentence => {
    const reprieve =
      withDemands === null ? "" : `, au plus tard le ${formatDate(withDemands)} si vos demandes écrites l’ont interrompue`;
    return [
      `la facture ${quoted(number)} paraît prescrite depuis le ` +
        `${formatDate(addDays(expiresOn, 1))}${reprieve} (${article})${NBSP}: le débiteur peut refuser de payer`,
      "faites vérifier la prescription avant d’envoyer cette lettre",
    ];
  },
  "limitation-near": (number: string, expiresOn: string, article: string, kind: DebtorKind): Sentence => {
    const stops =
      kind === "public_body"
        ? "une demande écrite reçue à temps l’interrompt"
        : "aucune lettre ne l’interrompt, seules une action en justice ou une reconnaissance de dette le font";
    return [
      `la facture ${quoted(number)} peut être prescrite après le ${formatDate(expiresOn)} (${article})${NBSP}: ${stops}`,
      "agissez avant cette date",
    ];
  },
  "limitation-presumed": (numbers: readonly string[]): Sentence => [
    "sans date d’exécution, la prescription est comptée de la date connue la plus ancienne pour " +
      `${listed(numbers.map(quoted), "et")}${NBSP}: elle a pu commencer plus tôt`,
    `indiquez ${quoted("performed_on")}, le jour où la prestation a été achevée ou le bien livré`,
  ],
  "insolvency-later-debt": (number: string, isPerformed: boolean, openedOn: string): Sentence => [
    `la facture ${quoted(number)}, ${isPerformed ? "exécutée" : "émise (sans date d’exécution connue)"} ` +
      `après le jugement du ${formatDate(openedOn)}, ` +
      "se paie à son échéance si elle est née pour les besoins de la procédure (Code de commerce, art. L622-17)",
    "assurez-vous-en auprès du mandataire ou de l’administrateur avant d’écrire",
  ],
  ccag: (isKnown: boolean): Sentence => [
    `${isKnown ? "le marché vise" : "si le marché vise"} un CCAG${NBSP}: le silence de l’acheteur ` +
      "après une lettre qui l’invite à prendre position fait naître un différend, et le mémoire en réclamation " +
      `doit suivre sous deux mois, à peine de forclusion (CAA Bordeaux, 18${NBSP}décembre${NBSP}2024, ` +
      `n°${NBSP}22BX03031)`,
    isKnown ? "notez cette échéance et prenez conseil" : "vérifiez si le contrat vise un CCAG",
  ],
  "electronic-consent": (): Sentence => [
    "une lettre recommandée électronique ne s’adresse à un non-professionnel que s’il y a consenti " +
      "d’avance (Code des postes et des communications électroniques, art. L100)",
    "à défaut, envoyez une lettre recommandée sur papier",
  ],
  "public-accessories-not-due": (number: string, lastDay: string): Sentence => [
    `l’acheteur a jusqu’au ${formatDate(lastDay)} pour payer les intérêts moratoires et ` +
      `l’indemnité de la facture ${quoted(number)} (Code de la commande publique, art. R2192-36)`,
    "attendez cette date",
  ],

  // --- the statement ------------------------------------------------------------------------------

  "dated-after-statement": (isPayment: boolean, day: string, on: string): Sentence => [
    `${isPayment ? "règlement" : "avoir"} du ${formatDate(day)}, postérieur au décompte du ${formatDate(on)}${NBSP}: ` +
      "il n’est pas compté",
    "vérifiez la date",
  ],
  "settled-late": (number: string): Sentence => [
    `la facture ${quoted(number)} n’a plus rien à payer${NBSP}: ` +
      "elle n’est pas comptée, pénalités et indemnité de son retard comprises",
    `pour les réclamer, envoyez la lettre ${quoted("Pénalités seules")}`,
  ],
  provisional: (stoppedOn: string): Sentence => [
    `les pénalités sont arrêtées au ${formatDate(stoppedOn)}${NBSP}: le taux du semestre suivant n’est pas encore publié`,
    "refaites le décompte quand il le sera",
  ],
  "value-to-confirm": (source: string): Sentence => [
    `valeur à confirmer avant de la citer (${source})`,
    "vérifiez-la sur Légifrance ou sur le site de la Banque de France",
  ],
  /** The half-years in which the rate is too low, each with its floor. */
  "contractual-rate-under-floor": (rate: Percent, under: readonly (readonly [string, Percent])[]): Sentence => {
    const floors = under.map(([halfYear, floor]) => `${halfYear}${NBSP}: ${formatPercent(floor)}`).join(`${NNBSP}; `);
    return [
      `le taux convenu (${formatPercent(rate)}) est inférieur à trois fois le taux de l’intérêt ` +
        `légal${NBSP}: ${floors} (${DEFAULT_RATE_ARTICLE})`,
      `${RATE_APPLIED}, faites vérifier la clause`,
    ];
  },
  "contractual-rate-floor-unknown": (halfYears: readonly string[]): Sentence => [
    "le taux convenu n’a pu être comparé à trois fois le taux de l’intérêt légal pour " +
      `${listed(halfYears, "et")}${NBSP}: ce taux n’est pas connu`,
    RATE_APPLIED,
  ],
  "contractual-rate-high": (rate: Percent, multiple: number, lowest: Percent): Sentence => [
    `le taux convenu (${formatPercent(rate)}) dépasse ${multiple} fois le taux légal ` +
      `par défaut (${formatPercent(lowest)})${NBSP}: le juge peut le réduire comme clause pénale ` +
      "(Code civil, art. 1231-5)",
    "vérifiez le taux et la clause",
  ],

  // --- a payment plan -----------------------------------------------------------------------------

  instalments,
} as const;

/** What keeps a plan from being made. */
const PLANS = {
  count: (count: number, least: number, most: number): Sentence => [
    `${count}${NBSP}échéances`,
    `un échéancier en compte de ${least} à ${most}`,
  ],
  not_after_letter: (firstOn: string, on: string): Sentence => [
    `le ${formatDate(firstOn)} n’est pas après la lettre, datée du ${formatDate(on)}`,
    "laissez à votre client le temps de répondre",
  ],
  first_too_small: (smallest: number) => tooSmall(smallest, "donnez un premier versement plus élevé"),
  too_many: (smallest: number) => tooSmall(smallest, "donnez moins d’échéances"),
  first_too_large: (first: Money, amount: Money): Sentence => [
    `${formatMoney(first)}, pour une somme de ${formatMoney(amount)}${NBSP}: il ne reste rien ` +
      "pour les échéances suivantes",
    "donnez un premier versement moins élevé",
  ],
  before_answer: (firstOn: string, deadlineOn: string): Sentence => [
    `le ${formatDate(firstOn)} vient avant la fin du délai de réponse, le ${formatDate(deadlineOn)}`,
    "choisissez une date plus tardive, ou donnez un délai plus court (letter.deadline_days)",
  ],
};

function tooSmall(smallest: number, hint: string): Sentence {
  return [`une échéance serait de moins de ${formatMoney(new Money(smallest))}`, hint];
}

function instalments(what: keyof typeof PLANS, ...facts: readonly unknown[]): Sentence {
  return (PLANS[what] as (...given: readonly unknown[]) => Sentence)(...facts);
}
