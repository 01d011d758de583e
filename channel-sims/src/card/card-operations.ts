/**
 * What the card host does with a message: from an unpacked request to the answer's fields. The envelope and
 * the line are in `card-host.ts`. Message types, processing codes and field 60.1 by protocol facts 6; response
 * codes by 银联POS终端规范, 应答码.
 */
import { createHmac } from 'node:crypto';
import type { Clock, Random } from '@qiantai/foundation';
import { type CardBehaviour, cardLateSuccessMs, type FaultPlan } from '../hands/behaviours.ts';
import { feeOf } from '../values/amount.ts';
import { beijingIsoFields } from '../values/beijing-time.ts';
import type { CardBehaviours } from './card-behaviours.ts';
import { type CardBook, type CardTransaction, isStanding, type TransactionNumber } from './card-book.ts';
import { checkCard } from './card-checks.ts';
import { isMacGood, keyDownload, makeWorkingKeys, maskPan } from './card-cryptography.ts';
import type { IsoMessage } from './iso-codec.ts';
import { numberedOutcome } from './numbered-outcomes.ts';

export interface HostAnswer {
  kind: 'answer';
  values: Record<number, string>;
  /** The key to authenticate the answer with; undefined for messages that carry no MAC. */
  macKey: Buffer | undefined;
  /** Authenticate it wrongly, as a fault. */
  spoilMac?: boolean;
}
export type HostReaction = HostAnswer | { kind: 'silence' };

type Values = IsoMessage['values'];

/** Response codes of field 39 that this host gives. */
const codes = {
  approved: '00',
  unknownMerchant: '03',
  invalidTransaction: '12',
  invalidAmount: '13',
  noSuchOriginal: '25',
  malformed: '30',
  unsupported: '40',
  insufficientFunds: '51',
  amountDiffers: '64',
  signOnFirst: '77',
  duplicateNumber: '94',
  unknownTerminal: '97',
  badMac: 'A0',
} as const;

const kindsByFields: Readonly<Record<string, CardTransaction['kind']>> = {
  '0200/000000/00/22': 'sale',
  '0200/200000/00/23': 'void',
  '0220/200000/00/25': 'refund',
};

export class CardOperations {
  private readonly book: CardBook;
  private readonly behaviours: CardBehaviours;
  private readonly faults: FaultPlan;
  private readonly clock: Clock;
  private readonly random: Random;
  private readonly acceptorId: string;
  private readonly masterKeys: ReadonlyMap<string, Buffer>;
  private readonly currencyNumber: string;
  private readonly feeBasisPoints: number;
  private readonly hashKey: string;

  constructor(options: {
    book: CardBook;
    behaviours: CardBehaviours;
    faults: FaultPlan;
    clock: Clock;
    random: Random;
    acceptorId: string;
    masterKeys: ReadonlyMap<string, Buffer>;
    currencyNumber: string;
    feeBasisPoints: number;
    hashKey: string;
  }) {
    this.book = options.book;
    this.behaviours = options.behaviours;
    this.faults = options.faults;
    this.clock = options.clock;
    this.random = options.random;
    this.acceptorId = options.acceptorId;
    this.masterKeys = options.masterKeys;
    this.currencyNumber = options.currencyNumber;
    this.feeBasisPoints = options.feeBasisPoints;
    this.hashKey = options.hashKey;
  }

  /** `bytes` are the message's own, for its MAC. */
  perform(message: IsoMessage, bytes: Buffer): HostReaction {
    const { mti, values } = message;
    const terminalId = values[41] ?? '';
    if (!this.masterKeys.has(terminalId)) return this.refuse(values, codes.unknownTerminal);
    if (values[42] !== this.acceptorId) return this.refuse(values, codes.unknownMerchant);
    switch (mti) {
      case '0800':
        return this.signOn(values);
      case '0500':
        return this.settle(values);
      case '0200':
      case '0220':
      case '0400':
        return this.authenticated(message, bytes);
      default:
        return this.refuse(values, codes.unsupported);
    }
  }

