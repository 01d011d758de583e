import { describe, expect, it } from 'vitest';
import { correctedPayload, factsOf } from './facts.ts';

const right = {
  refundKey: '0190a5c0-0000-7000-8000-000000000001',
  status: 'succeeded',
  amountMinor: '4000',
  currency: 'CNY',
  reasonCode: '',
  serverVersion: 3,
};
const of = (change: object) => JSON.stringify({ ...right, ...change });
const faulty = (payloadJson: string) => factsOf('refund.resulted', payloadJson).filter(({ fault }) => fault !== '');
const corrected = (payloadJson: string, ...changes: Parameters<typeof correctedPayload>[2][number][]) =>
  correctedPayload('refund.resulted', payloadJson, changes);

describe('the facts of an entry', () => {
  it('are told one by one, those that are not right first; which money and how much stays', () => {
    const facts = factsOf('refund.resulted', of({ reasonCode: 7 }));
    expect(facts[0]).toEqual({
      ...{ path: '/reasonCode', value: '7', type: 'text', isFixed: false, fault: 'wrong', choices: [] },
    });
    expect(facts.filter(({ isFixed }) => isFixed).map(({ path }) => path)).toEqual([
      ...['/refundKey', '/amountMinor', '/currency'],
    ]);
    expect(factsOf('refund.resulted', of({}))).toHaveLength(6);
  });

  it('may be changed where they were not readable', () => {
    const [amount] = faulty(of({ amountMinor: '40,00' }));
    expect(amount).toMatchObject({ path: '/amountMinor', isFixed: false, fault: 'wrong' });
  });

  it.each<[string, object, object]>([
    ['missing', { serverVersion: undefined }, { path: '/serverVersion', type: 'number', fault: 'missing' }],
    ['unknown', { colour: 'red' }, { path: '/colour', fault: 'unknown' }],
    ['of a few values', { status: 'gone' }, { path: '/status', choices: ['succeeded', 'failed'], fault: 'wrong' }],
    ['more than one value', { reasonCode: { a: [] } }, { path: '/reasonCode', type: 'text', fault: 'wrong' }],
    ['with a slash in its name', { 'a/b~c': 1 }, { path: '/a~1b~0c', fault: 'unknown' }],
  ])('that are %s', (_what, change, fact) => {
    expect(faulty(of(change))).toEqual(expect.arrayContaining([expect.objectContaining(fact)]));
  });

  it('of what is no JSON, or of an unknown kind, have nothing to put right here', () => {
    expect(factsOf('refund.resulted', '{')).toMatchObject([{ path: '', type: 'other' }]);
    expect(factsOf('later.kind', of({ colour: 1 })).every(({ fault }) => fault === '')).toBe(true);
  });
});

describe('a correction', () => {
  it('puts facts right in their type, adds what is missing, and drops what nobody knows', () => {
    const before = of({ reasonCode: 7, serverVersion: undefined, colour: 'red', status: 'gone' });
    const after = corrected(
      before,
      { path: '/reasonCode', value: '' },
      { path: '/serverVersion', value: '3' },
      { path: '/colour', value: null },
      { path: '/status', value: 'succeeded' },
    );
    expect('payloadJson' in after && JSON.parse(after.payloadJson)).toEqual(right);
  });

  it.each<[string, object, { path: string; value: string | null }[], string]>([
    ['nothing is done about what is not right', { status: 'gone' }, [], '/status'],
    ['a sum would change', {}, [{ path: '/amountMinor', value: '1' }], '/amountMinor'],
    ['a key would go', {}, [{ path: '/refundKey', value: null }], '/refundKey'],
    ['a number is none', {}, [{ path: '/serverVersion', value: '3x' }], '/serverVersion'],
    ['a fact is not there', {}, [{ path: '/none', value: 'x' }], '/none'],
    ['it is not what the schema takes', {}, [{ path: '/status', value: 'gone' }], '/status'],
    ['it reaches for a prototype', {}, [{ path: '/__proto__/x', value: 'y' }], '/__proto__/x'],
  ])('is refused where %s', (_what, change, changes, wrong) => {
    expect(corrected(of(change), ...changes)).toEqual({ wrong });
  });
});
