/** What downloads are made with: files of the site, each fetched once. */
import type { PaperFile } from "./sheet";
import { Paper } from "./paper";
import type { FaceName } from "./pdf/face";

/** Fetches a file of the site by its address from the site's root. */
export type Loader = (uri: string) => Promise<Uint8Array>;

const FOLDER = "assets/letter";
export const PAPER = `${FOLDER}/paper.json`;
export const WORD = `${FOLDER}/word.json`;

/** The address of a pack of outlines; names as `generator/website/page_assets.py` gives them. */
export function packUri(face: FaceName, alphabet: "latin" | "latin-extended"): string {
  const weight = face.startsWith("bold") ? 700 : 400;
  const style = face.endsWith("italic") ? "italic" : "normal";
  return `${FOLDER}/arimo-${weight}-${style}.${alphabet}.bin`;
}

/** Files already fetched, or on their way; one that failed is fetched anew. */
export class Files {
  private readonly known = new Map<string, Promise<Uint8Array>>();
  private readonly made = new WeakMap<Uint8Array, unknown>();

  constructor(private readonly loader: Loader) {}

  get(uri: string): Promise<Uint8Array> {
    const known = this.known.get(uri);
    if (known) return known;
    const fetched = this.loader(uri);
    this.known.set(uri, fetched);
    fetched.catch(() => this.known.delete(uri));
    return fetched;
  }

  /** What is made of a file, made once. */
  once<T>(file: Uint8Array, make: () => T): T {
    if (!this.made.has(file)) this.made.set(file, make());
    return this.made.get(file) as T;
  }

  async paper(): Promise<Paper> {
    const file = await this.get(PAPER);
    return this.once(file, () => new Paper(parsed(file) as PaperFile));
  }
}

export function parsed(file: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(file));
}
