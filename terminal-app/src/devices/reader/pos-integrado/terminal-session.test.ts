import { describe, expect, it } from 'vitest';
import { encodePosIntegradoFrame } from '../frames/pos-integrado-frame.ts';
import { decodeTerminalAnswer, reasonOfResponse, saleRequest } from './messages.ts';
import {
  downTerminal,
  type TerminalInput,
  type TerminalOutput,
  type TerminalState,
  type TerminalStatus,
  terminalDueMs,
  terminalStep,
} from './terminal-session.ts';

const data = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const sale = { ticket: 'AB0001', amountMinor: 15_000n };
const other = { ticket: 'AB0000', amountMinor: 900n };

/** As the reference lays an answer out; the account number of a debit card is in it, and goes no further. */
const answerOf = (code: string, of = sale, response = '00') =>
  data(
    `${code}|${response}|597029414300|ABC1234C|${of.ticket}|XZ1234|${of.amountMinor}|3|5000|6677|000060|DB|261126|4242424242424242|DB|26112026|223512|1|0|`,
  );
const approval = {
  ticket: 'AB0001',
  amountMinor: 15_000n,
  authorizationCode: 'XZ1234',
  operationNumber: '000060',
  commerceCode: '597029414300',
  terminalId: 'ABC1234C',
  last4: '6677',
  cardType: 'DB',
  cardBrand: 'DB',
};

class Terminal {
  state: TerminalState = downTerminal;
  nowMs = 0;

  say(input: TerminalInput): string[] {
    const step = terminalStep(this.state, input, this.nowMs);
    this.state = step.state;
    return step.outputs.map(wordOf);
  }

  after(ms: number): string[] {
    this.nowMs += ms;
    return this.say({ kind: 'time' });
  }

  frame(text: Uint8Array): string[] {
    return this.say({ kind: 'data', data: text });
  }
}

function wordOf(output: TerminalOutput): string {
  switch (output.kind) {
    case 'write': {
      if (output.bytes.length === 1) return output.bytes[0] === 6 ? 'ACK' : 'NAK';
      return Buffer.from(output.bytes.subarray(1, 5)).toString();
    }
    case 'progress':
      return `progress ${output.responseCode}`;
    case 'sale_ended':
      return `${output.sale.ticket} ${output.result.kind}${'reasonCode' in output.result ? ` ${output.result.reasonCode}` : ''}`;
    case 'command_ended':
      return `${output.command} ${output.result.kind === 'failed' ? output.result.reasonCode : 'answered'}`;
    case 'refused':
      return output.reasonCode;
  }
}

function terminalIn(status: TerminalStatus, doubted = false): Terminal {
  const terminal = new Terminal();
  if (doubted) terminal.say({ kind: 'recover', sale });
  if (status === 'down') return terminal;
  terminal.say({ kind: 'opened' });
  if (status === 'waiting') {
    // Three tries without a confirmation.
    for (let tries = 0; tries < 3; tries++) terminal.after(2_000);
  } else if (status !== 'asking') {
    terminal.say({ kind: 'ack' });
    if (status === 'selling') terminal.say({ kind: 'sale', sale });
    if (status === 'running') terminal.say({ kind: 'command', command: 'close' });
  }
  expect(terminal.state.status).toBe(status);
  return terminal;
}

const events = {
  opened: { kind: 'opened' },
  closed: { kind: 'closed' },
  ack: { kind: 'ack' },
  nak: { kind: 'nak' },
  eot: { kind: 'eot' },
  bad: { kind: 'bad' },
  time: { kind: 'time' },
  data: { kind: 'data', data: answerOf('0210', other) },
  sale: { kind: 'sale', sale },
  recover: { kind: 'recover', sale: other },
  command: { kind: 'command', command: 'last_sale' },
} satisfies Record<string, TerminalInput>;

