/** Public holidays of Alsace-Moselle and overseas: Code du travail, art. L3134-13 and L3422-2. */
import type { Holiday } from "./calendar";

const GOOD_FRIDAY: Holiday = [-2];
const ALSACE_MOSELLE: readonly Holiday[] = [GOOD_FRIDAY, ["12-26"]];

/** What each territory adds, by the beginning of its postcodes. */
const LOCAL: Readonly<Record<string, readonly Holiday[]>> = {
  57: ALSACE_MOSELLE,
  67: ALSACE_MOSELLE,
  68: ALSACE_MOSELLE,
  971: [GOOD_FRIDAY, [-24], ["05-27"], ["07-21"]],
  97133: [["10-09", 2012]],
  97150: [["05-28", 2012], ["07-21", 2012]],
  972: [["05-22"], ["07-21"]],
  973: [["06-10"]],
  974: [["12-20"]],
  976: [["04-27"]],
  986: [["04-28"], ["06-29"], ["07-29"]],
  987: [GOOD_FRIDAY, ["03-05"], ["06-29", 1990, 2024], ["11-20", 2025]],
  988: [["09-24"]],
};

/** Those of the territory where the postcode is, besides the national ones. */
export function holidaysOf(postcode: string): readonly Holiday[] {
  const found = [postcode, postcode.slice(0, 3), postcode.slice(0, 2)].find((prefix) => Object.hasOwn(LOCAL, prefix));
  return found === undefined ? [] : LOCAL[found]!;
}
