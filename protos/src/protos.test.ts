import { CodedError, canonicalJson, FakeClock, type JsonValue, SeededRandom, textHash } from '@qiantai/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentStatusEnum, paymentStatuses, tenderEnum } from './enums.ts';
import {
  base32FromUuid,
  channelOrderNo,
  IdMint,
  keyOfChannelOrderNo,
  orderNoOfSale,
  saleOfOrderNo,
  uuid7From,
  uuidFromBase32,
} from './ids.ts';
import { firstPreviousHash, journalEntryHash, journalPayloadSchemas, storableJson } from './journal.ts';
import {
  amountMinorMax,
  type Currency,
  currencyExponents,
  currencyNumbers,
  decimalFromMinor,
  minorFromDecimal,
  moneyFromMessage,
  moneyToMessage,
} from './money.ts';
import { integerFrom } from './numbers.ts';
import { acquiringServices, tillServices } from './services.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
  return 'nothing thrown';
};

describe('money at the border', () => {
  it.each(['12x', '', ' 1', '1.0', '01', '-0', '+1', '1e3', '9999999999999', '９'])(
    'refuses the amount "%s"',
    (amountMinor) => {
      expect(codeOf(() => moneyFromMessage({ amountMinor, currency: 'CNY' }, 'amount'))).toBe('PROTO_BAD_MONEY');
    },
  );

  it.each([undefined, '', 'cny', 'ZZZ', 'RMB'])('refuses the currency %s', (currency) => {
    expect(codeOf(() => moneyFromMessage({ amountMinor: '1', currency }, 'amount'))).toBe('PROTO_BAD_MONEY');
  });

  it('comes back as it went', () => {
    const currencies = Object.keys(currencyExponents) as Currency[];
    const minor = fc.bigInt({ min: -amountMinorMax, max: amountMinorMax });
    fc.assert(
      fc.property(minor, fc.constantFrom(...currencies), (amountMinor, currency) => {
        expect(moneyFromMessage(moneyToMessage({ amountMinor, currency }), 'amount')).toEqual({
          amountMinor,
          currency,
        });
        expect(minorFromDecimal(decimalFromMinor(amountMinor, currency), currency)).toBe(amountMinor);
      }),
      { seed: 5 },
    );
  });

  it('reads decimals by the currency and rounds nothing', () => {
    expect(minorFromDecimal('12.3', 'CNY')).toBe(1230n);
    expect(minorFromDecimal('12', 'JPY')).toBe(12n);
    expect(decimalFromMinor(-5n, 'CNY')).toBe('-0.05');
    for (const text of ['12.345', '.5', '12.', '1,000.00', '0x1', '']) {
      expect(codeOf(() => minorFromDecimal(text, 'CNY'))).toBe('PROTO_BAD_MONEY');
    }
    expect(codeOf(() => minorFromDecimal('1.5', 'JPY'))).toBe('PROTO_BAD_MONEY');
  });

  it('has a number of ISO 4217 for every currency', () => {
    for (const currency of Object.keys(currencyExponents) as Currency[])
      expect(currencyNumbers[currency]).toMatch(/^[0-9]{3}$/);
  });
});

describe('ids', () => {
  it('sort by the time they were minted, within one millisecond too, and are never equal', async () => {
    const clock = new FakeClock();
    const mint = new IdMint(clock, new SeededRandom(1));
    const ids = Array.from({ length: 10_000 }, () => mint.uuid7());
    await clock.advance(100);
    ids.push(mint.uuid7());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(uuid7From(id, 'id')).toBe(id);
  });

  it('come back from the numbers that were made of them, and from no other text', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.integer({ min: 1, max: 99 }), (key, attempt) => {
        expect(keyOfChannelOrderNo(channelOrderNo(key, attempt))).toBe(key);
        expect(saleOfOrderNo(orderNoOfSale(key))).toBe(key);
        expect([keyOfChannelOrderNo(orderNoOfSale(key)), saleOfOrderNo(channelOrderNo(key, attempt))]).toEqual([
          undefined,
          undefined,
        ]);
      }),
      { seed: 4 },
    );
    const others = ['', 'o-1', '4200001234567890123456789012', base32FromUuid('0'.repeat(32)), 'Z'.repeat(26)];
    for (const text of others)
      expect([keyOfChannelOrderNo(text), saleOfOrderNo(text)], text).toEqual([undefined, undefined]);
  });

  it('are 26 characters of base 32, in the same order, and come back', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        expect(uuidFromBase32(base32FromUuid(a))).toBe(a);
        expect(base32FromUuid(a) < base32FromUuid(b)).toBe(a < b);
        expect(channelOrderNo(a, 7)).toMatch(/^[0-9A-Z]{26}07$/);
      }),
      { seed: 2 },
    );
  });

  it.each([undefined, '', '0190a5d8-0000-4000-8000-000000000000', '0190A5D8-0000-7000-8000-000000000000', 'x'])(
    'refuse %s',
    (text) => {
      expect(codeOf(() => uuid7From(text, 'key'))).toBe('PROTO_BAD_ID');
    },
  );
});

