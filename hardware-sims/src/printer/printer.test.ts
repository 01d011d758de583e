import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../device/device.fixture.ts';
import { EscPosParser } from './escpos-parser.ts';
import { ReceiptPrinter } from './printer.ts';

const newPrinter = (columns = 48) => bareDevice((ports) => new ReceiptPrinter(ports, { columns }));
const bytes = (...parts: Array<string | number | Uint8Array>) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part as string, 'latin1'))),
  );
const chinese = (text: string) => bytes('\x1c&', iconv.encode(text, 'gb18030'), '\x1c.');
const cut = '\x1dV\0';
const qr = (text: string) =>
  bytes(
    '\x1d(k\x04\0\x31\x41\x32\0',
    '\x1d(k\x03\0\x31\x43\x06',
    '\x1d(k\x03\0\x31\x45\x31',
    '\x1d(k',
    text.length + 3,
    0,
    '\x31\x50\x30',
    text,
    '\x1d(k\x03\0\x31\x51\x30',
  );
const statusOf = (printer: ReturnType<typeof newPrinter>, n: number) => {
  printer.device.receive(bytes('\x10\x04', n));
  return printer.takeSent()[0];
};

const receipt = bytes(
  '\x1b@',
  '\x1ba\x01',
  '\x1d!\x11',
  chinese('东方便利店'),
  '\n',
  '\x1d!\0',
  '\x1ba\0',
  '\x1bE\x01',
  chinese('合计'),
  '   ',
  chinese('￥'),
  '8.00',
  '\x1bE\0\n',
  qr('https://example.test/r/1'),
  '\x1dk\x04',
  '690123456789',
  0,
  '\x1dk\x43\x0d',
  '6901234567892',
  '\x1dv0\0\x02\0\x03\0',
  '\x1b\x10\x1d\x0a\x00\x00',
  '\x1bd\x02',
  cut,
  '\x1bp\0\x32\xfa',
);
const receiptLines = [
  `${' '.repeat(14)}东方便利店`,
  '合计   ￥8.00',
  '[QR https://example.test/r/1]',
  '[CODE 39 690123456789]',
  '[EAN-13 6901234567892]',
  '[picture 16×3]',
  '',
  '',
];

