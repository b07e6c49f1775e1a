/** Cross Industry Invoice (UN/CEFACT D16B), the syntax of Factur-X and ZUGFeRD 2: where EN 16931 has its terms in it. */
import { type InvoiceParts, type Party, type Part, partAt, partsAt } from "./parts";
import { type Element, all } from "./xml";

export const CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";

const TRADE = "SupplyChainTradeTransaction";
const AGREEMENT = `${TRADE}/ApplicableHeaderTradeAgreement`;
const DELIVERY = `${TRADE}/ApplicableHeaderTradeDelivery`;
const SETTLEMENT = `${TRADE}/ApplicableHeaderTradeSettlement`;
const TOTALS = `${SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation`;
const MEANS = `${SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans`;

export function readCii(root: Element): InvoiceParts {
  const one = (path: string, term: string): Part | undefined => partAt(root, path, term);
  const seller = `${AGREEMENT}/SellerTradeParty`;
  return {
    type: one("ExchangedDocument/TypeCode", "BT-3"),
    number: one("ExchangedDocument/ID", "BT-1"),
    issuedOn: dates(root, "ExchangedDocument/IssueDateTime", "BT-2")[0],
    dueOn: dates(root, `${SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime`, "BT-9"),
    performedOn: dates(root, `${DELIVERY}/ActualDeliverySupplyChainEvent/OccurrenceDateTime`, "BT-72")[0],
    currency: one(`${SETTLEMENT}/InvoiceCurrencyCode`, "BT-5"),
    total: one(`${TOTALS}/GrandTotalAmount`, "BT-112"),
    paid: one(`${TOTALS}/TotalPrepaidAmount`, "BT-113"),
    payable: one(`${TOTALS}/DuePayableAmount`, "BT-115"),
    seller: party(root, seller, ["BT-27", "BT-30", "BT-35", "BT-38", "BT-37", "BT-40"]),
    vatNumber: partsAt(root, `${seller}/SpecifiedTaxRegistration/ID`, "BT-31").find((part) => part.scheme === "VA"),
    buyer: party(root, `${AGREEMENT}/BuyerTradeParty`, ["BT-44", "BT-47", "BT-50", "BT-53", "BT-52", "BT-55"]),
    payee: one(`${SETTLEMENT}/PayeeTradeParty/Name`, "BT-59"),
    ibans: partsAt(root, `${MEANS}/PayeePartyCreditorFinancialAccount/IBANID`, "BT-84"),
    bic: one(`${MEANS}/PayeeSpecifiedCreditorFinancialInstitution/BICID`, "BT-86"),
    buyerReference: one(`${AGREEMENT}/BuyerReference`, "BT-10"),
    orderReference: one(`${AGREEMENT}/BuyerOrderReferencedDocument/IssuerAssignedID`, "BT-13"),
    notes: all(root, "ExchangedDocument/IncludedNote").flatMap((note) => {
      const part = partAt(note, "Content", "BT-22");
      return part ? [{ code: partAt(note, "SubjectCode", "BT-21")?.text ?? "", part }] : [];
    }),
    corrected: one(`${SETTLEMENT}/InvoiceReferencedDocument/IssuerAssignedID`, "BT-25"),
  };
}

function party(root: Element, path: string, terms: readonly [string, string, string, string, string, string]): Party {
  const [name, identifier, lines, postcode, city, country] = terms;
  const address = `${path}/PostalTradeAddress`;
  return {
    name: partAt(root, `${path}/Name`, name),
    identifiers: partsAt(root, `${path}/SpecifiedLegalOrganization/ID`, identifier),
    lines: ["LineOne", "LineTwo", "LineThree"].flatMap((line) => partsAt(root, `${address}/${line}`, lines)),
    postcode: partAt(root, `${address}/PostcodeCode`, postcode),
    city: partAt(root, `${address}/CityName`, city),
    country: partAt(root, `${address}/CountryID`, country),
  };
}

/** Format 102 is YYYYMMDD; anything else stays as it is, and is refused as a date. */
function dates(root: Element, path: string, term: string): readonly Part[] {
  return partsAt(root, `${path}/DateTimeString`, term).map((part) => ({
    ...part,
    text: part.text.replace(/^([0-9]{4})([0-9]{2})([0-9]{2})$/, "$1-$2-$3"),
  }));
}