  private authenticated(message: IsoMessage, bytes: Buffer): HostReaction {
    const { values } = message;
    const { keys } = this.book.terminal(values[41] as string);
    if (!keys) return this.refuse(values, codes.signOnFirst);
    const refuse = (code: string) => this.refuse(values, code, keys.macKey);
    if (values[64] === undefined || !isMacGood(keys.macKey, bytes)) return refuse(codes.badMac);
    const number = numberOf(values);
    const amountMinor = BigInt(values[4] ?? '0');
    if (!number) return refuse(codes.malformed);
    if (amountMinor <= 0n) return refuse(codes.invalidAmount);
    if (values[49] !== this.currencyNumber) return refuse(codes.invalidTransaction);
    if (message.mti === '0400') return this.reverse({ values, number, amountMinor, macKey: keys.macKey });
    const kind = kindsByFields[`${message.mti}/${values[3]}/${values[25]}/${values[60]?.slice(0, 2)}`];
    if (!kind) return refuse(codes.unsupported);
    return this.transact({ kind, values, number, amountMinor, keys, requestHash: this.hashOf(bytes) });
  }

  private transact(request: TransactionRequest): HostReaction {
    const { values, number, keys } = request;
    const known = this.book.find(number);
    if (known) {
      // The same request again is the same transaction; another under its number is not taken.
      if (known.requestHash !== request.requestHash) return this.refuse(values, codes.duplicateNumber, keys.macKey);
      return this.tell(values, known, keys.macKey);
    }
    if (this.book.isReversed(number)) return this.refuse(values, codes.duplicateNumber, keys.macKey);
    if (number.batch !== this.book.terminal(number.terminalId).batch) {
      return this.refuse(values, codes.signOnFirst, keys.macKey);
    }
    const judgement = this.judge(request);
    const behaviour =
      this.behaviours.take(judgement.maskedPan) ??
      judgement.behaviour ??
      (request.kind === 'sale' ? this.faults.card() : 'approve');
    if (behaviour === 'no_answer_unpaid') return { kind: 'silence' };
    const transaction = this.record(request, judgement, behaviour);
    if (behaviour === 'no_answer' || behaviour === 'late_success') return { kind: 'silence' };
    return { ...this.tell(values, transaction, keys.macKey), spoilMac: behaviour === 'bad_mac' };
  }

  private judge(request: TransactionRequest): Judgement {
    if (request.kind === 'sale') {
      const check = checkCard(request.values, { pinKey: request.keys.pinKey, nowMs: this.clock.nowMs() });
      const chosen = check.responseCode === codes.approved ? numberedOutcome(check.pan) : undefined;
      return { responseCode: check.responseCode, ...chosen, maskedPan: check.pan === '' ? '' : maskPan(check.pan) };
    }
    const original = this.originalOf(request.values, request.number.terminalId);
    if (!original) return { responseCode: codes.noSuchOriginal, maskedPan: '' };
    const facts = { maskedPan: original.maskedPan, original };
    if (request.kind === 'void') return { responseCode: this.judgeVoid(request, original), ...facts };
    const leftMinor = original.amountMinor - this.book.refundedMinor(original);
    const refusable = this.book.voidOf(original) !== undefined || request.amountMinor > leftMinor;
    return { responseCode: refusable ? codes.amountDiffers : codes.approved, ...facts };
  }

  /** A void undoes a whole sale of the open batch (消费撤销). */
  private judgeVoid(request: TransactionRequest, original: CardTransaction): string {
    if (original.batch !== request.number.batch || this.book.voidOf(original)) return codes.invalidTransaction;
    if (this.book.refundedMinor(original) > 0n) return codes.invalidTransaction;
    return original.amountMinor === request.amountMinor ? codes.approved : codes.amountDiffers;
  }

  /** The standing sale that fields 37 and 61 name, both where both are there. */
  private originalOf(values: Values, terminalId: string): CardTransaction | undefined {
    const original = this.book.byRrn.get(values[37] ?? '');
    if (original?.kind !== 'sale' || !isStanding(original, this.clock.nowMs())) return undefined;
    const named = /^(\d{6})(\d{6})\d{4}$/.exec(values[61] ?? '');
    if (!named) return undefined;
    const fits =
      Number(named[1]) === original.batch && Number(named[2]) === original.stan && terminalId === original.terminalId;
    return fits ? original : undefined;
  }

