/**
 * Files of settings: looked at first, taken then. A preview reads and checks the whole file, keeps what would change
 * and tells what is wrong; a commit applies what was kept, unless something that matters to it changed meanwhile.
 *
 *     reading → previewed → committed        (too old or pushed out by later ones: gone)
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import { currencySchema, type IdMint, type SettingKind } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { Deadline } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import type { HeadquartersRight, HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { SecretHashes } from '../headquarters/secret-hashes.ts';
import { readMerchant, readTree } from '../headquarters/tree-store.ts';
import { type ApplicationOutcome, applyChecked, type SettingsDesk } from '../settings/settings-desk.ts';
import { encodingOf, type FileEncoding } from './decode-file.ts';
import type { ImportFault } from './import-faults.ts';
import { type ImportKind, importKinds } from './import-kinds.ts';
import { ImportReader } from './import-reader.ts';
import {
  firstChangeAfter,
  type HeldImport,
  type ImportRecord,
  ImportStore,
  lockImport,
  markCommitted,
  stagedCount,
} from './import-store.ts';

/** Who imports: a user of headquarters at a node, or a command at the chain. */
export type ImportKeeper = Pick<HeadquartersUser, 'merchantId' | 'whom' | 'scope' | 'rights'>;

export interface ImportHead {
  what: string;
  scope: string;
  /** What the file does not have is removed from the scope. */
  replace: boolean;
}

export interface ImportPreview {
  importId: string;
  fileHash: Buffer;
  rows: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  badRows: number;
  /** The first 200. */
  faults: ImportFault[];
  samples: Array<{ settingId: string; oldValueJson: string; newValueJson: string }>;
  baseVersion: number;
  expiresAtMs: number;
  encoding: FileEncoding | undefined;
}

export const fileBytesMax = 64 * 1024 * 1024;
const previewMs = 3_600_000;
const samplesMax = 20;
/** Files that are read at once: each holds some tens of megabytes. */
const readingMax = 2;

/** Beside the kind itself: what is named by it must not have changed either. */
const namedKinds: Partial<Record<SettingKind, readonly SettingKind[]>> = {
  article: ['article', 'tax'],
  price: ['price', 'article'],
};

/** @throws CodedError IMPORT_UNKNOWN_WHAT */
export function importKindOf(what: string): ImportKind {
  const kind = Object.hasOwn(importKinds, what) ? importKinds[what] : undefined;
  if (!kind) throw serverError('IMPORT_UNKNOWN_WHAT', { what: what.slice(0, 40) });
  return kind;
}

export interface ImportDeskOptions {
  database: Database;
  desk: SettingsDesk;
  hashes: SecretHashes;
  clock: Pick<Clock, 'nowMs'>;
  ids: Pick<IdMint, 'uuid7'>;
}

export class ImportDesk {
  private readonly options: ImportDeskOptions;
  private readonly store: ImportStore;
  private reading = 0;

  constructor(options: ImportDeskOptions) {
    this.options = options;
    this.store = new ImportStore(options.database);
  }

  /** @throws CodedError IMPORT_UNKNOWN_WHAT, IMPORT_TOO_LARGE, IMPORT_EMPTY, HEADQUARTERS_… */
  async preview(keeper: ImportKeeper, head: ImportHead, chunks: readonly Uint8Array[]): Promise<ImportPreview> {
    if (this.reading >= readingMax) throw serverError('HEADQUARTERS_BUSY');
    this.reading += 1;
    try {
      return await this.read(keeper, head, chunks);
    } finally {
      this.reading -= 1;
    }
  }

