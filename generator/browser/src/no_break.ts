/** The no-break space (inside guillemets, before a colon) and the narrow one (before ; ! ?, between digits). */
export const NBSP = "\u00a0";
export const NNBSP = "\u202f";
