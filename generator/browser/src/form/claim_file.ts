/**
 * A claim's file, YAML or JSON, read as strictly as `generator/strict_yaml/` does: every scalar stays the text of the
 * file; repeated keys, anchors, aliases, tags, merges and several documents are refused by name.
 *
 * The parser of the `yaml` package is loaded with this module, so only when a file is chosen. JSON is a part of YAML:
 * it is first held to its own grammar, then read in the same way.
 */
import { Alias, LineCounter, type Node, type Pair, Scalar, type YAMLError, isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Told } from "../errors";
import { NBSP, quoted } from "../messages";
import { READ } from "../strings/reading";

export type ClaimFile = { readonly data: unknown; readonly problems: readonly Told[] };

export const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 20;
const MAX_NODES = 100_000;
/** The parser takes seconds to go down a hundred thousand levels. */
const TOO_DEEP = /(?:[[{]\s*|[?-][ \t]+){21}/;
const NOTHING = /^(?:|~|null|Null|NULL)$/;
const QUOTE_IT = "mettez le texte entre guillemets";

export function readClaimFile(bytes: Uint8Array, fileName: string): ClaimFile {
  if (bytes.length > MAX_BYTES) return refused(READ.tooLong, READ.tooLongHint);
  const text = decoded(bytes);
  if (text === null) return refused(READ.notText, "enregistrez-le en UTF-8");
  if (!/\.json$/i.test(fileName)) return readYaml(text);
  try {
    JSON.parse(text);
  } catch {
    return refused(READ.badJson, "vérifiez les guillemets, les virgules et les crochets");
  }
  // YAML takes no tabulation as indent; in JSON none stands in a text.
  return readYaml(text.replaceAll("\t", " "));
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(message: string, hint: string): ClaimFile {
  return { data: null, problems: [{ field: "", message, hint, check: "claim-file" }] };
}

function readYaml(text: string): ClaimFile {
  const lines = new LineCounter();
  try {
    if (TOO_DEEP.test(text)) throw new RangeError("too deep");
    const document = parseDocument(text, { schema: "failsafe", uniqueKeys: false, lineCounter: lines, logLevel: "error" });
    const reader = new Reader(lines);
    reader.syntax(document.errors);
    const data = reader.value(document.contents, "", 0);
    return { data: reader.problems.length > 0 ? null : data, problems: reader.problems };
  } catch (error) {
    // The parser goes down one call for each level.
    if (error instanceof RangeError) return refused(`plus de ${MAX_DEPTH} niveaux emboîtés`, "simplifiez le fichier");
    throw error;
  }
}

class Reader {
  readonly problems: Told[] = [];
  private nodes = 0;

  constructor(private readonly lines: LineCounter) {}

  syntax(errors: readonly YAMLError[]): void {
    for (const error of errors.slice(0, 20)) {
      const isSecond = error.code === "MULTIPLE_DOCS";
      this.refuse(
        "",
        error.pos[0],
        isSecond ? "un second document commence ici" : "la syntaxe est fausse ici",
        isSecond ? `retirez la ligne ${quoted("---")}` : "vérifiez les retraits, les guillemets et les deux-points",
      );
    }
  }

  value(node: Node | null | undefined, path: string, depth: number): unknown {
    this.nodes += 1;
    if (depth > MAX_DEPTH || this.nodes > MAX_NODES) throw new RangeError("too much");
    if (!node) return null;
    this.refuseOddities(node, path);
    if (isMap(node)) return this.group(node.items as readonly Pair<Node, Node>[], path, depth);
    if (isSeq(node)) return node.items.map((item, index) => this.value(item as Node, at(path, String(index)), depth + 1));
    if (!isScalar(node)) return null;
    const text = String(node.value ?? "");
    return node.type === Scalar.PLAIN && NOTHING.test(text) ? null : text;
  }

  private group(pairs: readonly Pair<Node, Node>[], path: string, depth: number): unknown {
    const found = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      if (!isScalar(key)) {
        this.refuse(path, key?.range?.[0], "un nom de champ est un texte simple", QUOTE_IT);
        continue;
      }
      const name = String(key.value ?? "");
      const place = key.range?.[0];
      if (name === "<<") this.refuse(path, place, `fusion YAML ${quoted(name)}`, "écrivez les champs un à un");
      else if (found.has(name)) this.refuse(at(path, name), place, `la clé ${quoted(name)} est répétée`, "gardez l’une des deux");
      else found.set(name, this.value(value, at(path, name), depth + 1));
    }
    // Defines own properties only: « __proto__ » is a name like any other.
    return Object.fromEntries(found);
  }

  private refuseOddities(node: Node, path: string): void {
    const place = node.range?.[0];
    if (node instanceof Alias) {
      this.refuse(path, place, `alias YAML ${quoted(`*${node.source}`)}`, `répétez la valeur, ou ${QUOTE_IT}`);
      return;
    }
    if (node.anchor) this.refuse(path, place, `ancre YAML ${quoted(`&${node.anchor}`)}`, `retirez-la, ou ${QUOTE_IT}`);
    if (node.tag) this.refuse(path, place, `étiquette YAML ${quoted(node.tag)}`, `retirez-la, ou ${QUOTE_IT}`);
  }

  private refuse(field: string, place: number | undefined, message: string, hint: string): void {
    const line = place === undefined ? "" : `ligne${NBSP}${this.lines.linePos(place).line}${NBSP}: `;
    this.problems.push({ field, message: line + message, hint, check: "claim-file" });
  }
}

function at(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
