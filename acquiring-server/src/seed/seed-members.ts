/**
 * Members of a seed: a person whose identity was proved elsewhere, a user, an account with its password, and what was
 * recharged before, which the channel account still has to settle. One whose login is taken stays as it is.
 */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { Currency, IdMint } from '@qiantai/protos';
import { changeAccount, findAccount, insertAccount, issueNumber, type Queryable } from '../accounts/account-store.ts';
import { findAccountType } from '../accounts/account-type-store.ts';
import { insertCustomer, insertUser } from '../accounts/customer-store.ts';
import { ledgerKeyOf, systemActor } from '../accounts/records.ts';
import { sealedOf } from '../accounts/sealed-particulars.ts';
import { hashPassword } from '../accounts/withdrawal-password.ts';
import type { Database } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { MemberAccountCode } from '../ledger/chart-of-accounts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import type { ChainSeed } from './chain-seed.ts';

export interface SeedMembersContext {
  database: Database;
  ledger: Ledger;
  secretBox: SecretBox;
  clock: Pick<Clock, 'nowMs'>;
  ids: IdMint;
  random: Random;
  log: Log;
}

type SeedMember = NonNullable<ChainSeed['members']>[number];

/** @throws CodedError SEED_UNREADABLE where an account's number was given to somebody else */
export async function seedMembers(context: SeedMembersContext, seed: ChainSeed): Promise<void> {
  for (const member of seed.members ?? []) {
    if (await isThere(context.database.pool, seed, member)) continue;
    // Slow on purpose, so outside the transaction.
    const passwordHash = await hashPassword(member.paymentPassword);
    await context.database.transaction(
      async (client) => await insertMember(context, client, { seed, member, passwordHash }),
    );
    context.log.info({ member: member.loginName }, 'seed.member');
  }
}

async function isThere(client: Queryable, seed: ChainSeed, { accountNumber }: SeedMember): Promise<boolean> {
  const held = await findAccount(client, accountNumber);
  if (!held || held.companyId === seed.merchant.id) return held !== undefined;
  throw serverError('SEED_UNREADABLE', { file: seed.merchant.id, why: `account ${accountNumber} is somebody else’s` });
}

async function insertMember(
  context: SeedMembersContext,
  client: Queryable,
  { seed, member, passwordHash }: { seed: ChainSeed; member: SeedMember; passwordHash: string },
): Promise<void> {
  const { ids, ledger } = context;
  const nowMs = context.clock.nowMs();
  const { accountNumber, name, loginName } = member;
  // Given by another server meanwhile, which seeds the same.
  if (!(await issueNumber(client, accountNumber, nowMs))) return;
  const owner = { companyId: seed.merchant.id, customerId: ids.uuid7(), userId: ids.uuid7() };
  await insertCustomer(client, customerOf(context, { customerId: owner.customerId, name, document: loginName, nowMs }));
  const user = { ...owner, loginName, nickname: '', level: 1, contactMasked: '', contactSealed: null };
  await insertUser(client, { ...user, status: 'active', createdAtMs: nowMs, updatedAtMs: nowMs });
  const type = await findAccountType(client, accountNumber.slice(0, 3));
  if (!type) throw new TypeError('the type of persons’ main accounts is built in');
  const { currency } = seed.merchant;
  const account = { ...blankAccount, ...owner, accountNumber, name, currency, openedAtMs: nowMs, updatedAtMs: nowMs };
  await insertAccount(client, { ...account, typeCode: type.typeCode, ledgerCode: type.ledgerCode });
  const key = ledgerKeyOf({ ...type, accountNumber, currency });
  await ledger.openAccount(client, key, { name, flow: 'both' });
  await changeAccount(
    client,
    { ...account, ...type, rights: type.rights, passwordSet: false, companyId: owner.companyId },
    { withdrawalPasswordHash: passwordHash },
    { change: 'status', event: 'opened', fromValue: null, toValue: 'normal', actor: systemActor, why: 'seed' },
    nowMs,
  );
  await postRecharge(context, client, { member, ledgerCode: type.ledgerCode, currency, nowMs });
}

async function postRecharge(
  { ledger }: SeedMembersContext,
  client: Queryable,
  input: { member: SeedMember; ledgerCode: MemberAccountCode; currency: Currency; nowMs: number },
): Promise<void> {
  const { member, ledgerCode, currency, nowMs } = input;
  const { accountNumber, balanceMinor, rechargedThrough } = member;
  if (BigInt(balanceMinor) === 0n) return;
  await ledger.post(client, [
    {
      kind: 'recharge',
      reference: `seed/${accountNumber}`,
      currency,
      amounts: { amount: BigInt(balanceMinor), channelCost: 0n },
      subjects: { channelAccountId: rechargedThrough },
      members: { member: { code: ledgerCode, accountNumber } },
      platformDate: beijingDate(nowMs),
    },
  ]);
}

function customerOf(
  { secretBox }: SeedMembersContext,
  of: { customerId: string; name: string; document: string; nowMs: number },
) {
  const { customerId, name, document, nowMs } = of;
  const particulars = { documentNumber: document, legalRepresentativeNumber: '', phone: '', mail: '' };
  return {
    ...sealedOf(secretBox, customerId, particulars),
    customerId,
    kind: 'person' as const,
    name,
    legalRepresentativeName: '',
    identityStatus: 'verified' as const,
    verifiedAtMs: nowMs,
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

const blankAccount = {
  mainAccountNumber: null,
  customerKind: 'person' as const,
  status: 'normal' as const,
  mayRecharge: true,
  mayWithdraw: true,
  mayOverdraw: false,
  active: true,
  overdraftLimitMinor: 0n,
  passwordTries: 0,
  passwordLockedUntilMs: null,
  closingRequestedAtMs: null,
  closedAtMs: null,
  version: 0,
};
