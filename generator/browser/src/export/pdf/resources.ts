/** The faces that a letter needs, in the alphabets that it needs: italics and rarer letters only when they occur. */
import type { LetterDocument, Node } from "../../letter/nodes";
import { packUri, type Files } from "../files";
import { childrenOf, leavesOf, PARTS, partOf } from "../walk";
import { Face, type FaceName } from "./face";
import type { Faces } from "./lines";
import type { PdfResources } from "./render";

export async function pdfResources(document: LetterDocument, files: Files): Promise<PdfResources> {
  const [paper, faces] = await Promise.all([files.paper(), facesFor(document, files)]);
  return { paper, faces };
}

async function facesFor(document: LetterDocument, files: Files): Promise<Faces> {
  const names = facesOf(document);
  const plain = await Promise.all(names.map((name) => face(name, files, false)));
  const isExtended = [...leavesOf(document)].some(([text]) => !isDrawn(text, plain[0]!));
  const loaded = isExtended ? await Promise.all(names.map((name) => face(name, files, true))) : plain;
  const [regular, bold] = [loaded[0]!, loaded[1]!];
  return { regular, bold, italic: loaded[2] ?? regular, "bold-italic": loaded[3] ?? bold };
}

async function face(name: FaceName, files: Files, isExtended: boolean): Promise<Face> {
  const uris = [packUri(name, "latin"), ...(isExtended ? [packUri(name, "latin-extended")] : [])];
  const packs = await Promise.all(uris.map((uri) => files.get(uri)));
  return files.once(packs.at(-1)!, () => Face.of(packs));
}

function isDrawn(text: string, face: Face): boolean {
  return [...text.normalize("NFC")].every((character) => character === "\n" || face.has(character));
}

function facesOf(document: LetterDocument): readonly FaceName[] {
  const isSlanted = PARTS.some((part) => partOf(document, part).some(hasItalics));
  return isSlanted ? ["regular", "bold", "italic", "bold-italic"] : ["regular", "bold"];
}

function hasItalics(node: Node): boolean {
  switch (node.kind) {
    case "text":
    case "filled":
    case "line_break":
      return false;
    case "emphasis":
      return true;
    case "heading":
      return node.level > 2 || node.children.some(hasItalics);
    default:
      return childrenOf(node).some(hasItalics);
  }
}
