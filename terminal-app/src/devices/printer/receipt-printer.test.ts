import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@qiantai/foundation';
import { afterEach, describe, expect, it } from 'vitest';
import { testDriver } from '../test-driver.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { drawerBytes, paperParts, presetFormat } from './paper.ts';
import { PrintQueueFile } from './print-queue.ts';
import { ReceiptPrinter, type ReceiptPrinterOptions } from './receipt-printer.ts';
import { isMarkByte, isStatusByte, statusFrom } from './status.ts';

/** A printer at the other end: it works through what it received while it has paper, and keeps the rest. */
class PaperPrinter {
  /** Words that came out, in order. */
  readonly printed: string[] = [];
  status = { printer: 0x12, offlineCause: 0x12, error: 0x12, paper: 0x12 };
  silent = false;
  /** Some clones have no GS r. */
  answersMarks = true;
  /** The paper ends after this many lines more. */
  linesLeft = Number.POSITIVE_INFINITY;
  questions = 0;
  private buffer: number[] = [];
  private readonly transport: TestTransport;

  constructor(transport: TestTransport) {
    this.transport = transport;
    transport.onWrite = (bytes) => {
      if (this.silent) return;
      if (bytes[0] === 0x10 && bytes[1] === 0x04) this.answer(bytes[2] as number);
      else if (bytes[0] !== 0x10 && bytes[1] !== 0x70) this.buffer.push(...bytes);
      this.run();
    };
  }

  paperBack(): void {
    this.linesLeft = Number.POSITIVE_INFINITY;
    this.status.paper = 0x12;
    this.run();
  }

  powerCut(): void {
    this.buffer = [];
  }

  private get stands(): boolean {
    return (this.status.paper & 0x60) !== 0 || (this.status.offlineCause & 0x04) !== 0;
  }

  private answer(question: number): void {
    this.questions += 1;
    const names = ['', 'printer', 'offlineCause', 'error', 'paper'] as const;
    const name = names[question];
    if (name) this.say(this.status[name]);
  }

  private say(byte: number): void {
    queueMicrotask(() => this.transport.say(Uint8Array.of(byte)));
  }

  private run(): void {
    while (!this.stands && this.buffer.length > 0) {
      if (this.buffer[0] === 0x1d && this.buffer[1] === 0x72) {
        this.buffer.splice(0, 3);
        if (this.answersMarks) this.say(0x00);
        continue;
      }
      const end = this.buffer.findIndex((byte, at) => byte === 0x0a || (byte === 0x1d && this.buffer[at + 1] === 0x72));
      if (end < 0) return;
      const isLine = this.buffer[end] === 0x0a;
      const words = String.fromCharCode(...this.buffer.splice(0, isLine ? end + 1 : end)).match(/[a-z]+[0-9]*/g) ?? [];
      this.printed.push(...words);
      this.linesLeft -= 1;
      if (this.linesLeft <= 0) this.status.paper = 0x12 | 0x60;
    }
  }
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'print-queue-'));
  folders.push(folder);
  return folder;
}

async function start(options: Partial<ReceiptPrinterOptions> = {}) {
  const clock = new FakeClock();
  const transport = new TestTransport();
  const device = new PaperPrinter(transport);
  const states: string[] = [];
  const printer: ReceiptPrinter = new ReceiptPrinter({
    ...testDriver(clock, transport),
    onState: () => states.push(`${printer.state.state} ${printer.state.reasonCode}`.trim()),
    ...options,
  });
  printer.start();
  await clock.advance(100);
  return { clock, transport, printer, device, states };
}

/** A job of parts of two lines, each a word. */
const job = (name: string, parts: number) =>
  Array.from({ length: parts }, (_one, at) => Buffer.from(`${name}${at * 2}\n${name}${at * 2 + 1}\n`));
const words = (name: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_one, at) => `${name}${from + at}`);

