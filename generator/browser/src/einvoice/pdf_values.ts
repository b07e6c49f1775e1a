/** The values of a PDF file (ISO 32000-1, 7.3): what stands between `obj` and `endobj`, and in object streams. */

export type Reference = { readonly object: number };
export type Name = { readonly name: string };
export type Dictionary = ReadonlyMap<string, Value>;
export type Value = number | string | boolean | null | Name | Reference | Dictionary | readonly Value[];

export const isDictionary = (value: Value | undefined): value is Dictionary => value instanceof Map;
export const isReference = (value: Value | undefined): value is Reference =>
  typeof value === "object" && value !== null && "object" in value;
export const nameOf = (value: Value | undefined): string | undefined =>
  typeof value === "object" && value !== null && "name" in value ? value.name : undefined;

/** Not a PDF value: the object is left out. */
export class NotAValue extends Error {}
/** Made once: a damaged file may have hundreds of thousands of them. */
const NOT_A_VALUE = new NotAValue();
/** So much nested or unclosed that it is no accident. */
export class TooMuch extends Error {}

const MAX_DEPTH = 40;
const SPACE = /(?:[\0\t\n\f\r ]+|%[^\r\n]*)*/y;
const REFERENCE = /([0-9]{1,9})[\0\t\n\f\r ]{1,9}[0-9]{1,5}[\0\t\n\f\r ]{1,9}R(?![A-Za-z0-9])/y;
const NUMBER = /[+-]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})/y;
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]{0,200})/y;
const WORD = /true|false|null/y;
const HEXADECIMAL = /<([0-9A-Fa-f\0\t\n\f\r ]*)>/y;

/** How many characters may still be read, over the whole file: unclosed objects would be read again and again. */
export type Allowance = { left: number };

export class Values {
  at: number;

  constructor(
    private readonly text: string,
    start: number,
    private readonly allowance: Allowance,
  ) {
    this.at = start;
  }

  /** The value that starts here. */
  read(depth = 0): Value {
    if (depth > MAX_DEPTH) throw NOT_A_VALUE;
    this.blank();
    switch (this.text[this.at]) {
      case "/":
        return { name: unescaped(this.match(NAME)![1]!) };
      case "(":
        return this.literal();
      case "[":
        return this.array(depth);
      case "<":
        return this.text[this.at + 1] === "<" ? this.dictionary(depth) : this.hexadecimal();
      default:
        return this.plain();
    }
  }

  blank(): void {
    this.match(SPACE);
  }

  private spend(characters: number): void {
    this.allowance.left -= characters;
    if (this.allowance.left < 0) throw new TooMuch();
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    this.spend(1 + (found ? found[0].length : 0));
    return found;
  }

  private plain(): Value {
    const reference = this.match(REFERENCE);
    if (reference) return { object: Number(reference[1]) };
    const number = this.match(NUMBER);
    if (number) return Number(number[0]);
    const word = this.match(WORD)?.[0];
    if (word === undefined) throw NOT_A_VALUE;
    return word === "null" ? null : word === "true";
  }

  private array(depth: number): readonly Value[] {
    const items: Value[] = [];
    this.at += 1;
    for (this.blank(); this.text[this.at] !== "]"; this.blank()) items.push(this.read(depth + 1));
    this.at += 1;
    return items;
  }

  private dictionary(depth: number): Dictionary {
    const entries = new Map<string, Value>();
    this.at += 2;
    for (this.blank(); !this.text.startsWith(">>", this.at); this.blank()) {
      const key = this.match(NAME);
      if (!key) throw NOT_A_VALUE;
      entries.set(unescaped(key[1]!), this.read(depth + 1));
    }
    this.at += 2;
    return entries;
  }

  private hexadecimal(): string {
    const digits = this.match(HEXADECIMAL)?.[1]?.replace(/[^0-9A-Fa-f]/g, "");
    if (digits === undefined) throw NOT_A_VALUE;
    const even = digits.length % 2 === 0 ? digits : `${digits}0`;
    return decodedText(even.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
  }

  private literal(): string {
    const start = this.at + 1;
    let depth = 1;
    let at = start;
    for (; depth > 0; at += 1) {
      if (at >= this.text.length) throw NOT_A_VALUE;
      const character = this.text[at];
      if (character === "\\") at += 1;
      else if (character === "(") depth += 1;
      else if (character === ")") depth -= 1;
      this.spend(1);
    }
    this.at = at;
    return decodedText(this.text.slice(start, at - 1).replace(ESCAPE, escaped));
  }
}

const ESCAPE = /\\(?:([0-7]{1,3})|(\r\n?|\n)|([\s\S]))/g;
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function escaped(_: string, octal?: string, lineBreak?: string, character = ""): string {
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & 0xff);
  return lineBreak === undefined ? (CONTROLS[character] ?? character) : "";
}

function unescaped(name: string): string {
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Bytes as letters: UTF-16 or UTF-8 with its mark, else near enough to Latin 1 for the name of a file. */
function decodedText(bytes: string): string {
  const encoding = bytes.startsWith("\xfe\xff") ? "utf-16be" : bytes.startsWith("\xef\xbb\xbf") ? "utf-8" : undefined;
  if (!encoding) return bytes;
  return new TextDecoder(encoding).decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
