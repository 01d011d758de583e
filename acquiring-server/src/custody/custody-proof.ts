/**
 * The daily proof of custody: the books' balance of every custody account is the bank's, and money held is money owed
 * and the platform's own part. The books balance by themselves, so the second would always hold within them: it is
 * the bank's figures that are put in the books' place.
 */
import type { Currency } from '@qiantai/protos';
import { type AccountDefinition, chartOfAccounts } from '../ledger/chart-of-accounts.ts';
import { listBankAccounts } from './bank-account-store.ts';
import type { BankAccountRecord } from './bank-records.ts';
import type { CustodyDeps } from './custody-deps.ts';
import { openCustodyException, resolveCustodyException } from './exception-store.ts';
import { readInTransit } from './instruction-store.ts';
import { detailedCodes, type PlatformCode, type ProofSection, proofSections } from './proof-sections.ts';
import {
  type BalanceAsOf,
  insertProof,
  readBalancesAsOf,
  readPaidButNotShown,
  readSuspenseAsOf,
  readUnexplainedLines,
} from './proof-store.ts';
import { readStatement } from './statement-store.ts';

export type FindingCode =
  | 'NO_STATEMENT'
  /** The books' balance of a custody account is not the bank's. */
  | 'BALANCE_DIFFERS'
  /** Money held is not what is owed and the platform's own part. */
  | 'TOTAL_DIFFERS'
  /** Settlement in transit is not the sum of the instructions in transit. */
  | 'IN_TRANSIT_DIFFERS'
  /** Suspense is not the sum of what stands open. */
  | 'SUSPENSE_DIFFERS'
  /** The platform's own part is below zero: it must pay own money in. */
  | 'CLIENT_MONEY_SHORT';

export interface ProofFinding {
  code: FindingCode;
  /** The account that differs: `platform.custody_bank/custody-1`, or what is about all of them. */
  account: string;
  differenceMinor: bigint;
  /** What of the difference is known: lines and instructions by their numbers. */
  detail: string;
}

export interface CustodyProof {
  proofId: string;
  date: string;
  currency: Currency;
  passed: boolean;
  /** With the bank's closing balances, where its statements are there. */
  heldMinor: bigint;
  owedMinor: bigint;
  ownPartMinor: bigint;
  accounts: Array<{ bankAccountId: string; booksMinor: bigint; bankMinor: bigint | null }>;
  /** Every account of the platform's book by its number, on the side that its section counts it. */
  components: Array<{ section: ProofSection; code: PlatformCode; name: string; amountMinor: bigint }>;
  findings: ProofFinding[];
}

/** Proves a day for every currency that is held in custody, and keeps what was found. */
export async function proveDay(deps: CustodyDeps, request: { date: string; runBy: string }): Promise<CustodyProof[]> {
  const accounts = (await listBankAccounts(deps.database.pool)).filter(({ purpose }) => purpose === 'custody');
  const proofs: CustodyProof[] = [];
  for (const currency of [...new Set(accounts.map((account) => account.currency))].sort()) {
    const ofCurrency = accounts.filter((account) => account.currency === currency);
    const proof = await prove(deps, { date: request.date, currency, accounts: ofCurrency });
    await keep(deps, proof, request.runBy);
    proofs.push(proof);
  }
  return proofs;
}

interface Question {
  date: string;
  currency: Currency;
  accounts: readonly BankAccountRecord[];
}

async function prove(deps: CustodyDeps, question: Question): Promise<CustodyProof> {
  const { date, currency } = question;
  const balances = await readBalancesAsOf(deps.database.pool, { date, currency, detailed: detailedCodes });
  const { accounts, findings } = await compareAccounts(deps, question, balances);
  const components = componentsOf(balances);
  const sumOf = (section: ProofSection) =>
    components.filter((one) => one.section === section).reduce((sum, one) => sum + one.amountMinor, 0n);
  const bankDifference = accounts.reduce(
    (sum, { booksMinor, bankMinor }) => sum + (bankMinor === null ? 0n : bankMinor - booksMinor),
    0n,
  );
  const heldMinor = sumOf('held') + bankDifference;
  const owedMinor = sumOf('owed');
  const ownPartMinor = sumOf('own');
  findings.push(...totalFindings({ heldMinor, owedMinor, ownPartMinor }));
  findings.push(...(await controlFindings(deps, question, balances)));
  const passed = findings.length === 0;
  const proofId = deps.ids.uuid7();
  return { proofId, date, currency, passed, heldMinor, owedMinor, ownPartMinor, accounts, components, findings };
}

async function compareAccounts(
  deps: CustodyDeps,
  { date, accounts }: Question,
  balances: readonly BalanceAsOf[],
): Promise<Pick<CustodyProof, 'accounts' | 'findings'>> {
  const compared: CustodyProof['accounts'] = [];
  const findings: ProofFinding[] = [];
  for (const { bankAccountId } of accounts) {
    const booksMinor = balanceOf(balances, 'platform.custody_bank', bankAccountId);
    const statement = await readStatement(deps.database.pool, { bankAccountId, date });
    const bankMinor = statement?.closingMinor ?? null;
    compared.push({ bankAccountId, booksMinor, bankMinor });
    const account = `platform.custody_bank/${bankAccountId}`;
    if (bankMinor === null) {
      const detail = `the bank's statement of ${date} was not imported`;
      findings.push({ code: 'NO_STATEMENT', account, differenceMinor: 0n, detail });
    } else if (bankMinor !== booksMinor) {
      const detail = await explain(deps, { bankAccountId, date });
      findings.push({ code: 'BALANCE_DIFFERS', account, differenceMinor: bankMinor - booksMinor, detail });
    }
  }
  return { accounts: compared, findings };
}

