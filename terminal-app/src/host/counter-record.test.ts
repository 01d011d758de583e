import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callOf, closeRequest, deedOf, idleCounter, moveRequest, openRequest } from '../counter/test-samples.ts';
import { CounterRecords } from './counter-record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-record-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, 'counter.json');

describe('the record of the counter', () => {
  it('holds each kind of call as it was, and takes what was under way for unanswered', () => {
    const counts = new Map([
      [10_000n, 3],
      [50n, 7],
    ]);
    for (const request of [openRequest, moveRequest, closeRequest, deedOf('drawer_opened', { reason: '换零钱' })]) {
      for (const at of ['asked', 'kept', 'approval'] as const) {
        const call = callOf(request, at);
        new CounterRecords(folder).save({ call, counts, trainingSinceMs: 5 });
        const loaded = new CounterRecords(folder).load();
        expect(loaded.call?.request).toEqual(request);
        expect(loaded.call?.at).toBe(at === 'approval' ? 'approval' : 'kept');
        expect(loaded).toMatchObject({ counts, trainingSinceMs: 5 });
      }
    }
  });

  it('is no file while nothing is in hand, and only this account reads it', () => {
    const records = new CounterRecords(folder);
    expect(records.load()).toEqual({ call: null, counts: new Map(), trainingSinceMs: 0 });
    records.save(idleCounter);
    expect(existsSync(file())).toBe(false);
    records.save({ ...idleCounter, call: callOf(moveRequest) });
    expect(statSync(file()).mode & 0o077).toBe(0);
    records.save(idleCounter);
    expect(existsSync(file())).toBe(false);
  });

  it('that cannot be read stops the till: it may name money that moved', () => {
    new CounterRecords(folder).save({ ...idleCounter, call: callOf(moveRequest) });
    const text = readFileSync(file(), 'utf8');
    for (const broken of [text.slice(0, 40), text.replace('"version":1', '"version":2'), text.replace('bank', 'x')]) {
      writeFileSync(file(), broken);
      expect(() => new CounterRecords(folder).load()).toThrow(expect.objectContaining({ code: 'TILL_BAD_RECORD' }));
    }
  });
});
