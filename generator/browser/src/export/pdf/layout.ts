/** A letter on its pages: the same places, lines and page breaks as in the command line's PDF (`letter.css`). */
import type { Block, LetterDocument } from "../../letter/nodes";
import type { Paper } from "../paper";
import { textWidth } from "../sheet";
import { inlineOf, partOf } from "../walk";
import { pageOf } from "../words";
import { BodySetter } from "./body";
import { Flow, paginate, type PageFrame, type Strip } from "./flow";
import { head, opening } from "./head";
import { moved, tagged, type Item, type LaidOut, type Tag } from "./page";
import type { PaymentCode } from "./payment_code";
import { mm, Setter } from "./setting";
import type { Faces } from "./lines";

export function layOut(
  document: LetterDocument,
  paper: Paper,
  faces: Faces,
  code: PaymentCode | undefined,
): LaidOut {
  const setter = new Setter(paper.sheet, faces);
  const structure: Tag = { role: "Document", kids: [] };
  const flow = new Flow();
  flow.add(head(document, paper, setter, structure));
  flow.add(opening(document, paper, setter, structure));
  new BodySetter(document, paper, setter, code).set(flow, structure);
  const pages = paginate(flow.strips, frames(document, paper));
  return {
    width: mm(paper.sheet.paper.width),
    height: mm(paper.sheet.paper.height),
    pages: pages.map((items, page) => [...items, ...margins(document, setter, structure, page, pages.length)]),
    structure,
  };
}

function frames(document: LetterDocument, paper: Paper): (page: number) => PageFrame {
  const { footer, margin, paper: sheet } = paper.sheet;
  const bottom = paper.hasTallFooter(document) ? footer.tall_margin : margin.bottom;
  return (page) => {
    const top = page === 0 ? margin.first_top : margin.next_top;
    return { top: mm(top), height: mm(sheet.height - top - bottom) };
  };
}

// --- margins ------------------------------------------------------------------------------------

/** The footer, which is heard once, with the first page; the page's number; on the first sheet, folding marks. */
function margins(
  document: LetterDocument,
  setter: Setter,
  structure: Tag,
  page: number,
  pages: number,
): readonly Item[] {
  const lines = partOf(document, "footer");
  const tag = page === 0 && lines.length > 0 ? tagged(structure, "Div") : undefined;
  return [
    ...footer(lines, setter, tag),
    ...(pages > 1 ? pageNumber(page + 1, pages, setter) : []),
    ...(page === 0 ? foldMarks(setter) : []),
  ];
}

function footer(lines: readonly Block[], setter: Setter, tag: Tag | undefined): readonly Item[] {
  const { footer: measures, margin, styles } = setter.sheet;
  const column = { left: mm(margin.left), width: mm(textWidth(setter.sheet) - measures.number_width) };
  const set = lines.flatMap((line) => setter.lines(inlineOf(line), styles.footer, column, tag && tagged(tag, "P")));
  return atFoot(set, setter);
}

function pageNumber(page: number, pages: number, setter: Setter): readonly Item[] {
  const { footer: measures, margin, paper, styles } = setter.sheet;
  const left = mm(paper.width - margin.right - measures.number_width);
  const column = { left, width: mm(measures.number_width), isAtEnd: true };
  const words = [{ kind: "text", text: pageOf(page, pages) }] as const;
  return atFoot(setter.lines(words, styles.footer, column, undefined), setter);
}

/** Strips whose last line stands at the foot of the sheet; what nobody hears there belongs to the page. */
function atFoot(strips: readonly Strip[], setter: Setter): readonly Item[] {
  const flow = new Flow();
  flow.add(strips);
  const { footer: measures, paper } = setter.sheet;
  const items = moved(flow.items(), mm(paper.height - measures.bottom) - flow.height());
  return items.map((item) => (item.tag ? item : { ...item, artefact: "footer" }));
}

function foldMarks(setter: Setter): readonly Item[] {
  const { colours, fold_marks: marks } = setter.sheet;
  const size = { x: mm(marks.left), width: mm(marks.width), height: mm(marks.thickness), colour: colours.rule };
  const tops = [marks.first - marks.thickness, marks.second];
  return tops.map((top) => ({ kind: "rectangle", y: mm(top), ...size }));
}
