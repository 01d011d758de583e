import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bareDevice } from '../device/device.fixture.ts';
import { PoleDisplay } from './pole-display.ts';

const newPole = () => bareDevice((ports) => new PoleDisplay(ports));
const line = (letter: 'A' | 'B', text: string) =>
  Buffer.concat([Buffer.from(`\x1bQ${letter}`, 'latin1'), iconv.encode(text, 'gb18030'), Buffer.of(0x0d)]);
const shown = (pole: ReturnType<typeof newPole>) => pole.device.snapshot()['lines'];
const blank = ' '.repeat(20);

describe('a pole display', () => {
  it('shows both lines (vector of the page)', () => {
    const pole = newPole();
    pole.device.receive(
      Buffer.from('\x1b@\x1b*\x02\x1bQACola 330ml      3.00\r\x1bQBTotal           3.00\r', 'latin1'),
    );
    expect(pole.device.snapshot()).toMatchObject({
      lines: ['Cola 330ml      3.00', 'Total           3.00'],
      brightness: 2,
      pictureCount: 2,
    });
  });

  it('fills up short lines, cuts long ones, and never half a Chinese character', () => {
    const pole = newPole();
    pole.device.receive(Buffer.concat([line('A', '可乐'), line('B', 'a东方便利店东方便利店')]));
    expect(shown(pole)).toEqual([`可乐${' '.repeat(16)}`, 'a东方便利店东方便利 ']);
  });

  it('takes a character of four bytes for two columns', () => {
    const pole = newPole();
    pole.device.receive(line('A', '㐂'.repeat(11)));
    expect(shown(pole)).toEqual(['㐂'.repeat(10), blank]);
  });

  it('obeys no brightness in string mode, until it is cleared', () => {
    const pole = newPole();
    pole.device.receive(Buffer.concat([line('A', 'x'), Buffer.of(0x1b, 0x2a, 1)]));
    expect(pole.device.snapshot()).toMatchObject({ brightness: 4 });
    expect(pole.heard.at(-1)).toBe('ignored: ESC * 1');
    pole.device.receive(Buffer.of(0x0c, 0x1b, 0x2a, 1));
    expect(pole.device.snapshot()).toMatchObject({ brightness: 1, lines: [blank, blank] });
  });

  it('ignores everything else, and a line that never ends', () => {
    const pole = newPole();
    pole.device.receive(Buffer.from('hello\x1bX\x1bQC\x1b*\x09', 'latin1'));
    expect(shown(pole)).toEqual([blank, blank]);
    pole.device.receive(Buffer.from(`\x1bQA${'z'.repeat(200)}`, 'latin1'));
    pole.device.receive(line('B', 'still there'));
    expect(shown(pole)).toEqual([blank, 'still there'.padEnd(20)]);
  });

  it('is blank without power', () => {
    const pole = newPole();
    pole.device.receive(line('A', 'x'));
    pole.device.receive(Buffer.from('\x1bQBhalf', 'latin1'));
    pole.device.powerCut();
    pole.device.powerBack();
    pole.device.receive(Buffer.from('\r', 'latin1'));
    expect(shown(pole)).toEqual([blank, blank]);
  });

  it('sees the same however the stream is cut up', () => {
    const stream = Buffer.concat([
      line('A', '可乐 3.00'),
      Buffer.from('\x1b@??\x0c', 'latin1'),
      line('B', '合计 3.00'),
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 8 }), (cuts) => {
        const pole = newPole();
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        for (const [index, place] of places.slice(1).entries())
          pole.device.receive(stream.subarray(places[index], place));
        expect(shown(pole)).toEqual([blank, `合计 3.00${' '.repeat(11)}`]);
      }),
      { seed: 7 },
    );
  });
});
