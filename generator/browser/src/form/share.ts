/**
 * A link that fills the form: the claim, compressed, in the fragment of the address.
 *
 * A browser never sends a fragment to a server. It is made only when the visitor asks for the link.
 */
import { FRAGMENT as NAME } from "./storage";
import type { Plain } from "../claim/types";
import { parsed } from "./restore";
import type { TypedGroup } from "./typed";
import { typedOf } from "./typed_of";

/** Bytes of a claim before compression; past it the link would be refused by most programs anyway. */
const MAX_BYTES = 200_000;

export async function fragmentOf(claim: { readonly [name: string]: Plain }): Promise<string> {
  return NAME + base64url(await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(claim))));
}

/** What a link fills the form with, null where it is cut or not ours. */
export async function typedOfFragment(fragment: string): Promise<TypedGroup | null> {
  try {
    const bytes = await through(new DecompressionStream("deflate-raw"), fromBase64url(fragment.slice(NAME.length)));
    const claim = parsed(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return claim && typedOf(claim);
  } catch {
    return null;
  }
}

async function through(stream: CompressionStream | DecompressionStream, bytes: Uint8Array): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // A refusal is read at the other end.
  void writer.write(bytes as BufferSource).catch(() => undefined);
  void writer.close().catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > MAX_BYTES) throw new RangeError("too long");
    chunks.push(read.value);
  }
  const whole = new Uint8Array(length);
  let place = 0;
  for (const chunk of chunks) {
    whole.set(chunk, place);
    place += chunk.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
