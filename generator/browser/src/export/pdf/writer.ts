/**
 * Pages and their structure as a tagged PDF (PDF/UA-1).
 *
 * Sources: ISO 32000-1, 14.6 (marked content), 14.7 (logical structure), 14.8 (tagged PDF), 12.5.6.5 (links);
 * ISO 14289-1 (PDF/UA-1): title shown, language, reading order of annotations, metadata.
 */
import type { LetterDocument } from "../../letter/nodes";
import { keywords } from "../words";
import type { FaceName } from "./face";
import { UsedFace } from "./fonts";
import type { Faces } from "./lines";
import { PdfFile, latin, real, textString, type Reference } from "./objects";
import type { Box, Item, LaidOut, LinkItem, Tag, TextItem } from "./page";

const ARTEFACT = "/Artifact BMC\n";
const FOOTER = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n";
const PRINTED = 4;
const SAFE_LINK = /^(?:https?|mailto|tel):/i;

/** The file. The same pages give the same bytes: it holds no date. */
export function writePdf(laidOut: LaidOut, document: LetterDocument, faces: Faces): Promise<Uint8Array> {
  return new Writer(laidOut, document, faces).bytes();
}

/** Where an element's contents are: marked on a page by their number, or an annotation. */
type Mark = { readonly page: number; readonly content: number } | { readonly page: number; readonly link: Reference };

class Writer {
  private readonly file = new PdfFile();
  private readonly pages: readonly Reference[];
  private readonly fonts = new Map<FaceName, UsedFace>();
  private readonly marks = new Map<Tag, Mark[]>();
  private readonly boxes = new Map<Tag, Box>();
  private readonly elements = new Map<Tag, Reference>();
  /** Entries of the parent tree, by their keys: for a page its contents' elements, for a link its element. */
  private readonly parents: string[] = [];
  private readonly links: Tag[] = [];

  constructor(
    private readonly laidOut: LaidOut,
    private readonly document: LetterDocument,
    private readonly faces: Faces,
  ) {
    this.pages = laidOut.pages.map(() => this.file.reserve());
  }

  bytes(): Promise<Uint8Array> {
    const { file } = this;
    const tree = file.reserve();
    const root = file.reserve();
    const info = file.add(this.info());
    this.reserveElements(this.laidOut.structure);
    this.laidOut.pages.forEach((items, page) => this.page(items, page, tree));
    for (const font of this.fonts.values()) font.write();
    file.set(tree, `<</Type/Pages/Count ${this.pages.length}/Kids[${this.pages.join(" ")}]>>`);
    const structure = this.structure();
    const metadata = file.stream("/Type/Metadata/Subtype/XML", new TextEncoder().encode(this.metadata()), {
      isPlain: true,
    });
    file.set(
      root,
      `<</Type/Catalog/Pages ${tree}/Lang${textString(this.document.info.language)}/MarkInfo<</Marked true>>` +
        `/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot ${structure}/Metadata ${metadata}>>`,
    );
    return file.bytes(root, info);
  }

  // --- pages ------------------------------------------------------------------------------------

  private page(items: readonly Item[], page: number, tree: Reference): void {
    const { width, height } = this.laidOut;
    const { content, tags } = this.content(items, page);
    const links = items.filter((item) => item.kind === "link").map((item) => this.link(item, page));
    const fonts = [...this.fonts].map(([name, font]) => `/${fontKey(name)} ${font.reference}`).join("");
    const contents = this.file.stream("", latin(content));
    this.parents[page] = `[${tags.map((tag) => this.elements.get(tag)!).join(" ")}]`;
    this.file.set(
      this.pages[page]!,
      `<</Type/Page/Parent ${tree}/MediaBox[0 0 ${real(width)} ${real(height)}]/Resources<</Font<<${fonts}>>>>` +
        `/Contents ${contents}/StructParents ${page}/Tabs/S${links.length > 0 ? `/Annots[${links.join(" ")}]` : ""}>>`,
    );
  }

  /** The page's drawing, and the element of each of its marked contents. */
  private content(items: readonly Item[], page: number): { readonly content: string; readonly tags: readonly Tag[] } {
    const tags: Tag[] = [];
    let content = "";
    let open: Tag | string | undefined;
    const state: State = { colour: "", font: "" };
    for (const item of items) {
      if (item.kind === "link") continue;
      const mark = item.tag ?? (item.artefact === "footer" ? FOOTER : ARTEFACT);
      if (mark !== open) {
        if (open !== undefined) content += "EMC\n";
        open = mark;
        if (typeof mark === "string") content += mark;
        else {
          content += `/${mark.role}<</MCID ${tags.length}>>BDC\n`;
          this.mark(mark, { page, content: tags.length });
          tags.push(mark);
        }
      }
      content += this.coloured(item.colour, state);
      content += item.kind === "text" ? this.text(item, state) : this.rectangle(item);
    }
    return { content: open === undefined ? content : `${content}EMC\n`, tags };
  }

