/**
 * What no letter may be made of, and what its sender must be told before sending it; see
 * `generator/law/admissibility.py` for the reasons and their sources.
 */
import type { DebtorKind } from "../claim/choices";
import type { Address, Facts, Invoice } from "../claim/types";
import type { Problem } from "../errors";
import { NBSP, listed, quoted } from "../messages";
import { FRANCE } from "../values/address";
import { addDays, dayNumber, formatDate } from "../values/dates";
import { type Cover, concerns, isCovered, settledLateOn } from "./cover";
import type { Law } from "./dated_values";
import { dueDate, dueDateProblems, isLongerThanAllowed } from "./due_date";
import { type Limitation, limitation } from "./limitation";
import { contractualRateProblems } from "./regime";

/** Days from the principal to the interest and the indemnity of a public buyer (Code de la commande publique, R2192-36). */
const PUBLIC_ACCESSORIES_TERM = 45;
/** How many days before the last one a sender is told that only a court claim stops the period. */
const NEAR_EXPIRY = 183;

const OVERSEAS_NAMES = new Set([
  "guadeloupe",
  "martinique",
  "guyane",
  "guyane française",
  "la réunion",
  "réunion",
  "mayotte",
  "saint-pierre-et-miquelon",
  "saint-barthélemy",
  "saint-martin",
  "wallis-et-futuna",
  "polynésie française",
  "nouvelle-calédonie",
  "terres australes et antarctiques françaises",
]);

/** Whether the address is known to be outside France; its overseas territories are France. */
export function isForeign(address: Address | null): boolean {
  return address !== null && address.country !== FRANCE && !OVERSEAS_NAMES.has(address.country.toLowerCase());
}

/** Every reason why no letter may be made of this claim on that day. */
export function refusals(law: Law, facts: Facts, on: string, cover: Cover): readonly Problem[] {
  return [
    ...dueDateProblems(law, facts),
    ...contractualRateProblems(facts.debtor.kind, facts.terms.late_payment_rate),
    ...prescribedConsumer(law, facts, on, cover),
    ...frozenByInsolvency(facts, on, cover),
    ...interestAfterLetter(facts, on),
    ...nothingCovered(law, facts, on, cover),
  ];
}

/** What to know before sending; nothing here stops a letter. */
export function warnings(law: Law, facts: Facts, on: string, cover: Cover): readonly Problem[] {
  return [
    ...termsTooLong(law, facts),
    ...publicTermsAssumed(facts),
    ...limitationWarnings(law, facts, on, cover),
    ...debtsAfterInsolvency(facts, on, cover),
    ...ccag(facts),
    ...electronicConsent(facts),
    ...(cover === "settled_late" ? publicAccessoriesNotDue(law, facts, on) : []),
  ];
}

/** The invoices that the letter may be about, with their place in the claim. */
function concerned(facts: Facts, on: string, cover: Cover): readonly (readonly [field: string, invoice: Invoice])[] {
  return facts.invoices.flatMap((invoice, place) =>
    concerns(cover, invoice, on) ? [[`invoices.${place}`, invoice] as const] : [],
  );
}

// --- refusals ---------------------------------------------------------------------------------

function prescribedConsumer(law: Law, facts: Facts, on: string, cover: Cover): readonly Problem[] {
  if (facts.debtor.kind !== "consumer") return [];
  return concerned(facts, on, cover).flatMap(([field, invoice]): readonly Problem[] => {
    const period = limitation(law, facts, invoice, on);
    if (on <= period.expiresOn) return [];
    return [
      {
        field,
        message:
          `la facture ${quoted(invoice.number)} est prescrite depuis le ` +
          `${formatDate(addDays(period.expiresOn, 1))} (${period.article})${NBSP}: ` +
          "demander à un consommateur de payer une dette prescrite peut l’induire en erreur",
        hint:
          "retirez cette facture, ou indiquez ce qui a interrompu la prescription à temps " +
          "(règlement partiel, reconnaissance de dette, action en justice)",
        check: "prescribed-consumer",
      },
    ];
  });
}

