/** What a member's own app asks for: a code to show, what it was charged for, the member's word on a charge. */
import { mintWalletCode } from '@qiantai/protos';
import { hindranceOf } from '../accounts/account-rights.ts';
import { findAccount, lockAccount } from '../accounts/account-store.ts';
import type { MemberAccount } from '../accounts/records.ts';
import { type BalanceCredentials, balanceCredentialsSchema } from '../channels/balance/balance-credentials.ts';
import type { ChannelAccount } from '../channels/port.ts';
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { OperationAccounts } from '../member-operations/ports.ts';
import { type BalanceDeps, walletCodePurpose, walletCodeTerms } from './balance-deps.ts';
import { lockPayer, moveCharge } from './charge-change.ts';
import type { ChargeRecord, ChargeRef } from './charge-record.ts';
import { findChargeRef, listCharges, lockCharge, readCharge } from './charge-store.ts';
import { takeAsked } from './charges.ts';
import { countWalletCodes, deleteOldCodes, insertWalletCode } from './wallet-code-store.ts';

export interface WalletDeskDeps extends BalanceDeps {
  passwords: Pick<OperationAccounts, 'checkWithdrawalPassword'>;
  accounts: { channelAccount(merchantId: string, accountId: string): Promise<ChannelAccount | undefined> };
}

export interface MemberRef {
  companyId: string;
  accountNumber: string;
}

export interface WalletDesk {
  /** @throws CodedError MEMBER_OPERATION_ACCOUNT_NOT_FOUND, …_ACCOUNT_REFUSED, MEMBER_CODE_TOO_OFTEN */
  issueCode(member: MemberRef): Promise<{ codeId: string; code: string; expiresAtMs: number }>;
  /** Newest first, at most 50; of one code where it is named. @throws CodedError MEMBER_OPERATION_ACCOUNT_NOT_FOUND */
  charges(member: MemberRef, codeId: string): Promise<ChargeRecord[]>;
  /**
   * A wrong password counts, whatever becomes of the charge; where it locks the account the charge is refused.
   * @throws CodedError BALANCE_CHARGE_NOT_FOUND, BALANCE_CHARGE_OVER, MEMBER_OPERATION_PASSWORD_…
   */
  confirm(member: MemberRef, step: { chargeNo: string; password: string }): Promise<ChargeRecord>;
  /** @throws CodedError BALANCE_CHARGE_NOT_FOUND, BALANCE_CHARGE_OVER */
  refuse(member: MemberRef, step: { chargeNo: string }): Promise<ChargeRecord>;
}

const chargesMax = 50;

export function createWalletDesk(deps: WalletDeskDeps): WalletDesk {
  return {
    issueCode: async (member) => await deps.database.transaction(async (client) => await issue(deps, client, member)),
    charges: async (member, codeId) => {
      await ownAccount(deps.database.pool, member);
      return await listCharges(deps.database.pool, { ...member, codeId, countMax: chargesMax });
    },
    confirm: async (member, step) => await confirm(deps, member, step),
    refuse: async (member, { chargeNo }) => {
      const ref = await refOf(deps, member, chargeNo);
      return await deps.database.transaction(async (client) => {
        const charge = (await lockCharge(client, ref)) as ChargeRecord;
        if (charge.status === 'refused') return charge;
        if (charge.status !== 'awaiting_payer') throw over(charge);
        return await moveCharge(deps, client, { charge, event: 'refused', reasonCode: 'PAYER_CANCELLED' });
      });
    },
  };
}

