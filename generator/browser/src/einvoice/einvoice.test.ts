import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { read as readClaim } from "../claim/read";
import { readInvoice } from ".";
import { parseXml } from "./xml";

const FOLDER = fileURLToPath(new URL("../../../../tests/vectors/einvoice/", import.meta.url));
const file = (name: string): Uint8Array => new Uint8Array(readFileSync(FOLDER + name));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const CII = new TextDecoder().decode(file("facture_cii.xml"));
const UBL = new TextDecoder().decode(file("facture_ubl.xml"));

async function valuesOf(content: Uint8Array, name = "facture.xml"): Promise<Record<string, string>> {
  const { found } = await readInvoice(content, name);
  return Object.fromEntries(found.map(({ path, value }) => [path, value]));
}

async function saidOf(content: Uint8Array, name = "facture.xml"): Promise<string> {
  const { problems } = await readInvoice(content, name);
  return problems.map((problem) => problem.message).join("\n");
}

/** A file that gives nothing, and says why within seconds, on a machine shared with other tests. */
async function refusal(content: Uint8Array, name = "facture.pdf"): Promise<string> {
  const start = performance.now();
  const { found, problems } = await readInvoice(content, name);
  expect(performance.now() - start).toBeLessThan(5000);
  expect(found).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]!.hint).not.toBe("");
  return problems[0]!.message;
}

const SELLER = {
  "creditor.name": "Atelier Bois & Fils",
  "creditor.siren": "100000009",
  "creditor.vat_number": "FR88100000009",
  "creditor.address.lines.0": "3 rue des Scieurs",
  "creditor.address.lines.1": "Bâtiment B",
  "creditor.address.postcode": "35000",
  "creditor.address.city": "Rennes",
  "creditor.bic": "PSSTFRPPPAR",
};

const READ_FROM_CII = {
  ...SELLER,
  "creditor.iban": "FR1420041010050500013M02606",
  "debtor.name": "Menuiserie Océane",
  "debtor.siren": "200000008",
  "debtor.address.lines.0": "12 quai des Embruns",
  "debtor.address.postcode": "29200",
  "debtor.address.city": "Brest",
  "invoices.0.number": "F-2026-014",
  "invoices.0.issued_on": "2026-02-02",
  "invoices.0.due_on": "2026-03-04",
  "invoices.0.performed_on": "2026-01-30",
  "invoices.0.amount": "1200.00",
  "invoices.0.order_reference": "BC 4500-12, ACHATS-7",
  "terms.late_payment_rate": "12.5",
};

describe("an invoice in XML", () => {
  test("CII gives the parts of a claim", async () => {
    expect(await valuesOf(file("facture_cii.xml"))).toEqual(READ_FROM_CII);
  });

  test("UBL gives the parts of a claim, a part paid left out of the amount and said", async () => {
    expect(await valuesOf(file("facture_ubl.xml"))).toEqual({
      ...SELLER,
      "creditor.iban": "FR14 2004 1010 0505 0001 3M02 606",
      "debtor.name": "Menuiserie Océane",
      "debtor.address.lines.0": "12 quai des Embruns",
      "debtor.address.postcode": "1000",
      "debtor.address.city": "Bruxelles",
      "debtor.address.country": "Belgique",
      "invoices.0.number": "F-2026-014",
      "invoices.0.issued_on": "2026-02-02",
      "invoices.0.due_on": "2026-03-04",
      "invoices.0.performed_on": "2026-01-30",
      "invoices.0.amount": "849.50",
      "invoices.0.order_reference": "BC 4500-12, ACHATS-7",
    });
    expect(await saidOf(file("facture_ubl.xml"))).toMatch(/350,50\u00a0€ sont déjà payés.*849,50\u00a0€/);
  });

  test("a credit note goes under the invoice that it corrects", async () => {
    expect(await valuesOf(file("avoir_ubl.xml"))).toEqual({
      "creditor.name": "Atelier Bois & Fils",
      "debtor.name": "Menuiserie Océane",
      "invoices.0.number": "F-2026-014",
      "invoices.0.credit_notes.0.number": "A-2026-003",
      "invoices.0.credit_notes.0.issued_on": "2026-02-20",
      "invoices.0.credit_notes.0.amount": "120.00",
    });
    const alone = new TextDecoder().decode(file("avoir_ubl.xml")).replace(/<cac:BillingReference>.*/, "");
    expect(await refusal(bytes(alone))).toMatch(/avoir/);
    expect(await refusal(bytes(CII.replace(">380<", ">381<")))).toMatch(/avoir/);
  });

  test("each value says its place", async () => {
    const { found } = await readInvoice(file("plain.pdf"), "facture.pdf");
    const place = found.find(({ path }) => path === "invoices.0.due_on")?.from;
    expect(place).toBe("factur-x.xml, DueDateDateTime / DateTimeString (BT-9)");
  });

  test("what is read makes a claim that is read in its turn", async () => {
    const values = await valuesOf(file("facture_cii.xml"));
    const side = (name: string) => ({
      name: values[`${name}.name`]!,
      siren: values[`${name}.siren`]!,
      address: {
        lines: [values[`${name}.address.lines.0`]!],
        postcode: values[`${name}.address.postcode`]!,
        city: values[`${name}.address.city`]!,
      },
    });
    const invoice = Object.fromEntries(
      Object.entries(values).flatMap(([path, value]) => (path.startsWith("invoices.0.") ? [[path.slice(11), value]] : [])),
    );
    const claim = { creditor: side("creditor"), debtor: { ...side("debtor"), kind: "professional" }, invoices: [invoice] };
    expect(readClaim(claim).problems).toEqual([]);
  });

  test.each([
    ["UTF-16, little end first", new Uint8Array(Buffer.from(`\ufeff${CII.replace("UTF-8", "UTF-16")}`, "utf16le"))],
    ["UTF-16, big end first", new Uint8Array(Buffer.from(`\ufeff${CII}`, "utf16le").swap16())],
    ["UTF-8 with its mark", bytes(`\ufeff${CII}`)],
    ["Windows 1252", new Uint8Array(Buffer.from(CII.replace("UTF-8", "windows-1252").replaceAll("€", "EUR"), "latin1"))],
  ])("%s is read", async (_, content) => {
    expect(await valuesOf(content)).toEqual(READ_FROM_CII);
  });
});

