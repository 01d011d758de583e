/** Fonts that a page ships, out of their package (fontsource): style sheets and the pieces that these name. */
import { readFile } from 'node:fs/promises';

const served: ReadonlyArray<{ name: RegExp; contentType: string }> = [
  { name: /^[0-9]{3}\.css$/, contentType: 'text/css; charset=utf-8' },
  { name: /^files\/[a-z0-9-]+\.woff2$/, contentType: 'font/woff2' },
];

export interface FontFile {
  contentType: string;
  bytes: Buffer;
}

/**
 * @param folder the package's, with a slash at its end: `new URL('./', import.meta.resolve('@fontsource/…/400.css'))`
 * @returns what reads a file by its name; undefined for a name that is not served
 */
export function fontReader(folder: URL): (name: string) => Promise<FontFile | undefined> {
  return async (name) => {
    const kind = served.find((one) => one.name.test(name));
    if (!kind) return undefined;
    try {
      return { contentType: kind.contentType, bytes: await readFile(new URL(name, folder)) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };
}
