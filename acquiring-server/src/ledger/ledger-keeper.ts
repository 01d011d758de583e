/** What the ledger wants done by itself: holds that run out, months made ready, a proof of all books each night. */
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/database.ts';
import type { Ledger } from './ledger.ts';
import { prepareMonths } from './partitions-store.ts';
import { politeRest } from './polite-rest.ts';
import { type BooksProof, proveBooks } from './prove-books.ts';
import { storeProof } from './prove-store.ts';

export interface LedgerKeeperDeps {
  database: Database;
  ledger: Ledger;
  clock: Clock;
  /** The machine's time: how long a chunk of the proof takes is a matter of load. */
  machine: Pick<Clock, 'monotonicMs' | 'sleep'>;
  ids: IdMint;
  log: Log;
  registry: Registry;
}

const holdsEveryMs = 10_000;
const holdsAtOnce = 500;
const hourMs = 3_600_000;
/** Of the time that the nightly proof reads for; postings of a busy server lose less than a tenth then. */
const politeShare = 0.07;
/** 04:00 in Beijing, when shops sleep. */
const proofHourUtcMs = 20 * hourMs;

export interface LedgerKeeper {
  /** Resolves when the signal has ended it. */
  run(signal: AbortSignal): Promise<void>;
  /** The proof now, stored and measured. */
  prove(): Promise<BooksProof>;
}

export function createLedgerKeeper(deps: LedgerKeeperDeps): LedgerKeeper {
  const { clock, log } = deps;
  const findings = new Gauge({
    name: 'qiantai_ledger_proof_findings',
    help: 'What the last proof of the books found wrong; 0 is proved.',
    registers: [deps.registry],
  });
  const provedAt = new Gauge({
    name: 'qiantai_ledger_proof_time_seconds',
    help: 'When the last proof of the books ended, seconds since the epoch.',
    registers: [deps.registry],
  });
  const prove = async (): Promise<BooksProof> => {
    const startedAtMs = clock.nowMs();
    const proof = await proveBooks(deps.database, {
      monotonicMs: () => deps.machine.monotonicMs(),
      rest: politeRest(deps.machine, politeShare),
    });
    const endedAtMs = clock.nowMs();
    await storeProof(deps.database.pool, {
      proofId: deps.ids.uuid7(),
      startedAtMs,
      endedAtMs,
      passed: proof.balanced,
      journals: BigInt(proof.journals),
      entries: BigInt(proof.entries),
      accounts: BigInt(proof.accounts),
      findings: proof.findings,
    });
    findings.set(proof.findings.length);
    provedAt.set(endedAtMs / 1000);
    if (proof.balanced) log.info({ entries: proof.entries, journals: proof.journals }, 'ledger.proved');
    else log.error({ findings: proof.findings.slice(0, 10) }, 'ledger.proof_failed');
    return proof;
  };
  const expire = async (): Promise<void> => {
    while ((await deps.ledger.expireHolds(clock.nowMs(), holdsAtOnce)) === holdsAtOnce);
  };

  return {
    prove,
    run: async (signal) => {
      await Promise.all([
        repeat(signal, expire, () => holdsEveryMs),
        repeat(
          signal,
          async () => void (await prepareMonths(deps.database, { nowMs: clock.nowMs(), log })),
          () => 12 * hourMs,
        ),
        repeat(signal, prove, () => untilProof(clock.nowMs()), 'later'),
      ]);
    },
  };

  async function repeat(
    signal: AbortSignal,
    work: () => Promise<unknown>,
    pauseMs: () => number,
    first: 'now' | 'later' = 'now',
  ): Promise<void> {
    let due = first === 'now';
    while (!signal.aborted) {
      if (due) {
        await work().catch((error: unknown) => log.error({ error: errorText(error) }, 'ledger.keeper_failed'));
      }
      due = true;
      await clock.sleep(pauseMs(), signal).catch(() => undefined);
    }
  }
}

/** Milliseconds until the next proof. */
export function untilProof(nowMs: number): number {
  const dayMs = 24 * hourMs;
  const sinceMs = (((nowMs - proofHourUtcMs) % dayMs) + dayMs) % dayMs;
  return dayMs - sinceMs;
}
