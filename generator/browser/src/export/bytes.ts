/** Bytes put together, and packed or unpacked by the browser itself: a library takes longer to start than to work. */

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** As zlib packs (RFC 1950). */
export function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  return piped(bytes, new CompressionStream("deflate"));
}

export function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  return piped(bytes, new DecompressionStream("deflate"));
}

async function piped(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const piped = new Blob([bytes as BlobPart]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}
