import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../../device/device.fixture.ts';
import { MemoryKeptStore } from '../kept.ts';
import { IntegratedTerminal } from './integrated-terminal.ts';
import type { TerminalKept } from './terminal-kept.ts';

const ack = Buffer.of(0x06);
const nak = Buffer.of(0x15);

/** A till by hand, from the reference. */
function frame(text: string): Buffer {
  const rest = Buffer.from(`${text}\u0003`, 'latin1');
  return Buffer.concat([Buffer.of(0x02), rest, Buffer.of(rest.reduce((sum, byte) => sum ^ byte, 0))]);
}

function newTerminal(kept = new MemoryKeptStore<TerminalKept>()) {
  const bare = bareDevice(
    (ports) => new IntegratedTerminal(ports, { commerceCode: '597029414300', terminalId: 'ABC1234C', kept }),
  );
  /** What it said since, frame by frame, confirmations by name. */
  const said = () =>
    bare.sent.splice(0).map(({ bytes }) => {
      if (bytes.length === 1) return bytes[0] === 6 ? 'ACK' : 'NAK';
      expect(Buffer.from(bytes)).toEqual(frame(Buffer.from(bytes.subarray(1, -2)).toString('latin1')));
      return Buffer.from(bytes.subarray(1, -2)).toString('latin1');
    });
  return { ...bare, kept, said };
}

const who = '597029414300|ABC1234C';

describe('an integrated terminal', () => {
  it('answers a poll, keys, a close and the last sale', () => {
    const { device, said } = newTerminal();
    device.receive(frame('0100'));
    expect(said()).toEqual(['ACK']);
    for (const [asked, answer] of [
      ['0800', `0810|00|${who}`],
      ['0700||', '0710|00|0|0'],
      ['0500||', `0510|00|${who}`],
      ['0250|', `0260|11|${who}`],
    ] as const) {
      device.receive(frame(asked));
      expect(said(), asked).toEqual(['ACK', answer]);
      device.receive(ack);
    }
  });

  it('sells: card, PIN, acquirer, answer; and keeps the sale', async () => {
    const { device, said, clock, kept } = newTerminal();
    device.receive(frame('0200|15000|AB0001|||1|'));
    expect(said()).toEqual(['ACK', '0900|78|']);
    device.hand('insert', { card: 'unionpay' });
    device.hand('enter-pin', { pin: '1234' });
    expect(said()).toEqual(['0900|81|', '0900|82|']);
    await clock.advance(1_000);
    const [answer] = said();
    expect(answer).toMatch(/^0210\|00\|597029414300\|ABC1234C\|AB0001\|[0-9A-F]{6}\|15000\|0\|\|0018\|000001\|DB\|/);
    expect(answer).not.toContain('62162610');
    device.receive(ack);
    device.receive(frame('0700||'));
    expect(said()).toEqual(['ACK', '0710|00|1|15000']);
    device.receive(ack);
    device.receive(frame('0250|'));
    expect(said()).toEqual(['ACK', answer?.replace('0210', '0260')]);
    expect(kept.load()).toMatchObject({ operations: 1, lastSale: { ticket: 'AB0001', amount: '15000' } });
  });

  it('says its answer three times in all, at once on NAK and after ten seconds of silence', async () => {
    const { device, said, clock } = newTerminal();
    device.receive(frame('0250|'));
    said();
    device.receive(nak);
    expect(said()).toHaveLength(1);
    await clock.advance(10_000);
    expect(said()).toHaveLength(1);
    await clock.advance(30_000);
    expect(said()).toEqual([]);
    device.receive(frame('0100'));
    expect(said()).toEqual(['ACK']);
  });

  it('hears nothing while a customer is at it, and NAKs what is broken or no command', () => {
    const { device, said } = newTerminal();
    const broken = frame('0100');
    broken[2] = 0x39;
    device.receive(broken);
    device.receive(frame('9999'));
    device.receive(frame('0200|x|AB0001|||0|'));
    expect(said()).toEqual(['NAK', 'NAK', 'NAK']);
    device.receive(frame('0200|100|AB0001|||0|'));
    expect(said()).toEqual(['ACK']);
    device.receive(frame('0250|'));
    expect(said()).toEqual([]);
  });

  it('refuses a wrong PIN, a damaged card, the red key, the issuer’s no, and a customer who does not come', async () => {
    const ends: Array<[string, (terminal: ReturnType<typeof newTerminal>) => void]> = [
      ['01', ({ device }) => void device.hand('insert', { card: 'unionpay', pin: '9999' })],
      ['09', ({ device }) => void device.hand('tap', { card: 'damaged' })],
      ['07', ({ device }) => void device.hand('cancel', {})],
      [
        '01',
        ({ device }) => {
          device.hand('decline-next', {});
          device.hand('tap', { card: 'visa' });
        },
      ],
      ['22', () => undefined],
    ];
    for (const [code, end] of ends) {
      const terminal = newTerminal();
      terminal.device.receive(frame('0200|100|AB0001|||0|'));
      terminal.said();
      end(terminal);
      await terminal.clock.advance(60_000);
      expect(terminal.said()[0]).toMatch(new RegExp(`^0210\\|${code}\\|`));
      expect(terminal.kept.load()?.lastSale ?? null).toBeNull();
    }
  });

  it('goes on when the till leaves the line, and forgets an open sale without power', async () => {
    const left = newTerminal();
    left.device.receive(frame('0200|100|AB0001|||0|'));
    left.device.peerLeft();
    left.device.hand('tap', { card: 'visa' });
    await left.clock.advance(1_000);
    expect(left.kept.load()?.lastSale?.ticket).toBe('AB0001');
    const cut = newTerminal();
    cut.device.receive(frame('0200|100|AB0001|||0|'));
    cut.device.hand('tap', { card: 'visa' });
    cut.device.powerCut();
    await cut.clock.advance(5_000);
    expect(cut.kept.load()).toBeUndefined();
    expect(cut.device.snapshot()).toMatchObject({ status: 'idle', protocol: 'pos-integrado' });
    expect(thrownCode(() => cut.device.hand('tap', { card: 'visa' }))).toBe('HAND_REFUSED');
    expect(thrownCode(() => cut.device.hand('tap', { card: 'nobody' }))).toBe('CARD_UNKNOWN');
  });
});