describe('a receipt', () => {
  it('goes over part by part, and is done when its last part is on paper', async () => {
    const { clock, printer, device, states } = await start();
    printer.print(job('a', 3));
    printer.print(Buffer.from('b0\n'));
    expect(printer.waiting).toBe(2);
    const told = states.length;
    await clock.advance(1_000);
    expect(device.printed).toEqual([...words('a', 0, 6), 'b0']);
    expect(printer.waiting).toBe(0);
    // Once for each job that came and went: a screen shows how many wait.
    expect([told, states.length]).toEqual([3, 5]);
    expect(printer.health.counters).toMatchObject({ errors: 0, retries: 0, discarded: 0, reconnects: 0 });
    await printer.stop();
  });

  it('goes to a printer that just said that it is ready without a question before it', async () => {
    const { clock, printer, device } = await start();
    printer.print(job('a', 1));
    await clock.advance(100);
    expect(device.printed).toEqual(words('a', 0, 2));
    const asked = device.questions;
    printer.print(job('b', 2));
    await clock.advance(0);
    expect(device.printed).toEqual([...words('a', 0, 2), ...words('b', 0, 4)]);
    // Behind it the printer is asked as ever.
    await clock.advance(100);
    expect(device.questions).toBe(asked + 4);
    await printer.stop();
  });

  it('is told of a cover that was opened since the printer said that it is ready, and comes once', async () => {
    const { clock, printer, device } = await start();
    printer.print(job('a', 1));
    await clock.advance(100);
    device.status.offlineCause = 0x12 | 0x04;
    printer.print(job('b', 2));
    await clock.advance(500);
    expect(printer.state).toMatchObject({ state: 'fault', reasonCode: 'COVER_OPEN' });
    expect(printer.waiting).toBe(1);
    // While that lasts nothing more is handed over unasked.
    printer.print(job('c', 1));
    await clock.advance(5_000);
    expect(device.printed).toEqual(words('a', 0, 2));
    device.status.offlineCause = 0x12;
    device.paperBack();
    await clock.advance(5_000);
    expect(device.printed).toEqual([...words('a', 0, 2), ...words('b', 0, 4), ...words('c', 0, 2)]);
    expect(printer.waiting).toBe(0);
    await printer.stop();
  });

  it('waits for paper that is out, and comes when paper is back', async () => {
    const { clock, printer, device, states } = await start();
    device.status.paper = 0x12 | 0x60;
    await clock.advance(2_100);
    printer.print(job('a', 2));
    await clock.advance(5_000);
    expect(device.printed).toEqual([]);
    expect(printer.state).toMatchObject({ state: 'fault', reasonCode: 'PAPER_OUT' });
    expect(printer.drawer.state).toBe('connected');
    device.paperBack();
    await clock.advance(2_500);
    expect(device.printed).toEqual(words('a', 0, 4));
    expect(states).toEqual(expect.arrayContaining(['fault PAPER_OUT', 'connected']));
    await printer.stop();
  });

  for (const trouble of ['paper', 'cover'] as const) {
    it(`that ${trouble} interrupts goes on where it stopped: nothing is lost, nothing comes twice`, async () => {
      const { clock, printer, device } = await start();
      printer.print(job('w', 1));
      await clock.advance(500);
      if (trouble === 'paper') device.linesLeft = 3;
      else device.status.offlineCause = 0x12 | 0x04;
      printer.print(job('a', 3));
      printer.print(job('b', 1));
      await clock.advance(30_000);
      expect(printer.waiting).toBe(2);
      expect(printer.state.reasonCode).toBe(trouble === 'paper' ? 'PAPER_OUT' : 'COVER_OPEN');
      device.status.offlineCause = 0x12;
      device.paperBack();
      await clock.advance(4_000);
      expect(device.printed).toEqual([...words('w', 0, 2), ...words('a', 0, 6), ...words('b', 0, 2)]);
      expect(printer.waiting).toBe(0);
      await printer.stop();
    });
  }

  it('that the power interrupts goes on with the part that has not come, under a line that says so', async () => {
    const { clock, transport, printer, device } = await start();
    device.linesLeft = 3;
    printer.print(job('a', 3));
    await clock.advance(1_000);
    device.powerCut();
    transport.unplug();
    expect(printer.state.state).toBe('disconnected');
    expect(printer.drawer).toMatchObject({ state: 'disconnected', reasonCode: 'NOT_CONNECTED' });
    device.paperBack();
    transport.plug();
    await clock.advance(3_000);
    expect(device.printed).toEqual([...words('a', 0, 3), 'continued', ...words('a', 2, 6)]);
    expect(printer.waiting).toBe(0);
    expect(printer.health.counters).toMatchObject({ retries: 1, reconnects: 1 });
    await printer.stop();
  });

  it('is taken for lost with a printer that answers nothing any more, and sent again when it does', async () => {
    const { clock, printer, device } = await start();
    device.linesLeft = 1;
    printer.print(job('a', 1));
    await clock.advance(1_000);
    device.silent = true;
    device.powerCut();
    await clock.advance(20_000);
    expect(printer.state.reasonCode).toBe('NO_ANSWER');
    device.silent = false;
    device.paperBack();
    await clock.advance(4_000);
    expect(device.printed).toEqual(['a0', 'a0', 'a1']);
    await printer.stop();
  });

  it('is asked about again where the answer to its mark was lost', async () => {
    const { clock, printer, device } = await start();
    printer.print(job('w', 1));
    await clock.advance(500);
    device.answersMarks = false;
    printer.print(job('a', 1));
    await clock.advance(5_000);
    device.answersMarks = true;
    expect(printer.waiting).toBe(1);
    await clock.advance(10_000);
    expect(printer.waiting).toBe(0);
    expect(device.printed).toEqual([...words('w', 0, 2), ...words('a', 0, 2)]);
    await printer.stop();
  });
});

