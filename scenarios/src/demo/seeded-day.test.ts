/** Days that are made: of one sale, and from a seed. */
import { describe, expect, it } from 'vitest';
import { convenienceDay } from '../catalogue/convenience-day.ts';
import { readTillRoll } from '../till-roll/till-roll.ts';
import { dayTimeoutMs, expectSound, play } from './day.fixture.ts';
import { type DemoReport, isSound } from './report.ts';

describe('a day', () => {
  it(
    'of one sale, taken while the line is down, ends with the line up',
    async () => {
      const text = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n1,A,TEA,1,12/1/10 8:26,1.00';
      const report = await play(readTillRoll(text, 'CNY'), '2');
      expectSound(report);
      expect(report.offline).toMatchObject({ queued: 1, forwarded: 1 });
    },
    dayTimeoutMs,
  );

  it(
    'made from a seed gives the same report twice, but for the bill that lost a row: that one is found',
    async () => {
      const roll = () => convenienceDay({ seed: '5', sales: 16, currency: 'CNY' });
      const sound = await play(roll(), '5');
      expectSound(sound);
      const robbed = await play(roll(), '5', { deleteBillRow: 'wechat' });
      expect(isSound(robbed)).toBe(false);
      expect(robbed.channels).toEqual({ ...sound.channels, matched: sound.channels.matched - 1, missingThere: 1 });
      const same = ({ elapsedMs, channels, findings, ...rest }: DemoReport) => rest;
      expect(same(robbed)).toEqual(same(sound));
    },
    dayTimeoutMs,
  );
});
