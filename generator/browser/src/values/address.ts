/** The country that an address does not name. */
export const FRANCE = "France";
