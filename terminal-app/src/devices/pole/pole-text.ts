/**
 * What a pole display of two lines by 20 columns shows of a till's snapshot, and its bytes (CD5220 command set,
 * docs/protocols/pole-display.md). Pure.
 */
import iconv from 'iconv-lite';
import type { TillSnapshot } from '../../contract/till-contract.ts';

export type PoleCharset = 'gb18030' | 'ascii';

/** Upper line, lower line; at most 20 columns each. */
export type PolePicture = readonly [upper: string, lower: string];

export const poleColumns = 20;

const words = {
  zh: {
    total: '合计',
    due: '应付',
    change: '找零',
    paid: '已收款',
    thanks: '谢谢惠顾',
    givenBack: '退款',
    welcome: '欢迎光临',
  },
  en: {
    total: 'Total',
    due: 'To pay',
    change: 'Change',
    paid: 'Paid',
    thanks: 'Thank you',
    givenBack: 'Given back',
    welcome: 'Welcome',
  },
} as const;

/** Nothing of a cashier's business: no reasons, no codes, no names of persons. */
export function polePicture(snapshot: TillSnapshot, idle: PolePicture, charset: PoleCharset): PolePicture {
  const { sale, result, view } = snapshot;
  const say = words[charset === 'ascii' ? 'en' : snapshot.language];
  const money = (minor: string) => moneyText(minor, snapshot.till.exponent);
  if (result && (result.outcome === 'paid' || result.outcome === 'refunded')) {
    const label = result.outcome === 'paid' ? say.paid : say.givenBack;
    const lower = BigInt(result.changeMinor) > 0n ? pair(say.change, money(result.changeMinor)) : say.thanks;
    return [pair(label, money(result.amountMinor)), lower];
  }
  if (sale.lines.length === 0) return idle[0] || idle[1] ? idle : [centred(say.welcome), ''];
  if (view !== 'sale') {
    const due = BigInt(sale.paidMinor) > 0n ? pair(say.due, money(sale.dueMinor)) : '';
    return [pair(say.total, money(sale.totalMinor)), due];
  }
  const line = sale.lines.find(({ lineNo }) => lineNo === sale.selectedLineNo) ?? sale.lines.at(-1);
  const name = line && (charset === 'ascii' || snapshot.language === 'en' ? line.nameEn || line.nameZh : line.nameZh);
  const shown = charset === 'ascii' && !/^[\x20-\x7e]*$/.test(name ?? '') ? (line?.barcode ?? '') : (name ?? '');
  return [pair(showable(shown, charset), money(line?.amountMinor ?? '0')), pair(say.total, money(sale.totalMinor))];
}

function moneyText(minor: string, exponent: number): string {
  const value = BigInt(minor);
  const digits = String(value < 0n ? -value : value).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = value < 0n ? '-' : '';
  return exponent === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-exponent)}`;
}

/** The amount whole, the name as far as there is room. */
function pair(left: string, right: string): string {
  const room = poleColumns - right.length - 1;
  const cut = fitting(left, room);
  return cut + ' '.repeat(Math.max(0, poleColumns - widthOf(cut) - right.length)) + right;
}

const centred = (text: string): string => ' '.repeat(Math.floor((poleColumns - widthOf(text)) / 2)) + text;

const columnsOf = (character: string): number => ((character.codePointAt(0) as number) < 0x80 ? 1 : 2);
const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + columnsOf(character), 0);

function fitting(text: string, columns: number): string {
  let width = 0;
  let cut = '';
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns) break;
    cut += character;
  }
  return cut;
}

/** `ESC @`, `ESC * 4`: cleared and bright, in no string mode. */
export const beginBytes = Uint8Array.of(0x1b, 0x40, 0x1b, 0x2a, 4);

/** `ESC Q A … CR`, `ESC Q B … CR`, each with 20 columns. */
export function pictureBytes([upper, lower]: PolePicture, charset: PoleCharset): Uint8Array {
  return Buffer.concat([lineBytes(0x41, upper, charset), lineBytes(0x42, lower, charset)]);
}

function lineBytes(letter: number, text: string, charset: PoleCharset): Buffer {
  const cut = fitting(showable(text, charset), poleColumns);
  const padded = cut + ' '.repeat(poleColumns - widthOf(cut));
  return Buffer.concat([Buffer.from([0x1b, 0x51, letter]), iconv.encode(padded, 'gb18030'), Buffer.from([0x0d])]);
}

/** Control bytes in a name would be commands; what GB18030 writes with four bytes no such display has. */
function showable(text: string, charset: PoleCharset): string {
  const shown = [...text].map((character) => {
    const point = character.codePointAt(0) as number;
    if (point >= 0x20 && point < 0x7f) return character;
    if (point < 0xa0) return '';
    return charset === 'gb18030' && iconv.encode(character, 'gb18030').length === 2 ? character : '?';
  });
  return shown.join('');
}
