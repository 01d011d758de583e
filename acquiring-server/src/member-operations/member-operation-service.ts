/** What may be asked of member operations, and what is answered. Amounts are minor units, instants milliseconds. */
import type { Money } from '@qiantai/protos';
import type { Queryable } from '../ledger/ledger.ts';
import type {
  BankCardKind,
  OperationRecord,
  OperationRef,
  OperationReview,
  OperationStep,
  PayeeKind,
} from './operation-record.ts';
import type { OperationKind, OperationStatus } from './operation-states.ts';
import type { OperationTerms } from './operation-terms.ts';
import type { TermsKey } from './operation-terms-store.ts';
import type { ChannelWord, PayOutOutcome } from './ports.ts';

/** Whoever asks: for which company's members, and under which name it is kept. */
export interface OperationCaller {
  companyId: string;
  by: string;
}

export interface RechargeRequest {
  /** UUIDv7, minted by whoever asks, the same on every retry. */
  operationKey: string;
  accountNumber: string;
  amount: Money;
  remark: string;
}

export interface WithdrawRequest {
  operationKey: string;
  accountNumber: string;
  /** What arrives at the card; the fee comes on top. */
  amount: Money;
  cardId: string;
  remark: string;
  /** Not part of what the key stands for. */
  password: string;
}

export interface TransferRequest {
  operationKey: string;
  payerAccountNumber: string;
  payeeAccountNumber: string;
  /** What the payee gets; the fee comes on top. */
  amount: Money;
  remark: string;
  /** The payee accepts within this time; 0: the transfer is made at once. */
  acceptWithinMs: number;
}

export interface ReviewRequest {
  operationKey: string;
  decision: 'agreed' | 'refused';
  why: string;
}

export interface CardRequest {
  /** UUIDv7, minted by whoever asks. */
  cardId: string;
  accountNumber: string;
  kind: BankCardKind;
  payeeKind: PayeeKind;
  /** Of an own card it is the customer's name. */
  holderName: string;
  bankCode: string;
  /** A card: 12 to 19 digits with their check digit (ISO/IEC 7812). A company's account: 6 to 32 digits. */
  cardNumber: string;
  /** Where the letter of entrustment is kept; '' for an own card. */
  entrustmentReference: string;
}

export interface CardView {
  cardId: string;
  accountNumber: string;
  kind: BankCardKind;
  payeeKind: PayeeKind;
  holderName: string;
  bankCode: string;
  cardMasked: string;
  entrustmentReference: string;
  registeredAtMs: number;
}

export interface OperationDetails {
  operation: OperationRecord;
  steps: OperationStep[];
  reviews: OperationReview[];
}

export interface OperationQuery {
  accountNumber?: string;
  kind?: OperationKind;
  status?: OperationStatus;
  pageSize: number;
  /** Where the page before ended. */
  pageToken: string;
}

export interface OperationPage {
  operations: OperationRecord[];
  /** '' where this was the last one. */
  nextPageToken: string;
}

/**
 * Every request with an operation key answers the same operation however often it comes; with another request
 * under the key it is refused (MEMBER_OPERATION_KEY_CONFLICT). A refused request leaves nothing behind but a
 * counted try of a password.
 */
export interface MemberOperationService {
  /** @throws CodedError MEMBER_OPERATION_… */
  recharge(caller: OperationCaller, request: RechargeRequest): Promise<OperationRecord>;
  withdraw(caller: OperationCaller, request: WithdrawRequest): Promise<OperationRecord>;
  transfer(caller: OperationCaller, request: TransferRequest): Promise<OperationRecord>;
  /** Before it is sent. */
  cancelWithdrawal(caller: OperationCaller, request: { operationKey: string; why: string }): Promise<OperationRecord>;
  reviewWithdrawal(
    caller: OperationCaller & { roles: readonly string[] },
    request: ReviewRequest,
  ): Promise<OperationRecord>;
  /**
   * A person asked the bank about an unknown one, and the bank never had it: it failed. Only where the bank's own
   * last answer to our inquiry was that it does not know the number, and never by who asked for the withdrawal.
   */
  resolveWithdrawal(caller: OperationCaller, request: { operationKey: string; why: string }): Promise<OperationRecord>;
  /** By the payee, whose account is named. */
  acceptTransfer(
    caller: OperationCaller,
    request: { operationKey: string; accountNumber: string },
  ): Promise<OperationRecord>;
  /** By the payee, or taken back by the payer. */
  declineTransfer(
    caller: OperationCaller,
    request: { operationKey: string; accountNumber: string; why: string },
  ): Promise<OperationRecord>;
  /** Ends a recharge that nobody wants any more: closed at the channel first. */
  giveUpRecharge(caller: OperationCaller, request: { operationKey: string; why: string }): Promise<OperationRecord>;
  /** @throws CodedError MEMBER_OPERATION_NOT_FOUND */
  getOperation(caller: OperationCaller, operationKey: string): Promise<OperationDetails>;
  listOperations(caller: OperationCaller, query: OperationQuery): Promise<OperationPage>;
  registerCard(caller: OperationCaller, request: CardRequest): Promise<CardView>;
  listCards(caller: OperationCaller, accountNumber: string): Promise<CardView[]>;
  removeCard(caller: OperationCaller, cardId: string): Promise<void>;
  readTerms(key: TermsKey): Promise<OperationTerms>;
  writeTerms(caller: OperationCaller, key: TermsKey, terms: OperationTerms): Promise<void>;
}

/** What the outside tells of itself: notices, bills, the bank's instructions, a person who asked the bank. */
export interface OperationFacts {
  /** A channel says that it holds the money; compared before it is believed. */
  takeRechargePaid(companyId: string, word: ChannelWord): Promise<OperationRecord | undefined>;
  /** A channel says that a recharge that it had taken went back to its payer. */
  takeRechargeReturned(companyId: string, word: ChannelWord): Promise<OperationRecord | undefined>;
  /** In the transaction of whoever tells it. @throws CodedError of the ledger where the account takes no posting */
  takePayOutOutcome(client: Queryable, ref: OperationRef, outcome: PayOutOutcome): Promise<OperationRecord | undefined>;
  /** Takes what a member owes after a reversed recharge from what is available now; answers how much that was. */
  recoverShortfall(caller: OperationCaller, operationKey: string): Promise<bigint>;
}