describe('every state takes every event', () => {
  const table: Record<TerminalStatus, Record<keyof typeof events, [TerminalStatus, string[]]>> = {
    down: {
      opened: ['asking', ['0100']],
      closed: ['down', []],
      ack: ['down', []],
      nak: ['down', []],
      eot: ['down', []],
      bad: ['down', []],
      time: ['down', []],
      data: ['down', []],
      sale: ['down', ['READER_NOT_CONNECTED']],
      recover: ['down', []],
      command: ['down', ['READER_NOT_CONNECTED']],
    },
    asking: {
      opened: ['asking', []],
      closed: ['down', []],
      ack: ['ready', []],
      nak: ['asking', ['0100']],
      eot: ['waiting', []],
      bad: ['asking', ['NAK']],
      time: ['asking', []],
      data: ['ready', ['ACK']],
      sale: ['asking', ['TERMINAL_BUSY']],
      recover: ['waiting', []],
      command: ['asking', ['TERMINAL_BUSY']],
    },
    waiting: {
      opened: ['waiting', []],
      closed: ['down', []],
      ack: ['waiting', []],
      nak: ['waiting', []],
      eot: ['waiting', []],
      bad: ['waiting', ['NAK']],
      time: ['waiting', []],
      data: ['waiting', ['ACK']],
      sale: ['waiting', ['TERMINAL_BUSY']],
      recover: ['waiting', []],
      command: ['waiting', ['TERMINAL_BUSY']],
    },
    ready: {
      opened: ['ready', []],
      closed: ['down', []],
      ack: ['ready', []],
      nak: ['ready', []],
      eot: ['ready', []],
      bad: ['ready', ['NAK']],
      time: ['ready', []],
      data: ['ready', ['ACK']],
      sale: ['selling', ['0200']],
      recover: ['asking', ['0250']],
      command: ['running', ['0250']],
    },
    selling: {
      opened: ['selling', []],
      closed: ['down', []],
      ack: ['selling', []],
      nak: ['selling', ['0200']],
      eot: ['asking', ['0250']],
      bad: ['selling', ['NAK']],
      time: ['selling', []],
      data: ['asking', ['ACK', '0250']],
      sale: ['selling', ['TERMINAL_BUSY']],
      recover: ['selling', ['TERMINAL_BUSY']],
      command: ['selling', ['TERMINAL_BUSY']],
    },
    running: {
      opened: ['running', []],
      closed: ['down', ['close READER_GONE']],
      ack: ['running', []],
      nak: ['running', ['0500']],
      eot: ['ready', ['close TERMINAL_SILENT']],
      bad: ['running', ['NAK']],
      time: ['running', []],
      data: ['ready', ['ACK', 'close answered']],
      sale: ['running', ['TERMINAL_BUSY']],
      recover: ['running', ['TERMINAL_BUSY']],
      command: ['running', ['TERMINAL_BUSY']],
    },
  };
  const rows = Object.entries(table).flatMap(([status, row]) =>
    Object.entries(row).map(([event, [next, outputs]]) => ({ status, event, next, outputs })),
  );
  it.each(rows)('$status × $event', ({ status, event, next, outputs }) => {
    const terminal = terminalIn(status as TerminalStatus);
    expect(terminal.say(events[event as keyof typeof events])).toEqual(outputs);
    expect(terminal.state.status).toBe(next);
  });
});