describe("what cannot be taken as it is, is said", () => {
  test.each([
    ["another currency", CII.replace("Code>EUR<", "Code>USD<"), /USD/, "invoices.0.amount"],
    ["no currency", CII.replace(/<ram:InvoiceCurrencyCode>.*/, ""), /monnaie/, "invoices.0.amount"],
    ["all paid", CII.replace("DuePayableAmount>1200.00", "DuePayableAmount>0.00"), /rien à payer/, "invoices.0.amount"],
    ["a negative amount", UBL.replaceAll(/>(849\.5|1200\.00)</g, ">-$1<"), /rien à payer/, "invoices.0.amount"],
    ["an amount that is none", CII.replaceAll("1200.00", "12 00"), /n’est pas un montant/, "invoices.0.amount"],
    ["a wrong SIREN", CII.replace(">100000009<", ">100000008<"), /SIREN/, "creditor.siren"],
    ["a wrong IBAN", CII.replace("M02606", "M02607"), /IBAN/, "creditor.iban"],
    ["a day that is none", CII.replace("20260304", "20260231"), /2026-02-31/, "invoices.0.due_on"],
    ["a date of another form", CII.replace("20260304", "202610"), /202610/, "invoices.0.due_on"],
    ["hidden letters", CII.replace("Menuiserie", "Menui\u202eserie"), /invisible/, "debtor.name"],
    [
      "a factor",
      CII.replace("</ram:InvoiceCurrencyCode>", "$&<ram:PayeeTradeParty><ram:Name>Factor Ouest</ram:Name></ram:PayeeTradeParty>"),
      /Factor Ouest/,
      "creditor.iban",
    ],
    [
      "two due dates",
      CII.replace(/<ram:SpecifiedTradePaymentTerms>.*/, (terms) => terms + terms.replace("20260304", "20260404")),
      /plusieurs échéances/,
      "invoices.0.due_on",
    ],
  ])("%s", async (_, text, message, path) => {
    expect(text).not.toBe(CII);
    expect(await saidOf(bytes(text))).toMatch(message);
    expect(await valuesOf(bytes(text))).not.toHaveProperty([path]);
  });

  test("a payable amount other than the total, with nothing paid", async () => {
    const text = bytes(CII.replace("DuePayableAmount>1200.00", "DuePayableAmount>1200.02"));
    expect(await saidOf(text)).toMatch(/1200,02.*1200,00/);
    expect(await valuesOf(text)).toHaveProperty(["invoices.0.amount"], "1200.02");
  });

  test("a deposit invoice is one", async () => {
    expect(await valuesOf(bytes(CII.replace(">380<", ">386<")))).toHaveProperty(["invoices.0.kind"], "deposit");
  });

  test.each([
    "Taux BCE majoré de 10 points, soit 12,15 %",
    "Trois fois le taux légal",
    "1,5 % par mois de retard",
    "10 % ou 15 %",
  ])("the note « %s » is shown, and gives no rate", async (terms) => {
    const text = bytes(CII.replace("Pénalités de retard au taux annuel de 12,5 %", terms));
    expect(await saidOf(text)).toContain(terms);
    expect(await valuesOf(text)).not.toHaveProperty(["terms.late_payment_rate"]);
  });
});