describe('enums and numbers', () => {
  it('come back as they went, and unknown names are refused', () => {
    for (const status of paymentStatuses) {
      expect(paymentStatusEnum.fromMessage(paymentStatusEnum.toMessage(status), 'status')).toBe(status);
    }
    for (const value of ['TENDER_UNSPECIFIED', 'TENDER_GOLD', 'CASH', 'PAYMENT_STATUS_PAID', '', undefined, 1]) {
      expect(codeOf(() => tenderEnum.fromMessage(value, 'tender'))).toBe('PROTO_BAD_ENUM');
    }
  });

  it('refuses numbers out of their range', () => {
    expect(integerFrom('1767225600000', 'at')).toBe(1_767_225_600_000);
    for (const text of ['-1', '1.5', '9007199254740993', 'x', '']) {
      expect(codeOf(() => integerFrom(text, 'at'))).toBe('PROTO_BAD_NUMBER');
    }
  });
});

describe('the journal', () => {
  const entry = {
    entryId: '01890a5d-ac96-774b-bcce-b302099a8057',
    terminalId: 'till-1',
    sequence: 1,
    kind: 'operator.signed_out' as const,
    recordedAtMs: 1_767_225_600_000,
    clockOffsetMs: 0,
    payload: { operatorId: 'op-1' },
    previousHash: firstPreviousHash,
  };

  it('hashes every member', () => {
    const hash = journalEntryHash(entry);
    // The golden value holds the form of the hash still: journals that were written must stay provable.
    expect(hash).toBe('24791bb6a7968e6831726ae91d33d8bf03a16ec7e3cd52c8b0219a1e2bc3b4a5');
    const changes = [
      { entryId: 'x' },
      { terminalId: 'till-2' },
      { sequence: 2 },
      { recordedAtMs: 0 },
      { clockOffsetMs: 1 },
      { payload: { operatorId: 'op-2' } },
      { previousHash: '1'.repeat(64) },
    ];
    for (const change of changes) expect(journalEntryHash({ ...entry, ...change })).not.toBe(hash);
  });

  it('is the hash of the canonical JSON, whatever the texts hold', () => {
    const odd = { ...entry, terminalId: '收银台 "1"\\\n', entryId: '\u0007', clockOffsetMs: -0, sequence: 9 };
    expect(journalEntryHash(odd)).toBe(textHash(canonicalJson(odd)));
    expect(() => journalEntryHash({ ...entry, recordedAtMs: 1.5 })).toThrow(TypeError);
  });

  it('says which texts the server can store', () => {
    const storable = (payload: JsonValue) => storableJson(canonicalJson(payload), payload);
    expect(storable({ name: '水\n"', lines: [{ n: '\u0007' }] })).toBe(true);
    expect(storable({ name: 'u0000 \\u0000' })).toBe(true);
    for (const bad of ['\0', 'a\0b', '\ud800', '\udfff!']) {
      expect(storable({ name: bad })).toBe(false);
      expect(storable({ lines: [{ deep: bad }] })).toBe(false);
      expect(storable({ [bad]: 1 })).toBe(false);
    }
  });

  it('holds no payload with members that it does not know, card data least of all', () => {
    const schema = journalPayloadSchemas['operator.signed_out'];
    expect(schema.safeParse({ operatorId: 'op-1' }).success).toBe(true);
    expect(schema.safeParse({ operatorId: 'op-1', pan: '4242424242424242' }).success).toBe(false);
  });
});

describe('the services', () => {
  it('load from their files', () => {
    expect(Object.keys(acquiringServices().AcquiringService.service)).toContain('Pay');
    expect(Object.keys(tillServices().TillService.service)).toContain('StartPayment');
  });
});
