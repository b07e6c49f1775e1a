/** UBL 2.1 Invoice and CreditNote (OASIS): where EN 16931 has its terms in them. */
import { type InvoiceParts, type Note, type Part, type Party, partAt, partsAt } from "./parts";
import { type Element, all } from "./xml";

export const UBL_INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
export const UBL_CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

/** The kind of document is its root. */
const CREDIT_NOTE: Part = { text: "381", at: "CreditNote", term: "BT-3", scheme: "" };

const SELLER = "AccountingSupplierParty/Party";
const BUYER = "AccountingCustomerParty/Party";

export function readUbl(root: Element): InvoiceParts {
  const one = (path: string, term: string): Part | undefined => partAt(root, path, term);
  return {
    type: root.namespace === UBL_CREDIT_NOTE ? CREDIT_NOTE : one("InvoiceTypeCode", "BT-3"),
    number: one("ID", "BT-1"),
    issuedOn: dates(root, "IssueDate", "BT-2")[0],
    dueOn: [...dates(root, "DueDate", "BT-9"), ...dates(root, "PaymentMeans/PaymentDueDate", "BT-9")],
    performedOn: dates(root, "Delivery/ActualDeliveryDate", "BT-72")[0],
    currency: one("DocumentCurrencyCode", "BT-5"),
    total: one("LegalMonetaryTotal/TaxInclusiveAmount", "BT-112"),
    paid: one("LegalMonetaryTotal/PrepaidAmount", "BT-113"),
    payable: one("LegalMonetaryTotal/PayableAmount", "BT-115"),
    seller: party(root, SELLER, ["BT-27", "BT-30", "BT-35", "BT-38", "BT-37", "BT-40"]),
    vatNumber: vatNumber(root),
    buyer: party(root, BUYER, ["BT-44", "BT-47", "BT-50", "BT-53", "BT-52", "BT-55"]),
    payee: one("PayeeParty/PartyName/Name", "BT-59"),
    ibans: partsAt(root, "PaymentMeans/PayeeFinancialAccount/ID", "BT-84"),
    bic: one("PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID", "BT-86"),
    buyerReference: one("BuyerReference", "BT-10"),
    orderReference: one("OrderReference/ID", "BT-13"),
    notes: partsAt(root, "Note", "BT-22").map(note),
    corrected: one("BillingReference/InvoiceDocumentReference/ID", "BT-25"),
  };
}

function party(root: Element, path: string, terms: readonly [string, string, string, string, string, string]): Party {
  const [name, identifier, lines, postcode, city, country] = terms;
  const address = `${path}/PostalAddress`;
  const streets = ["StreetName", "AdditionalStreetName", "AddressLine/Line"];
  return {
    name: partAt(root, `${path}/PartyLegalEntity/RegistrationName`, name) ?? partAt(root, `${path}/PartyName/Name`, name),
    identifiers: partsAt(root, `${path}/PartyLegalEntity/CompanyID`, identifier),
    lines: streets.flatMap((street) => partsAt(root, `${address}/${street}`, lines)),
    postcode: partAt(root, `${address}/PostalZone`, postcode),
    city: partAt(root, `${address}/CityName`, city),
    country: partAt(root, `${address}/Country/IdentificationCode`, country),
  };
}

function vatNumber(root: Element): Part | undefined {
  const scheme = all(root, `${SELLER}/PartyTaxScheme`).find((tax) => partAt(tax, "TaxScheme/ID", "")?.text === "VAT");
  const part = scheme && partAt(scheme, "CompanyID", "BT-31");
  return part && { ...part, at: "PartyTaxScheme / CompanyID" };
}

/** UBL has no place for the subject of a note: EN 16931 writes it before the text, « #PMD#… ». */
function note(part: Part): Note {
  const match = /^#([A-Z]{3})#\s*(.*)$/s.exec(part.text);
  return match ? { code: match[1]!, part: { ...part, text: match[2]! } } : { code: "", part };
}

/** A day may carry a time zone, which says nothing of a date on paper. */
function dates(root: Element, path: string, term: string): readonly Part[] {
  return partsAt(root, path, term).map((part) => ({ ...part, text: part.text.replace(/(?:Z|[+-][0-9]{2}:[0-9]{2})$/, "") }));
}
