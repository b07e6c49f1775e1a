/** What a legal form (forme juridique) says of a creditor. */
import type { CreditorStatus } from "./choices";

const COMPANY_FORMS =
  /^(?:SARL|SAS|SASU|EURL|SA|SCI|SNC|SCOP|SCIC|SELARL|SELAS|SCP|SCM|SCA|SCS|SE|EARL|GAEC|SCEA|SOCIÉTÉ)(?: |$)/;
const SOLE_TRADER_FORMS = /^(?:EI|EIRL)(?: |$)|^(?:ENTREPRENEUR INDIVIDUEL|ENTREPRISE INDIVIDUELLE|(?:MICRO|AUTO)[- ]?ENTREPR)/;

/** The status that a legal form leaves no doubt about. */
export function statusOf(legalForm: string): CreditorStatus | null {
  const form = legalForm.toUpperCase().replaceAll(".", "");
  if (COMPANY_FORMS.test(form)) return "company";
  if (SOLE_TRADER_FORMS.test(form)) return "sole_trader";
  return form.startsWith("ASSOCIATION") ? "association" : null;
}
