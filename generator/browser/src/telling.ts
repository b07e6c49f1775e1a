/** What is wrong, in words, and where on the page they stand. Loaded when there is something to say. */
export { told } from "./form/tell";
export { Cautions, ErrorSummary, Refusals } from "./ui/notices";
