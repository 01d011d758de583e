import { FakeClock } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { base, cart, scenes } from '../../screen-tests/scenes.ts';
import { testDriver } from '../test-driver.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { PoleDisplay } from './pole-display.ts';
import { beginBytes, type PolePicture, pictureBytes, polePicture } from './pole-text.ts';

const idle: PolePicture = ['   Qiantai   ', ''];
const sale: TillSnapshot = { ...base, sale: cart };

/** What a display of 20 columns shows after these bytes: read from the manual's table, not from the driver. */
function displayed(bytes: Uint8Array): string[] {
  const lines = ['', ''];
  const decoder = new TextDecoder('gb18030', { fatal: true });
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] !== 0x1b) throw new Error(`a byte outside commands at ${at}`);
    if (bytes[at + 1] === 0x40) at += 2;
    else if (bytes[at + 1] === 0x2a) at += 3;
    else {
      const end = bytes.indexOf(0x0d, at);
      const text = bytes.subarray(at + 3, end);
      if (text.length !== 20) throw new Error(`${text.length} bytes in a line`);
      lines[bytes[at + 2] === 0x41 ? 0 : 1] = decoder.decode(text);
      at = end + 1;
    }
  }
  return lines;
}

describe('a picture', () => {
  const seen = (snapshot: TillSnapshot, charset: 'gb18030' | 'ascii' = 'gb18030') =>
    displayed(pictureBytes(polePicture(snapshot, idle, charset), charset));

  it('is the line that was added and the total', () => {
    expect(seen(sale)).toEqual(['巧克力棒       16.50', '合计           52.90']);
    expect(seen({ ...sale, language: 'en' })).toEqual(['Chocolate bar  16.50', 'Total          52.90']);
  });

  it('cuts a long name between characters, never an amount', () => {
    const long = { ...cart, selectedLineNo: 1 };
    expect(seen({ ...sale, sale: long })[0]).toBe('农夫山泉饮用天  4.00');
  });

  it('is the total while payment is taken, and what is left of it', () => {
    expect(seen(scenes.tender)).toEqual(['合计           52.90', ' '.repeat(20)]);
    expect(seen(scenes.tender_part)).toEqual(['合计           52.90', '应付           32.90']);
  });

  it('is what was paid and the change', () => {
    expect(seen(scenes.result_change)).toEqual(['已收款         52.90', '找零           47.10']);
    expect(seen(scenes.result_paid)[1]?.trim()).toBe('谢谢惠顾');
    expect(seen(scenes.result_declined)).toEqual(seen(scenes.tender));
  });

  it('is the idle text while nobody is served', () => {
    expect(seen(base)).toEqual(['   Qiantai          ', ' '.repeat(20)]);
    expect(displayed(pictureBytes(polePicture(base, ['', ''], 'ascii'), 'ascii'))[0]?.trim()).toBe('Welcome');
  });

  it('has no Chinese for a display without it, and no commands from a name', () => {
    const [first] = cart.lines as [(typeof cart.lines)[number]];
    const named = (nameZh: string, nameEn: string) => ({
      ...sale,
      sale: { ...cart, lines: [{ ...first, nameZh, nameEn }], selectedLineNo: 1 },
    });
    expect(seen(named('水', 'Water'), 'ascii')).toEqual(['Water           4.00', 'Total          52.90']);
    expect(seen(named('水', ''), 'ascii')[0]).toBe('6901234500001   4.00');
    expect(seen(named('水\u001b@\r😀', ''))[0]).toBe('水@?            4.00');
  });

  it('is the vector of docs/protocols/pole-display.md', () => {
    const bytes = pictureBytes(['Cola 330ml      3.00', 'Total           3.00'], 'ascii');
    expect(Buffer.from(bytes).toString('latin1')).toBe('\u001bQACola 330ml      3.00\r\u001bQBTotal           3.00\r');
  });
});

describe('the display', () => {
  async function start() {
    const clock = new FakeClock();
    const transport = new TestTransport();
    const pole = new PoleDisplay({
      ...testDriver(clock, transport),
      charset: 'gb18030',
      idle,
    });
    pole.start();
    await clock.advance(10);
    const pictures = () =>
      transport.written.filter((bytes) => bytes[1] === 0x51).map((bytes) => displayed(bytes)[1]?.trim());
    return { clock, transport, pole, pictures };
  }
  const totalling = (totalMinor: string): TillSnapshot => ({ ...sale, sale: { ...cart, totalMinor } });

  it('begins bright and clear, with the idle text', async () => {
    const { transport, pole } = await start();
    expect(transport.written[0]).toEqual(beginBytes);
    expect(displayed(transport.written[1] as Uint8Array)[0]).toContain('Qiantai');
    await pole.stop();
  });

  it('shows the newest at a bounded rate, and nothing twice', async () => {
    const { clock, pole, pictures } = await start();
    await clock.advance(200);
    for (let at = 1; at <= 50; at++) pole.follow(totalling(`${at}00`));
    await clock.advance(200);
    pole.follow(totalling('5000'));
    await clock.advance(1_000);
    expect(pictures()).toEqual(['', '合计            1.00', '合计           50.00']);
    await pole.stop();
  });

  it('shows where the till is when it is plugged in again, and once a minute', async () => {
    const { clock, transport, pole, pictures } = await start();
    await clock.advance(200);
    transport.unplug();
    pole.follow(totalling('700'));
    await clock.advance(500);
    expect(pole.state.state).toBe('disconnected');
    transport.plug();
    await clock.advance(2_000);
    expect(pictures()).toEqual(['', '合计            7.00']);
    await clock.advance(60_000);
    expect(pictures()).toHaveLength(3);
    expect(pole.health).toMatchObject({ counters: { reconnects: 1 } });
    await pole.stop();
  });

  it('shows a test text for a moment', async () => {
    const { clock, pole, pictures } = await start();
    await clock.advance(200);
    pole.test();
    await clock.advance(3_500);
    expect(pictures()).toEqual(['', '测试 TEST', '']);
    await pole.stop();
  });
});
