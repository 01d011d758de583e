/** The card host over its line, driven by a terminal that this test brings along. */
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';
import { checkValue, desDecrypt, desEncrypt, isMacGood, messageMac, passesLuhn } from './card-cryptography.ts';
import { packMessage, unpackMessage } from './iso-codec.ts';

type Values = Record<number, string>;

const pan = '6216261000000000018';
let simulation: TestSimulation;
let terminal: Terminal;

beforeEach(async () => {
  simulation = await startTestSimulation({ cardTerminalIds: ['10000001', '10000002'] });
  terminal = new Terminal();
});
afterEach(async () => {
  terminal.close();
  await simulation.close();
});

class Terminal {
  readonly terminalId: string;
  batch = '000001';
  stan = 0;
  pinKey: Buffer = Buffer.alloc(0);
  macKey: Buffer = Buffer.alloc(0);
  private socket: Socket | undefined;

  constructor(terminalId = '10000001') {
    this.terminalId = terminalId;
  }

  close(): void {
    this.socket?.destroy();
    this.socket = undefined;
  }

  identity(): Values {
    return { 41: this.terminalId, 42: simulation.description.card.acceptorId };
  }

  nextStan(): string {
    this.stan += 1;
    return String(this.stan).padStart(6, '0');
  }

  async signOn(): Promise<Values> {
    const { values } = await this.ask('0800', {
      11: this.nextStan(),
      ...this.identity(),
      60: `00${this.batch}003`,
      63: '001',
    });
    const { terminals } = simulation.description.card;
    const masterKey = Buffer.from(
      terminals.find(({ terminalId }) => terminalId === this.terminalId)?.masterKeyHex ?? '',
      'hex',
    );
    const field62 = Buffer.from(values[62] ?? '', 'hex');
    this.pinKey = desDecrypt(masterKey, field62.subarray(0, 16));
    this.macKey = desDecrypt(masterKey, field62.subarray(20, 28));
    expect(field62.subarray(16, 20)).toEqual(checkValue(this.pinKey));
    expect(field62.subarray(36, 40)).toEqual(checkValue(this.macKey));
    this.batch = (values[60] ?? '').slice(2, 8);
    return values;
  }

  saleValues(change: Values = {}): Values {
    return {
      2: pan,
      3: '000000',
      4: '000000001250',
      11: this.nextStan(),
      14: '3012',
      22: '052',
      25: '00',
      35: `${pan}=30122201234560000`,
      ...this.identity(),
      49: '156',
      60: `22${this.batch}000`,
      ...change,
    };
  }

  pinBlock(pin: string): string {
    const account = Buffer.from(`0000${pan.slice(-13, -1)}`, 'hex');
    const field = Buffer.from(`0${pin.length}${pin}`.padEnd(16, 'F'), 'hex');
    return desEncrypt(this.pinKey, Buffer.from(field.map((byte, index) => byte ^ (account[index] as number))))
      .toString('hex')
      .toUpperCase();
  }

  followValues(kind: 'void' | 'refund', sale: { asked: Values; answered: Values }, change: Values = {}): Values {
    return {
      3: '200000',
      4: sale.asked[4] as string,
      11: this.nextStan(),
      22: '012',
      25: '00',
      37: sale.answered[37] as string,
      38: sale.answered[38] as string,
      ...this.identity(),
      49: '156',
      60: `${kind === 'void' ? '23' : '25'}${this.batch}000`,
      61: `${this.batch}${sale.asked[11]}${sale.answered[13]}`,
      ...change,
    };
  }

  reversalValues(asked: Values): Values {
    return {
      ...Object.fromEntries([3, 4, 11, 22, 25, 41, 42, 49, 60].map((field) => [field, asked[field] as string])),
      39: '98',
      61: `${this.batch}${asked[11]}0310`,
    };
  }

  settlementValues(debits: [count: number, minor: number], credits: [count: number, minor: number]): Values {
    const side = ([count, minor]: [number, number]) =>
      `${String(minor).padStart(12, '0')}${String(count).padStart(3, '0')}`;
    return {
      11: this.nextStan(),
      ...this.identity(),
      48: `${side(debits)}${side(credits)}${'0'.repeat(32)}`,
      49: '156',
      60: `00${this.batch}201`,
      63: '001',
    };
  }

