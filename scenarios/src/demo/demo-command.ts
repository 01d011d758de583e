/**
 * `npm run demo`: plays a till roll, or a day made from a seed, over the whole suite through the simulated
 * devices, with the line cut and the channels at fault, and exits 1 unless every cent is where it should be.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createLog, errorText, systemClock } from '@qiantai/foundation';
import { currencySchema } from '@qiantai/protos';
import { convenienceDay } from '../catalogue/convenience-day.ts';
import { readTillRoll, type TillRoll } from '../till-roll/till-roll.ts';
import { isSound, reportTable } from './report.ts';
import { type KillOrder, runDemo } from './run-demo.ts';

const help = `npm run demo -- [options]
  --till-roll FILE      a CSV of invoices (docs/till-rolls.md); without it a day of a convenience store is made
  --seed N              decides tenders, faults and cuts; the same seed gives the same report (1)
  --currency CODE       ISO 4217 (CNY)
  --report FILE         write the report as JSON
  --sales N             sales of the day that is made where no roll is given (120)
  --no-faults           nothing goes wrong
  --kill WHO@PERCENT    end WHO (server, agent, or the name of a process) by SIGKILL at that share of the day
                        and start it again; may be given more than once
  --delete-bill-row CHANNEL   the channel (wechat, alipay, unionpay, card) leaves a row out of its bill: the demo must fail
  --speed FACTOR        virtual seconds per second (10)
  --data DIR            keep everything there (a temporary folder that is removed)
  --json FILE           write the running suite's addresses and process ids
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'till-roll': { type: 'string' },
      seed: { type: 'string', default: '1' },
      currency: { type: 'string', default: 'CNY' },
      report: { type: 'string' },
      sales: { type: 'string', default: '120' },
      'no-faults': { type: 'boolean', default: false },
      kill: { type: 'string', multiple: true, default: [] },
      'delete-bill-row': { type: 'string' },
      speed: { type: 'string', default: '10' },
      data: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const currency = currencySchema.safeParse(values.currency);
  if (!currency.success)
    throw new Error(`--currency ${values.currency} is not one of ${currencySchema.options.join(', ')}`);
  const speed = wholeNumber('--speed', values.speed, 100);
  const sales = wholeNumber('--sales', values.sales, 100_000);
  const log = createLog({ name: 'demo', level: 'warn', nowMs: () => systemClock.nowMs() });
  const roll: TillRoll = values['till-roll']
    ? readTillRoll(readText(values['till-roll']), currency.data)
    : convenienceDay({ seed: values.seed, sales, currency: currency.data });
  if (roll.invoices.length === 0) throw new Error('The till roll has no invoice that can be played.');
  const report = await runDemo({
    roll,
    seed: values.seed,
    currency: currency.data,
    faults: !values['no-faults'],
    speed,
    dataDir: values.data,
    descriptionFile: values.json,
    kills: values.kill.map(killOrder),
    deleteBillRow: values['delete-bill-row'],
    log,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${reportTable(report)}\n`);
  if (values.report) writeFileSync(values.report, `${JSON.stringify(report, null, 2)}\n`);
  return isSound(report) ? 0 : 1;
}

/** Till rolls are UTF-8; exports of older tills are Windows-1252, told by bytes that UTF-8 has not. */
function readText(file: string): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function wholeNumber(option: string, text: string, max: number): number {
  const number = Number(text);
  if (!/^[0-9]{1,6}$/.test(text) || number < 1 || number > max)
    throw new Error(`${option} takes 1 to ${max}, not "${text}"`);
  return number;
}

function killOrder(text: string): KillOrder {
  const match = /^([a-z0-9-]+)@([0-9]{1,2})$/.exec(text);
  if (!match) throw new Error(`--kill takes WHO@PERCENT, such as server@40, not "${text}"`);
  return { who: match[1] as string, atPercent: Number(match[2]) };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`The demo could not be played: ${errorText(error)}\n`);
    process.exit(1);
  },
);
