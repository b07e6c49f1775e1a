/** All that makes a PDF, as one chunk to load. */
export { GlyphsMissing, renderPdf } from "./render";
export { pdfResources } from "./resources";
