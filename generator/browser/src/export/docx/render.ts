/** The letter as a Word file, part by part; the twin of `generator/render/docx.py`. */
import { strToU8, zipSync } from "fflate";
import type { Block, LetterDocument } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth, type Sheet } from "../sheet";
import { inlineOf, partOf, plain } from "../walk";
import { keywords, pageOf } from "../words";
import { body, BULLETS } from "./body";
import type { Head } from "./head";
import { linkId, newStory, paragraph, run, runs, type Story } from "./paragraphs";
import { DECLARATION, escape, points, twips } from "./xml";

/** Parts of a Word file by their name: those that no letter changes, and those to which one adds links and lists. */
export type WordFile = Readonly<Record<string, string>>;

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const CONTENT_TYPES = "[Content_Types].xml";
const NUMBERING = "word/numbering.xml";
const RELATIONSHIPS = "word/_rels/document.xml.rels";

/** Before 1980 a zip knows no date; fflate reads a local one. */
const FIXED_DATE = new Date(1980, 0, 1);

/** The letter as the bytes of a `.docx` file; the same letter gives the same bytes. */
export function renderDocx(document: LetterDocument, paper: Paper, word: WordFile): Uint8Array {
  const parts = partsOf(document, paper, word);
  const rest = Object.keys(parts).filter((name) => name !== CONTENT_TYPES);
  const names = [CONTENT_TYPES, ...rest.sort()];
  return zipSync(Object.fromEntries(names.map((name) => [name, [strToU8(parts[name]!), { mtime: FIXED_DATE }]])));
}

/** All parts of the file, by their name in the package. */
export function partsOf(document: LetterDocument, paper: Paper, word: WordFile): Readonly<Record<string, string>> {
  const story = newStory();
  const { content, head } = body(story, document, paper);
  return {
    ...word,
    "docProps/core.xml": coreProperties(document),
    "docProps/custom.xml": customProperties(document),
    "word/document.xml": part("document", `<w:body>${content}${section(paper.sheet, head)}</w:body>`),
    "word/header1.xml": part("hdr", spaceAboveNextPages(paper.sheet)),
    [RELATIONSHIPS]: grown(word[RELATIONSHIPS]!, links(story)),
    [NUMBERING]: grown(word[NUMBERING]!, counts(story)),
    ...footerParts(document, paper),
  };
}

function part(root: string, content: string): string {
  return `${DECLARATION}<w:${root} xmlns:w="${W}" xmlns:r="${R}">${content}</w:${root}>`;
}

/** A part with some more elements at its end. */
function grown(xml: string, more: string): string {
  const end = xml.lastIndexOf("</");
  return xml.slice(0, end) + more + xml.slice(end);
}

function links(story: Story): string {
  const kind = `${R}/hyperlink`;
  return story.links
    .map((href, index) => {
      const target = `Target="${escape(href)}" TargetMode="External"`;
      return `<Relationship Id="${linkId(index + 1)}" Type="${kind}" ${target}/>`;
    })
    .join("");
}

function counts(story: Story): string {
  const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
  return Array.from(
    { length: story.orderedLists },
    (_, index) => `<w:num w:numId="${BULLETS + 1 + index}"><w:abstractNumId w:val="1"/>${start}</w:num>`,
  ).join("");
}

/** An empty header, as tall as the next pages' margin has more than the first one's: Word has one for all. */
function spaceAboveNextPages({ margin, sender }: Sheet): string {
  return paragraph("Normal", "", { line: twips(margin.next_top - sender.tight_top) });
}

