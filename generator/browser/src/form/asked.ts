/** What a letter asks for: all that is due, or the invoices alone. */
import type { LetterDocument, Node } from "../letter/nodes";

export type Asked = "total" | "principal";

/** A letter that prints the total asks for it. */
export function askedBy(document: LetterDocument): Asked {
  return Object.values(document.parts).some((blocks) => blocks.some(printsTotal)) ? "total" : "principal";
}

function printsTotal(node: Node): boolean {
  switch (node.kind) {
    case "filled":
      return node.path === "statement.total";
    case "table":
      return node.rows.some(printsTotal);
    case "row":
      return node.cells.some((cell) => cell.some(printsTotal));
    case "bullet_list":
    case "ordered_list":
      return node.items.some(printsTotal);
    default:
      return "children" in node && node.children.some(printsTotal);
  }
}
