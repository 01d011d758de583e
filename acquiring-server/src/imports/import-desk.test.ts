import { createHash } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  article,
  noDeadline,
  openTestHeadquarters,
  type TestHeadquarters,
} from '../headquarters/headquarters.fixture.ts';
import { headquartersRights } from '../headquarters/headquarters-rights.ts';
import { csvRows } from './csv-rows.ts';
import { encodingOf } from './decode-file.ts';
import type { ImportKeeper } from './import-desk.ts';

let hq: TestHeadquarters;
const keeper = (scope = ''): ImportKeeper => ({
  merchantId: 'm1',
  whom: `user:at-${scope || 'chain'}`,
  scope,
  rights: new Set(headquartersRights),
});

beforeAll(async () => {
  hq = await openTestHeadquarters();
});
afterAll(() => hq.close());

interface Wish {
  scope?: string;
  replace?: boolean;
  by?: ImportKeeper;
  /** Small and odd, so that letters and quotes fall apart. */
  chunkBytes?: number;
}

async function preview(what: string, text: string | Uint8Array, wish: Wish = {}) {
  const { scope = '', replace = false, by = keeper(), chunkBytes: size = 7 } = wish;
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, at * size + size),
  );
  return await hq.imports.preview(by, { what, scope, replace }, chunks);
}

async function commit({ importId, fileHash }: { importId: string; fileHash: Uint8Array }, by = keeper()) {
  return await hq.imports.commit(by, { importId, fileHash, note: '' }, noDeadline);
}

const header = 'id,barcode,name_zh,name_en,price,unit';
const articleAt = async (id: string, scope = '') =>
  (
    await hq.reading.list({
      merchantId: 'm1',
      kind: 'article',
      scopes: [scope],
      afterId: '',
      limit: 1000,
      idPrefix: id,
      code: '',
    })
  ).settings.map(({ valueJson }) => JSON.parse(valueJson));