describe("a PDF that carries an invoice", () => {
  test.each(["plain.pdf", "object_streams.pdf", "linearized.pdf", "zugferd.pdf", "xrechnung.pdf", "several.pdf"])(
    "%s gives what its XML gives",
    async (name) => {
      expect(await valuesOf(file(name), name)).toEqual(READ_FROM_CII);
    },
  );

  test.each([
    ["order.pdf", /commande/],
    ["unnamed.pdf", /plusieurs pièces jointes/],
    ["none.pdf", /ne porte pas/],
    ["encrypted.pdf", /protégé/],
  ])("%s is refused in words", async (name, message) => {
    expect(await refusal(file(name), name)).toMatch(message);
  });
});

// --- made here, byte by byte ----------------------------------------------------------------------

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const joined = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === "string" ? latin(part) : part))));

const zlib = (content: Uint8Array): Uint8Array => new Uint8Array(deflateSync(content));

const HEAD = "%PDF-1.7\n1 0 obj <</Type /Catalog /AF [2 0 R]>> endobj\n2 0 obj <</Type /Filespec /UF (factur-x.xml) /EF <</F 3 0 R>> >> endobj\n";
const TAIL = "\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF";
const stream = (content: Uint8Array, length: string | number = content.length, rest = "/Filter /FlateDecode") =>
  joined(`3 0 obj <</Length ${length} ${rest}>> stream\n`, content);
const pdf = (content: Uint8Array, length?: string | number, rest?: string) => joined(HEAD, stream(content, length, rest), TAIL);
const packed = zlib(file("facture_cii.xml"));

describe("a PDF that was changed, or is not as it says", () => {
  test.each([
    ["a stream that says less than it has", pdf(packed, 5)],
    ["a stream that says more than the file", pdf(packed, 999_999_999)],
    ["a negative length", pdf(packed, -4)],
    ["a length that stands elsewhere", joined(HEAD, stream(packed, "9 0 R"), "\nendstream endobj\n9 0 obj ", String(packed.length), " endobj\ntrailer <</Root 1 0 R>>")],
    ["a length that stands nowhere", pdf(packed, "9 0 R")],
    ["no compression", pdf(file("facture_cii.xml"), undefined, "")],
    ["no trailer", joined(HEAD, stream(packed), "\nendstream endobj")],
    ["bytes before its mark", joined("\r\n\r\n", pdf(packed))],
    ["objects inside a stream", joined(HEAD, "8 0 obj <</Length 30>> stream\n2 0 obj <<>> endobj 3 0 obj 1\nendstream endobj\n", stream(packed), TAIL)],
  ])("%s is read all the same", async (_, content) => {
    expect(await valuesOf(content, "facture.pdf")).toEqual(READ_FROM_CII);
  });

  test("after an update, the last invoice holds", async () => {
    const old = zlib(bytes(CII.replace("F-2026-014", "F-2025-001")));
    const updated = joined(HEAD, stream(old), TAIL, "\n", stream(packed), TAIL);
    expect(await valuesOf(updated, "facture.pdf")).toEqual(READ_FROM_CII);
  });

  test.each([
    ["cut in its attachment", joined(HEAD, stream(packed.subarray(0, 300))), /incomplet ou abîmé/],
    ["cut before its attachment", latin(HEAD), /pièce jointe manque/],
    ["a head and nothing", latin("%PDF-1.7\n"), /incomplet ou abîmé/],
    ["a filter that is not read", pdf(packed, undefined, "/Filter [/ASCII85Decode /FlateDecode]"), /pas lue/],
    ["an attachment that is no XML", pdf(zlib(latin("bonjour"))), /XML est incomplet/],
    ["another XML", pdf(zlib(latin("<html/>"))), /n’est pas une facture/],
    ["an attachment that is itself", joined(HEAD.replace("3 0 R", "2 0 R"), TAIL), /pièce jointe manque/],
  ])("%s is refused in words", async (_, content, message) => {
    expect(await refusal(content)).toMatch(message);
  });
});

