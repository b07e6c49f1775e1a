/** IBAN: country, two check digits (mod 97), then the account in the country's own structure (ISO 13616). */
import { ValueRefused } from "../../errors";
import { compact } from "../spaces";

// Country, then runs of n digits, a letters, c both: the list of python-stdnum, held to it by validation.json.
const STRUCTURES =
  "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c CR18n CY8n16c " +
  "CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n " +
  "GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c " +
  "LC4a24c LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a " +
  "NI4a20n NL4a10n NO11n OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n " +
  "SE20n SI15n SK20n SM1a10n12c SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c";
const CLASSES: Readonly<Record<string, string>> = { n: "[0-9]", a: "[A-Z]", c: "[0-9A-Z]" };

export function parse(text: string): string {
  const number = compact(text).toUpperCase().replace(/^IBAN/, "");
  if (!/^[A-Z]{2}[0-9]{2}[0-9A-Z]+$/.test(number)) {
    throw new ValueRefused("iban", text, "il commence par deux lettres et deux chiffres, comme FR76");
  }
  const country = number.slice(0, 2);
  const structure = new RegExp(`\\b${country}(\\w+)`).exec(STRUCTURES)?.[1];
  if (structure === undefined) throw new ValueRefused("iban", text, `le pays ${country} n’a pas d’IBAN`);
  const runs = [...structure.matchAll(/([0-9]+)([nac])/g)];
  const length = runs.reduce((sum, [, size]) => sum + Number(size), 4);
  if (number.length !== length) {
    throw new ValueRefused("iban", text, `il a ${number.length} caractères au lieu de ${length} pour le pays ${country}`);
  }
  const account = new RegExp(`^${runs.map(([, size, letter]) => `${CLASSES[letter!]}{${size}}`).join("")}$`);
  if (remainder(number) !== 1 || !account.test(number.slice(4))) throw new ValueRefused("iban", text, "sa clé de contrôle est fausse");
  return number;
}

/** The number, its first four characters moved to the end and letters read as 10 to 35, modulo 97. */
function remainder(number: string): number {
  const values = [...number.slice(4), ...number.slice(0, 4)].map((character) => Number.parseInt(character, 36));
  return values.reduce((rest, value) => (rest * (value > 9 ? 100 : 10) + value) % 97, 0);
}
