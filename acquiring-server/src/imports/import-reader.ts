/** Reads one file for its preview: each row is checked, what differs from what is there is kept. */
import { type Currency, operatorCardHash, type SettingKind } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { MerchantTree } from '../headquarters/merchant-tree.ts';
import { heldHashesOf } from '../headquarters/operator-desk.ts';
import type { SecretHashes } from '../headquarters/secret-hashes.ts';
import { readSettingsAt } from '../headquarters/tree-store.ts';
import { checkSetting } from '../settings/check-setting.ts';
import type { SettingChange } from '../settings/setting-change.ts';
import { CsvFault, type CsvRow, csvRows } from './csv-rows.ts';
import { decodedChunks, type FileEncoding } from './decode-file.ts';
import { type ImportFault, ImportFaults } from './import-faults.ts';
import { readHeader } from './import-header.ts';
import { type Cells, type ImportKind, type ImportRow, noCard } from './import-kinds.ts';
import type { ImportRecord, ImportStore, StagedRow } from './import-store.ts';

export interface ReadOutcome {
  rows: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  badRows: number;
  faults: ImportFault[];
}

/** Rows that are compared in one statement, and names that are looked up in one: few, since payments wait meanwhile. */
const rowsPerStatement = 2000;

type Named = { line: number; column: string };

export class ImportReader {
  private readonly parts: {
    database: Database;
    store: ImportStore;
    hashes: SecretHashes;
    record: ImportRecord;
    kind: ImportKind;
    tree: MerchantTree;
    keeperScope: string;
    currency: Currency;
  };
  private readonly faults = new ImportFaults();
  private readonly counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
  private columns: string[] | undefined;
  private rows = 0;
  private place = 0;
  private waiting: StagedRow[] = [];
  /** Ids and codes of the file with the lines that they stand in, and the ids by their lines. */
  private readonly ids = new Map<string, number>();
  private readonly codes = new Map<string, number>();
  private readonly idsByLine: string[] = [];
  private readonly named = new Map<SettingKind, Map<string, Named>>();
  private operators: SettingChange[] = [];

  constructor(parts: ImportReader['parts']) {
    this.parts = parts;
  }

  async read(
    chunks: readonly Uint8Array[],
    encoding: FileEncoding | undefined,
    replace: boolean,
  ): Promise<ReadOutcome> {
    if (!encoding) {
      this.faults.add({ line: 1, column: '', code: 'IMPORT_ENCODING', why: 'save it as CSV UTF-8' });
      return this.outcome();
    }
    if (this.parts.kind.kind === 'operator') this.operators = await this.heldOperators();
    await this.readRows(chunks, encoding);
    await this.flush();
    if (this.rows === 0 && this.faults.badRows === 0) throw serverError('IMPORT_EMPTY');
    await this.checkNamed();
    await this.checkCodes(replace);
    if (replace && this.faults.badRows === 0) await this.stageRemovals();
    return this.outcome();
  }

  private async readRows(chunks: readonly Uint8Array[], encoding: FileEncoding): Promise<void> {
    try {
      for await (const rows of csvRows(decodedChunks(chunks, encoding))) {
        for (const row of rows) await this.readRow(row);
        if (this.waiting.length >= rowsPerStatement) await this.flush();
        if (this.columns?.length === 0) return;
      }
    } catch (error) {
      if (!(error instanceof CsvFault)) throw error;
      this.faults.add({ line: error.line, column: '', code: 'IMPORT_BAD_CSV', why: error.message });
    }
  }

  private async readRow({ line, cells }: CsvRow): Promise<void> {
    const { kind, currency } = this.parts;
    if (!this.columns) {
      const header = readHeader(cells, kind.columns);
      for (const fault of header.faults) this.faults.add(fault);
      this.columns = header.faults.length > 0 ? [] : header.columns;
      return;
    }
    const { columns } = this;
    if (columns.length === 0) return;
    this.rows += 1;
    if (this.rows > kind.rowsMax) throw serverError('IMPORT_TOO_LARGE', { max: `${kind.rowsMax} rows` });
    if (cells.length !== columns.length) {
      const why = cells.length > columns.length ? 'more' : 'fewer';
      this.faults.add({ line, column: '', code: 'IMPORT_ROW_LENGTH', why });
      return;
    }
    let bad = false;
    const fault: Cells['fault'] = (column, code, why = '') => {
      bad = true;
      this.faults.add({ line, column, code, why });
    };
    const text = (column: string) => {
      const at = columns.indexOf(column);
      return at < 0 ? '' : (cells[at] as string);
    };
    const required = (column: string) => {
      const cell = text(column);
      if (cell === '') fault(column, 'IMPORT_CELL_EMPTY');
      return cell;
    };
    const row = kind.row({ text, required, fault }, currency);
    if (!bad && this.isAlone(line, row)) await this.takeRow(line, row);
  }

