/**
 * All that is needed once somebody fills the form, and by nobody who only reads the page: what reads the fields,
 * what the law says of them, the letter that they give. Loaded at the first gesture.
 */
export { prepare } from "./context";
export { tidied } from "./form/tidy";
export { readShared } from "./shared";
export { StatementView } from "./ui/sums";
