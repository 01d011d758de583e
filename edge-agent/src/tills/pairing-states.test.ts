import { describe, expect, test } from 'vitest';
import {
  certificateEvents,
  certificateStatuses,
  codeEvents,
  codeStatuses,
  nextCertificate,
  nextCode,
} from './pairing-states.ts';

const outcomeOf = (next: () => string) => {
  try {
    return next();
  } catch {
    return 'refused';
  }
};

describe('every state takes its events and no other', () => {
  test('of a pairing code', () => {
    const table = codeStatuses.flatMap((status) =>
      codeEvents.map((event) => `${status} ${event} ${outcomeOf(() => nextCode(status, event))}`),
    );
    expect(table).toEqual([
      'open use used',
      'open burn burnt',
      'open replace replaced',
      ...['used', 'burnt', 'replaced'].flatMap((status) => codeEvents.map((event) => `${status} ${event} refused`)),
    ]);
  });

  test('of a certificate', () => {
    const table = certificateStatuses.flatMap((status) =>
      certificateEvents.map((event) => `${status} ${event} ${outcomeOf(() => nextCertificate(status, event))}`),
    );
    expect(table).toEqual([
      'issued first_call in_use',
      'issued newer_used superseded',
      'issued revoke revoked',
      'in_use first_call refused',
      'in_use newer_used superseded',
      'in_use revoke revoked',
      ...['superseded', 'revoked'].flatMap((status) => certificateEvents.map((event) => `${status} ${event} refused`)),
    ]);
  });
});