/** Names what is on one side only. */
async function explain(deps: CustodyDeps, question: { bankAccountId: string; date: string }): Promise<string> {
  const lines = await readUnexplainedLines(deps.database.pool, question);
  const paid = await readPaidButNotShown(deps.database.pool, question);
  const parts = [
    ...lines.map(
      (line) => `line ${line.serialNo} of ${line.statementDate} (${line.direction} ${line.amountMinor}) is in no book`,
    ),
    ...paid.map(({ instructionId, amountMinor, settledOn, statementDate }) => {
      const shown = statementDate ? `the statement shows it on ${statementDate}` : 'no statement shows it';
      return `instruction ${instructionId} (${amountMinor}) was paid on ${settledOn}, ${shown}`;
    }),
  ];
  return parts.length > 0 ? parts.join('; ').slice(0, 1500) : 'nothing that is known explains it';
}

function componentsOf(balances: readonly BalanceAsOf[]): CustodyProof['components'] {
  const sums = new Map<PlatformCode, bigint>();
  for (const { code, balanceMinor } of balances) sums.set(code, (sums.get(code) ?? 0n) + balanceMinor);
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([code, sum]) => {
      const section = proofSections[code];
      const definition: AccountDefinition = chartOfAccounts[code];
      return { section, code, name: definition.nameEn, amountMinor: section === 'held' ? sum : -sum };
    })
    .sort((a, b) => (chartOfAccounts[a.code].number < chartOfAccounts[b.code].number ? -1 : 1));
}

function totalFindings(sums: { heldMinor: bigint; owedMinor: bigint; ownPartMinor: bigint }): ProofFinding[] {
  const { heldMinor, owedMinor, ownPartMinor } = sums;
  const findings: ProofFinding[] = [];
  const differenceMinor = heldMinor - owedMinor - ownPartMinor;
  if (differenceMinor !== 0n) {
    const detail = `held ${heldMinor}, owed ${owedMinor}, own part ${ownPartMinor}`;
    findings.push({ code: 'TOTAL_DIFFERS', account: 'held', differenceMinor, detail });
  }
  if (ownPartMinor < 0n) {
    const detail = `what is owed exceeds what is held by ${-ownPartMinor}: the platform must pay own money in`;
    findings.push({ code: 'CLIENT_MONEY_SHORT', account: 'own', differenceMinor: ownPartMinor, detail });
  }
  return findings;
}

/** Accounts that our own records explain entry by entry must be their sums. */
async function controlFindings(
  deps: CustodyDeps,
  { date, currency, accounts }: Question,
  balances: readonly BalanceAsOf[],
): Promise<ProofFinding[]> {
  const inTransit = (await readInTransit(deps.database.pool, { date, currency })).filter(
    ({ purpose }) => purpose === 'settlement',
  );
  const suspense = await readSuspenseAsOf(deps.database.pool, { date, currency });
  return accounts.flatMap(({ bankAccountId }) => {
    const instructions = inTransit.filter((one) => one.bankAccountId === bankAccountId);
    const told = instructions.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    const open = suspense.find((one) => one.bankAccountId === bankAccountId)?.amountMinor ?? 0n;
    return [
      controlFinding('IN_TRANSIT_DIFFERS', 'platform.settlement_in_transit', bankAccountId, balances, told),
      controlFinding('SUSPENSE_DIFFERS', 'platform.suspense', bankAccountId, balances, open),
    ].filter((finding) => finding !== undefined);
  });
}

function controlFinding(
  code: FindingCode,
  account: PlatformCode,
  bankAccountId: string,
  balances: readonly BalanceAsOf[],
  expectedMinor: bigint,
): ProofFinding | undefined {
  const booksMinor = -balanceOf(balances, account, bankAccountId);
  if (booksMinor === expectedMinor) return undefined;
  const detail = `the books say ${booksMinor}, the records ${expectedMinor}`;
  return { code, account: `${account}/${bankAccountId}`, differenceMinor: booksMinor - expectedMinor, detail };
}

function balanceOf(balances: readonly BalanceAsOf[], code: PlatformCode, subject: string): bigint {
  return balances.find((one) => one.code === code && one.subject === subject)?.balanceMinor ?? 0n;
}

async function keep(deps: CustodyDeps, proof: CustodyProof, runBy: string): Promise<void> {
  const { accounts, components, findings, ...sums } = proof;
  const atMs = deps.clock.nowMs();
  const subject = `${proof.date}/${proof.currency}`;
  await deps.database.transaction(async (client) => {
    const detail = JSON.parse(JSON.stringify({ accounts, components, findings }, bigintsAsText));
    await insertProof(client, { ...sums, detail, runBy, runAtMs: atMs });
    const code = 'CUSTODY_PROOF_FAILED' as const;
    if (proof.passed) {
      await resolveCustodyException(client, { code, subject }, { operator: runBy, note: 'proved', atMs });
      return;
    }
    const detailText = findings.map((one) => `${one.code} ${one.account} ${one.differenceMinor}: ${one.detail}`);
    await openCustodyException(client, deps.ids, { code, subject, detail: detailText.join(' | '), atMs });
  });
  const { date, currency, passed } = proof;
  deps.log.info({ date, currency, passed, findings: findings.length }, 'custody.proved');
}

function bigintsAsText(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