  private record(request: TransactionRequest, judgement: Judgement, behaviour: CardBehaviour): CardTransaction {
    const atMs = this.clock.nowMs();
    const isDeclined = behaviour === 'decline' && judgement.responseCode === codes.approved;
    const responseCode = isDeclined ? codes.insufficientFunds : judgement.responseCode;
    const sequence = this.book.transactions.size + 1;
    this.book.record({
      type: 'transaction',
      kind: request.kind,
      ...request.number,
      requestHash: request.requestHash,
      rrn: `${beijingIsoFields(atMs).date}${String(sequence % 100_000_000).padStart(8, '0')}`,
      authCode: responseCode === codes.approved ? String(this.random.below(1_000_000)).padStart(6, '0') : '',
      maskedPan: judgement.maskedPan,
      amountMinor: request.amountMinor,
      feeMinor: feeOf(request.amountMinor, this.feeBasisPoints),
      responseCode,
      originalRrn: judgement.original?.rrn,
      atMs,
      countsAtMs: behaviour === 'late_success' ? atMs + cardLateSuccessMs : atMs,
    });
    return this.book.find(request.number) as CardTransaction;
  }

  /** 0400. However often it is repeated it is one reversal; of a number that never came it bars the number. */
  private reverse(request: {
    values: Values;
    number: TransactionNumber;
    amountMinor: bigint;
    macKey: Buffer;
  }): HostReaction {
    const { values, number, macKey } = request;
    const transaction = this.book.find(number);
    const behaviour = transaction ? this.behaviours.take(transaction.maskedPan) : undefined;
    if (behaviour === 'no_answer_unpaid') return { kind: 'silence' };
    const isSettled = number.batch !== this.book.terminal(number.terminalId).batch;
    const isRepeated = this.book.isReversed(number);
    if (transaction?.kind === 'refund') return this.refuse(values, codes.invalidTransaction, macKey);
    if (transaction && transaction.amountMinor !== request.amountMinor) {
      return this.refuse(values, codes.amountDiffers, macKey);
    }
    if (transaction && (transaction.kind === 'sale') !== (values[3] === '000000')) {
      return this.refuse(values, codes.invalidTransaction, macKey);
    }
    if (isSettled && transaction?.responseCode === codes.approved && !isRepeated) {
      return this.refuseSettled(values, transaction, macKey);
    }
    if (!isRepeated) {
      const reason = values[39] ?? '';
      this.book.record({ type: 'reversed', ...number, reason, atMs: this.clock.nowMs() });
    }
    if (behaviour === 'no_answer' || behaviour === 'late_success') return { kind: 'silence' };
    const code = transaction ? codes.approved : codes.noSuchOriginal;
    const answer = this.answer(values, { code, macKey, ...(transaction ? { rrn: transaction.rrn } : {}) });
    return { ...answer, spoilMac: behaviour === 'bad_mac' };
  }

  /** A settled approval is not undone: the refusal names it, once it counts. */
  private refuseSettled(values: Values, transaction: CardTransaction, macKey: Buffer): HostAnswer {
    if (!isStanding(transaction, this.clock.nowMs())) return this.refuse(values, codes.invalidTransaction, macKey);
    return this.tell(values, transaction, macKey, codes.invalidTransaction);
  }

  /** 签到: fresh working keys of double length (60.3 = 003), and the batch that is open here. */
  private signOn(values: Values): HostReaction {
    if (!/^00\d{6}003/.test(values[60] ?? '')) return this.refuse(values, codes.unsupported);
    const terminalId = values[41] as string;
    const keys = makeWorkingKeys();
    this.book.record({
      type: 'signed_on',
      terminalId,
      pinKeyHex: keys.pinKey.toString('hex'),
      macKeyHex: keys.macKey.toString('hex'),
      atMs: this.clock.nowMs(),
    });
    const batch = String(this.book.terminal(terminalId).batch).padStart(6, '0');
    const answer = this.answer(values, { code: codes.approved, macKey: undefined });
    answer.values[60] = `00${batch}003`;
    answer.values[62] = keyDownload(this.masterKeys.get(terminalId) as Buffer, keys)
      .toString('hex')
      .toUpperCase();
    return answer;
  }