  /** Whether neither id nor code stands in the file already. */
  private isAlone(line: number, { settingId, codes, names }: ImportRow): boolean {
    const before = this.ids.get(settingId);
    if (before !== undefined) {
      this.faults.add({ line, column: '', code: 'IMPORT_TWICE', why: String(before) });
      return false;
    }
    this.ids.set(settingId, line);
    if (codes) this.idsByLine[line] = settingId;
    for (const code of codes?.codes ?? []) {
      const holder = this.codes.get(code);
      if (holder) {
        const why = `${code} stands in line ${holder} already`;
        this.faults.add({ line, column: codes?.column ?? '', code: 'SETTINGS_CODE_TAKEN', why });
        return false;
      }
      this.codes.set(code, line);
    }
    if (names) {
      const ofKind = this.named.get(names.kind) ?? new Map<string, Named>();
      this.named.set(names.kind, ofKind);
      if (!ofKind.has(names.id)) ofKind.set(names.id, { line, column: names.column });
    }
    return true;
  }

  private async takeRow(line: number, row: ImportRow): Promise<void> {
    const { record, currency } = this.parts;
    const value = row.pin === undefined ? row.value : await this.withHashes(line, row);
    if (!value) return;
    const given = { scope: record.scope, kind: record.kind, settingId: row.settingId, value };
    const checked = checkSetting(given, { currency });
    if ('faults' in checked) {
      for (const { code, why } of checked.faults) this.faults.add({ line, column: '', code, why });
      return;
    }
    this.place += 1;
    this.waiting.push({ place: this.place, settingId: row.settingId, valueJson: checked.change.valueJson });
  }

  private async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    const counts = await this.parts.store.stage(this.parts.record, this.waiting);
    this.counts.added += counts.added;
    this.counts.changed += counts.changed;
    this.counts.unchanged += counts.unchanged;
    this.waiting = [];
  }

  /** What is named must stand at the scope or above it. */
  private async checkNamed(): Promise<void> {
    const { store, record, tree } = this.parts;
    const scopes = tree.pathOf(record.scope);
    for (const [kind, names] of this.named) {
      for (const ids of partsOf([...names.keys()])) {
        for (const id of await store.missing({ merchantId: record.merchantId, kind, scopes }, ids)) {
          const { line, column } = names.get(id) as Named;
          this.faults.add({ line, column, code: 'SETTINGS_REFERENCE_MISSING', why: `${kind} ${id}` });
        }
      }
    }
  }

  /** What has a code already must be in the file itself, or go with it. */
  private async checkCodes(replace: boolean): Promise<void> {
    const { store, record, kind, tree } = this.parts;
    const key = { merchantId: record.merchantId, kind: record.kind };
    const clashes = (scope: string) =>
      kind.kind === 'operator'
        ? tree.isWithin(scope, record.scope) || tree.isWithin(record.scope, scope)
        : scope === record.scope;
    for (const codes of partsOf([...this.codes.keys()])) {
      for (const { code, scope, settingId } of await store.holdersOf(key, codes)) {
        const line = this.codes.get(code);
        if (line === undefined || this.idsByLine[line] === settingId || !clashes(scope)) continue;
        if (scope === record.scope && (replace || this.ids.has(settingId))) continue;
        const column = kind.kind === 'operator' ? 'number' : 'barcode';
        const why = `${code} is that of ${settingId}`;
        this.faults.add({ line, column, code: 'SETTINGS_CODE_TAKEN', why });
      }
    }
  }

  private async stageRemovals(): Promise<void> {
    const { store, record } = this.parts;
    const gone = (await store.idsAt(record)).filter((id) => !this.ids.has(id));
    for (const ids of partsOf(gone)) {
      const rows = ids.map((settingId) => {
        this.place += 1;
        return { place: this.place, settingId, valueJson: '' };
      });
      await store.stage(record, rows);
    }
    this.counts.removed = gone.length;
  }

  private async heldOperators(): Promise<SettingChange[]> {
    const { database, record, tree } = this.parts;
    return await readSettingsAt(database.pool, record.merchantId, tree.subtreeOf(''), 'operator');
  }

  /** The value with its hashes: the held ones where PIN or card are the same, or none is given. */
  private async withHashes(line: number, row: ImportRow): Promise<Record<string, unknown> | undefined> {
    const { hashes, tree, keeperScope } = this.parts;
    const held = this.operators.filter(({ settingId }) => settingId === row.settingId);
    const outside = held.find(({ scope }) => !tree.isWithin(scope, keeperScope));
    if (outside) {
      this.faults.add({ line, column: '', code: 'HEADQUARTERS_NOT_YOURS', why: 'it works at other stores as well' });
      return undefined;
    }
    const before = heldHashesOf(held);
    const heldHash = before?.pinHash;
    const cardHash = row.cardCode ? operatorCardHash(row.cardCode) : before?.cardHash;
    const card = row.cardCode === noCard || cardHash === undefined ? {} : { cardHash };
    if (row.pin === '') {
      if (heldHash) return { ...row.value, pinHash: heldHash, ...card };
      this.faults.add({ line, column: 'pin', code: 'IMPORT_CELL_EMPTY', why: '' });
      return undefined;
    }
    const pin = row.pin as string;
    const same = heldHash !== undefined && (await hashes.verify(heldHash, pin));
    return { ...row.value, pinHash: same ? heldHash : await hashes.hash(pin), ...card };
  }

  private outcome(): ReadOutcome {
    return { rows: this.rows, ...this.counts, badRows: this.faults.badRows, faults: this.faults.inOrder() };
  }
}

function* partsOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += rowsPerStatement) yield items.slice(from, from + rowsPerStatement);
}