  /**
   * The same again answers the same.
   * @throws CodedError IMPORT_NOT_FOUND, IMPORT_FILE_DIFFERS, IMPORT_HAS_FAULTS, SETTINGS_…
   */
  async commit(
    keeper: ImportKeeper,
    given: { importId: string; fileHash: Uint8Array; note: string },
    deadline: Deadline,
  ): Promise<ApplicationOutcome> {
    const { desk, clock } = this.options;
    const { importId, fileHash, note } = given;
    return await desk.within(keeper.merchantId, deadline, false, async (client, merchant, tree) => {
      const held = await lockImport(client, importId);
      const done = this.checkHeld(held, keeper, fileHash);
      if (done) return done;
      const { kind, scope, baseVersion, changeCount } = held as HeldImport;
      const right = Object.values(importKinds).find((one) => one.kind === kind)?.right;
      if (right) checkRight(keeper, right);
      if (!tree.isWithin(scope, keeper.scope)) throw notYours(keeper, scope);
      const kinds = namedKinds[kind] ?? [kind];
      const scopes = tree.pathOf(scope);
      const newer = await firstChangeAfter(client, {
        merchantId: keeper.merchantId,
        kinds,
        scopes,
        version: baseVersion,
      });
      if (newer !== undefined) {
        throw serverError('SETTINGS_STALE_VERSION', { at: kinds.join(' or '), version: baseVersion, newer });
      }
      if ((await stagedCount(client, importId)) !== changeCount) throw serverError('IMPORT_NOT_FOUND');
      const outcome = await applyChecked(client, {
        merchant,
        tree,
        source: { kind: 'file', importId },
        mark: { whom: keeper.whom, atMs: clock.nowMs(), note: note || `import of ${kind}` },
      });
      if (outcome.faults.length === 0) await markCommitted(client, importId, outcome);
      return outcome;
    });
  }

  private async read(keeper: ImportKeeper, head: ImportHead, chunks: readonly Uint8Array[]): Promise<ImportPreview> {
    const { database, clock, ids, hashes } = this.options;
    const kind = importKindOf(head.what);
    checkRight(keeper, kind.right);
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytes > fileBytesMax) throw serverError('IMPORT_TOO_LARGE', { max: `${fileBytesMax} bytes` });
    const merchant = await readMerchant(database.pool, keeper.merchantId);
    const tree = await readTree(database.pool, keeper.merchantId);
    if (!tree.isWithin(head.scope, keeper.scope)) throw notYours(keeper, head.scope);
    const record: ImportRecord = {
      importId: ids.uuid7(),
      merchantId: keeper.merchantId,
      byWhom: keeper.whom,
      kind: kind.kind,
      scope: head.scope,
      fileHash: hashOf(chunks),
      baseVersion: merchant.version,
    };
    const nowMs = clock.nowMs();
    const expiresAtMs = nowMs + previewMs;
    await this.store.begin(record, { nowMs, expiresAtMs });
    const encoding = encodingOf(chunks);
    const reader = new ImportReader({
      database,
      store: this.store,
      hashes,
      record,
      kind,
      tree,
      keeperScope: keeper.scope,
      currency: currencySchema.parse(merchant.currency),
    });
    const outcome = await reader.read(chunks, encoding, head.replace).catch(async (error: unknown) => {
      await this.store.drop(record.importId);
      throw error;
    });
    const samples = await this.store.samples(record, samplesMax);
    const { added, changed, removed } = outcome;
    await this.store.finish(record.importId, { badRows: outcome.badRows, changes: added + changed + removed });
    const { importId, fileHash, baseVersion } = record;
    return { importId, fileHash, baseVersion, ...outcome, samples, expiresAtMs, encoding };
  }

  /** What the commit came to where it was done before; undefined: it may be done. */
  private checkHeld(
    held: HeldImport | undefined,
    keeper: ImportKeeper,
    fileHash: Uint8Array,
  ): ApplicationOutcome | undefined {
    const own = held && held.merchantId === keeper.merchantId && held.byWhom === keeper.whom;
    if (!held || !own || held.status === 'reading') throw serverError('IMPORT_NOT_FOUND');
    const sameFile = held.fileHash.length === fileHash.length && timingSafeEqual(held.fileHash, fileHash);
    if (!sameFile) throw serverError('IMPORT_FILE_DIFFERS');
    if (held.status === 'committed') {
      const { changedCount, removedCount, committedVersion } = held;
      const [changed, removed] = [Number(changedCount), Number(removedCount)];
      return { changed, removed, version: Number(committedVersion), faults: [] };
    }
    if (held.expiresAtMs <= this.options.clock.nowMs()) throw serverError('IMPORT_NOT_FOUND');
    if (held.badRowCount > 0) throw serverError('IMPORT_HAS_FAULTS', { count: held.badRowCount });
    return undefined;
  }
}

/** @throws CodedError HEADQUARTERS_FORBIDDEN */
function checkRight({ whom, rights }: ImportKeeper, right: HeadquartersRight): void {
  if (!rights.has(right)) throw serverError('HEADQUARTERS_FORBIDDEN', { login: whom, right });
}

function notYours({ whom }: ImportKeeper, scope: string) {
  return serverError('HEADQUARTERS_NOT_YOURS', { login: whom, scope: scope.slice(0, 80) });
}

function hashOf(chunks: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest();
}