  private coloured(colour: string, state: State): string {
    if (colour === state.colour) return "";
    state.colour = colour;
    const parts = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255);
    return `${parts.map((part) => real(part, 4)).join(" ")} rg\n`;
  }

  private text(item: TextItem, state: State): string {
    const font = this.font(item.face);
    const chosen = `/${fontKey(item.face)} ${real(item.size)} Tf `;
    const setFont = chosen === state.font ? "" : chosen;
    state.font = chosen;
    const place = `${real(item.x)} ${real(this.laidOut.height - item.y)}`;
    return `BT ${setFont}1 0 0 1 ${place} Tm ${font.shown(item.text)} ET\n`;
  }

  private rectangle(item: Box & { readonly tag?: Tag }): string {
    if (item.tag) this.boxes.set(item.tag, around(this.boxes.get(item.tag), item));
    const bottom = this.laidOut.height - item.y - item.height;
    return `${[item.x, bottom, item.width, item.height].map((length) => real(length, 3)).join(" ")} re f\n`;
  }

  private font(name: FaceName): UsedFace {
    const known = this.fonts.get(name);
    if (known) return known;
    const font = new UsedFace(this.faces[name], this.file, this.file.reserve());
    this.fonts.set(name, font);
    return font;
  }

  private link(item: LinkItem, page: number): Reference {
    if (!SAFE_LINK.test(item.href)) throw new TypeError(`a letter may not lead to ${item.href}`);
    const key = this.pages.length + this.links.length;
    this.links.push(item.tag);
    const { x, y, width, height } = item;
    const bottom = this.laidOut.height - y;
    const corners = [x, bottom - height, x + width, bottom].map((length) => real(length)).join(" ");
    const reference = this.file.add(
      `<</Type/Annot/Subtype/Link/Rect[${corners}]/Border[0 0 0]/F ${PRINTED}/StructParent ${key}` +
        `/Contents${textString(item.text)}/A<</S/URI/URI${textString(asciiAddress(item.href))}>>>>`,
    );
    this.mark(item.tag, { page, link: reference });
    return reference;
  }

  private mark(tag: Tag, mark: Mark): void {
    const marks = this.marks.get(tag);
    if (marks) marks.push(mark);
    else this.marks.set(tag, [mark]);
  }

  // --- structure --------------------------------------------------------------------------------

  private reserveElements(tag: Tag): void {
    this.elements.set(tag, this.file.reserve());
    tag.kids.forEach((kid) => this.reserveElements(kid));
  }

  private structure(): Reference {
    const root = this.file.reserve();
    this.element(this.laidOut.structure, root);
    const entries = [...this.parents, ...this.links.map((tag) => this.elements.get(tag)!)];
    const numbers = this.file.add(`<</Nums[${entries.map((entry, key) => `${key} ${entry}`).join(" ")}]>>`);
    this.file.set(
      root,
      `<</Type/StructTreeRoot/K ${this.elements.get(this.laidOut.structure)!}/ParentTree ${numbers}` +
        `/ParentTreeNextKey ${entries.length}>>`,
    );
    return root;
  }

  private element(tag: Tag, parent: Reference): void {
    const reference = this.elements.get(tag)!;
    const marks = this.marks.get(tag) ?? [];
    const first = marks[0]?.page;
    const kids = [
      ...tag.kids.map((kid) => this.elements.get(kid)!),
      ...marks.map((mark) => this.kid(mark, first!)),
    ];
    const facts =
      (kids.length > 0 ? `/K[${kids.join(" ")}]` : "") +
      (first === undefined ? "" : `/Pg ${this.pages[first]!}`) +
      (tag.alt ? `/Alt${textString(tag.alt)}` : "") +
      attributes(tag, this.boxes.get(tag), this.laidOut.height);
    this.file.set(reference, `<</Type/StructElem/S/${tag.role}/P ${parent}${facts}>>`);
    for (const kid of tag.kids) this.element(kid, reference);
  }

  private kid(mark: Mark, page: number): string {
    const where = `/Pg ${this.pages[mark.page]!}`;
    if ("link" in mark) return `<</Type/OBJR/Obj ${mark.link}${where}>>`;
    return mark.page === page ? `${mark.content}` : `<</Type/MCR${where}/MCID ${mark.content}>>`;
  }

  // --- what the file says of itself ---------------------------------------------------------------

  private info(): string {
    const { title, author, info } = this.document;
    const facts = { Title: title, Author: author, Subject: info.title, Keywords: keywords(info) };
    const entries = Object.entries({ ...facts, Creator: PROGRAM, Producer: PROGRAM });
    return `<<${entries.map(([key, value]) => `/${key}${textString(value)}`).join("")}>>`;
  }

  private metadata(): string {
    const { title, author, info } = this.document;
    const words = (text: string): string =>
      `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;
    return (
      '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
      ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"' +
      ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' +
      `<dc:title>${words(title)}</dc:title><dc:description>${words(info.title)}</dc:description>` +
      `<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>` +
      `<dc:language><rdf:Bag><rdf:li>${escaped(info.language)}</rdf:li></rdf:Bag></dc:language>` +
      `<pdf:Keywords>${escaped(keywords(info))}</pdf:Keywords><pdf:Producer>${PROGRAM}</pdf:Producer>` +
      `<xmp:CreatorTool>${PROGRAM}</xmp:CreatorTool><pdfuaid:part>1</pdfuaid:part>` +
      '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    );
  }
}

const PROGRAM = "Relance";

interface State {
  colour: string;
  font: string;
}

function attributes(tag: Tag, box: Box | undefined, height: number): string {
  if (tag.scope) return `/A<</O/Table/Scope/${tag.scope}>>`;
  if (tag.isNumbered !== undefined) return `/A<</O/List/ListNumbering/${tag.isNumbered ? "Decimal" : "Disc"}>>`;
  if (!box) return "";
  const corners = [box.x, height - box.y - box.height, box.x + box.width, height - box.y];
  return `/A<</O/Layout/Placement/Block/BBox[${corners.map((length) => real(length)).join(" ")}]>>`;
}

function around(one: Box | undefined, other: Box): Box {
  if (!one) return other;
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

function fontKey(name: FaceName): string {
  return { regular: "R", bold: "B", italic: "I", "bold-italic": "J" }[name];
}

/** An address may hold ASCII only; what is encoded in it already stays as it is. */
function asciiAddress(href: string): string {
  return href.replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (found) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[found]!);
}