describe('a file of articles', () => {
  test('is compared, shown by samples, taken once, and then has nothing new', async () => {
    const file = `${header}\r\nf1,69001,水,Water,2.00,瓶\r\na1,6901234500001,"商品 ""一""",One,1.5,件\r\na2,6901234500002,商品2,Article 2,2,件\r\n`;
    const seen = await preview('articles', `\uFEFF${file}`);
    expect(seen).toMatchObject({
      rows: 3,
      added: 1,
      changed: 1,
      unchanged: 1,
      removed: 0,
      badRows: 0,
      encoding: 'utf-8',
    });
    expect(seen.samples.map(({ settingId, oldValueJson }) => [settingId, oldValueJson === ''])).toEqual([
      ['f1', true],
      ['a1', false],
    ]);
    const done = await commit(seen);
    expect(done).toMatchObject({ changed: 2, removed: 0 });
    expect(await commit(seen)).toEqual(done);
    expect(await articleAt('a1')).toMatchObject([{ nameZh: '商品 "一"', unitPriceMinor: '150' }]);
    expect(await preview('articles', file)).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  });

  test('replaces what the file does not have, where that is wished', async () => {
    const file = `${header}\nr1,r-1,甲,A,1,件\n`;
    expect(await preview('articles', file, { scope: 'store/store-a' })).toMatchObject({ added: 1, removed: 0 });
    await commit(await preview('articles', file, { scope: 'store/store-a' }));
    // r2 takes the barcode of r1, which goes.
    const next = await preview('articles', `${header}\nr2,r-1,乙,B,1,件\n`, { scope: 'store/store-a', replace: true });
    expect(next).toMatchObject({ added: 1, removed: 1, badRows: 0 });
    expect(await commit(next)).toMatchObject({ changed: 1, removed: 1 });
    expect((await articleAt('r', 'store/store-a')).map(({ articleId }) => articleId)).toEqual(['r2']);
  });

  test('from a Chinese spreadsheet: GB18030, Chinese headers', async () => {
    const file = iconv.encode('编号,条码,品名,单价,单位,称重\ngb1,gb-1,苹果𠮷,12.80,千克,是\n', 'gb18030');
    const seen = await preview('articles', file);
    expect(seen).toMatchObject({ encoding: 'gb18030', added: 1, badRows: 0 });
    await commit(seen);
    expect(await articleAt('gb1')).toMatchObject([{ nameZh: '苹果𠮷', soldByWeight: true, unitPriceMinor: '1280' }]);
    expect(await preview('articles', Buffer.from('\uFEFF编号', 'utf16le'))).toMatchObject({
      badRows: 1,
      faults: [{ code: 'IMPORT_ENCODING' }],
    });
  });

  test('names its bad rows by line, column and code, and is not taken', async () => {
    const rows: Array<[string, string, string]> = [
      [',69002,名,,1,件', 'id', 'IMPORT_CELL_EMPTY'],
      ['b2,6.90123E+12,名,,1,件', 'barcode', 'IMPORT_CELL_NUMBER'],
      ['b3,69004,名,,1.234,件', 'price', 'IMPORT_CELL_BAD'],
      ['b4,69005,名,,"1,000",件', 'price', 'IMPORT_CELL_BAD'],
      ['b5,69006,名,,-1,件', '', 'SETTINGS_BAD_VALUE'],
      ['b6,69007,名,,1', '', 'IMPORT_ROW_LENGTH'],
      ['good,69008,名,,1,件', '', ''],
      ['good,69009,名,,1,件', '', 'IMPORT_TWICE'],
      ['b7,69008,名,,1,件', 'barcode', 'SETTINGS_CODE_TAKEN'],
      ['b8,6901234500003,名,,1,件', 'barcode', 'SETTINGS_CODE_TAKEN'],
      [`b9,69010,${'长'.repeat(201)},,1,件`, '', 'SETTINGS_BAD_VALUE'],
      ['b 10,69011,名,,1,件', '', 'SETTINGS_ID_DIFFERS'],
    ];
    const seen = await preview('articles', [header, ...rows.map(([row]) => row)].join('\n'));
    const wanted = rows.flatMap(([, column, code], index) => (code === '' ? [] : [[index + 2, column, code]]));
    expect(seen.faults.map(({ line, column, code }) => [line, column, code])).toEqual(wanted);
    expect(seen.badRows).toBe(rows.length - 1);
    await expect(commit(seen)).rejects.toMatchObject({ code: 'IMPORT_HAS_FAULTS' });
  });

  test('names what its header lacks, and what is no CSV', async () => {
    const codes = async (text: string) => (await preview('articles', text)).faults.map(({ code, why }) => [code, why]);
    expect(await codes('id,barcode,prce,id\nx,y,1,x\n')).toEqual([
      ['IMPORT_COLUMN_UNKNOWN', 'prce'],
      ['IMPORT_COLUMN_TWICE', 'id'],
      ['IMPORT_COLUMN_MISSING', 'name_zh'],
      ['IMPORT_COLUMN_MISSING', 'price'],
    ]);
    expect((await preview('articles', `${header}\nx,"y\nz`)).faults).toMatchObject([{ code: 'IMPORT_BAD_CSV' }]);
    expect((await preview('articles', `${header}\nx,"y"z,1\n`)).faults).toMatchObject([
      { line: 2, code: 'IMPORT_BAD_CSV' },
    ]);
    await expect(preview('articles', '')).rejects.toMatchObject({ code: 'IMPORT_EMPTY' });
    await expect(preview('articles', `${header}\n`)).rejects.toMatchObject({ code: 'IMPORT_EMPTY' });
    await expect(preview('nonsense', '')).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN_WHAT' });
    await expect(preview('constructor', '')).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN_WHAT' });
  });

  test('is not taken where something that matters changed meanwhile, by another, late, or as another file', async () => {
    const file = `${header}\nm1,m-1,甲,A,1,件\n`;
    const boss = await hq.userAt('');
    const change = async (scope: string, settingId: string) =>
      await hq.settings.apply(
        boss,
        {
          changes: [
            { scope, kind: 'article', settingId, value: article({ articleId: settingId, barcode: settingId }) },
          ],
          baseVersion: await hq.version(),
          note: '',
          dryRun: false,
        },
        noDeadline,
      );
    const first = await preview('articles', file);
    await change('store/store-b', 'beside');
    await expect(commit(first, keeper('region/north'))).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });
    await expect(commit({ ...first, fileHash: Buffer.alloc(32) })).rejects.toMatchObject({
      code: 'IMPORT_FILE_DIFFERS',
    });
    expect(await commit(first)).toMatchObject({ changed: 1 });

    const second = await preview('articles', `${header}\nm1,m-1,乙,A,1,件\n`);
    await change('', 'meanwhile');
    await expect(commit(second)).rejects.toMatchObject({ code: 'SETTINGS_STALE_VERSION' });

    const third = await preview('articles', `${header}\nm1,m-1,乙,A,1,件\n`);
    await hq.clock.advance(3_600_000);
    await expect(commit(third)).rejects.toMatchObject({ code: 'IMPORT_NOT_FOUND' });

    const fourth = await preview('articles', `${header}\nm1,m-1,乙,A,1,件\n`);
    const once = await Promise.allSettled([commit(fourth), commit(fourth)]);
    expect(once.map((each) => each.status === 'fulfilled' && each.value.changed)).toEqual([1, 1]);
  });

  test('old previews make room', async () => {
    for (let count = 0; count < 7; count++) await preview('articles', `${header}\nk${count},k-${count},甲,A,1,件\n`);
    const held = await hq.database.pool.query(
      `SELECT count(*)::integer AS count FROM setting_import WHERE status <> 'committed'`,
    );
    expect(held.rows[0].count).toBe(5);
    const rows = await hq.database.pool.query('SELECT DISTINCT import_id FROM setting_import_row');
    expect(rows.rows).toHaveLength(5);
  });
});

