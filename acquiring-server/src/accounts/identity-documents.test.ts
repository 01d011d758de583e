import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditCodeCheck,
  isCreditCode,
  isMail,
  isPhone,
  isResidentNumber,
  maskDocument,
  maskMail,
  maskPhone,
  residentCheck,
} from './identity-documents.ts';

const property = { seed: 20260102, numRuns: 200 };
const people = fc
  .tuple(fc.integer({ min: 110_000, max: 820_000 }), fc.integer({ min: 0, max: 999 }))
  .map(([region, sequence]) => {
    const body = `${region}19900307${String(sequence).padStart(3, '0')}`;
    return body + residentCheck(body);
  });
const creditCharacters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const companies = fc
  .array(fc.constantFrom(...creditCharacters), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join('') + creditCodeCheck(characters.join('')));

describe('resident identity numbers (GB 11643)', () => {
  it('takes the standard’s own examples', () => {
    expect(isResidentNumber('11010519491231002X')).toBe(true);
    expect(isResidentNumber('440524188001010014')).toBe(true);
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(people, (number) => {
        expect(isResidentNumber(number)).toBe(true);
        for (let place = 0; place < 17; place++) {
          for (let digit = 0; digit < 10; digit++) {
            const wrong = number.slice(0, place) + String(digit) + number.slice(place + 1);
            expect(isResidentNumber(wrong)).toBe(wrong === number);
          }
        }
      }),
      property,
    );
  });

  it('refuses days that no calendar has and other forms', () => {
    for (const day of ['19900230', '19901301', '19900001', '18000101']) {
      const body = `110105${day}002`;
      expect(isResidentNumber(body + residentCheck(body))).toBe(false);
    }
    for (const text of ['', '110105194912310021', '11010519491231002x', '1101051949123100']) {
      expect(isResidentNumber(text)).toBe(false);
    }
  });
});

describe('unified social credit codes (GB 32100)', () => {
  it('takes codes that are published', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
  });

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(companies, (code) => {
        expect(isCreditCode(code)).toBe(true);
        for (let place = 0; place < 18; place++) {
          for (const character of creditCharacters) {
            const wrong = code.slice(0, place) + character + code.slice(place + 1);
            expect(isCreditCode(wrong)).toBe(wrong === code);
          }
        }
      }),
      { ...property, numRuns: 50 },
    );
  });

  it('refuses letters that the standard leaves out, small ones and other lengths', () => {
    for (const text of ['', '91350100M000100Y4', '91350100M000100Y4I', '91350100m000100y43', '91350100M000100Y430']) {
      expect(isCreditCode(text)).toBe(false);
    }
  });
});

describe('what is shown of people', () => {
  it('masks documents, phones and mail', () => {
    expect(maskDocument('11010519491231002X')).toBe('110*************2X');
    expect(maskDocument('')).toBe('');
    expect(maskPhone('13800138000')).toBe('138****8000');
    expect(maskMail('xiaoming@example.com')).toBe('x***@example.com');
    expect([maskPhone(''), maskMail('')]).toEqual(['', '']);
  });

  it('knows phones and mail addresses', () => {
    expect(['13800138000', '+628123456789'].every(isPhone)).toBe(true);
    expect(['12800138000', '1380013800', '138001380001', '+0123456', 'x'].some(isPhone)).toBe(false);
    expect(['a@b.cn', 'x.y+z@mail.example.com'].every(isMail)).toBe(true);
    expect(['a@b', '@b.cn', 'a b@c.cn', 'a@b..cn', 'a@@b.cn'].some(isMail)).toBe(false);
  });
});