describe('a printer that answers no marks', () => {
  it('prints every job once', async () => {
    const { clock, printer, device } = await start();
    device.answersMarks = false;
    printer.print(job('a', 2));
    printer.print(job('b', 2));
    await clock.advance(12_000);
    expect(device.printed).toEqual([...words('a', 0, 4), ...words('b', 0, 4)]);
    expect(printer.waiting).toBe(0);
    await printer.stop();
  });

  it('prints anew what a trouble came within: better twice than not at all', async () => {
    const { clock, printer, device } = await start();
    device.answersMarks = false;
    printer.print(job('w', 1));
    await clock.advance(6_000);
    device.linesLeft = 3;
    printer.print(job('a', 2));
    await clock.advance(6_000);
    expect(printer.waiting).toBe(1);
    device.powerCut();
    device.paperBack();
    await clock.advance(8_000);
    expect(device.printed).toEqual([...words('w', 0, 2), ...words('a', 0, 3), ...words('a', 0, 4)]);
    expect(printer.waiting).toBe(0);
    await printer.stop();
  });
});

describe('what waits', () => {
  it('survives the till, and goes on with the part that had not come', async () => {
    const folder = newFolder();
    const before = await start({ queue: new PrintQueueFile(folder) });
    before.device.linesLeft = 3;
    before.printer.print(job('a', 3));
    before.printer.print(job('b', 1));
    await before.clock.advance(1_000);
    await before.printer.stop();
    const after = await start({ queue: new PrintQueueFile(folder) });
    await after.clock.advance(2_000);
    expect(after.device.printed).toEqual(['continued', ...words('a', 2, 6), ...words('b', 0, 2)]);
    expect(readFileSync(join(folder, 'print-queue.jsonl'), 'utf8')).toBe('');
    await after.printer.stop();
  });

  it('is read past a line that the power cut off', () => {
    const folder = newFolder();
    const queue = new PrintQueueFile(folder);
    expect(queue.load()).toEqual([]);
    queue.add({ id: 1, parts: job('a', 2), done: 0 });
    queue.add({ id: 2, parts: job('b', 1), done: 0 });
    queue.noteDone({ id: 1, parts: job('a', 2), done: 1 });
    queue.noteDone({ id: 2, parts: job('b', 1), done: 1 });
    const file = join(folder, 'print-queue.jsonl');
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"job":3,"par`);
    expect(queue.load()).toEqual([{ id: 1, parts: job('a', 2), done: 1 }]);
  });

  it('is bounded: the oldest that has not begun gives way, on the disk too', async () => {
    const folder = newFolder();
    const queue = new PrintQueueFile(folder);
    const { clock, transport, printer } = await start({ queue });
    transport.unplug();
    for (let at = 0; at < 52; at++) printer.print(job(`x${at}y`, 1));
    await clock.advance(100);
    expect(printer.waiting).toBe(50);
    expect(queue.load().map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_one, at) => at + 3));
    await printer.stop();
  });

  it('is printed also where the disk takes nothing', async () => {
    const full = () => {
      throw new Error('ENOSPC');
    };
    const { clock, printer, device } = await start({
      queue: { load: () => [], add: full, noteDone: full, keepOnly: full },
    });
    printer.print(job('a', 2));
    await clock.advance(1_000);
    expect(device.printed).toEqual(words('a', 0, 4));
    await printer.stop();
  });
});

