/** What the columns of a file mean, by what it holds: a row becomes a setting, or faults of its cells. */
import { type Currency, cardCodePattern, minorFromDecimal, type SettingKind } from '@qiantai/protos';
import type { HeadquartersRight } from '../headquarters/headquarters-rights.ts';
import { operatorRightPattern, pinPattern } from '../headquarters/operator-desk.ts';
import type { RowFaultCode } from './import-errors.ts';

export interface ImportKind {
  kind: SettingKind;
  right: HeadquartersRight;
  /** By our names of the columns; the header may use any of the names beside it. */
  columns: Readonly<Record<string, { required: boolean; names: readonly string[] }>>;
  row(cells: Cells, currency: Currency): ImportRow;
  rowsMax: number;
}

export interface ImportRow {
  settingId: string;
  value: Record<string, unknown>;
  /** What the row names, with the column that does. */
  names?: { kind: SettingKind; id: string; column: string };
  /** By which it is found, and which nothing else of its scope may have. */
  codes?: { codes: readonly string[]; column: string };
  /** An operator's, to be hashed; empty: as it was. */
  pin?: string;
  /** That of an operator's card, to be hashed; empty: as it was; `-`: none any more. */
  cardCode?: string;
}

/** Cells of a row by our names of the columns; what is wrong with them is gathered. */
export interface Cells {
  text(column: string): string;
  required(column: string): string;
  fault(column: string, code: RowFaultCode, why?: string): void;
}

/** In a cell for a card: the operator has none any more. */
export const noCard = '-';

const optional = (...names: string[]) => ({ required: false, names });
const required = (...names: string[]) => ({ required: true, names });

export const importKinds: Readonly<Record<string, ImportKind>> = {
  articles: {
    kind: 'article',
    right: 'catalogue',
    rowsMax: 500_000,
    columns: {
      id: required('article_id', '编号', '商品编号'),
      barcode: required('条码', '条形码'),
      name_zh: required('name', '品名', '名称', '商品名称'),
      name_en: optional('英文名'),
      price: required('unit_price', '单价', '售价'),
      unit: optional('单位'),
      picture: optional('图片'),
      quick_key: optional('快捷键'),
      more_barcodes: optional('其他条码'),
      category: optional('类别', '分类'),
      tax_code: optional('税码'),
      sold_by_weight: optional('称重'),
      age_min: optional('最低年龄'),
      sold: optional('在售'),
    },
    row: (cells, currency) => {
      const articleId = cells.required('id');
      const barcode = code(cells, 'barcode', cells.required('barcode'));
      const more = words(cells.text('more_barcodes')).map((one) => code(cells, 'more_barcodes', one));
      const taxCode = cells.text('tax_code');
      const soldByWeight = flag(cells, 'sold_by_weight');
      const sold = flag(cells, 'sold');
      return {
        settingId: articleId,
        value: present({
          articleId,
          barcode,
          nameZh: cells.required('name_zh'),
          nameEn: cells.text('name_en'),
          unitPriceMinor: amount(cells, 'price', currency),
          currency,
          unit: cells.text('unit'),
          picture: cells.text('picture'),
          quickKey: whole(cells, 'quick_key'),
          moreBarcodes: more.length > 0 ? more : undefined,
          category: cells.text('category') || undefined,
          taxCode: taxCode || undefined,
          soldByWeight: soldByWeight || undefined,
          ageMin: whole(cells, 'age_min'),
          sold: sold === false ? false : undefined,
        }),
        codes: { codes: [barcode, ...more], column: 'barcode' },
        ...(taxCode && { names: { kind: 'tax', id: taxCode, column: 'tax_code' } }),
      };
    },
  },
  prices: {
    kind: 'price',
    right: 'catalogue',
    rowsMax: 500_000,
    columns: {
      id: optional('price_id', '编号'),
      article_id: required('商品编号'),
      price: required('unit_price', '单价', '售价'),
      valid_from: required('from', '生效时间'),
      valid_until: optional('until', '失效时间'),
    },
    row: (cells, currency) => {
      const articleId = cells.required('article_id');
      const validFromMs = instant(cells, 'valid_from', cells.required('valid_from'));
      const until = cells.text('valid_until');
      return {
        settingId: cells.text('id') || `${articleId.slice(0, 48)}@${validFromMs}`,
        value: present({
          articleId,
          unitPriceMinor: amount(cells, 'price', currency),
          currency,
          validFromMs,
          validUntilMs: until === '' ? undefined : instant(cells, 'valid_until', until),
        }),
        names: { kind: 'article', id: articleId, column: 'article_id' },
      };
    },
  },
  taxes: {
    kind: 'tax',
    right: 'catalogue',
    rowsMax: 1000,
    columns: {
      tax_code: required('id', '税码'),
      name_zh: required('name', '名称'),
      name_en: optional('英文名'),
      rate: required('税率'),
    },
    row: (cells) => {
      const taxCode = cells.required('tax_code');
      const value = {
        taxCode,
        nameZh: cells.required('name_zh'),
        nameEn: cells.text('name_en'),
        rateBasisPoints: basisPoints(cells, 'rate'),
      };
      return { settingId: taxCode, value };
    },
  },
  operators: {
    kind: 'operator',
    right: 'operators',
    rowsMax: 1000,
    columns: {
      id: required('operator_id', '编号'),
      number: required('工号'),
      name: required('姓名'),
      rights: optional('权限'),
      pin: optional('密码'),
      card_code: optional('card', '卡码', '员工卡'),
    },
    row: (cells) => {
      const operatorId = cells.required('id');
      const number = cells.required('number');
      const rights = words(cells.text('rights'));
      const unknown = rights.find((right) => !operatorRightPattern.test(right));
      if (unknown !== undefined) cells.fault('rights', 'IMPORT_CELL_BAD', `${unknown.slice(0, 40)} is no right`);
      const pin = cells.text('pin');
      if (pin !== '' && !pinPattern.test(pin)) cells.fault('pin', 'IMPORT_CELL_BAD', 'a PIN is 4 to 12 digits');
      const cardCode = cells.text('card_code');
      if (cardCode !== '' && cardCode !== noCard && !cardCodePattern.test(cardCode)) {
        cells.fault('card_code', 'IMPORT_CELL_BAD', 'a card has 26 to 128 visible characters');
      }
      return {
        settingId: operatorId,
        value: { operatorId, number, name: cells.required('name'), rights },
        codes: { codes: [number], column: 'number' },
        pin,
        cardCode,
      };
    },
  },
  blocked_cards: {
    kind: 'blocked_card',
    right: 'limits',
    rowsMax: 500_000,
    columns: { digits: required('card', '卡号'), reason: optional('原因') },
    row: (cells) => {
      const digits = code(cells, 'digits', cells.required('digits'));
      return { settingId: digits, value: { digits, reason: cells.text('reason') } };
    },
  },
};