async function issue(deps: WalletDeskDeps, client: Queryable, member: MemberRef) {
  const { companyId, accountNumber } = member;
  const nowMs = deps.clock.nowMs();
  // Locked, so that many at once never pass the bound together.
  const account = await lockAccount(client, accountNumber);
  if (account?.companyId !== companyId) throw serverError('MEMBER_OPERATION_ACCOUNT_NOT_FOUND', { accountNumber });
  const why = hindranceOf(account, account.rights, 'may_pay');
  if (why) throw serverError('MEMBER_OPERATION_ACCOUNT_REFUSED', { accountNumber, why });
  const { lifeMs, perMinuteMax, keptMs } = walletCodeTerms;
  const { count, firstAtMs } = await countWalletCodes(client, { ...member, sinceMs: nowMs - 60_000 });
  if (count >= perMinuteMax) throw serverError('MEMBER_CODE_TOO_OFTEN', { waitMs: firstAtMs + 60_000 - nowMs });
  await deleteOldCodes(client, { ...member, beforeMs: nowMs - keptMs });
  const code = mintWalletCode(deps.random);
  const issued = {
    ...member,
    codeFingerprint: deps.secretBox.fingerprint(walletCodePurpose, code),
    codeId: deps.ids.uuid7(),
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + lifeMs,
    usedBy: null,
  };
  // One of 10^16 that was given out within a day: the next request draws another.
  if (!(await insertWalletCode(client, issued))) throw serverError('MEMBER_CODE_TOO_OFTEN', { waitMs: 1 });
  return { codeId: issued.codeId, code, expiresAtMs: issued.expiresAtMs };
}

async function confirm(
  deps: WalletDeskDeps,
  member: MemberRef,
  { chargeNo, password }: { chargeNo: string; password: string },
): Promise<ChargeRecord> {
  const { accountNumber } = member;
  const ref = await refOf(deps, member, chargeNo);
  const open = (await readCharge(deps.database.pool, ref)) as ChargeRecord;
  // The answer of a word that was taken may have been lost.
  if (open.status === 'paid') return open;
  checkOpen(deps, open);
  const terms = await termsOf(deps, open);
  const check = await deps.passwords.checkWithdrawalPassword(member, password);
  if (check.kind === 'not_set') throw serverError('MEMBER_OPERATION_PASSWORD_NOT_SET', { accountNumber });
  if (check.kind === 'wrong' && check.triesLeft > 0) {
    throw serverError('MEMBER_OPERATION_PASSWORD_WRONG', { triesLeft: check.triesLeft });
  }
  return await deps.database.transaction(async (client) => {
    const charge = (await lockCharge(client, ref)) as ChargeRecord;
    if (charge.status === 'paid') return charge;
    checkOpen(deps, charge);
    if (check.kind !== 'right') {
      return await moveCharge(deps, client, { charge, event: 'refused', reasonCode: 'PAYMENT_PASSWORD_LOCKED' });
    }
    const payer = await lockPayer(deps, client, member);
    if (!payer) throw serverError('MEMBER_OPERATION_ACCOUNT_NOT_FOUND', { accountNumber });
    return await takeAsked(deps, client, { charge, terms, payer });
  });
}

/** @throws CodedError BALANCE_CHARGE_OVER */
function checkOpen(deps: WalletDeskDeps, charge: ChargeRecord): void {
  const isLate = charge.expiresAtMs !== null && deps.clock.nowMs() >= charge.expiresAtMs;
  if (charge.status !== 'awaiting_payer' || isLate) throw over(charge);
}

function over({ chargeNo, status }: ChargeRecord) {
  return serverError('BALANCE_CHARGE_OVER', { chargeNo, status });
}

async function termsOf(deps: WalletDeskDeps, charge: ChargeRecord): Promise<BalanceCredentials> {
  const account = await deps.accounts.channelAccount(charge.merchantId, charge.channelAccountId);
  return balanceCredentialsSchema.parse(account?.credentials ?? {});
}

async function refOf(deps: WalletDeskDeps, member: MemberRef, chargeNo: string): Promise<ChargeRef> {
  const ref = await findChargeRef(deps.database.pool, { ...member, chargeNo });
  if (!ref) throw serverError('BALANCE_CHARGE_NOT_FOUND', { chargeNo });
  return ref;
}

async function ownAccount(client: Queryable, { companyId, accountNumber }: MemberRef): Promise<MemberAccount> {
  const account = await findAccount(client, accountNumber);
  if (account?.companyId !== companyId) throw serverError('MEMBER_OPERATION_ACCOUNT_NOT_FOUND', { accountNumber });
  return account;
}
