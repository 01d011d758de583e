/**
 * `npm run faults -- [FAMILY…]`: plays faults over real processes and compares all books after each. Prints a table,
 * or with `--json` a line of JSON for each row; ends with 1 where a book differs.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { playDamageFaults } from '../moves/damage-faults.ts';
import { playLongJournal } from '../moves/long-journal.ts';
import { playBackupFaults } from './backup-faults.ts';
import { playBadInput } from './bad-input.ts';
import { playCardsFaults } from './cards-faults.ts';
import { playClockFaults } from './clock-faults.ts';
import { playDiskFull } from './disk-full.ts';
import type { FaultOptions, FaultResult } from './fault-result.ts';
import { playKillMatrix } from './kill-matrix.ts';
import { playLineFaults } from './line-faults.ts';
import { playLongOffline } from './long-offline.ts';
import { playTillFaults } from './till-faults.ts';

const families: Readonly<Record<string, (options: FaultOptions) => Promise<void>>> = {
  kill: playKillMatrix,
  till: playTillFaults,
  line: playLineFaults,
  clock: playClockFaults,
  offline: playLongOffline,
  input: playBadInput,
  disk: playDiskFull,
  backup: playBackupFaults,
  cards: playCardsFaults,
  damage: playDamageFaults,
  long: playLongJournal,
};

const usage = `usage: npm run faults -- [${Object.keys(families).join('|')}]… [options]
  --seed TEXT      what chance goes by (1)
  --jobs N         worlds side by side (half of the processors)
  --sample N       so many rows of each family, chosen by the seed
  --process NAME   kill: agent, agent-start, server, server-start; cards: agent, server
  --rows TEXT      cards, till: rows whose name begins so
  --long           the long forms: a channel's silence in the kill matrix, 50,000 sales offline, 40 damages by chance, 50,000 entries restored
  --step N         kill, till: this step alone of those that have a number
  --json           a line of JSON for each row
`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(Math.max(1, Math.floor(cpus().length / 2))) },
    sample: { type: 'string' },
    long: { type: 'boolean', default: false },
    process: { type: 'string' },
    rows: { type: 'string' },
    step: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const widths = { family: 7, fault: 46, where: 40, result: 9, seconds: 8 };
const head = `${'family'.padEnd(widths.family)} ${'fault'.padEnd(widths.fault)} ${'where it fell'.padEnd(widths.where)} ${'books'.padEnd(widths.result)} ${'seconds'.padStart(widths.seconds)}\n`;

process.exitCode = await main();

async function main(): Promise<number> {
  const chosen = positionals.length === 0 ? Object.keys(families) : positionals;
  if (values.help || chosen.some((name) => !Object.hasOwn(families, name))) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const counts = { equal: 0, unreached: 0, differs: 0 };
  const options: FaultOptions = {
    seed: values.seed,
    jobs: wholeNumber(values.jobs) ?? 1,
    long: values.long,
    sample: wholeNumber(values.sample),
    victim: values.process,
    rows: values.rows,
    step: wholeNumber(values.step),
    tell: (result) => {
      counts[result.result] += 1;
      process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : lineOf(result));
    },
  };
  if (!values.json) process.stdout.write(head);
  for (const name of chosen) await families[name]?.(options);
  if (!values.json) {
    process.stdout.write(`\n${counts.equal} equal, ${counts.unreached} not reached, ${counts.differs} differ\n`);
  }
  return counts.differs > 0 ? 1 : 0;
}

function lineOf({ family, fault, where, result, findings, seconds, again }: FaultResult): string {
  const row = [
    family.padEnd(widths.family),
    fault.padEnd(widths.fault),
    where.slice(0, widths.where).padEnd(widths.where),
    result.padEnd(widths.result),
    seconds.toFixed(1).padStart(widths.seconds),
  ].join(' ');
  const details = findings.map((finding) => `        ${finding}\n`).join('');
  return `${row}\n${details}${findings.length > 0 ? `        again: ${again}\n` : ''}`;
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new RangeError(`a whole number, not "${text}"`);
  return number;
}
