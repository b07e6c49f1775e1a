/**
 * All that is needed once somebody fills the form, and by nobody who only reads the page: what reads the fields,
 * what the law says of them, the letter that they give, and what to tell about them. Loaded at the first gesture.
 */
export { prepare } from "./context";
export { readKept, withoutDays } from "./form/restore";
export { onFields, told } from "./form/tell";
export { tidied } from "./form/tidy";
export { typedOf } from "./form/typed_of";
export { readShared } from "./shared";
export { ErrorSummary, Refusals, Warnings } from "./ui/notices";
export { StatementView, floorWords } from "./ui/statement";