  /**
   * 批结算: field 48 brings the terminal's totals (debits 12+3, credits 12+3, verdict, then foreign cards). The
   * verdict goes back in its place: 1 agrees and closes the batch, 2 differs and leaves it open. A hand may have it differ,
   * or say nothing: having closed the batch, or without having heard the question.
   */
  private settle(values: Values): HostReaction {
    const number = numberOf(values);
    const totalsText = values[48] ?? '';
    if (!number || values[60]?.slice(8, 11) !== '201' || totalsText.length !== 62) {
      return this.refuse(values, codes.malformed);
    }
    if (number.batch !== this.book.terminal(number.terminalId).batch) {
      return this.refuse(values, codes.signOnFirst);
    }
    const behaviour = this.behaviours.takeSettlement(number.terminalId);
    if (behaviour === 'no_answer_unsettled') return { kind: 'silence' };
    const totals = this.book.totals(number.terminalId, number.batch, this.clock.nowMs());
    const side = (minor: bigint, count: number) =>
      `${String(minor).padStart(12, '0')}${String(count).padStart(3, '0')}`;
    const ours =
      side(totals.debitMinor, totals.debitCount % 1000) + side(totals.creditMinor, totals.creditCount % 1000);
    const agrees = totalsText.slice(0, 30) === ours && behaviour !== 'differ';
    if (agrees) this.book.record({ type: 'batch_closed', ...batchOf(number), atMs: this.clock.nowMs() });
    if (behaviour === 'no_answer') return { kind: 'silence' };
    const answer = this.answer(values, { code: codes.approved, macKey: undefined });
    answer.values[48] = `${totalsText.slice(0, 30)}${agrees ? '1' : '2'}${totalsText.slice(31)}`;
    return answer;
  }

  private tell(values: Values, transaction: CardTransaction, macKey: Buffer, code?: string): HostAnswer {
    const { rrn, authCode, responseCode, atMs } = transaction;
    return this.answer(values, { code: code ?? responseCode, macKey, rrn, authCode, atMs });
  }

  private refuse(values: Values, code: string, macKey?: Buffer): HostAnswer {
    return this.answer(values, { code, macKey });
  }

  /** What every answer says: the request's own fields, the host's time and number, and the response code. */
  private answer(
    values: Values,
    what: { code: string; macKey: Buffer | undefined; rrn?: string; authCode?: string; atMs?: number },
  ): HostAnswer {
    const { time, date } = beijingIsoFields(what.atMs ?? this.clock.nowMs());
    const answered: Record<number, string> = { 12: time, 13: date, 32: '00010000', 39: what.code };
    for (const field of [3, 4, 11, 25, 41, 42, 49, 60]) {
      const value = values[field];
      if (value !== undefined) answered[field] = value;
    }
    if (what.rrn) answered[37] = what.rrn;
    if (what.authCode) answered[38] = what.authCode;
    return { kind: 'answer', macKey: what.macKey, values: answered };
  }

  /** Card data is in the message, so its hash is keyed. */
  private hashOf(bytes: Buffer): string {
    return createHmac('sha256', this.hashKey).update(bytes.subarray(0, -8)).digest('hex');
  }
}

interface TransactionRequest {
  kind: CardTransaction['kind'];
  values: Values;
  number: TransactionNumber;
  amountMinor: bigint;
  keys: { pinKey: Buffer; macKey: Buffer };
  requestHash: string;
}

interface Judgement {
  responseCode: string;
  maskedPan: string;
  original?: CardTransaction;
  /** What the number of the card chooses. */
  behaviour?: CardBehaviour;
}

/** Terminal, batch (60.2) and trace number; undefined where one is missing. */
function numberOf(values: Values): TransactionNumber | undefined {
  const batch = /^\d{2}(\d{6})/.exec(values[60] ?? '')?.[1];
  if (batch === undefined || values[11] === undefined) return undefined;
  return { terminalId: values[41] as string, batch: Number(batch), stan: Number(values[11]) };
}

function batchOf(number: TransactionNumber): { terminalId: string; batch: number } {
  return { terminalId: number.terminalId, batch: number.batch };
}
