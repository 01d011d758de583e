/**
 * Text of a file that a spreadsheet wrote: UTF-8, with a byte order mark or without one, or else GB18030 (and so GBK
 * and GB 2312), which Chinese spreadsheets still write. What is good UTF-8 is UTF-8: real GB18030 text hardly ever is.
 */
export type FileEncoding = 'utf-8' | 'gb18030';

/** Undefined: neither, or UTF-16, or it holds NUL. */
export function encodingOf(chunks: readonly Uint8Array[]): FileEncoding | undefined {
  const first = chunks[0];
  if (first && ((first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff))) return undefined;
  if (chunks.some((chunk) => chunk.includes(0))) return undefined;
  return (['utf-8', 'gb18030'] as const).find((encoding) => decodes(chunks, encoding));
}

/** The chunks as text, without a byte order mark. */
export function* decodedChunks(chunks: readonly Uint8Array[], encoding: FileEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function decodes(chunks: readonly Uint8Array[], encoding: FileEncoding): boolean {
  try {
    for (const _text of decodedChunks(chunks, encoding));
    return true;
  } catch {
    return false;
  }
}
