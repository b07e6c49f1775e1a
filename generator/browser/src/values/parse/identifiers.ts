/** What reads the identifiers of a business, a bank or a person: a claim can do without all of them. */
export { parse as bic } from "./bic";
export { parse as email } from "./email";
export { parse as iban } from "./iban";
export { parse as phone } from "./phone";
export { parse as siren } from "./siren";
export { parse as siret } from "./siret";
export { parse as vat_number } from "./vat_number";
