import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { backoffMs } from './backoff.ts';
import { canonicalJson, type JsonValue, payloadHash } from './canonical-json.ts';
import { flagSetting, portSetting, readConfig } from './config.ts';
import { CodedError, errorRegistry } from './errors.ts';
import { SeededRandom, systemRandom } from './random.ts';

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order of members', () => {
    expect(canonicalJson({ b: [1n, null, 'é'], a: true, c: undefined })).toBe('{"a":true,"b":["1",null,"é"]}');
    expect(payloadHash({ a: 1, b: 2 })).toBe(payloadHash({ b: 2, a: 1 }));
  });

  it('reads back as the same value', () => {
    const leaf = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.maxSafeInteger());
    const value = fc.letrec<{ any: JsonValue }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('any')),
        fc.dictionary(fc.string(), tie('any'), { noNullPrototype: true }),
      ),
    })).any;
    fc.assert(
      fc.property(value, (one) => {
        const text = canonicalJson(one);
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
      }),
      { seed: 11 },
    );
  });

  it('refuses numbers that are not whole', () => {
    for (const number of [0.5, Number.NaN, 2 ** 60, Number.POSITIVE_INFINITY]) {
      expect(() => canonicalJson(number)).toThrow(TypeError);
    }
  });
});

describe('chance from a seed', () => {
  it('is the same each time, and another for another seed', () => {
    const draws = (seed: number | string) => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 8 }, () => random.below(1000));
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    expect(new SeededRandom(7).fork('a').below(1e9)).not.toBe(new SeededRandom(7).fork('b').below(1e9));
  });

  it('stays below its limit and reaches all of it', () => {
    const random = new SeededRandom('spread');
    const seen = new Set(Array.from({ length: 500 }, () => random.below(10)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(() => random.below(0)).toThrow(RangeError);
  });
});

describe('chance from the system', () => {
  it('gives as many bytes as asked for, never the same twice', () => {
    const seen = new Set<string>();
    for (let draw = 0; draw < 2000; draw++) seen.add(Buffer.from(systemRandom.bytes(16)).toString('hex'));
    expect(seen.size).toBe(2000);
    for (const length of [0, 1, 4095, 4096, 4097, 100_000]) expect(systemRandom.bytes(length)).toHaveLength(length);
    expect(systemRandom.bytes(100_000).some((byte) => byte !== 0)).toBe(true);
  });
});

describe('backoff', () => {
  it('grows to its bound and is never below half of it', () => {
    const random = new SeededRandom(3);
    for (let attempt = 0; attempt < 100; attempt++) {
      const delay = backoffMs(attempt, { firstMs: 100, maxMs: 5000 }, random);
      const ceiling = Math.min(5000, 100 * 2 ** attempt);
      expect(delay).toBeGreaterThanOrEqual(ceiling / 2);
      expect(delay).toBeLessThanOrEqual(ceiling);
    }
  });
});

describe('errors with codes', () => {
  it('put their details into the sentence', () => {
    const make = errorRegistry({
      CART_FULL: { message: 'The cart holds {max} lines.', grpc: 'FAILED_PRECONDITION', http: 409, retryable: false },
    });
    const error = make('CART_FULL', { max: 2000 });
    expect(error).toBeInstanceOf(CodedError);
    expect([error.code, error.message, error.definition.http]).toEqual([
      'CART_FULL',
      'The cart holds 2000 lines.',
      409,
    ]);
  });
});

describe('settings', () => {
  it('name every bad variable', () => {
    const schema = z.object({ PORT: portSetting(8080), DEBUG: flagSetting(false) });
    expect(readConfig(schema, {})).toEqual({ PORT: 8080, DEBUG: false });
    expect(readConfig(schema, { PORT: '0', DEBUG: 'yes' })).toEqual({ PORT: 0, DEBUG: true });
    expect(() => readConfig(schema, { PORT: '70000', DEBUG: 'perhaps' })).toThrow(/PORT[\s\S]*DEBUG/);
  });
});