test('amounts are exact to the last minor unit, in each of the currency’s digits', async () => {
  const price = async (text: string) => {
    const seen = await preview('articles', `${header}\nq1,q-1,甲,A,${text},件\n`);
    return seen.badRows > 0 ? seen.faults[0]?.code : JSON.parse(seen.samples[0]!.newValueJson).unitPriceMinor;
  };
  expect(await price('0')).toBe('0');
  expect(await price('0.01')).toBe('1');
  expect(await price('0.1')).toBe('10');
  expect(await price('19.99')).toBe('1999');
  expect(await price('9999999999.99')).toBe('999999999999');
  for (const bad of ['10000000000.00', '0.001', '1e3', '１', '1.', '.5', '+1', '1 000', '¥1', 'NaN']) {
    expect(await price(bad)).toBe('IMPORT_CELL_BAD');
  }
});

describe('other files', () => {
  test('prices name articles at the scope or above, and times with their offset', async () => {
    const head = 'article_id,price,valid_from,valid_until\n';
    const seen = await preview(
      'prices',
      `${head}a1,1.00,2026-01-01T00:00:00+08:00,\nr2,1.00,2026-01-01T00:00:00+08:00,\na1,2,2026-01-01,\na1,2,2026-02-02 08:00Z,2026-02-02T08:00:00Z\n`,
    );
    expect(seen.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'article_id', 'SETTINGS_REFERENCE_MISSING'],
      [4, 'valid_from', 'IMPORT_CELL_BAD'],
      [5, '', 'SETTINGS_TIME_BAD'],
    ]);
    const good = await preview('prices', `${head}r2,1.00,2026-01-01T00:00:00+08:00,\n`, { scope: 'store/store-a' });
    await commit(good);
    expect(good.samples[0]?.settingId).toBe(`r2@${Date.UTC(2025, 11, 31, 16)}`);
  });

  test('taxes by per cent, blocked cards by digits', async () => {
    const taxes = await preview(
      'taxes',
      'tax_code,name_zh,rate\nvat13,增值税,13%\nvat6,增值税,6.5\nbad,x,13.555\nover,x,101\n',
    );
    expect(taxes.samples.map(({ newValueJson }) => JSON.parse(newValueJson).rateBasisPoints)).toEqual([1300, 650]);
    expect(taxes.faults.map(({ line, code }) => [line, code])).toEqual([
      [4, 'IMPORT_CELL_BAD'],
      [5, 'SETTINGS_BAD_VALUE'],
    ]);
    const cards = await preview('blocked_cards', '卡号,原因\n622202*1234,被盗\n6222020000001234,完整卡号\n');
    expect(cards).toMatchObject({ added: 1, badRows: 1, faults: [{ line: 3, code: 'SETTINGS_BAD_VALUE' }] });
  });

  test('operators with their PINs hashed; the same PIN again changes nothing, and others’ are not taken', async () => {
    const head = 'id,number,name,rights,pin\n';
    const file = `${head}op-x,3001,甲,sell offline.take,1357\nop-1,1001,王芳,sell,\nop-y,1002,乙,sell,2468\nop-z,3003,丙,sell,\n`;
    const seen = await preview('operators', file);
    expect(seen.faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      // The number of op-2, who works at store B.
      [4, 'number', 'SETTINGS_CODE_TAKEN'],
      [5, 'pin', 'IMPORT_CELL_EMPTY'],
    ]);
    const good = `${head}op-x,3001,甲,sell offline.take,1357\nop-1,1001,王芳,sell,\n`;
    await commit(await preview('operators', good));
    const { settings } = await hq.reading.list({
      merchantId: 'm1',
      kind: 'operator',
      scopes: [''],
      afterId: '',
      limit: 10,
      idPrefix: 'op-x',
      code: '3001',
    });
    const value = JSON.parse(settings[0]!.valueJson);
    expect(value.rights).toEqual(['sell', 'offline.take']);
    expect(await verify(value.pinHash, '1357')).toBe(true);
    expect(await preview('operators', good)).toMatchObject({ changed: 0, added: 0, unchanged: 2 });
    const theirs = await preview('operators', `${head}op-1,4001,x,sell,1111\n`, {
      scope: 'store/store-a',
      by: keeper('store/store-a'),
    });
    expect(theirs.faults).toMatchObject([{ line: 2, code: 'HEADQUARTERS_NOT_YOURS' }]);
  });

  test('operators with their cards hashed, kept where the cell is empty, taken away by a dash', async () => {
    const code = 'QT-CARD-7M3K9X2P5R8W4T6Y1A';
    const file = (card: string) => `id,number,name,pin,卡码\nop-card,3009,丁,2468,${card}\n`;
    const cardOf = async (card: string) => {
      const seen = await preview('operators', file(card));
      if (seen.badRows > 0) return seen.faults[0]?.code;
      await commit(seen);
      const asked = { merchantId: 'm1', kind: 'operator', scopes: [''], afterId: '', limit: 10 } as const;
      const { settings } = await hq.reading.list({ ...asked, idPrefix: 'op-card', code: '3009' });
      return JSON.parse(settings[0]!.valueJson).cardHash;
    };
    const hash = createHash('sha256').update(code).digest('hex');
    expect(await cardOf(code)).toBe(hash);
    expect(await cardOf('too-short')).toBe('IMPORT_CELL_BAD');
    const renamed = await preview('operators', 'id,number,name\nop-card,3009,戊\n');
    expect(JSON.parse(renamed.samples[0]!.newValueJson)).toMatchObject({ name: '戊', cardHash: hash });
    expect(await cardOf('-')).toBeUndefined();
  });

  test('only with the right and at the own node', async () => {
    const file = `${header}\nz1,z-1,甲,A,1,件\n`;
    const limited = { ...keeper(), rights: new Set(['limits'] as const) };
    await expect(preview('articles', file, { by: limited })).rejects.toMatchObject({ code: 'HEADQUARTERS_FORBIDDEN' });
    const outside = { by: keeper('region/north'), scope: 'region/south' };
    await expect(preview('articles', file, outside)).rejects.toMatchObject({ code: 'HEADQUARTERS_NOT_YOURS' });
  });
});

