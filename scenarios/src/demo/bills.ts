/** Lets the server fetch each channel's bill and compare it with its own payments, row by row. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
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
  }).catch((error: { stdout?: string; message: string }) => {
    // A difference ends the command with 1; what it found is on its output all the same.
    if (error.stdout) return { stdout: error.stdout };
    throw new Error(`the bills could not be compared: ${error.message}`);
  });
  return readComparison(JSON.parse(stdout));
}
