/** The words of the plan's page. Those of the claim's fields are in `fields.yml`, those of the steps in `plan.ts`. */
export const PLAN = {
  form: "Le calendrier de relance",
  kind: "Qui est votre client\u202f?",
  dates: "La facture",
  performed: "Livraison ou fin du travail",
  performedHelp: "La prescription part de ce jour-là.",
  stage: "Étape",
  sent: "Ce que vous avez déjà envoyé",
  insolvency: "Procédure collective",
  opened: "Jugement d’ouverture du",
  openedHelp: "Vide s’il n’y en a pas. Une dette née avant le jugement se déclare, elle ne se relance plus.",
  agenda: "Pour votre agenda",
  agendaHelp: "Tout est facultatif, et reste dans cette page.",
  waiting: "Le calendrier se dessine ici",
  waitingMore: "Il suffit de dire qui est votre client, et quand il devait payer.",
  region: "Le calendrier",
  next: "Prochaine lettre",
  climbed: "Toutes les lettres sont parties.",
  noLetter: "Aucune lettre à envoyer",
  write: "Écrire cette lettre",
  due: "Échéance",
  dueReason: "le dernier jour pour payer",
  today: "Aujourd’hui",
  download: "Mettre dans mon agenda (.ics)",
  made: (name: string): string => `${name} est dans vos téléchargements.`,
  failed: "Le fichier n’a pas pu être fait dans ce navigateur.",
  heard: (title: string, day: string): string => `Prochaine lettre\u00a0: ${title}, ${day}.`,
  after: "Après la mise en demeure",
  declare: "Déclarer sa créance",
  limitation: "Ce qui l’interrompt",
  public: "Le piège du CCAG",
} as const;

export const FAILED = "Le calendrier n’a pas pu s’ouvrir. Rechargez la page.";

export const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"] as const;
