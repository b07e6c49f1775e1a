/** What a plain claim does without: identifiers, rates, counts, days in other words, files of another shape. */
export { most, noClaim, unknownField, wrongShape } from "./claim/misshapen";
export { statusOf } from "./claim/legal_form";
export { parse as bic } from "./values/parse/bic";
export { parse as date } from "./values/parse/dates";
export { parse as email } from "./values/parse/email";
export { parse as iban } from "./values/parse/iban";
export { parse as integer } from "./values/parse/integer";
export { parse as percent } from "./values/parse/percent";
export { parse as phone } from "./values/parse/phone";
export { parse as siren } from "./values/parse/siren";
export { parse as siret } from "./values/parse/siret";
export { parse as vat_number } from "./values/parse/vat_number";
export { formatPhone } from "./values/phone";
export { formatSiren } from "./values/siren";
export { formatSiret } from "./values/siret";
export { formatVatNumber } from "./values/vat_number";
