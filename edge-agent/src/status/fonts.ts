/** The Chinese font that the page ships, out of its package: style sheets and the pieces they name. */
import { readFile } from 'node:fs/promises';

const folder = new URL('./', import.meta.resolve('@fontsource/noto-sans-sc/400.css'));

const served: ReadonlyArray<{ name: RegExp; contentType: string }> = [
  { name: /^(400|600)\.css$/, contentType: 'text/css; charset=utf-8' },
  { name: /^files\/noto-sans-sc-[a-z0-9-]+\.woff2$/, contentType: 'font/woff2' },
];

/** Undefined for a name that is not served. */
export async function readFont(name: string): Promise<{ contentType: string; bytes: Buffer } | undefined> {
  const kind = served.find((one) => one.name.test(name));
  if (!kind) return undefined;
  try {
    return { contentType: kind.contentType, bytes: await readFile(new URL(name, folder)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