describe('its state', () => {
  const bits = [
    ['COVER_OPEN', { offlineCause: 0x16 }],
    ['PAPER_OUT', { paper: 0x72 }],
    ['PAPER_OUT', { offlineCause: 0x32 }],
    ['CUTTER_STUCK', { error: 0x1a }],
    ['PRINTER_MECHANICAL', { error: 0x16 }],
    ['PRINTER_MECHANICAL', { offlineCause: 0x52 }],
    ['PRINTER_BROKEN', { error: 0x32 }],
    ['PRINTER_HOT', { error: 0x52 }],
    ['PRINTER_OFFLINE', { printer: 0x1a }],
  ] as const;
  for (const [reasonCode, status] of bits) {
    it(`is ${reasonCode} for ${JSON.stringify(status)}`, async () => {
      const { clock, printer, device } = await start();
      Object.assign(device.status, status);
      await clock.advance(2_100);
      expect(printer.state).toMatchObject({ state: 'fault', reasonCode });
      device.status = { printer: 0x12, offlineCause: 0x12, error: 0x12, paper: 0x12 };
      await clock.advance(2_100);
      expect(printer.state).toMatchObject({ state: 'connected', reasonCode: '' });
      await printer.stop();
    });
  }

  it('says that paper is low, and prints', async () => {
    const { clock, printer, device } = await start();
    device.status.paper = 0x12 | 0x0c;
    printer.print(job('a', 1));
    await clock.advance(2_100);
    expect(printer.state).toMatchObject({ state: 'connected', reasonCode: 'PAPER_LOW' });
    expect(device.printed).toEqual(words('a', 0, 2));
    await printer.stop();
  });

  it('tells the open drawer by its level, which is a setting', async () => {
    for (const [drawerOpenLevel, open] of [
      ['high', true],
      ['low', false],
      ['none', false],
    ] as const) {
      const { clock, printer, device } = await start({ drawerOpenLevel });
      device.status.printer = 0x12 | 0x04;
      await clock.advance(2_100);
      expect(printer.drawerIsOpen).toBe(open);
      expect(printer.drawer.reasonCode).toBe(open ? 'DRAWER_OPEN' : '');
      await printer.stop();
    }
  });

  it('tells the printer once that a jam is mended, when the cover was opened over it and closed', async () => {
    const { clock, transport, printer, device } = await start();
    const told = () => transport.written.filter((bytes) => bytes[0] === 0x10 && bytes[1] === 0x05).length;
    device.status.error = 0x1a;
    await clock.advance(6_000);
    expect(told()).toBe(0);
    device.status.offlineCause = 0x16;
    await clock.advance(2_100);
    device.status.offlineCause = 0x12;
    await clock.advance(6_000);
    expect(told()).toBe(1);
    await printer.stop();
  });

  it('is asked without questions 1 and 3 where nobody answers those', async () => {
    const { clock, transport, printer, device } = await start();
    const { onWrite } = transport;
    transport.onWrite = (bytes) => {
      if (bytes[0] !== 0x10 || bytes[2] === 2 || bytes[2] === 4) onWrite(bytes);
    };
    await clock.advance(20_000);
    expect(printer.state.state).toBe('connected');
    const before = transport.written.length;
    await clock.advance(4_000);
    expect(new Set(transport.written.slice(before).map((bytes) => bytes[2]))).toEqual(new Set([4, 2]));
    expect(device.questions).toBeGreaterThan(0);
    await printer.stop();
  });

  it('counts what makes no sense, and takes it for no answer', async () => {
    const { clock, transport, printer } = await start();
    transport.say(Uint8Array.of(0xff, 0x55, 0x00, 0x12));
    await clock.advance(10);
    expect(printer.health.counters.discarded).toBe(4);
    expect(printer.state.state).toBe('connected');
    await printer.stop();
  });

  it('tells answers to questions from answers to marks', () => {
    for (let byte = 0; byte < 256; byte++) expect(isStatusByte(byte) && isMarkByte(byte)).toBe(false);
    const quiet = { printer: 0x12, offlineCause: 0x12, error: 0x12, paper: 0x12 };
    expect(statusFrom(quiet)).toEqual({ trouble: null, paperLow: false, drawerHigh: false });
  });
});

it('the drawer opens at once, before what waits', async () => {
  const { transport, printer, device } = await start();
  device.status.paper = 0x72;
  printer.print(paperParts([{ kind: 'rule' }], presetFormat));
  printer.openDrawer();
  expect(transport.written).toContainEqual(drawerBytes());
  await printer.stop();
});