describe('a sale', () => {
  it('is told of, step by step, and ends by the terminal’s answer', () => {
    const terminal = terminalIn('selling');
    terminal.say({ kind: 'ack' });
    expect(terminal.frame(data('0900|78||'))).toEqual(['ACK', 'progress 78']);
    expect(terminal.frame(answerOf('0210'))).toEqual(['ACK', 'AB0001 approved']);
    // Our ACK was lost: the terminal says it again, and nothing comes of it.
    expect(terminal.frame(answerOf('0210'))).toEqual(['ACK']);
    expect(terminal.state.status).toBe('ready');
  });

  it('is declined for every code but 00', () => {
    const terminal = terminalIn('selling');
    expect(terminal.frame(answerOf('0210', sale, '1'))).toEqual(['ACK', 'AB0001 declined CARD_DECLINED']);
    expect(['02', '07', '09', '22', '93'].map(reasonOfResponse)).toEqual([
      'CHANNEL_SILENT',
      'CANCELLED',
      'CARD_UNREADABLE',
      'TIMED_OUT',
      'CARD_DECLINED',
    ]);
  });

  it('is declined without a ticket only where the terminal had taken the command', () => {
    const nameless = data('0210|07|597029414300|ABC1234C||');
    const early = terminalIn('selling');
    expect(early.frame(nameless)).toEqual(['ACK', '0250']);
    expect(terminalIn('waiting', true).frame(nameless)).toEqual(['ACK']);
    const taken = terminalIn('selling');
    taken.say({ kind: 'ack' });
    expect(taken.frame(nameless)).toEqual(['ACK', 'AB0001 declined CANCELLED']);
  });

  it('that was refused by three NAKs was not taken', () => {
    const terminal = terminalIn('selling');
    terminal.say({ kind: 'nak' });
    terminal.say({ kind: 'nak' });
    expect(terminal.say({ kind: 'nak' })).toEqual(['AB0001 not_taken TERMINAL_REFUSED']);
  });

  it('that met silence is never sent again: the last sale is asked for', () => {
    const terminal = terminalIn('selling');
    expect(terminal.after(2_000)).toEqual(['0250']);
    terminal.say({ kind: 'ack' });
    expect(terminal.frame(answerOf('0260'))).toEqual(['ACK', 'AB0001 approved']);
  });

  it('is found after a break before anything else, by its ticket', () => {
    const terminal = terminalIn('selling');
    terminal.say({ kind: 'closed' });
    expect(terminal.say({ kind: 'sale', sale: other })).toEqual(['READER_NOT_CONNECTED']);
    expect(terminal.say({ kind: 'opened' })).toEqual(['0250']);
    terminal.say({ kind: 'ack' });
    expect(terminal.frame(answerOf('0260', sale))).toEqual(['ACK', 'AB0001 approved']);
  });

  it('was not taken where the terminal’s last sale is another one, or there is none', () => {
    for (const answer of [answerOf('0260', other), data('0260|11|597029414300|ABC1234C|')]) {
      const terminal = terminalIn('asking', true);
      terminal.say({ kind: 'ack' });
      expect(terminal.frame(answer)).toEqual(['ACK', 'AB0001 not_taken TERMINAL_REFUSED']);
    }
  });

  it('ends by its own answer, when that comes late', () => {
    const asked = terminalIn('asking', true);
    expect(asked.frame(answerOf('0210'))).toEqual(['ACK', 'AB0001 approved']);
    const waiting = terminalIn('waiting', true);
    expect(waiting.frame(answerOf('0210'))).toEqual(['ACK', 'AB0001 approved']);
  });

  it('is asked for every three seconds while the terminal is at it, and is unknown after three minutes', () => {
    const terminal = terminalIn('waiting', true);
    const said: string[] = [];
    while (terminal.nowMs < 200_000 && !said.some((word) => word.startsWith('AB0001'))) {
      said.push(...terminal.after(Math.max(1, terminalDueMs(terminal.state) - terminal.nowMs)));
    }
    expect(said.at(-1)).toBe('AB0001 unknown TERMINAL_SILENT');
    expect(terminal.nowMs).toBeGreaterThan(180_000);
    expect(new Set(said.slice(0, -1))).toEqual(new Set(['0250']));
    // From then on it is only asked whether it is there.
    expect(terminal.after(3_000)).toEqual(['0100']);
  });

  it('is unknown, too, where the line does not come back', () => {
    const terminal = terminalIn('selling');
    terminal.say({ kind: 'closed' });
    expect(terminalDueMs(terminal.state)).toBe(180_000);
    expect(terminal.after(180_000)).toEqual(['AB0001 unknown TERMINAL_SILENT']);
  });

  it('with another amount under its ticket is nobody’s to decide here', () => {
    const terminal = terminalIn('selling');
    expect(terminal.frame(answerOf('0210', { ...sale, amountMinor: 1n }))).toEqual([
      'ACK',
      'AB0001 unknown TERMINAL_FACTS_DIFFER',
    ]);
  });

  it('of an earlier run is asked for as soon as the poll is through', () => {
    const terminal = terminalIn('asking');
    expect(terminal.say({ kind: 'recover', sale })).toEqual([]);
    terminal.say({ kind: 'ack' });
    expect(terminal.after(3_000)).toEqual(['0250']);
  });
});

describe('messages', () => {
  it('ask for a sale with progress', () => {
    expect(Buffer.from(saleRequest(sale)).toString()).toBe('0200|000015000|AB0001|||1|');
    expect(Buffer.from(encodePosIntegradoFrame(saleRequest(sale)).subarray(-2)).toString('hex')).toMatch(/^03/);
    for (const wrong of [
      { ...sale, amountMinor: 0n },
      { ...sale, amountMinor: 1_000_000_000n },
      { ...sale, ticket: 'A|B' },
      { ...sale, ticket: 'AB1' },
    ]) {
      expect(() => saleRequest(wrong)).toThrow();
    }
  });

  it('give what may be shown of an approval, and nothing of the account', () => {
    expect(decodeTerminalAnswer(answerOf('0210'))).toEqual({
      kind: 'sale',
      responseCode: '00',
      ticket: 'AB0001',
      approval,
    });
    expect(decodeTerminalAnswer(data('0510|0|597029414300|ABC1234C|'))).toEqual({ kind: 'close', responseCode: '00' });
    expect(decodeTerminalAnswer(data('0810|00|597029414300|ABC1234C'))).toEqual({
      kind: 'load_keys',
      responseCode: '00',
    });
    for (const none of ['', '0210', '0210|x', '9999|00', '0210|00|1|2|AB0001|X|12x|']) {
      expect(decodeTerminalAnswer(data(none)), none).toBeNull();
    }
  });
});
