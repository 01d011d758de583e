/** The demo's report and the table that is printed of it. Amounts are decimal texts of whole minor units. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import { rollTenders } from '../till-roll/tender-names.ts';
import type { TillRoll } from '../till-roll/till-roll.ts';
import type { Comparison } from './comparison.ts';
import type { PlayedDay } from './day.ts';

export interface DemoReport {
  seed: string;
  currency: Currency;
  /** Invoices sold and taken back. */
  sales: number;
  returns: number;
  salesMinor: string;
  returnsMinor: string;
  /** Number of sales, and their amount less what was given back to the same tender. */
  byTender: Record<string, { count: number; amountMinor: string }>;
  /** `line` is the number in the file, the header is 1. */
  rejectedLines: Array<{ line: number; code: string; reason: string }>;
  /** Sales taken while the line was down, those of them that the server has now, and payments refused. */
  offline: { queued: number; forwarded: number; refused: number };
  journal: Comparison['journal'];
  ledger: Comparison['ledger'];
  channels: Comparison['channels'];
  lost: number;
  doubled: number;
  unknownOpen: number;
  /** What is wrong, in words; empty when everything agrees. */
  findings: string[];
  elapsedMs: number;
}

export function buildReport(options: {
  seed: string;
  currency: Currency;
  roll: TillRoll;
  day: PlayedDay;
  comparison: Comparison;
  elapsedMs: number;
}): DemoReport {
  const { seed, currency, roll, day, comparison, elapsedMs } = options;
  const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
  const queued = day.sales.filter(({ offline }) => offline);
  return {
    seed,
    currency,
    sales: day.sales.length,
    returns: day.returns.length,
    salesMinor: sum(day.sales.map(({ plan }) => plan.totalMinor)).toString(),
    returnsMinor: sum(day.returns.map(({ plan }) => plan.totalMinor)).toString(),
    byTender: Object.fromEntries(
      // Rolls seldom name UnionPay's QR payments, and no draw chooses them.
      rollTenders
        .filter((tender) => tender !== 'unionpay' || hasTender(day, tender))
        .map((tender) => [
          tender,
          {
            count: day.sales.filter((sale) => sale.tender === tender).length,
            amountMinor: (comparison.netByTender.get(tender) ?? 0n).toString(),
          },
        ]),
    ),
    rejectedLines: roll.rejectedLines.map(({ fileLine, code, reason }) => ({ line: fileLine, code, reason })),
    offline: {
      queued: queued.length,
      forwarded: queued.filter(({ plan }) => comparison.invoicesAtServer.has(plan.invoiceNo)).length,
      refused: day.refusedOffline,
    },
    journal: comparison.journal,
    ledger: comparison.ledger,
    channels: comparison.channels,
    lost: comparison.lost,
    doubled: comparison.doubled,
    unknownOpen: comparison.unknownOpen,
    findings: comparison.findings,
    elapsedMs,
  };
}

/** Nothing lost, doubled, open or unbalanced, and every channel's bill says what our books say. */
export function isSound(report: DemoReport): boolean {
  const { journal, ledger, channels, offline } = report;
  return (
    report.findings.length === 0 &&
    report.lost === 0 &&
    report.doubled === 0 &&
    report.unknownOpen === 0 &&
    journal.gaps === 0 &&
    journal.chainOk &&
    ledger.balanced &&
    channels.missingHere === 0 &&
    channels.missingThere === 0 &&
    channels.amountDiffers === 0 &&
    offline.queued === offline.forwarded
  );
}

export function reportTable(report: DemoReport): string {
  const money = (minor: string) => `${decimalFromMinor(BigInt(minor), report.currency)} ${report.currency}`;
  const rows: Array<[string, string]> = [
    ['sales', `${report.sales}   ${money(report.salesMinor)}`],
    ['returns', `${report.returns}   ${money(report.returnsMinor)}`],
    ...Object.entries(report.byTender).map(([tender, { count, amountMinor }]): [string, string] => [
      `  ${tender}`,
      `${count}   ${money(amountMinor)} net`,
    ]),
    ['lines left out', String(report.rejectedLines.length)],
    [
      'line down',
      `${report.offline.queued} queued, ${report.offline.forwarded} forwarded, ${report.offline.refused} refused`,
    ],
    [
      'journals',
      `${report.journal.entries} entries, ${report.journal.gaps} gaps, chain ${report.journal.chainOk ? 'sound' : 'BROKEN'}`,
    ],
    [
      'ledger',
      `${report.ledger.journals} journals, ${report.ledger.entries} entries, ${report.ledger.balanced ? 'balanced' : 'NOT BALANCED'}`,
    ],
    [
      'channels’ bills',
      `${report.channels.matched} match, ${report.channels.missingHere} missing here, ${report.channels.missingThere} missing there, ${report.channels.amountDiffers} differ`,
    ],
    ['lost / doubled / open', `${report.lost} / ${report.doubled} / ${report.unknownOpen}`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...report.rejectedLines.slice(0, 20).map(({ line, code, reason }) => `  line ${line} left out: ${code}, ${reason}`),
    ...report.findings.slice(0, 40).map((finding) => `  ! ${finding}`),
    isSound(report) ? 'Journal = payments = ledger = bills: every cent agrees.' : 'The books do NOT agree.',
  ].join('\n');
}

function hasTender(day: PlayedDay, tender: string): boolean {
  return day.sales.some(({ plan }) => plan.tender === tender);
}
