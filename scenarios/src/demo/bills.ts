/** Lets the server fetch each channel's bill and compare it with its own payments, row by row. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ClockAnchor, formatClockAnchor } from '@qiantai/foundation';
import { z } from 'zod';
import type { RunningSuite } from '../suite/suite.ts';

export interface BillComparison {
  counts: { matched: number; missingHere: number; missingThere: number; amountDiffers: number };
  findings: string[];
}

const run = promisify(execFile);
const command = fileURLToPath(
  new URL('../../../acquiring-server/src/reconciliation/reconcile-command.ts', import.meta.url),
);
const outputBytesMax = 64 * 1024 * 1024;

export async function compareBills(suite: RunningSuite, date: string, anchor: ClockAnchor): Promise<BillComparison> {
  const { stdout } = await run(process.execPath, [command, '--date', date, '--json'], {
    env: {
      ...(process.env as Record<string, string>), // command setting
      DATABASE_URL: suite.server.ready.databaseUrl,
      QIANTAI_DATA_DIR: suite.serverDataDir,
      QIANTAI_CLOCK: formatClockAnchor(anchor),
    },
    maxBuffer: outputBytesMax,
  }).catch((error: { stdout?: string; stderr?: string; message: string }) => {
    // A difference ends the command with 1; what it found is on its output all the same.
    if (error.stdout) return { stdout: error.stdout };
    throw new Error(`the bills could not be compared: ${error.stderr || error.message}`);
  });
  return summary(outputSchema.parse(JSON.parse(stdout)));
}

const differenceSchema = z.looseObject({
  kind: z.string(),
  accountId: z.string(),
  channelOrderNo: z.string(),
  billAmountMinor: z.string().optional(),
  ourAmountMinor: z.string().optional(),
});

/** What the command prints (acquiring-server, reconciliation). */
const outputSchema = z.looseObject({
  matched: z.number().int(),
  missingHere: z.array(differenceSchema),
  missingThere: z.array(differenceSchema),
  amountDiffers: z.array(differenceSchema),
  accounts: z.array(z.looseObject({ accountId: z.string(), status: z.string(), why: z.string().optional() })),
});

function summary(output: z.infer<typeof outputSchema>): BillComparison {
  const { matched, missingHere, missingThere, amountDiffers, accounts } = output;
  const words = (
    what: string,
    { kind, accountId, channelOrderNo, billAmountMinor, ourAmountMinor }: z.infer<typeof differenceSchema>,
  ) =>
    `${accountId}: ${kind} ${channelOrderNo} ${what} (bill ${billAmountMinor ?? '-'}, books ${ourAmountMinor ?? '-'})`;
  return {
    counts: {
      matched,
      missingHere: missingHere.length,
      missingThere: missingThere.length,
      amountDiffers: amountDiffers.length,
    },
    findings: [
      ...accounts
        .filter(({ status }) => status !== 'compared')
        .map(({ accountId, why }) => `the bill of ${accountId} was not compared: ${why}`),
      ...missingHere.map((difference) => words('is in the bill and not in the books', difference)),
      ...missingThere.map((difference) => words('is in the books and not in the bill', difference)),
      ...amountDiffers.map((difference) => words('has another amount in the bill', difference)),
    ],
  };
}
