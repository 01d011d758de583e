import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TillInfo } from '../edge/convert.ts';
import type { TillEvent } from '../sale/events.ts';
import type { Measure } from '../sale/model.ts';
import { apples, water } from '../sale/test-samples.ts';
import { EffectRunner, type EffectRunnerOptions } from './effect-runner.ts';
import { FakeDevices } from './test-devices.ts';
import { noDevices, type WeightResult } from './till-devices.ts';

const saleId = new IdMint(systemClock, new SeededRandom('weighing')).saleId();

let devices: FakeDevices;
let read: number;
/** What the agent knows of the code. */
let found: { article: typeof apples & { picture: string }; measure?: Measure };

beforeEach(() => {
  devices = new FakeDevices();
  read = 0;
  found = { article: { ...apples, picture: '' } };
});

async function look(weightG?: number, without: Partial<EffectRunnerOptions> = {}): Promise<TillEvent | null> {
  const { readWeight } = devices.scale;
  devices.scale.readWeight = () => {
    read += 1;
    return readWeight();
  };
  const runner = new EffectRunner({
    agent: { findArticle: () => Promise.resolve(found) } as unknown as EffectRunnerOptions['agent'],
    devices,
    clock: systemClock,
    log: silentLog,
    facts: () => ({ currency: 'CNY' }) as TillInfo,
    agentPresent: () => true,
    ...without,
  } as EffectRunnerOptions);
  return await runner.run({ kind: 'find_article', code: 'W1', saleId, ...(weightG === undefined ? {} : { weightG }) });
}

describe('an article sold by weight', () => {
  it('is weighed where its code says no weight', async () => {
    devices.onScale = { kind: 'stable', weightG: 1250 };
    expect(await look()).toEqual({
      kind: 'article_found',
      article: apples,
      measure: { kind: 'weight', weightG: 1250 },
    });
  });

  it('has the weight that was typed, or that its code says; the scale is not asked', async () => {
    devices.onScale = { kind: 'stable', weightG: 1250 };
    expect(await look(480)).toMatchObject({ measure: { kind: 'weight', weightG: 480 } });
    found.measure = { kind: 'weight', weightG: 300 };
    expect(await look()).toMatchObject({ measure: { kind: 'weight', weightG: 300 } });
    expect(read).toBe(0);
  });

  it('waits with the reason where the scale gives no weight', async () => {
    const reasons: Array<[WeightResult, string]> = [
      [{ kind: 'stable', weightG: 0 }, 'SCALE_EMPTY'],
      [{ kind: 'unstable' }, 'SCALE_UNSTABLE'],
      [{ kind: 'overload' }, 'SCALE_OVERLOAD'],
      [{ kind: 'negative' }, 'SCALE_NEGATIVE'],
      [{ kind: 'no_answer' }, 'SCALE_NO_ANSWER'],
      [{ kind: 'not_connected' }, 'SCALE_NOT_CONNECTED'],
    ];
    for (const [result, scaleSays] of reasons) {
      devices.onScale = result;
      expect(await look()).toEqual({ kind: 'article_found', article: apples, scaleSays });
    }
  });

  it('waits without a reason at a till without a scale', async () => {
    expect(await look(undefined, { devices: noDevices })).toEqual({
      kind: 'article_found',
      article: apples,
      scaleSays: '',
    });
  });
});

it('an article sold by the piece is not weighed', async () => {
  found = { article: { ...water, picture: '' } };
  devices.onScale = { kind: 'stable', weightG: 1250 };
  expect(await look(100)).toEqual({ kind: 'article_found', article: water });
  expect(read).toBe(0);
});