describe('a receipt printer', () => {
  it('prints text, Chinese, codes and pictures, cuts, and kicks the drawer', () => {
    const { device } = newPrinter();
    device.receive(receipt);
    expect(device.receipts()).toHaveLength(1);
    expect(device.receipts()[0]?.text.split('\n')).toEqual(receiptLines);
    const [title, total, code] = device.receipts()[0]?.items ?? [];
    expect(title).toMatchObject({
      align: 'center',
      runs: [{ text: '东方便利店', width: 2, height: 2, doubleByte: true }],
    });
    expect(total).toMatchObject({
      runs: [{ bold: true, text: '合计' }, { text: '   ' }, { text: '￥' }, { text: '8.00' }],
    });
    expect(code?.kind === 'qr' && code.rows[0]?.startsWith('1111111')).toBe(true);
    expect(device.snapshot()).toMatchObject({ drawerOpen: true, drawerKickCount: 1, onPaper: [] });
  });

  it('prints the same however the stream is cut up', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: receipt.length }), { maxLength: 20 }), (cuts) => {
        const { device } = newPrinter();
        const places = [0, ...cuts.sort((a, b) => a - b), receipt.length];
        for (const [n, end] of places.slice(1).entries()) device.receive(receipt.subarray(places[n], end));
        expect(device.receipts()[0]?.text.split('\n')).toEqual(receiptLines);
      }),
      { numRuns: 60 },
    );
  });

  it('takes any bytes without a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        const { device } = newPrinter();
        device.receive(noise);
        device.snapshot();
      }),
    );
  });

  it('breaks lines where the paper ends, a double-byte character being two columns', () => {
    const { device } = newPrinter(16);
    device.receive(bytes('0123456789abcdefXYZ\n', chinese('一二三四五六七八九'), '\n', cut));
    expect(device.receipts()[0]?.text.split('\n')).toEqual(['0123456789abcdef', 'XYZ', '一二三四五六七八', '九']);
  });

  it('decodes four-byte characters, code pages, tabs and sizes', () => {
    const { device } = newPrinter();
    device.receive(
      bytes(
        chinese('㐂𠀀'),
        '\n',
        '\x1bt\x10',
        0x80,
        '\n',
        'a\tb\n',
        '\x1b!\x38big\n',
        '\x1b!\0',
        '\x1ba\x02',
        'right\n',
        '\x1dVB\x03',
      ),
    );
    expect(device.receipts()[0]?.text.split('\n')).toEqual(['㐂𠀀', '€', 'a       b', 'big', `${' '.repeat(43)}right`]);
  });

  it('says its state at once when it is asked in real time', () => {
    const printer = newPrinter();
    expect([1, 2, 3, 4].map((n) => statusOf(printer, n))).toEqual([0x12, 0x12, 0x12, 0x12]);
    printer.device.receive(bytes('\x1bp\0\x32\xfa'));
    expect(statusOf(printer, 1)).toBe(0x16);
    printer.device.hand('close-drawer', {});
    printer.device.hand('paper-out', {});
    expect([1, 2, 4].map((n) => statusOf(printer, n))).toEqual([0x1a, 0x32, 0x7e]);
    printer.device.hand('cover-open', {});
    expect(statusOf(printer, 2)).toBe(0x36);
    printer.device.hand('paper-in', {});
    printer.device.hand('cover-close', {});
    expect([1, 2, 4].map((n) => statusOf(printer, n))).toEqual([0x12, 0x12, 0x12]);
  });

  it('answers real-time status in the middle of a job that waits for paper, and prints it when paper is in', () => {
    const printer = newPrinter();
    printer.device.hand('paper-out', {});
    printer.device.receive(receipt);
    expect(printer.device.receipts()).toHaveLength(0);
    expect(printer.device.snapshot()).toMatchObject({ drawerOpen: false, waitingBytes: receipt.length });
    expect(statusOf(printer, 4)).toBe(0x7e);
    printer.device.hand('paper-in', {});
    expect(printer.device.receipts()[0]?.text.split('\n')).toEqual(receiptLines);
    expect(printer.device.snapshot()).toMatchObject({ drawerOpen: true, waitingBytes: 0 });
  });

  it('loses what does not fit into its buffer, and all that waits when the power goes', () => {
    const printer = newPrinter();
    printer.device.hand('cover-open', {});
    printer.device.receive(Buffer.alloc(64 * 1024, 'a'));
    printer.device.receive(bytes('b\n'));
    expect(printer.notes.at(-1)).toContain('receive buffer full');
    printer.device.powerCut();
    printer.device.hand('cover-close', {});
    printer.device.receive(bytes('c\n', cut));
    expect(printer.device.receipts()[0]?.text).toBe('c');
  });

  it('keeps the last 100 receipts', () => {
    const { device } = newPrinter();
    for (let n = 1; n <= 101; n++) device.receive(bytes(`${n}\n`, cut));
    expect(device.receipts()).toHaveLength(100);
    expect(device.receipts()[0]?.number).toBe(2);
  });

  it('answers status that waits in its turn, and takes no input with its hands', () => {
    const printer = newPrinter();
    printer.device.receive(bytes('\x1bp\0\x32\xfa', '\x1dr\x02', '\x1dr\x01'));
    expect([...printer.takeSent()]).toEqual([1, 0]);
    expect(thrownCode(() => printer.device.hand('paper-out', { soon: true }))).toBe('HAND_BAD_INPUT');
  });
});

describe('the stream of commands', () => {
  it('names what it does not know and goes on', () => {
    const tokens = new EscPosParser().push(bytes('\x1b\x7fA\n'));
    expect(tokens.map((token) => token.kind)).toEqual(['unknown', 'text', 'control']);
  });

  it('waits for the rest of a command', () => {
    const parser = new EscPosParser();
    expect(parser.push(bytes('\x1d(k\x03'))).toEqual([]);
    expect(parser.push(bytes('\0\x31\x51\x30'))).toMatchObject([{ kind: 'command', name: 'GS ( k' }]);
  });
});

