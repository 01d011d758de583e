/** The position at a day's end (头寸): what each custody account holds, what comes and goes next, whether it suffices. */
import type { Currency } from '@qiantai/protos';
import { listBankAccounts } from './bank-account-store.ts';
import type { CustodyDeps } from './custody-deps.ts';
import { openCustodyException } from './exception-store.ts';
import { readInTransit } from './instruction-store.ts';
import { clearingCodes, type PlatformCode } from './proof-sections.ts';
import { readBalancesAsOf, readCustodyMovements } from './proof-store.ts';

export interface AccountPosition {
  bankAccountId: string;
  openingMinor: bigint;
  inMinor: bigint;
  outMinor: bigint;
  closingMinor: bigint;
  /** Told to be paid from it and not paid yet. */
  expectedOutMinor: bigint;
  /** How much is missing where nothing arrives; 0n where it suffices. */
  shortMinor: bigint;
}

export interface Position {
  date: string;
  currency: Currency;
  accounts: AccountPosition[];
  /** What channels owe at the day's end and settle next. */
  expectedIn: Array<{ code: PlatformCode; subject: string; amountMinor: bigint }>;
  expectedInMinor: bigint;
  /**
   * enough: every account pays what it was told. by_settlements: only with what channels settle next.
   * short: not even then.
   */
  suffices: 'enough' | 'by_settlements' | 'short';
}

export async function positionOf(deps: CustodyDeps, { date }: { date: string }): Promise<Position[]> {
  const accounts = (await listBankAccounts(deps.database.pool)).filter(({ purpose }) => purpose === 'custody');
  const positions: Position[] = [];
  for (const currency of [...new Set(accounts.map((account) => account.currency))].sort()) {
    const ids = accounts.filter((one) => one.currency === currency).map((one) => one.bankAccountId);
    positions.push(await positionIn(deps, { date, currency, bankAccountIds: ids }));
  }
  return positions;
}

async function positionIn(
  deps: CustodyDeps,
  question: { date: string; currency: Currency; bankAccountIds: readonly string[] },
): Promise<Position> {
  const { date, currency } = question;
  const only: PlatformCode[] = ['platform.custody_bank', ...clearingCodes];
  const balances = await readBalancesAsOf(deps.database.pool, { date, currency, detailed: only, only });
  const movements = await readCustodyMovements(deps.database.pool, { date, currency });
  const inTransit = await readInTransit(deps.database.pool, { date, currency });
  const accounts = question.bankAccountIds.map((bankAccountId): AccountPosition => {
    const held = balances.find(({ code, subject }) => code === 'platform.custody_bank' && subject === bankAccountId);
    const closingMinor = held?.balanceMinor ?? 0n;
    const { inMinor = 0n, outMinor = 0n } = movements.find((one) => one.bankAccountId === bankAccountId) ?? {};
    const expectedOutMinor = inTransit
      .filter((one) => one.bankAccountId === bankAccountId)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const openingMinor = closingMinor - inMinor + outMinor;
    const shortMinor = expectedOutMinor > closingMinor ? expectedOutMinor - closingMinor : 0n;
    return { bankAccountId, openingMinor, inMinor, outMinor, closingMinor, expectedOutMinor, shortMinor };
  });
  const expectedIn = balances
    .filter(({ code, balanceMinor }) => code !== 'platform.custody_bank' && balanceMinor > 0n)
    .map(({ code, subject, balanceMinor }) => ({ code, subject, amountMinor: balanceMinor }));
  const expectedInMinor = expectedIn.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const shortMinor = accounts.reduce((sum, account) => sum + account.shortMinor, 0n);
  const suffices = shortMinor === 0n ? 'enough' : shortMinor <= expectedInMinor ? 'by_settlements' : 'short';
  return { date, currency, accounts, expectedIn, expectedInMinor, suffices };
}

/** Opens an exception where a position would not suffice even with what channels settle next. */
export async function warnOfShortPositions(deps: CustodyDeps, positions: readonly Position[]): Promise<void> {
  for (const { date, currency, accounts, expectedInMinor, suffices } of positions) {
    if (suffices !== 'short') continue;
    const short = accounts.filter(({ shortMinor }) => shortMinor > 0n);
    const what = short.map(({ bankAccountId, shortMinor }) => `${bankAccountId} lacks ${shortMinor}`).join(', ');
    await openCustodyException(deps.database.pool, deps.ids, {
      code: 'POSITION_SHORT',
      subject: `${date}/${currency}`,
      detail: `${what}; channels settle ${expectedInMinor} next`,
      atMs: deps.clock.nowMs(),
    });
  }
}
