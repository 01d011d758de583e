/**
 * How the shell stands on its machine: `shell.json` in the till's data folder. A missing file is the presets; one that
 * is not right is told with each line that is wrong, and the shell does not start by guesses.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.strictObject({
  /** `kiosk` has no way out by hand but the operating system's own. */
  window: z.enum(['window', 'fullscreen', 'kiosk']).default('window'),
  /** `auto`: on the second display where one stands, as soon as it is plugged in. */
  customerDisplay: z.enum(['auto', 'off']).default('auto'),
  /** The cashier's screen stands on the display at this place, the leftmost first; absent: on the primary one. */
  cashierDisplay: z.number().int().min(0).max(7).optional(),
  /** Starts with the operator's session of the operating system. */
  autoStart: z.boolean().default(false),
  zoomPercent: z.number().int().min(50).max(200).default(100),
  /** Settings of the till's host (docs/processes.md), where the shell starts it. */
  till: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,40}$/), z.string().max(500)).default({}),
});

export type ShellSettings = z.infer<typeof schema>;

export const settingsName = 'shell.json';

/** @throws Error in plain words, for the person who wrote the file */
export function readShellSettings(dataDir: string): ShellSettings {
  const file = join(dataDir, settingsName);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return schema.parse({});
    throw error;
  }
  return parseShellSettings(text, file);
}

/** @throws Error */
export function parseShellSettings(text: string, file: string): ShellSettings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || 'the file'}: ${issue.message}`);
  throw new Error(`${file} is not right:\n${lines.join('\n')}`);
}