describe('what breaks in a printer', () => {
  const print = bytes('\x1b@', 'one\n', cut, '\x1bp\0\x32\xfa');

  it('near the end of its paper it still prints', () => {
    const printer = newPrinter();
    printer.device.hand('paper-near-end', {});
    expect(statusOf(printer, 4)).toBe(0x1e);
    expect(statusOf(printer, 1)).toBe(0x12);
    printer.device.receive(bytes('\x1dr\x01'));
    expect([...printer.takeSent()]).toEqual([0x03]);
    printer.device.receive(print);
    expect(printer.device.receipts()).toHaveLength(1);
    printer.device.hand('paper-in', {});
    expect(statusOf(printer, 4)).toBe(0x12);
  });

  it('a roll that ends within a receipt holds the rest of it until there is paper again', () => {
    const printer = newPrinter();
    printer.device.hand('paper-ends-soon', {});
    const lines = Array.from({ length: 10 }, (_unused, at) => `line ${at + 1}\n`);
    printer.device.receive(bytes('\x1b@', ...lines, cut));
    expect(printer.device.snapshot()).toMatchObject({ paper: false, receiptCount: 0 });
    expect(printer.device.snapshot()['onPaper']).toHaveLength(8);
    printer.device.hand('paper-in', {});
    expect(printer.device.receipts().map(({ text }) => text)).toEqual([lines.join('').trimEnd()]);
    expect(printer.device.snapshot()).toMatchObject({ paper: true, paperNearEnd: false });
  });

  const jammed = () => {
    const printer = newPrinter();
    printer.device.hand('jam-cutter', {});
    expect(statusOf(printer, 1)).toBe(0x12);
    printer.device.receive(bytes(print, print));
    return printer;
  };
  const recover = (printer: ReturnType<typeof newPrinter>, n: number) => printer.device.receive(bytes('\x10\x05', n));
  const stopped = [0x1a, 0x52, 0x1a, 0x12];

  it('a jammed cutter holds the receipt and all behind it, until it is cleared and the till says to go on', () => {
    const printer = jammed();
    const statuses = () => [1, 2, 3, 4].map((n) => statusOf(printer, n));
    expect(statuses()).toEqual(stopped);
    recover(printer, 1);
    expect(statuses()).toEqual(stopped);
    expect(printer.device.snapshot()).toMatchObject({ cutter: 'jammed', drawerKickCount: 0 });
    printer.device.hand('clear-jam', {});
    expect(printer.device.snapshot()).toMatchObject({ cutter: 'cleared', coverOpen: true });
    printer.device.hand('cover-close', {});
    expect(statuses()).toEqual(stopped);
    recover(printer, 1);
    expect(printer.device.receipts().map(({ text }) => text)).toEqual(['one', 'one']);
    expect(printer.device.snapshot()).toMatchObject({ cutter: 'fine', drawerKickCount: 2 });
    expect(statusOf(printer, 3)).toBe(0x12);
    recover(printer, 1);
    expect(printer.device.receipts()).toHaveLength(2);
  });

  it.each([
    ['the till', (printer: ReturnType<typeof newPrinter>) => recover(printer, 2)],
    ['the power', (printer: ReturnType<typeof newPrinter>) => printer.device.powerCut()],
  ])('what waited behind a jam is forgotten when %s says so', (_who, forget) => {
    const printer = jammed();
    printer.device.hand('clear-jam', {});
    forget(printer);
    expect(printer.device.receipts().map(({ text }) => text)).toEqual(['one']);
    expect(printer.device.snapshot()).toMatchObject({ cutter: 'fine', drawerKickCount: 0, waitingBytes: 0 });
  });

  it('a jam that was only armed is gone when it is cleared', () => {
    const printer = newPrinter();
    printer.device.hand('jam-cutter', {});
    printer.device.hand('clear-jam', {});
    printer.device.receive(print);
    expect(printer.device.receipts()).toHaveLength(1);
  });

  it('a stuck drawer stays shut', () => {
    const printer = newPrinter();
    printer.device.hand('stick-drawer', {});
    printer.device.receive(print);
    expect(printer.device.snapshot()).toMatchObject({ drawerOpen: false, drawerKickCount: 0, drawerStuck: true });
    printer.device.hand('free-drawer', {});
    printer.device.receive(print);
    expect(printer.device.snapshot()).toMatchObject({ drawerOpen: true, drawerKickCount: 1 });
  });

  it.each([
    ['cutterJam', { cutter: 'jammed', receiptCount: 0 }],
    ['paperOut', { paper: false, receiptCount: 1, drawerOpen: false }],
    ['paperNearEnd', { paper: true, paperNearEnd: true, drawerOpen: true }],
    ['coverOpen', { coverOpen: true, receiptCount: 1, drawerOpen: false }],
    ['drawerStuck', { drawerOpen: false, receiptCount: 1 }],
  ] as const)('the seed may say %s', (mishap, state) => {
    const { device } = bareDevice((ports) => new ReceiptPrinter(ports, { columns: 48 }), { mishaps: [mishap] });
    device.receive(print);
    expect(device.snapshot()).toMatchObject(state);
  });

  it('says who it is, and another when a hand asked for that', () => {
    const printer = newPrinter();
    printer.device.receive(bytes('\x1dI', 67, '\x1dI', 66, '\x1dI', 1));
    expect(Buffer.from(printer.takeSent()).toString('latin1')).toBe('_QT-P1\0_QIANTAI\0');
  });
});
