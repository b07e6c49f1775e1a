/** The words of what the form begins with. */

export const STARTED = {
  fromLink: "Le dossier de ce lien est repris.",
  followed: "Le dossier vous a suivi depuis la lettre précédente.",
  badLink: "Ce lien est coupé ou abîmé\u00a0: le dossier qu’il portait n’a pas pu être lu.",
} as const;
