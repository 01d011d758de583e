import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { openStore } from '../store/database.ts';
import { openQueueStore } from './queue-store.ts';

test('a backlog of cards that were taken offline stands behind the payment that a cashier waits for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-order-'));
  const clock = new FakeClock();
  const store = openStore(folder, clock);
  try {
    const queue = openQueueStore(store);
    const row = { kind: 'pay', terminalId: 'till-1', recordedAtMs: clock.nowMs() } as const;
    for (let n = 0; n < 100; n++) queue.add({ ...row, key: `a${String(n).padStart(3, '0')}`, offline: true });
    queue.add({ ...row, key: 'b-online' });
    const [first, second] = queue.waiting('pay', 32);
    expect(first).toMatchObject({ key: 'b-online', offline: false });
    expect(second).toMatchObject({ key: 'a000', offline: true });
    expect(queue.summary().waiting).toBe(101);
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