function frozenByInsolvency(facts: Facts, on: string, cover: Cover): readonly Problem[] {
  const openedOn = facts.debtor.insolvency?.opened_on;
  if (openedOn === undefined) return [];
  const isConsumer = facts.debtor.kind === "consumer";
  return concerned(facts, on, cover)
    .filter(([, invoice]) => bornOn(invoice) < openedOn)
    .map(([field, invoice]) => ({
      field,
      message:
        `la facture ${quoted(invoice.number)} est née avant le jugement du ${formatDate(openedOn)}${NBSP}: ` +
        (isConsumer
          ? "une procédure règle ses dettes, aucune lettre ne peut en demander le paiement"
          : "son paiement est interdit, aucune lettre ne peut le demander (Code de commerce, art. L622-7 et L622-21)"),
      hint: isConsumer
        ? "adressez-vous à la commission de surendettement ou au mandataire désigné, pas au débiteur"
        : "déclarez la créance au mandataire judiciaire ou au liquidateur dans les deux mois de la publication du " +
          "jugement au BODACC (Code de commerce, art. L622-24 et R622-24), puis demandez au plus tôt un relevé de " +
          "forclusion si ce délai est passé (art. L622-26)",
      check: "insolvency",
    }));
}

/** The day a debt is born (fait générateur): performance, else the invoice stands for it. */
function bornOn(invoice: Invoice): string {
  return invoice.performed_on ?? invoice.issued_on;
}

function interestAfterLetter(facts: Facts, on: string): readonly Problem[] {
  const until = facts.letter.interest_until;
  if (until === null || until <= on) return [];
  return [
    {
      field: "letter.interest_until",
      message:
        `les intérêts sont arrêtés au ${formatDate(until)}, après la lettre du ${formatDate(on)}${NBSP}: ` +
        "seul ce qui est dû à sa date se réclame",
      hint: "arrêtez-les à la date de la lettre ou avant",
      check: "interest-after-letter",
    },
  ];
}

function nothingCovered(law: Law, facts: Facts, on: string, cover: Cover): readonly Problem[] {
  const isFound = (invoice: Invoice): boolean => {
    const due = dueDate(law, facts.debtor.kind, invoice);
    if (!concerns(cover, invoice, on) || (due && !isCovered(cover, invoice, due.day, on))) return false;
    return cover !== "disputed" || invoice.disputed_amount.cents > 0;
  };
  if (facts.invoices.some(isFound)) return [];
  const [message, hint] = cover === "overdue" ? nothingOverdue(law, facts, on) : NOTHING[cover];
  return [{ field: "invoices", message, hint, check: `nothing-${cover.replace("_", "-")}` }];
}

type Words = readonly [message: string, hint: string];

function nothingOverdue(law: Law, facts: Facts, on: string): Words {
  const dueDates = concerned(facts, on, "overdue").flatMap(
    ([, invoice]) => dueDate(law, facts.debtor.kind, invoice)?.day ?? [],
  );
  const [first] = dueDates.sort();
  const message =
    first === undefined
      ? `il ne reste rien à réclamer au ${formatDate(on)}`
      : `aucune facture n’est en retard au ${formatDate(on)}, la première échéance est le ${formatDate(first)}`;
  return [message, "vérifiez les dates et les montants"];
}

const NOTHING: Readonly<Record<Exclude<Cover, "overdue">, Words>> = {
  coming: [
    "aucune facture n’est à échoir à la date de la lettre",
    "pour une facture en retard, envoyez un rappel amiable",
  ],
  disputed: [
    "aucune facture échue n’est contestée",
    `indiquez la part contestée (${quoted("disputed_amount")}), ` +
      "ou attendez l’échéance pour demander la part qui ne l’est pas",
  ],
  settled_late: [
    "aucune facture n’a été payée en totalité et en retard",
    "indiquez chaque paiement à la date où il a été crédité",
  ],
};