test('any table comes back as it was written, wherever it is cut', async () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '').trim());
  // A row of one empty cell is no row for RFC 4180's readers, so there are two and the first is not empty.
  const row = fc.tuple(
    cell.map((text) => `x${text}`),
    cell,
  );
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, size) => {
        const text = rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
        const parts = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
          text.slice(at * size, at * size + size),
        );
        // Strings are never cut within a pair of surrogates: the decoder gives whole letters.
        fc.pre(parts.every((part) => part.isWellFormed()));
        const read: string[][] = [];
        for await (const batch of csvRows(parts)) read.push(...batch.map(({ cells }) => cells));
        expect(read).toEqual(rows);
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});

test('UTF-8 is told from GB18030 by whether it is good UTF-8', () => {
  expect(encodingOf([Buffer.from('商品')])).toBe('utf-8');
  expect(encodingOf([iconv.encode('商品', 'gbk')])).toBe('gb18030');
  expect(encodingOf([Buffer.from('plain')])).toBe('utf-8');
  expect(encodingOf([Buffer.of(0xff, 0xfe, 0x41, 0)])).toBeUndefined();
  expect(encodingOf([Buffer.of(0x41, 0xff, 0xff)])).toBeUndefined();
  expect(encodingOf([])).toBe('utf-8');
});

test('twenty thousand rows in one go', async () => {
  const wish = { scope: 'region/south', chunkBytes: 262_144 };
  const rows = Array.from(
    { length: 20_000 },
    (_, index) => `t${index},t-${index},商品${index},Article,${index % 100}.5,件`,
  );
  const seen = await preview('articles', `${header}\n${rows.join('\n')}`, wish);
  expect(seen).toMatchObject({ rows: 20_000, added: 20_000, badRows: 0 });
  expect(await commit(seen)).toMatchObject({ changed: 20_000 });
  rows[7] = 't7,t-8,商品,Article,1,件';
  rows[8] = 't8,t-7,商品,Article,1,件';
  const next = await preview('articles', `${header}\n${rows.join('\n')}`, wish);
  expect(next).toMatchObject({ changed: 2, unchanged: 19_998, badRows: 0 });
  expect(await commit(next)).toMatchObject({ changed: 2 });
});