  /** Sends with a MAC and checks the answer's. */
  async authenticated(mti: string, values: Values): Promise<Values> {
    const packed = packMessage({ mti, values: { ...values, 64: '0'.repeat(16) } });
    messageMac(this.macKey, packed.subarray(0, -8)).copy(packed, packed.length - 8);
    const { bytes, values: answer } = await this.exchange(packed);
    expect(isMacGood(this.macKey, bytes)).toBe(true);
    return answer;
  }

  ask(mti: string, values: Values) {
    return this.exchange(packMessage({ mti, values }));
  }

  /** One frame out, in two fragments, one frame in. */
  async exchange(message: Buffer): Promise<{ bytes: Buffer; values: Values; tpduHex: string }> {
    const { card } = simulation.description;
    const body = Buffer.concat([Buffer.from(card.tpduHex + card.headerHex, 'hex'), message]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(body.length);
    const frame = Buffer.concat([length, body]);
    this.socket ??= connect({ host: card.host, port: card.port, noDelay: true });
    const { socket } = this;
    const received = new Promise<Buffer>((resolve, reject) => {
      let rest = Buffer.alloc(0);
      const onClose = () => reject(new Error('the line was closed'));
      const onData = (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        if (rest.length < 2 || rest.length < 2 + rest.readUInt16BE(0)) return;
        socket.off('data', onData).off('close', onClose);
        resolve(rest.subarray(2));
      };
      socket.on('data', onData);
      socket.once('close', onClose);
    });
    socket.write(frame.subarray(0, 7));
    socket.write(frame.subarray(7));
    const answer = await received;
    const bytes = answer.subarray(11);
    return { bytes, values: unpackMessage(bytes).values, tpduHex: answer.toString('hex', 0, 5) };
  }

  async sale(change: Values = {}): Promise<{ asked: Values; answered: Values }> {
    const asked = this.saleValues(change);
    return { asked, answered: await this.authenticated('0200', asked) };
  }
}

const behave = (behaviour: string, times = 1) =>
  simulation.hand('/sim/cards/behaviours', { maskedOrPan: '621626*********0018', behaviour, times });

describe('sign-on', () => {
  test('downloads keys under the master key; the answer’s TPDU is turned round', async () => {
    const values = await terminal.signOn();
    expect(values).toMatchObject({ 39: '00', 60: '00000001003' });
    const asked = { 11: '000002', ...terminal.identity(), 60: '00000001003' };
    expect((await terminal.ask('0800', asked)).tpduHex).toBe('6007180000');
  });

  test('unknown terminals, other acceptors, other functions and messages without keys are refused', async () => {
    const identity = terminal.identity();
    const signOn = (values: Values) =>
      terminal.ask('0800', { 11: '000001', ...identity, 60: '00000001003', ...values });
    expect((await signOn({ 41: '99999999' })).values[39]).toBe('97');
    expect((await signOn({ 42: '000000000000000' })).values[39]).toBe('03');
    expect((await signOn({ 60: '00000001001' })).values[39]).toBe('40');
    expect((await terminal.ask('0200', terminal.saleValues())).values[39]).toBe('77');
    expect((await terminal.ask('0320', { 11: '000001', ...identity })).values[39]).toBe('40');
  });
});

describe('sales', () => {
  beforeEach(() => terminal.signOn());

  test('are approved with a reference and an authorisation', async () => {
    const { answered } = await terminal.sale();
    expect(answered).toMatchObject({ 4: '000000001250', 12: '120000', 13: '0310', 39: '00', 60: '22000001000' });
    expect(answered[37]).toMatch(/^\d{12}$/);
    expect(answered[38]).toMatch(/^\d{6}$/);
    expect(answered[2]).toBeUndefined();
  });

  test.each([
    ['54', { 14: '2602', 35: `${pan}=26022201234560000` }],
    ['14', { 2: '6216261000000000019', 35: '6216261000000000019=30122201234560000' }],
    ['14', { 14: '3011' }],
    ['13', { 4: '000000000000' }],
    ['12', { 49: '840' }],
    ['30', { 22: '051' }],
    ['40', { 3: '310000' }],
    ['77', { 60: '22000009000' }],
  ])('answer %s to %j', async (code, change) => {
    expect((await terminal.sale(change as Values)).answered[39]).toBe(code);
  });

  test('a PIN is checked under the PIN key', async () => {
    const withPin = (pin: string) => ({ 22: '051', 26: '12', 52: terminal.pinBlock(pin), 53: '2600000000000000' });
    expect((await terminal.sale(withPin('1234'))).answered[39]).toBe('00');
    expect((await terminal.sale(withPin('4321'))).answered[39]).toBe('55');
    expect((await terminal.sale({ 22: '051', 52: '0123456789ABCDEF' })).answered[39]).toBe('99');
  });

  test('a bad MAC is A0, and nothing is booked', async () => {
    const packed = packMessage({ mti: '0200', values: { ...terminal.saleValues(), 64: '4142434445464748' } });
    expect((await terminal.exchange(packed)).values[39]).toBe('A0');
    expect(await simulation.read('/sim/books/card')).toMatchObject({ transactions: [] });
  });

  test('a used trace number answers the same transaction when the request is the same, else 94', async () => {
    const { asked, answered } = await terminal.sale();
    expect(await terminal.authenticated('0200', asked)).toEqual(answered);
    expect((await terminal.authenticated('0200', { ...asked, 4: '000000000001' }))[39]).toBe('94');
    const { transactions } = (await simulation.read('/sim/books/card')) as { transactions: unknown[] };
    expect(transactions).toHaveLength(1);
  });

  test('decline, bad MAC and silence come by hand', async () => {
    await behave('decline');
    expect((await terminal.sale()).answered[39]).toBe('51');
    await behave('bad_mac');
    const spoilt = terminal.saleValues();
    await expect(terminal.authenticated('0200', spoilt)).rejects.toThrow();
    expect((await terminal.authenticated('0200', spoilt))[39]).toBe('00');
    await behave('no_answer');
    const silent = terminal.saleValues();
    void terminal.authenticated('0200', silent).catch(() => undefined);
    await vi.waitFor(async () => {
      const { transactions } = (await simulation.read('/sim/books/card')) as { transactions: unknown[] };
      expect(transactions).toHaveLength(3);
    });
    terminal.close();
    expect((await terminal.authenticated('0400', terminal.reversalValues(silent)))[39]).toBe('00');
  });
});

describe('cards whose number chooses', () => {
  const numbered = (digits: string) => {
    const body = `62000001${digits}00000`;
    const check = [...'0123456789'].find((digit) => passesLuhn(body + digit));
    return `${body}${check}`;
  };
  const saleOf = (digits: string) => ({ 2: numbered(digits), 35: `${numbered(digits)}=30122201234560000` });

  test.each([
    ['05', '05'],
    ['41', '41'],
    ['51', '51'],
    ['61', '61'],
    ['91', '91'],
    // Not in the list: a card like any other.
    ['00', '00'],
    ['99', '00'],
  ])('62000001%s… is answered %s', async (digits, responseCode) => {
    await terminal.signOn();
    expect((await terminal.sale(saleOf(digits))).answered[39]).toBe(responseCode);
  });

  test('a number may choose silence, and a hand’s wish comes before it', async () => {
    await terminal.signOn();
    const maskedOrPan = numbered('97');
    await simulation.hand('/sim/cards/behaviours', { maskedOrPan, behaviour: 'approve' });
    expect((await terminal.sale(saleOf('97'))).answered[39]).toBe('00');
    const silent = terminal.saleValues(saleOf('97'));
    void terminal.authenticated('0200', silent).catch(() => undefined);
    await vi.waitFor(async () => {
      const { transactions } = (await simulation.read('/sim/books/card')) as { transactions: unknown[] };
      expect(transactions).toHaveLength(2);
    });
    terminal.close();
    expect((await terminal.authenticated('0400', terminal.reversalValues(silent)))[39]).toBe('00');
  });
});

describe('undoing', () => {
  beforeEach(() => terminal.signOn());

  test('repeated reversals are one; the sale counts nowhere; its number is used up', async () => {
    const { asked } = await terminal.sale();
    const reversal = terminal.reversalValues(asked);
    for (let round = 0; round < 3; round++) {
      expect((await terminal.authenticated('0400', reversal))[39]).toBe('00');
    }
    const { reversals } = (await simulation.read('/sim/books/card')) as { reversals: unknown[] };
    expect(reversals).toHaveLength(1);
    expect((await terminal.ask('0500', terminal.settlementValues([0, 0], [0, 0]))).values[48]?.[30]).toBe('1');
  });

  test('a reversal of what never came is 25, and bars the number', async () => {
    const asked = terminal.saleValues();
    expect((await terminal.authenticated('0400', terminal.reversalValues(asked)))[39]).toBe('25');
    expect((await terminal.authenticated('0200', asked))[39]).toBe('94');
  });

  test('a reversal with another amount or processing code is refused', async () => {
    const { asked } = await terminal.sale();
    expect((await terminal.authenticated('0400', terminal.reversalValues({ ...asked, 4: '000000000001' })))[39]).toBe(
      '64',
    );
    expect((await terminal.authenticated('0400', terminal.reversalValues({ ...asked, 3: '200000' })))[39]).toBe('12');
  });

  test('a void undoes a whole sale of the batch once; its reversal brings the sale back', async () => {
    const sale = await terminal.sale();
    expect((await terminal.authenticated('0200', terminal.followValues('void', sale, { 4: '000000000001' })))[39]).toBe(
      '64',
    );
    const undo = terminal.followValues('void', sale);
    expect((await terminal.authenticated('0200', undo))[39]).toBe('00');
    expect((await terminal.authenticated('0200', terminal.followValues('void', sale)))[39]).toBe('12');
    expect((await terminal.authenticated('0400', terminal.reversalValues(undo)))[39]).toBe('00');
    expect((await terminal.authenticated('0200', terminal.followValues('void', sale)))[39]).toBe('00');
    expect(
      (await terminal.authenticated('0200', terminal.followValues('void', sale, { 37: '000000000000' })))[39],
    ).toBe('25');
  });

  test('refunds never exceed the sale, and are not reversed', async () => {
    const sale = await terminal.sale();
    const refund = (minor: string) =>
      terminal.authenticated('0220', terminal.followValues('refund', sale, { 4: minor }));
    expect((await refund('000000001000'))[39]).toBe('00');
    expect((await refund('000000000251'))[39]).toBe('64');
    const last = terminal.followValues('refund', sale, { 4: '000000000250' });
    expect((await terminal.authenticated('0220', last))[39]).toBe('00');
    expect((await terminal.authenticated('0400', terminal.reversalValues(last)))[39]).toBe('12');
  });
});

describe('settlement and statement', () => {
  beforeEach(() => terminal.signOn());

  test('totals that differ leave the batch open, totals that agree close it', async () => {
    const sale = await terminal.sale();
    await terminal.sale();
    await terminal.authenticated('0220', terminal.followValues('refund', sale, { 4: '000000000250' }));
    const settle = async (debits: [number, number], credits: [number, number]) =>
      (await terminal.ask('0500', terminal.settlementValues(debits, credits))).values[48]?.[30];
    expect(await settle([1, 1250], [1, 250])).toBe('2');
    expect(await settle([2, 2500], [1, 250])).toBe('1');
    expect((await terminal.sale()).answered[39]).toBe('77');
    await terminal.signOn();
    expect(terminal.batch).toBe('000002');
    expect((await terminal.sale()).answered[39]).toBe('00');
  });

  test('what is settled is neither voided nor reversed, only refunded; what was undone before is answered so', async () => {
    const [kept, reversed, voided] = [await terminal.sale(), await terminal.sale(), await terminal.sale()];
    await behave('decline');
    const declined = await terminal.sale();
    expect(declined.answered[39]).toBe('51');
    const reversal = terminal.reversalValues(reversed.asked);
    const keptReversal = terminal.reversalValues(kept.asked);
    expect((await terminal.authenticated('0400', reversal))[39]).toBe('00');
    const undo = terminal.followValues('void', voided);
    expect((await terminal.authenticated('0200', undo))[39]).toBe('00');
    const undoReversal = terminal.reversalValues(undo);
    const declinedReversal = terminal.reversalValues(declined.asked);
    const neverCame = terminal.reversalValues(terminal.saleValues());
    const lateVoid = terminal.followValues('void', kept);
    expect((await terminal.ask('0500', terminal.settlementValues([2, 2500], [1, 1250]))).values[48]?.[30]).toBe('1');
    // The terminal in the old batch, and signed on to the new one.
    for (const turn of ['before', 'after']) {
      if (turn === 'after') await terminal.signOn();
      expect((await terminal.authenticated('0400', reversal))[39], turn).toBe('00');
      expect(await terminal.authenticated('0400', keptReversal), turn).toMatchObject({
        ...{ 4: '000000001250', 13: kept.answered[13], 37: kept.answered[37], 38: kept.answered[38], 39: '12' },
      });
      const refusedUndo = await terminal.authenticated('0400', undoReversal);
      expect(refusedUndo[39], turn).toBe('12');
      expect(refusedUndo[38], turn).toMatch(/^\d{6}$/);
      expect((await terminal.authenticated('0400', declinedReversal))[39], turn).toBe('00');
      expect((await terminal.authenticated('0400', neverCame))[39], turn).toBe('25');
    }
    expect((await terminal.authenticated('0200', lateVoid))[39]).toBe('77');
    const inNewBatch = { 60: `23${terminal.batch}000`, 61: lateVoid[61] as string };
    expect((await terminal.authenticated('0200', terminal.followValues('void', kept, inNewBatch)))[39]).toBe('12');
    const named = { 61: lateVoid[61] as string };
    expect((await terminal.authenticated('0220', terminal.followValues('refund', kept, named)))[39]).toBe('00');
    expect((await terminal.authenticated('0220', terminal.followValues('refund', kept, named)))[39]).toBe('64');
    expect((await terminal.ask('0500', terminal.settlementValues([0, 0], [1, 1250]))).values[48]?.[30]).toBe('1');
  });

  test('a refund is repeated in a settled batch and booked once; one that never came is not taken there', async () => {
    const sale = await terminal.sale();
    const refund = terminal.followValues('refund', sale, { 4: '000000000250' });
    const never = terminal.followValues('refund', sale, { 4: '000000000250' });
    const booked = await terminal.authenticated('0220', refund);
    await terminal.ask('0500', terminal.settlementValues([1, 1250], [1, 250]));
    await terminal.signOn();
    expect((await terminal.authenticated('0220', refund))[37]).toBe(booked[37]);
    expect((await terminal.authenticated('0220', never))[39]).toBe('77');
  });

  test('the statement is net of reversals and voids, hashed, and misses a row that a hand deleted', async () => {
    const kept = await terminal.sale();
    await terminal.authenticated('0220', terminal.followValues('refund', kept, { 4: '000000000250' }));
    const reversed = await terminal.sale();
    await terminal.authenticated('0400', terminal.reversalValues(reversed.asked));
    const voided = await terminal.sale();
    await terminal.authenticated('0200', terminal.followValues('void', voided));
    const { http, card } = simulation.description;
    const get = (path: string, secret = card.statementSecret) =>
      fetch(http + path, { headers: { authorization: `Bearer ${secret}` } });
    expect((await get('/card/statements?date=2026-03-10')).status).toBe(409);
    await simulation.advance(86_400_000);
    expect((await get('/card/statements?date=2026-03-10', 'wrong')).status).toBe(401);
    expect((await get('/card/statements?date=2026-03-09')).status).toBe(404);
    expect((await get('/card/statements?date=2026-02-30')).status).toBe(400);
    async function download() {
      const index = (await (await get('/card/statements?date=2026-03-10')).json()) as { sha256: string; path: string };
      const bytes = Buffer.from(await (await get(index.path)).arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(index.sha256);
      return bytes
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
    }
    const rows = await download();
    expect(rows.map((cells) => cells.slice(6, 9))).toEqual([
      ['sale', '12.50', '0.04'],
      ['refund', '-2.50', '-0.01'],
    ]);
    expect(rows[0]?.slice(0, 6)).toEqual([
      '10000001',
      '000001',
      kept.asked[11],
      kept.answered[37],
      kept.answered[38],
      '621626*********0018',
    ]);
    await simulation.hand('/sim/bills/card/delete-row', { index: 0 });
    expect((await download()).map((cells) => cells[6])).toEqual(['refund']);
  });
});

test('keys, batches, numbers and reversals outlive a restart; the log shows no card number', async () => {
  await terminal.signOn();
  const { asked, answered } = await terminal.sale();
  const { messages } = await simulation.read('/sim/log');
  expect(JSON.stringify(messages)).not.toContain(pan);
  terminal.close();
  simulation = await simulation.restart();
  expect(await terminal.authenticated('0200', asked)).toEqual(answered);
  expect((await terminal.authenticated('0400', terminal.reversalValues(asked)))[39]).toBe('00');
});

test('a frame with an impossible length ends the line', async () => {
  const { card } = simulation.description;
  const socket = connect({ host: card.host, port: card.port });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(Buffer.from('ffff00', 'hex'));
  socket.resume();
  await closed;
});
