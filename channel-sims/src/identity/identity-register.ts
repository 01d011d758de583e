/**
 * What the simulated provider of identity checks knows. Everybody whose number is good is on record under the name
 * that is asked, but for test numbers and for those whom a hand has put on record under another name.
 *
 * | digits 15 to 17 of a resident number, characters 14 to 16 of a credit code | answer |
 * |---|---|
 * | 901 | 不一致: the name (or the legal representative) is another one |
 * | 902 | 库中无此号: no such number on record |
 * | 903 | HTTP 503 |
 * | 904 | 9999 系统繁忙 |
 * | 905 | silence until the client gives up |
 * | 906 | a page of a proxy in place of an answer |
 * | 907 | an answer whose signature is false |
 * | 908 | HTTP 429 |
 */
import type { ProviderFault } from './signed-exchange.ts';

/** 1 agrees, 2 differs, 3 not on record. */
export type CheckResult = '1' | '2' | '3';

export interface CheckedElements {
  number: string;
  name: string;
  /** Of a company. */
  legalRepresentativeName?: string | undefined;
}

const numberFaults: Readonly<Record<string, ProviderFault>> = {
  '903': 'http_503',
  '904': 'busy',
  '905': 'silent',
  '906': 'garbage',
  '907': 'badly_signed',
  '908': 'rate_limited',
};

export class IdentityRegister {
  private readonly recorded = new Map<string, CheckedElements>();
  private readonly answered = new Map<string, { result: CheckResult; reference: string }>();
  private last = 0;

  /** By hand: this number is on record under this name and no other. */
  record(elements: CheckedElements): void {
    this.recorded.set(elements.number, elements);
  }

  /** Checks, and charges, once for a request number; asked again it says the same. */
  check(requestNo: string, elements: CheckedElements): { result: CheckResult; reference: string } {
    const before = this.answered.get(requestNo);
    if (before) return before;
    this.last += 1;
    const answer = { result: this.resultOf(elements), reference: `ID${String(this.last).padStart(10, '0')}` };
    this.answered.set(requestNo, answer);
    return answer;
  }

  faultOf(number: string): ProviderFault | undefined {
    return numberFaults[testDigits(number)];
  }

  /** Checks that were charged. */
  get chargedCount(): number {
    return this.answered.size;
  }

  private resultOf(elements: CheckedElements): CheckResult {
    const held = this.recorded.get(elements.number);
    if (held) {
      const same = held.name === elements.name && held.legalRepresentativeName === elements.legalRepresentativeName;
      return same ? '1' : '2';
    }
    switch (testDigits(elements.number)) {
      case '901':
        return '2';
      case '902':
        return '3';
      default:
        return '1';
    }
  }
}

/** A credit code begins with letters or digits and has a letter or digit of its own at 17; the two never mix. */
function testDigits(number: string): string {
  return /^[0-9]{17}[0-9X]$/.test(number) && isBirthday(number.slice(6, 14))
    ? number.slice(14, 17)
    : number.slice(13, 16);
}

function isBirthday(text: string): boolean {
  return /^(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$/.test(text);
}
