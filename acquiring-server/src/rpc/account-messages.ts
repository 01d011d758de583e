/** Customers, users and accounts between the wire and our words. */
import { protoError } from '@qiantai/protos';
import { type AccountRight, accountRights } from '../accounts/account-rights.ts';
import type { CustomerView } from '../accounts/account-service.ts';
import { type AccountSwitch, accountStatuses, accountSwitches } from '../accounts/account-transitions.ts';
import type { AccountFreeze } from '../accounts/freeze-store.ts';
import {
  type AccountType,
  type AccountView,
  type CustomerKind,
  type CustomerPhoto,
  customerKinds,
  photoSides,
  type UserRecord,
} from '../accounts/records.ts';
import { type MemberAccountCode, memberAccountCodes } from '../ledger/chart-of-accounts.ts';
import { legAmountMinorMax } from '../ledger/journal.ts';
import type { Answered } from './messages.ts';
import type { MessageFields } from './read-mask.ts';

type AccountMessage = Answered<'AccountService', 'GetAccount'>;
type CustomerMessage = Answered<'AccountService', 'GetCustomer'>;
type UserMessage = Answered<'AccountService', 'CreateUser'>;
type FreezeMessage = Answered<'AccountService', 'FreezeAccount'>;
type TypeMessage = Answered<'AccountService', 'CreateAccountType'>;

/** What a mask over an account may name. */
export const accountFields: MessageFields = {
  accountNumber: true,
  companyId: true,
  customerId: true,
  userId: true,
  name: true,
  mainAccountNumber: true,
  customerKind: true,
  typeCode: true,
  currency: true,
  ledgerCode: true,
  status: true,
  switches: { mayRecharge: true, mayWithdraw: true, mayOverdraw: true, active: true },
  balance: { totalMinor: true, availableMinor: true, frozenMinor: true, tradeFrozenMinor: true, riskFrozenMinor: true },
  overdraftLimitMinor: true,
  withdrawalPasswordSet: true,
  passwordLockedUntilMs: true,
  closingRequestedAtMs: true,
  openedAtMs: true,
  closedAtMs: true,
  version: true,
};

/** What a mask over a customer may name. */
export const customerFields: MessageFields = {
  customerId: true,
  kind: true,
  name: true,
  documentMasked: true,
  legalRepresentativeName: true,
  legalRepresentativeMasked: true,
  phoneMasked: true,
  mailMasked: true,
  identityStatus: true,
  verifiedAtMs: true,
  photos: true,
  users: true,
  lastCheck: { checkId: true, outcome: true, tries: true, dueAtMs: true, providerReference: true, detail: true },
  createdAtMs: true,
  version: true,
};

export function encodeAccount(account: AccountView): AccountMessage {
  return {
    accountNumber: account.accountNumber,
    companyId: account.companyId,
    customerId: account.customerId,
    userId: account.userId,
    name: account.name,
    mainAccountNumber: account.mainAccountNumber ?? '',
    customerKind: enumName('CUSTOMER_KIND', account.customerKind),
    typeCode: account.typeCode,
    currency: account.currency,
    ledgerCode: account.ledgerCode,
    status: enumName('ACCOUNT_STATUS', account.status),
    switches: {
      mayRecharge: account.mayRecharge,
      mayWithdraw: account.mayWithdraw,
      mayOverdraw: account.mayOverdraw,
      active: account.active,
    },
    balance: {
      totalMinor: account.totalMinor.toString(),
      availableMinor: account.availableMinor.toString(),
      frozenMinor: account.frozenMinor.toString(),
      tradeFrozenMinor: account.tradeFrozenMinor.toString(),
      riskFrozenMinor: account.riskFrozenMinor.toString(),
    },
    overdraftLimitMinor: account.overdraftLimitMinor.toString(),
    withdrawalPasswordSet: account.passwordSet,
    passwordLockedUntilMs: account.passwordLockedUntilMs ?? 0,
    closingRequestedAtMs: account.closingRequestedAtMs ?? 0,
    openedAtMs: account.openedAtMs,
    closedAtMs: account.closedAtMs ?? 0,
    version: account.version,
  };
}

export function encodeCustomer({ customer, photos, users, lastCheck }: CustomerView): CustomerMessage {
  return {
    customerId: customer.customerId,
    kind: enumName('CUSTOMER_KIND', customer.kind),
    name: customer.name,
    documentMasked: customer.documentMasked,
    legalRepresentativeName: customer.legalRepresentativeName,
    legalRepresentativeMasked: customer.legalRepresentativeMasked,
    phoneMasked: customer.phoneMasked,
    mailMasked: customer.mailMasked,
    identityStatus: enumName('IDENTITY_STATUS', customer.identityStatus),
    verifiedAtMs: customer.verifiedAtMs ?? 0,
    photos,
    users: users.map(encodeUser),
    lastCheck: lastCheck
      ? {
          checkId: lastCheck.checkId,
          outcome: lastCheck.outcome ?? '',
          tries: lastCheck.tries,
          dueAtMs: lastCheck.dueAtMs ?? 0,
          providerReference: lastCheck.providerReference,
          detail: lastCheck.detail,
        }
      : null,
    createdAtMs: customer.createdAtMs,
    version: customer.version,
  };
}