// --- warnings ---------------------------------------------------------------------------------

function termsTooLong(law: Law, facts: Facts): readonly Problem[] {
  if (facts.debtor.kind !== "professional") return [];
  return facts.invoices.flatMap((invoice, place): readonly Problem[] =>
    isLongerThanAllowed(law, invoice)
      ? [
          {
            field: `invoices.${place}.due_on`,
            message:
              `l’échéance de la facture ${quoted(invoice.number)} dépasse 60 jours après son émission et ` +
              "n’est pas à 45 jours fin de mois (Code de commerce, art. L441-10, I)",
            hint: "vérifiez la date, le délai convenu ne peut pas être plus long dans le régime général",
            check: "term-too-long",
          },
        ]
      : [],
  );
}

function publicTermsAssumed(facts: Facts): readonly Problem[] {
  const assumed = facts.invoices.filter((invoice) => invoice.due_on === null).map((invoice) => quoted(invoice.number));
  if (facts.debtor.kind !== "public_body" || assumed.length === 0) return [];
  return [
    {
      field: "invoices",
      message:
        `délai de paiement de 30 jours supposé pour ${listed(assumed, "et")}${NBSP}: il est de 50 jours ` +
        "pour un établissement public de santé et de 60 jours pour certaines entreprises publiques " +
        "(Code de la commande publique, art. R2192-10 et R2192-11)",
      hint: "indiquez l’échéance si le délai de cet acheteur est autre",
      check: "public-term-assumed",
    },
  ];
}

function limitationWarnings(law: Law, facts: Facts, on: string, cover: Cover): readonly Problem[] {
  const { kind } = facts.debtor;
  const periods = concerned(facts, on, cover).map(([field, invoice]) => [field, limitation(law, facts, invoice, on)] as const);
  const found = periods.flatMap(([field, period]): readonly Problem[] => {
    if (on > period.expiresOn) return kind === "consumer" ? [] : [expired(field, period)];
    const left = dayNumber(period.expiresOn) - dayNumber(on);
    return left <= NEAR_EXPIRY ? [nearExpiry(field, period, kind)] : [];
  });
  return [...found, ...presumedStarts(periods.map(([, period]) => period)), ...uncertainTerm(facts)];
}

function uncertainTerm(facts: Facts): readonly Problem[] {
  if (facts.debtor.kind !== "consumer" || facts.debtor.natural_person) return [];
  return [
    {
      field: "debtor.natural_person",
      message:
        "la prescription de cinq ans est retenue pour un non-professionnel qui n’est pas une personne " +
        "physique, le délai de deux ans visant les personnes physiques (Code de la consommation, art. L218-2)",
      hint: "si le client est une personne physique, indiquez-le",
      check: "limitation-uncertain",
    },
  ];
}

function expired(field: string, period: Limitation): Problem {
  const later = period.expiresOnWithDemands;
  const reprieve =
    later === null ? "" : `, au plus tard le ${formatDate(later)} si vos demandes écrites l’ont interrompue`;
  return {
    field,
    message:
      `la facture ${quoted(period.invoiceNumber)} paraît prescrite depuis le ` +
      `${formatDate(addDays(period.expiresOn, 1))}${reprieve} (${period.article})${NBSP}: ` +
      "le débiteur peut refuser de payer",
    hint: "faites vérifier la prescription avant d’envoyer cette lettre",
    check: "prescribed",
  };
}

function nearExpiry(field: string, period: Limitation, kind: DebtorKind): Problem {
  const stops =
    kind === "public_body"
      ? "une demande écrite reçue à temps l’interrompt"
      : "aucune lettre ne l’interrompt, seules une action en justice ou une reconnaissance de dette le font";
  return {
    field,
    message:
      `la facture ${quoted(period.invoiceNumber)} peut être prescrite après le ` +
      `${formatDate(period.expiresOn)} (${period.article})${NBSP}: ${stops}`,
    hint: "agissez avant cette date",
    check: "limitation-near",
  };
}

