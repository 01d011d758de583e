import { FakeClock, silentLog } from '@qiantai/foundation';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReaderEvent } from '../../host/till-devices.ts';
import { testDriver } from '../test-driver.ts';
import { TestTransport } from '../transport/test-transport.ts';
import type { SwipeUse } from './card-data/magnetic-swipe.ts';
import { MagneticReader } from './magnetic-reader.ts';

const opened: MagneticReader[] = [];

async function connected(use: SwipeUse) {
  const clock = new FakeClock();
  const transport = new TestTransport();
  const events: ReaderEvent[] = [];
  const members: string[] = [];
  const logged: string[] = [];
  const log = { ...silentLog, info: (fields: object, text: string) => logged.push(JSON.stringify([fields, text])) };
  const reader = new MagneticReader({
    ...testDriver(clock, transport),
    log: log as unknown as typeof silentLog,
    use,
    onEvent: (event) => events.push(event),
    onMember: (number) => members.push(number),
  });
  opened.push(reader);
  reader.start();
  await clock.advance(10);
  return { clock, transport, reader, events, members, logged };
}

function swipe(track2: string): Buffer {
  const report = Buffer.alloc(337);
  report[4] = track2.length;
  report.write(track2, 117, 'latin1');
  return report;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((reader) => reader.stop()));
});

describe('a magnetic reader in the clear', () => {
  it('takes no payment, and says why', async () => {
    const { reader, events } = await connected('payment');
    reader.read({ key: 'k', amountMinor: 1n, currency: 'CNY', purpose: 'sale', language: 'zh' });
    expect(events).toEqual([{ kind: 'card_failed', key: 'k', reasonCode: 'READER_NOT_ENCRYPTING' }]);
    expect(await reader.recover()).toBeNull();
  });

  it('lets nothing of a payment card out but its masked number', async () => {
    for (const use of ['payment', 'membership'] as const) {
      const { transport, members, logged, events } = await connected(use);
      transport.say(swipe(';4242424242424242=30122011234500000?'));
      expect(members).toEqual([]);
      expect(events).toEqual([]);
      expect(logged).toEqual([
        '[{"maskedPan":"424242******4242","code":"READER_NOT_ENCRYPTING"},"reader.swipe_refused"]',
      ]);
    }
  });

  it('gives a club’s number where it is set for that, however the report is cut up', async () => {
    const { transport, members, reader } = await connected('membership');
    const bytes = Buffer.concat([swipe(';90210000345?'), swipe(';90210000346?')]);
    for (let at = 0; at < bytes.length; at += 100) transport.say(bytes.subarray(at, at + 100));
    transport.say(Buffer.concat([Buffer.of(0), swipe(';90210000347?')]));
    expect(members).toEqual(['90210000345', '90210000346', '90210000347']);
    expect(reader.counters()).toMatchObject({ framesIn: 3, errors: 0 });
  });

  it('that encrypts is refused by what it sends, or by its descriptor before that', async () => {
    const { transport, reader, events, members, logged, clock } = await connected('membership');
    const report = Buffer.alloc(856);
    report[4] = 24;
    report.writeUInt16BE(0x0006, 493);
    const shown = ';5452000000007189=080400000?';
    report[506] = shown.length;
    report.write(shown, 620, 'latin1');
    const masked = JSON.stringify([
      { maskedPan: '545200******7189', code: 'READER_KEY_UNKNOWN' },
      'reader.swipe_refused',
    ]);
    transport.say(report);
    expect(logged).toEqual([masked]);
    expect(members).toEqual([]);
    expect(reader.detail).toBe('545200******7189');
    expect(report.every((byte) => byte === 0)).toBe(true);
    const ask = (key: string) =>
      reader.read({ key, amountMinor: 1n, currency: 'CNY', purpose: 'sale', language: 'zh' });
    ask('k1');
    transport.unplug();
    transport.descriptor = Buffer.from('0600ff0901a101150026ff0075080920 965803 8102c0'.replaceAll(' ', ''), 'hex');
    transport.plug();
    await clock.advance(2_000);
    ask('k2');
    expect(events.map((event) => 'reasonCode' in event && event.reasonCode)).toEqual([
      'READER_KEY_UNKNOWN',
      'READER_KEY_UNKNOWN',
    ]);
    expect(await reader.test()).toEqual({
      kind: 'answered',
      answers: [{ kind: 'reader_swipes', params: { count: '1' } }],
    });
  });

  it('counts what is no report, and comes back after it was pulled out', async () => {
    const { transport, reader, clock } = await connected('payment');
    const wrong = swipe('');
    wrong[3] = 255;
    transport.say(wrong);
    transport.say(Buffer.alloc(10));
    transport.unplug();
    expect(reader.state.state).toBe('disconnected');
    expect(reader.counters()).toMatchObject({ framesIn: 0, errors: 1, discardedBytes: 347 });
    transport.plug();
    await clock.advance(2_000);
    expect(reader.state.state).toBe('connected');
  });
});
