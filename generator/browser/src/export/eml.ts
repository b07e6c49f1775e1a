/**
 * The e-mail that carries a letter, as an `.eml` file that a mail program opens ready to send; the twin of
 * `generator/render/email.py`, which says why it has no date, no number and no addressee.
 *
 * Sources: RFC 5322 (headers), RFC 2047 (words), RFC 2231 (file names), RFC 2045 (bodies).
 */
import { quoted } from "../messages";

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

export interface Email {
  readonly subject: string;
  readonly body: string;
  readonly senderName: string;
  /** Without it, the mail program fills its own sender in. */
  readonly senderEmail: string;
  readonly attachments: readonly Attachment[];
  /** Which letter it carries, as the metadata of its files say. */
  readonly keywords?: string;
}

/** No line of base64 can hold it. */
const BOUNDARY = "=_relance";
const LONGEST_PLAIN_WORD = 60;
/** A header's line, and a word in base64 with its « =?utf-8?b? » and « ?= », have 75 characters at most. */
const BYTES_IN_A_WORD = 42;
const LINE = 76;

export function renderEmail(email: Email): Uint8Array {
  const parts = [textPart(email.body), ...email.attachments.map(filePart)];
  const head = [
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    "MIME-Version: 1.0",
    "X-Unsent: 1",
    `Subject: ${header(email.subject)}`,
    ...(email.senderEmail ? [`From: ${mailbox(email.senderName, email.senderEmail)}`] : []),
    ...(email.keywords ? [`Keywords: ${header(email.keywords)}`] : []),
  ];
  const body = parts.map((lines) => [`--${BOUNDARY}`, ...lines, ""]).flat();
  return new TextEncoder().encode([...head, "", ...body, `--${BOUNDARY}--`, ""].join("\r\n"));
}

function textPart(body: string): readonly string[] {
  const text = (body.endsWith("\n") ? body : `${body}\n`).replaceAll("\n", "\r\n");
  return [
    'Content-Type: text/plain; charset="utf-8"',
    "MIME-Version: 1.0",
    "Content-Transfer-Encoding: base64",
    "",
    ...inLines(new TextEncoder().encode(text)),
  ];
}

function filePart({ name, type, content }: Attachment): readonly string[] {
  return [
    `Content-Type: ${type}`,
    "MIME-Version: 1.0",
    "Content-Transfer-Encoding: base64",
    `Content-Disposition: ${disposition(name)}`,
    "",
    ...inLines(content),
  ];
}

function inLines(content: Uint8Array): readonly string[] {
  return base64(content).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [""];
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

// --- headers ------------------------------------------------------------------------------------

/** Text of a header: plain where it is ASCII, else encoded words. */
function header(text: string): string {
  const words = oneLine(text);
  return isPlain(words) ? folded(words) : encodedWords(words);
}

/** Whether words stay themselves unencoded: none looks like an encoded word, none is too long to fold. */
function isPlain(words: string): boolean {
  return (
    /^[\x20-\x7e]*$/.test(words) &&
    !words.includes("=?") &&
    words.split(" ").every((word) => word.length <= LONGEST_PLAIN_WORD)
  );
}

/** Words on lines that are short enough; the name of the header takes a part of the first one. */
function folded(words: string): string {
  let line = "Subject: ".length;
  return words
    .split(" ")
    .map((word, index) => {
      line += word.length + 1;
      if (index === 0 || line <= LINE) return index ? ` ${word}` : word;
      line = word.length + 1;
      return `\r\n ${word}`;
    })
    .join("");
}

function encodedWords(words: string): string {
  const parts: string[] = [""];
  for (const character of words) {
    const longer = parts.at(-1)! + character;
    if (new TextEncoder().encode(longer).length > BYTES_IN_A_WORD) parts.push(character);
    else parts[parts.length - 1] = longer;
  }
  return parts.map((part) => `=?utf-8?b?${base64(new TextEncoder().encode(part))}?=`).join("\r\n ");
}

/** « name <address> »; the name is one quoted string, or encoded words. */
function mailbox(name: string, address: string): string {
  const words = oneLine(name);
  if (!words) return safeAddress(address);
  const shown = isPlain(words) ? `"${words.replace(/[\\"]/g, "\\$&")}"` : encodedWords(words);
  return `${shown} <${safeAddress(address)}>`;
}

/** An address as headers may hold it: one `@`, no space, the domain in ASCII. */
function safeAddress(address: string): string {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), asciiDomain(address.slice(at + 1))];
  if (at < 1 || !domain || !/^[!#-'*+\-/-9=?A-Z^-~.]+$/.test(local)) {
    throw new RangeError(`${quoted(address)} ne peut pas servir d’adresse électronique d’expéditeur`);
  }
  return `${local}@${domain}`;
}

function asciiDomain(domain: string): string {
  if (/[\s/?#:@\\]/.test(domain)) return "";
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return "";
  }
}

/** The file name in ASCII for any program and, where that loses letters, in UTF-8 for those that read RFC 2231. */
function disposition(name: string): string {
  const exact = fileName(name);
  const fallback = asciiName(exact);
  const start = `attachment; filename="${fallback}"`;
  return exact === fallback ? start : `${start};\r\n filename*=UTF-8''${percentEncoded(exact)}`;
}

function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The last part of a path, on one line. */
function fileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1)!;
  return oneLine(last).replace(/^\.+/, "") || "lettre";
}

function asciiName(name: string): string {
  const letters = name.replace(/œ/g, "oe").replace(/Œ/g, "OE").replace(/’/g, "-").normalize("NFKD");
  const safe = letters.replace(/\p{Mn}/gu, "").replace(/[^A-Za-z0-9._-]+/g, "-");
  const dot = safe.lastIndexOf(".");
  const [stem, ending] = dot < 0 ? [safe, ""] : [safe.slice(0, dot), safe.slice(dot)];
  return `${stem.replace(/^-+|-+$/g, "") || "lettre"}${ending}`;
}

/** Text that can not start another header: each run of line ends and controls becomes one space. */
function oneLine(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, " ").trim();
}