function presumedStarts(periods: readonly Limitation[]): readonly Problem[] {
  const presumed = periods.filter((period) => period.isStartPresumed).map((period) => quoted(period.invoiceNumber));
  if (presumed.length === 0) return [];
  return [
    {
      field: "invoices",
      message:
        "sans date d’exécution, la prescription est comptée de la date connue la plus ancienne pour " +
        `${listed(presumed, "et")}${NBSP}: elle a pu commencer plus tôt`,
      hint: `indiquez ${quoted("performed_on")}, le jour où la prestation a été achevée ou le bien livré`,
      check: "limitation-presumed",
    },
  ];
}

function debtsAfterInsolvency(facts: Facts, on: string, cover: Cover): readonly Problem[] {
  const openedOn = facts.debtor.insolvency?.opened_on;
  if (openedOn === undefined) return [];
  return concerned(facts, on, cover)
    .filter(([, invoice]) => bornOn(invoice) >= openedOn)
    .map(([field, invoice]) => ({
      field,
      message:
        `la facture ${quoted(invoice.number)}, ` +
        (invoice.performed_on === null ? "émise (sans date d’exécution connue)" : "exécutée") +
        ` après le jugement du ${formatDate(openedOn)}, ` +
        "se paie à son échéance si elle est née pour les besoins de la procédure " +
        "(Code de commerce, art. L622-17)",
      hint: "assurez-vous-en auprès du mandataire ou de l’administrateur avant d’écrire",
      check: "insolvency-later-debt",
    }));
}

function ccag(facts: Facts): readonly Problem[] {
  if (facts.debtor.kind !== "public_body" || facts.debtor.ccag === "no") return [];
  const isKnown = facts.debtor.ccag === "yes";
  return [
    {
      field: "debtor.ccag",
      message:
        `${isKnown ? "le marché vise" : "si le marché vise"} un CCAG${NBSP}: le silence de l’acheteur ` +
        "après une lettre qui l’invite à prendre position fait naître un différend, et le mémoire en réclamation " +
        `doit suivre sous deux mois, à peine de forclusion (CAA Bordeaux, 18${NBSP}décembre${NBSP}2024, ` +
        `n°${NBSP}22BX03031)`,
      hint: isKnown ? "notez cette échéance et prenez conseil" : "vérifiez si le contrat vise un CCAG",
      check: "ccag",
    },
  ];
}

function electronicConsent(facts: Facts): readonly Problem[] {
  if (facts.letter.channel !== "electronic_registered" || facts.debtor.kind !== "consumer") return [];
  return [
    {
      field: "letter.channel",
      message:
        "une lettre recommandée électronique ne s’adresse à un non-professionnel que s’il y a consenti " +
        "d’avance (Code des postes et des communications électroniques, art. L100)",
      hint: "à défaut, envoyez une lettre recommandée sur papier",
      check: "electronic-consent",
    },
  ];
}

function publicAccessoriesNotDue(law: Law, facts: Facts, on: string): readonly Problem[] {
  if (facts.debtor.kind !== "public_body") return [];
  return facts.invoices.flatMap((invoice, place): readonly Problem[] => {
    const due = dueDate(law, facts.debtor.kind, invoice);
    const settledOn = due ? settledLateOn(invoice, due.day, on) : null;
    const lastDay = settledOn === null ? "" : addDays(settledOn, PUBLIC_ACCESSORIES_TERM);
    if (on > lastDay) return [];
    return [
      {
        field: `invoices.${place}`,
        message:
          `l’acheteur a jusqu’au ${formatDate(lastDay)} pour payer les intérêts moratoires et ` +
          `l’indemnité de la facture ${quoted(invoice.number)} (Code de la commande publique, art. R2192-36)`,
        hint: "attendez cette date",
        check: "public-accessories-not-due",
      },
    ];
  });
}