export function encodeUser(user: UserRecord): UserMessage {
  const { companyId, userId, customerId, loginName, nickname, level, contactMasked, status, createdAtMs } = user;
  return { companyId, userId, customerId, loginName, nickname, level, contactMasked, status, createdAtMs };
}

export function encodeFreeze(freeze: AccountFreeze): FreezeMessage {
  return {
    freezeId: freeze.freezeId,
    accountNumber: freeze.accountNumber,
    kind: enumName('FREEZE_KIND', freeze.freezeKind),
    whole: freeze.scope === 'whole',
    amountMinor: freeze.amountMinor.toString(),
    releasedMinor: freeze.releasedMinor.toString(),
    status: freeze.status,
    why: freeze.why,
    placedBy: freeze.placedBy,
    placedAtMs: freeze.placedAtMs,
    releasedBy: freeze.releasedBy,
    releasedAtMs: freeze.releasedAtMs ?? 0,
  };
}

export function encodeType(type: AccountType): TypeMessage {
  const { typeCode, companyId, nameZh, nameEn, ledgerCode, mayBeMain } = type;
  return {
    typeCode,
    companyId,
    nameZh,
    nameEn,
    ledgerCode,
    customerKinds: type.customerKinds.map((kind) => enumName('CUSTOMER_KIND', kind)),
    mayBeMain,
    rights: [...type.rights],
  };
}

function enumName<const Prefix extends string, Name extends string>(prefix: Prefix, name: Name) {
  return `${prefix}_${name.toUpperCase()}` as `${Prefix}_${Uppercase<Name>}`;
}

/** @throws CodedError PROTO_BAD_ENUM */
function enumFrom<Name extends string>(
  prefix: string,
  names: readonly Name[],
  { value, field }: { value: string; field: string },
): Name {
  const found = names.find((name) => `${prefix}_${name.toUpperCase()}` === value);
  if (!found) throw protoError('PROTO_BAD_ENUM', { field, value: value.slice(0, 40) });
  return found;
}

export function kindFrom(value: string, field: string): CustomerKind {
  return enumFrom('CUSTOMER_KIND', customerKinds, { value, field });
}

export function switchFrom(value: string): AccountSwitch {
  return enumFrom('ACCOUNT_SWITCH', accountSwitches, { value, field: 'switch' });
}

export function freezeKindFrom(value: string): 'trade' | 'risk' {
  return enumFrom('FREEZE_KIND', ['trade', 'risk'], { value, field: 'kind' });
}

/** Undefined where it is left out: the list is not narrowed by it. */
export function statusFrom(value: string): string | undefined {
  if (value === 'ACCOUNT_STATUS_UNSPECIFIED') return undefined;
  return enumFrom('ACCOUNT_STATUS', accountStatuses, { value, field: 'status' });
}

export function photosFrom(
  photos: ReadonlyArray<{ side: string; reference: string; sha256Hex: string }>,
): CustomerPhoto[] {
  const seen = new Set<string>();
  return photos.map(({ side: word, reference, sha256Hex }) => {
    const side = photoSides.find((one) => one === word);
    if (!side || seen.has(side)) throw bad('photos.side', 'it is not front, back or licence, each once');
    seen.add(side);
    if (!/^[\x21-\x7e]{1,200}$/.test(reference)) throw bad('photos.reference', 'it is no key of a document store');
    if (!/^[0-9a-f]{64}$/.test(sha256Hex)) throw bad('photos.sha256_hex', 'it is no SHA-256 in hexadecimal');
    return { side, reference, sha256Hex };
  });
}

export function rightsFrom(words: readonly string[]): AccountRight[] {
  return words.map((word) => {
    const right = accountRights.find((one) => one === word);
    if (!right) throw bad('rights', `there is no ${word.slice(0, 40)}`);
    return right;
  });
}

export function ledgerCodeFrom(value: string): MemberAccountCode {
  const code = memberAccountCodes.find((one) => one === value);
  if (!code) throw bad('ledger_code', 'members’ money does not stand there');
  return code;
}

/** Whole minor units above zero (or from zero on), decimal text, as large as a leg of a journal. */
export function minorFrom(value: string, field: string, min: 0n | 1n): bigint {
  if (!/^(0|[1-9][0-9]{0,17})$/.test(value)) throw bad(field, 'it is no whole number of minor units');
  const amountMinor = BigInt(value);
  if (amountMinor < min || amountMinor > legAmountMinorMax) throw bad(field, 'it is out of its range');
  return amountMinor;
}

export function bad(field: string, why: string) {
  return protoError('PROTO_BAD_MESSAGE', { field, why });
}