function present(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function words(text: string): string[] {
  return text.split(/[\s;；,，|]+/u).filter((word) => word !== '');
}

/** `6.90123E+12` is what a spreadsheet makes of a long code. */
function code(cells: Cells, column: string, text: string): string {
  if (/^[0-9]+([.,][0-9]+)?E\+?[0-9]+$/i.test(text)) cells.fault(column, 'IMPORT_CELL_NUMBER', text);
  return text;
}

function amount(cells: Cells, column: string, currency: Currency): string {
  const text = cells.required(column);
  if (text === '') return '0';
  try {
    return String(minorFromDecimal(text, currency));
  } catch {
    cells.fault(column, 'IMPORT_CELL_BAD', `${text.slice(0, 40)} is no amount of ${currency}`);
    return '0';
  }
}

function whole(cells: Cells, column: string): number | undefined {
  const text = cells.text(column);
  if (text === '') return undefined;
  if (/^[0-9]{1,6}$/.test(text)) return Number(text);
  cells.fault(column, 'IMPORT_CELL_BAD', `${text.slice(0, 40)} is no whole number`);
  return undefined;
}

/** Hundredths of a per cent of `13`, `13.5` or `13.00%`. */
function basisPoints(cells: Cells, column: string): number {
  const match = /^([0-9]{1,3})(?:\.([0-9]{1,2}))?%?$/.exec(cells.required(column));
  if (match) return Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'));
  cells.fault(column, 'IMPORT_CELL_BAD', 'a rate is a number of per cent with at most 2 digits after the point');
  return 0;
}

const yes = new Set(['1', 'yes', 'y', 'true', '是']);
const no = new Set(['', '0', 'no', 'n', 'false', '否']);

function flag(cells: Cells, column: string): boolean | undefined {
  const text = cells.text(column).toLowerCase();
  if (text === '') return undefined;
  if (yes.has(text) || no.has(text)) return yes.has(text);
  cells.fault(column, 'IMPORT_CELL_BAD', `${text.slice(0, 40)} is neither yes nor no`);
  return undefined;
}

/** ISO 8601 with its offset, since a file does not know where it is read. */
function instant(cells: Cells, column: string, text: string): number {
  if (text === '') return 0;
  const whole = /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$/.test(text);
  const atMs = whole ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (atMs >= 0) return atMs;
  cells.fault(column, 'IMPORT_CELL_BAD', 'a time is written 2026-01-31T08:00:00+08:00');
  return 0;
}
