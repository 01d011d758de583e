/** Rows as the folder passes them on. Nothing here is secret: sealed columns are read where they are needed. */
import type { Currency } from '@qiantai/protos';
import type { MemberAccountCode } from '../ledger/chart-of-accounts.ts';
import { type AccountKey, platformBook } from '../ledger/journal.ts';
import type { AccountRight } from './account-rights.ts';
import type { AccountStatus, ActorRole } from './account-transitions.ts';
import type { IdentityStatus } from './identity-transitions.ts';

export const customerKinds = ['person', 'company', 'internal'] as const;
export type CustomerKind = (typeof customerKinds)[number];

/** The company of accounts that members have with the platform itself; no merchant's id has this form. */
export const platformCompany = '@platform';

/** Who does something: the role that the tables of transitions know, and a name for the audit. */
export interface Actor {
  role: ActorRole;
  name: string;
  /** Of a customer: the user, who speaks for its own customer only. */
  userId?: string;
  /** Of a merchant, which speaks for its own users only. */
  companyId?: string;
}

export const systemActor: Actor = { role: 'system', name: '' };

export interface CustomerRecord {
  customerId: string;
  kind: CustomerKind;
  name: string;
  /** '' where there is none. */
  documentMasked: string;
  legalRepresentativeName: string;
  legalRepresentativeMasked: string;
  phoneMasked: string;
  mailMasked: string;
  identityStatus: IdentityStatus;
  verifiedAtMs: number | null;
  version: number;
  createdAtMs: number;
  updatedAtMs: number;
}

export const photoSides = ['front', 'back', 'licence'] as const;
export interface CustomerPhoto {
  side: (typeof photoSides)[number];
  /** Where the picture lies: a key of the document store. */
  reference: string;
  sha256Hex: string;
}

export interface UserRecord {
  companyId: string;
  userId: string;
  customerId: string;
  loginName: string;
  nickname: string;
  /** 0 to 99, the company's own scale. */
  level: number;
  contactMasked: string;
  status: 'active' | 'locked' | 'closed';
  createdAtMs: number;
  updatedAtMs: number;
}

export interface AccountType {
  typeCode: string;
  companyId: string;
  nameZh: string;
  nameEn: string;
  ledgerCode: MemberAccountCode;
  customerKinds: CustomerKind[];
  mayBeMain: boolean;
  rights: ReadonlySet<AccountRight>;
}

export interface MemberAccount {
  accountNumber: string;
  companyId: string;
  customerId: string;
  userId: string;
  name: string;
  /** Null: it is the main account. */
  mainAccountNumber: string | null;
  customerKind: CustomerKind;
  typeCode: string;
  currency: Currency;
  ledgerCode: MemberAccountCode;
  status: AccountStatus;
  mayRecharge: boolean;
  mayWithdraw: boolean;
  mayOverdraw: boolean;
  active: boolean;
  overdraftLimitMinor: bigint;
  passwordSet: boolean;
  passwordTries: number;
  passwordLockedUntilMs: number | null;
  closingRequestedAtMs: number | null;
  openedAtMs: number;
  closedAtMs: number | null;
  version: number;
  updatedAtMs: number;
  /** Of its type. */
  rights: ReadonlySet<AccountRight>;
}

/** What the ledger says of it, minor units. */
export interface AccountSums {
  totalMinor: bigint;
  tradeFrozenMinor: bigint;
  riskFrozenMinor: bigint;
}

export type AccountView = MemberAccount & AccountSums & { frozenMinor: bigint; availableMinor: bigint };

/** The ledger's account that the member's money stands on. */
export function ledgerKeyOf(account: Pick<MemberAccount, 'ledgerCode' | 'accountNumber' | 'currency'>): AccountKey {
  const { ledgerCode: code, accountNumber: subject, currency } = account;
  return { bookId: platformBook, code, subject, currency };
}
