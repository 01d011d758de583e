/**
 * The apps of others that may use this till's own API: name, what they may, and the SHA-256 of each one's token, in
 * `local-apps.json` of the till's data folder. The file is read again when it was written; the token itself is shown
 * once, when it is made (app-command.ts).
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { replaceDurably } from '../host/durable-file.ts';
import { localApiError } from './local-api-errors.ts';

export const scopes = ['status', 'orders', 'print'] as const;
export type Scope = (typeof scopes)[number];

/** As the agent takes it (protos/src/terminal-order.ts). */
export const appNameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

const appSchema = z.strictObject({
  name: appNameSchema,
  tokenSha256: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
});
export type LocalApp = z.infer<typeof appSchema>;

export const appsMax = 50;
const fileSchema = z.strictObject({ apps: z.array(appSchema).max(appsMax) });

export class AppsFile {
  readonly file: string;
  private readMark = '';
  private apps: readonly LocalApp[] = [];

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'local-apps.json');
  }

  /** @throws CodedError LOCAL_API_BAD_APPS */
  list(): readonly LocalApp[] {
    const stat = statSync(this.file, { throwIfNoEntry: false });
    const mark = stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
    if (mark === this.readMark) return this.apps;
    this.apps = stat ? this.parse(readFileSync(this.file, 'utf8')) : [];
    this.readMark = mark;
    return this.apps;
  }

  /** Durable when it returns. */
  save(apps: readonly LocalApp[]): void {
    replaceDurably(this.file, `${JSON.stringify({ apps }, null, 2)}\n`);
  }

  /** The app whose token it is; every one is compared, so that time tells nothing. */
  appOf(token: string): LocalApp | undefined {
    const hash = tokenHash(token);
    let found: LocalApp | undefined;
    for (const app of this.list()) if (timingSafeEqual(Buffer.from(app.tokenSha256, 'hex'), hash)) found = app;
    return found;
  }

  private parse(text: string): readonly LocalApp[] {
    try {
      return fileSchema.parse(JSON.parse(text)).apps;
    } catch (error) {
      throw localApiError(
        'LOCAL_API_BAD_APPS',
        { file: this.file, why: errorText(error).slice(0, 300) },
        { cause: error },
      );
    }
  }
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