/** The sheet; its bottom margin gives back the line that place and date, beside the delivery in a PDF, take here. */
function section({ footer, margin, paper, sender, styles }: Sheet, head: Head): string {
  const bottom = twips(margin.bottom) - points(styles.text.size * styles.text.leading);
  return (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdTop"/>' +
    '<w:footerReference w:type="default" r:id="rIdNext"/>' +
    '<w:footerReference w:type="first" r:id="rIdFirst"/>' +
    `<w:pgSz w:w="${twips(paper.width)}" w:h="${twips(paper.height)}"/>` +
    `<w:pgMar w:top="${twips(head.top)}" w:right="${twips(margin.right)}" w:bottom="${bottom}"` +
    ` w:left="${twips(margin.left)}" w:header="${twips(sender.tight_top)}"` +
    ` w:footer="${twips(footer.bottom)}" w:gutter="0"/><w:titlePg/></w:sectPr>`
  );
}

// --- footers: the first page's has no number ----------------------------------------------------

function footerParts(document: LetterDocument, paper: Paper): Readonly<Record<string, string>> {
  const parts: Record<string, string> = {};
  const lines = partOf(document, "footer");
  for (const [number, hasNumber] of [[1, false], [2, true]] as const) {
    const story = newStory();
    parts[`word/footer${number}.xml`] = part("ftr", footer(story, lines, paper, hasNumber));
    if (story.links.length > 0) {
      const empty = `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"></Relationships>`;
      parts[`word/_rels/footer${number}.xml.rels`] = grown(empty, links(story));
    }
  }
  return parts;
}

/** The sender's mentions, and « Page 2/3 » at the right of their last line; a tall one keeps its distance. */
function footer(story: Story, lines: readonly Block[], paper: Paper, hasNumber: boolean): string {
  const written = lines.map((line) => runs(story, inlineOf(line)));
  const last = lines.at(-1);
  if (hasNumber && last && leavesRoom(last, paper)) written.push(written.pop()! + pageNumber());
  else if (hasNumber) written.push(pageNumber());
  const before = points(paper.sheet.styles.text.after);
  return (written.length > 0 ? written : [""])
    .map((content, index) => paragraph("Footer", content, index ? {} : { before }))
    .join("");
}

/** Whether the page number stands beside a line, rather than under it. */
function leavesRoom(line: Block, paper: Paper): boolean {
  const width = paper.width(plain([line]), paper.sheet.styles.footer.size);
  return width <= textWidth(paper.sheet) - paper.sheet.footer.number_width;
}

/** « Page 2/3 » at the right margin, as two fields among words. */
function pageNumber(): string {
  const [before = "", between = "", after = ""] = pageOf("{", "}").split(/[{}]/);
  const end = after ? run(after) : "";
  return `<w:r><w:tab/></w:r>${run(before)}${field("PAGE")}${run(between)}${field("NUMPAGES")}${end}`;
}

/** A field, and what it shows until it is worked out. */
function field(code: string): string {
  return `<w:fldSimple w:instr=" ${code} ">${run("2")}</w:fldSimple>`;
}

// --- what the file says of itself ---------------------------------------------------------------

/** Title, author, language, keywords; no date, since a renderer has no clock. */
function coreProperties({ info, title, author }: LetterDocument): string {
  return (
    `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `<dc:title>${escape(title)}</dc:title><dc:subject>${escape(info.title)}</dc:subject>` +
    `<dc:creator>${escape(author)}</dc:creator><cp:keywords>${escape(keywords(info))}</cp:keywords>` +
    `<dc:language>${escape(info.language)}</dc:language><cp:version>${escape(info.version)}</cp:version>` +
    "</cp:coreProperties>"
  );
}

/** Which template the letter was made from, and up to when its law was checked. */
function customProperties({ info }: LetterDocument): string {
  const values = [
    ["Modèle", info.id],
    ["Version du modèle", info.version],
    ["Droit vérifié le", info.law_checked_on],
  ] as const;
  const properties = values.map(
    ([name, value], index) =>
      `<property fmtid="${CUSTOM_FORMAT}" pid="${index + 2}" name="${name}">` +
      `<vt:lpwstr>${escape(value)}</vt:lpwstr></property>`,
  );
  return (
    `${DECLARATION}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes">` +
    `${properties.join("")}</Properties>`
  );
}
