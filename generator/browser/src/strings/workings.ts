/** The words of where each sum comes from. */

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