describe("a hostile file is refused quickly", () => {
  const bomb = new Uint8Array(deflateSync(new Uint8Array(100_000_000)));
  const deep = "<a>".repeat(100_000);
  const laughs = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>';
  const many = (piece: string, size = 4_000_000): Uint8Array => joined("%PDF-1.7\n", piece.repeat(Math.floor(size / piece.length)));

  test.each([
    ["a bomb as the attachment", () => pdf(bomb), /trop une fois décompressé/],
    ["a bomb as objects", () => joined(HEAD, "7 0 obj <</Type /ObjStm /N 1 /First 5 /Filter /FlateDecode>> stream\n", bomb, TAIL), /trop/],
    ["a hundred megabytes", () => new Uint8Array(100_000_000), /trop gros/],
    ["nothing at all", () => new Uint8Array(0), /vide/],
    ["twenty megabytes of zeros", () => new Uint8Array(20_000_000), /ni un PDF ni du XML/],
    ["XML past its cap", () => joined(CII.replace(/[^\0-\x7f]/g, "e"), " ".repeat(10_000_000)), /dix mégaoctets/],
    ["entities", () => latin(laughs), /entités/],
    ["a document type", () => latin('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), /entités/],
    ["an entity of nobody", () => latin("<a>&b;</a>"), /entités/],
    ["levels without end", () => latin(deep), /niveaux/],
    ["elements without end", () => latin(`<a>${"<b/>".repeat(300_000)}</a>`), /trop d’éléments/],
    ["entities in a PDF", () => pdf(zlib(latin(laughs))), /entités/],
    ["texts that are never closed", () => many("1 0 obj ( "), /trop|abîmé|ne porte pas/],
    ["arrays that are never closed", () => many("1 0 obj [ "), /trop|abîmé|ne porte pas/],
    ["streams that never end", () => many("1 0 obj <<>> stream "), /trop|abîmé|ne porte pas/],
    ["levels of arrays", () => many("[".repeat(50) + " 1 0 obj "), /trop|abîmé|ne porte pas/],
    ["objects without end", () => joined("%PDF-1.7\n", Array.from({ length: 400_000 }, (_, place) => `${place} 0 obj 1 endobj\n`).join("")), /trop/],
    ["digits without end", () => many("0123456789"), /abîmé/],
    ["references in a ring", () => many("1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj trailer <</Root 1 0 R>> ", 2_000_000), /ne porte pas/],
  ])("%s", async (_, content, message) => {
    expect(await refusal(content())).toMatch(message);
  });

  test.each([
    ["ZUGFeRD 1.0", '<a:CrossIndustryDocument xmlns:a="urn:ferd:CrossIndustryDocument:invoice:1p0"/>', /ZUGFeRD 1\.0/],
    ["an order", '<SCRDMCCBDACIOMessageStructure xmlns="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>', /commande/],
    ["a root of another namespace", '<Invoice xmlns="urn:other"/>', /n’est pas une facture/],
    ["text that is no XML", "bonjour", /ni un PDF ni du XML/],
    ["a cut file", CII.slice(0, 2000).replace(/[^\0-\x7f]/g, "e"), /incomplet ou abîmé/],
    ["UTF-8 that is not", CII.slice(0, 200) + "\xe9", /UTF-8/],
    ["an unknown encoding", '<?xml version="1.0" encoding="UTF-7"?><a/>', /UTF-7/],
  ])("%s is refused by name", async (_, text, message) => {
    expect(await refusal(latin(text), "facture.xml")).toMatch(message);
  });
});

describe("XML is read strictly", () => {
  test("references, character data and comments", () => {
    const root = parseXml(bytes("<?xml version='1.0'?><a b='&lt;&#233;'><!-- <c> --><![CDATA[<d> & ]]>&amp;&#x20AC;</a>"));
    expect(root.text).toBe("<d> & &€");
    expect(root.attributes.get("b")).toBe("<é");
  });

  test.each([
    "<a><b></a></b>",
    "<a/><b/>",
    "<a/>texte",
    "<a b='1' b='2'/>",
    "<a b=1/>",
    "<a b='<'/>",
    "<p:a/>",
    "<a>&</a>",
    "<a>&#0;</a>",
    "<a>&#xD800;</a>",
    "<a>&#x110000;</a>",
    "<a>\u0001</a>",
    "<a><!-- ",
    "<a><![CDATA[ ",
    "< a/>",
    "</a>",
    "<?xml version='1.0'?>",
  ])("%s is refused", (text) => {
    expect(() => parseXml(bytes(text))).toThrow(/incomplet ou abîmé/);
  });
});
