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
