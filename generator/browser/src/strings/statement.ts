/** The words of what may be claimed; the working is read by whoever opens it. */

export const STATEMENT = {
  title: "Ce que vous pouvez demander",
  waiting: "Le décompte se fait dès qu’une facture a sa date, son échéance et son montant.",
  principal: "Principal",
  interest: "Pénalités de retard",
  publicInterest: "Intérêts moratoires",
  indemnity: "Indemnité forfaitaire",
  total: "Total",
  nothingOverdue: "Aucune facture n’est en retard à cette date.",
  open: "Voir le calcul",
  principalOnly: "Cette lettre ne réclame que le principal. Le reste est dû, et peut être demandé plus tard.",
  consumer: "À un particulier, la lettre ne réclame que la somme impayée.",
} as const;

export const WORKINGS = {
  late: (due: string, days: string): string => `échue le ${due}, ${days}\u00a0jours de retard`,
  segment: (from: string, to: string, days: string): string => `du ${from} au ${to}, ${days}`,
  days: (count: string): string => `${count}\u00a0jours`,
  day: "1\u00a0jour",
  times: (base: string, rate: string): string => `${base} à ${rate} par an`,
  perDay: (amount: string): string => `Chaque jour de plus\u00a0: ${amount}.`,
  act_365: "Calcul sur 365\u00a0jours.",
  act_act: "Calcul sur le nombre réel de jours de l’année.",
  floor: (floor: string): string =>
    `Plancher légal ce semestre\u00a0: ${floor}, trois fois le taux de l’intérêt légal. Il n’est jamais appliqué d’office.`,
  floorUnknown: "Le plancher légal de ce semestre n’est pas encore connu.",
} as const;
