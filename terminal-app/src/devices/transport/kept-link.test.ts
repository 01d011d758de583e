import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { beforeEach, describe, expect, it } from 'vitest';
import { KeptLink } from './kept-link.ts';
import { TestTransport } from './test-transport.ts';

let clock: FakeClock;
let transport: TestTransport;
let link: KeptLink;
let heard: string[];

beforeEach(() => {
  clock = new FakeClock();
  transport = new TestTransport();
  heard = [];
  link = new KeptLink({
    device: 'scale',
    transport,
    clock,
    random: new SeededRandom(1),
    onData: (bytes) => heard.push(`data ${bytes.length}`),
    onOpen: (descriptor) => heard.push(`open ${descriptor?.length ?? 0}`),
    onClose: (why) => heard.push(`close ${why}`),
  });
});

describe('a kept line', () => {
  it('counts what goes over it, and each time it comes back', async () => {
    link.start();
    await clock.advance(10);
    await link.write(Buffer.alloc(5));
    transport.say(Buffer.alloc(3));
    transport.unplug();
    await expect(link.write(Buffer.alloc(1))).rejects.toMatchObject({ code: 'DEVICE_NOT_CONNECTED' });
    transport.plug();
    await clock.advance(1_500);
    expect(link.counters).toMatchObject({ bytesOut: 5, framesOut: 1, bytesIn: 3, reconnects: 1, errors: 0 });
    expect(heard).toEqual(['open 0', 'data 3', 'close unplugged', 'open 0']);
    await link.stop();
  });

  it('is tried again for ever, at bounded waits, and is silent about it', async () => {
    transport.plugged = false;
    link.start();
    await clock.advance(600_000);
    expect(heard).toEqual([]);
    transport.plug();
    await clock.advance(1_500);
    expect(heard).toEqual(['open 0']);
    expect(link.counters.reconnects).toBe(0);
    await link.stop();
  });

  it('brings the descriptor of what is there now', async () => {
    transport.descriptor = Buffer.alloc(7);
    link.start();
    await clock.advance(10);
    transport.unplug();
    transport.descriptor = Buffer.alloc(9);
    transport.plug();
    await clock.advance(1_500);
    expect(heard).toEqual(['open 7', 'close unplugged', 'open 9']);
    await link.stop();
  });

  it('that was stopped is not opened again', async () => {
    link.start();
    await clock.advance(10);
    await link.stop();
    await clock.advance(60_000);
    expect(heard).toEqual(['open 0']);
    expect(clock.pending).toBe(0);
  });
});
