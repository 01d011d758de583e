/**
 * Does what the sale asks of the world while the till trains: lookups and prices are asked of the agent, all that would
 * reach books, channels, readers, the drawer or the speaker is played here. Payments go through after their usual steps.
 */
import type { Cancel, Clock } from '@qiantai/foundation';
import type { SaleRecord } from '@qiantai/protos';
import { paperBytes } from '../devices/printer/paper.ts';
import { presetPaper, type ReceiptKind, receiptLines, unknownSlipLines } from '../devices/printer/receipt.ts';
import { markTraining } from '../devices/printer/training-mark.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { CardRead, Effect, PaymentAnswer, TillEvent } from '../sale/events.ts';
import type { Attempt, CartDiscount, Session } from '../sale/model.ts';
import type { TillDevices } from './till-devices.ts';

export interface TrainingRunnerOptions {
  /** Asks the agent; of it only what reads is used. */
  reading: { run(effect: Effect): Promise<TillEvent> | null };
  devices: Pick<TillDevices, 'printer'>;
  clock: Clock;
  tell(event: TillEvent): void;
  attemptOf(key: string): Attempt | null;
  facts(): TillInfo | null;
  language(): 'zh' | 'en';
  session(): Session | null;
}

/** About as long as each takes in earnest, milliseconds. */
const cardMs = 1_500;
const channelMs = 1_000;
const phoneMs = 3_000;
const qrText = 'TRAINING';
/** Whoever is asked allows it; no record ever names it. */
const playedApprovalId = '00000000-0000-7000-8000-000000000000';

/** No card: nothing of it can be decrypted, and no reader was asked. */
const playedCard: CardRead = {
  entryMode: 'chip',
  maskedPan: '000000******0000',
  encryptedTrack2Hex: '',
  keySerialNumberHex: '',
  pinBlockHex: '',
  emvHex: '',
  cardSequenceNumber: '',
};

export class TrainingRunner {
  private readonly options: TrainingRunnerOptions;
  /** What is being played, by its key. */
  private readonly played = new Map<string, Cancel>();
  private receiptCount = 0;

  constructor(options: TrainingRunnerOptions) {
    this.options = options;
  }

  stop(): void {
    for (const cancel of this.played.values()) cancel();
    this.played.clear();
  }

  run(effect: Effect): Promise<TillEvent> | null {
    const { tell } = this.options;
    switch (effect.kind) {
      case 'find_payment':
        // Nothing was paid in earnest.
        tell({ kind: 'payment_found', number: effect.number, found: null });
        return null;
      case 'find_article':
      case 'price_cart':
      case 'find_receipt':
      case 'rescan':
        return this.options.reading.run(effect);
      case 'ask_approval':
        return Promise.resolve({ kind: 'approved', approvalId: playedApprovalId });
      case 'record_deed':
        return Promise.resolve({ kind: 'deed_recorded', deed: effect.deed, approval: effect.approval });
      case 'read_card':
        tell({ kind: 'card_prompted', key: effect.key, prompt: 'present_card' });
        this.later(effect.key, cardMs, { kind: 'card_read', key: effect.key, card: playedCard });
        return null;
      case 'cancel_card':
        this.drop(effect.key);
        tell({ kind: 'card_failed', key: effect.key, reasonCode: 'CANCELLED' });
        return null;
      case 'start_payment':
        this.pay(effect.attempt);
        return null;
      case 'take_cash':
        tell({ kind: 'payment_answered', key: effect.attempt.key, answer: paidBy(effect.attempt) });
        return null;
      case 'ask_now': {
        const attempt = this.options.attemptOf(effect.key);
        this.drop(effect.key);
        if (attempt) tell({ kind: 'payment_answered', key: effect.key, answer: paidBy(attempt) });
        return null;
      }
      case 'cancel_payment': {
        this.drop(effect.key);
        const answer: PaymentAnswer = { kind: 'closed', reasonCode: 'CASHIER_CANCELLED' };
        tell({ kind: 'payment_answered', key: effect.key, answer });
        return null;
      }
      case 'resume_payment':
        tell({ kind: 'payment_answered', key: effect.attempt.key, answer: { kind: 'not_begun' } });
        return null;
      case 'start_refund':
      case 'resume_refund':
      case 'return_cash':
      case 'ask_refund_now':
        this.giveBack(effect.item.key, effect.item.tender === 'cash' ? 0 : channelMs);
        return null;
      case 'refund_late':
        this.giveBack(effect.refundKey, channelMs);
        return null;
      case 'complete_sale':
        this.complete(effect);
        return null;
      case 'print_receipt':
        this.printReceipt(effect.record, effect.discounts, 'original');
        return null;
      case 'print_kept_slip':
        this.printReceipt(
          { ...this.recordOf(effect.draft), receiptNo: effect.draft.orderNo },
          effect.discounts,
          'kept',
        );
        return null;
      case 'print_unknown_slip':
        this.printUnknownSlip(effect);
        return null;
      // Nothing was asked of anybody, so there is nothing to follow, end or tell; the drawer stays shut.
      // Nobody takes an order up while the till trains.
      case 'take_up_order':
      case 'finish_card':
      case 'follow_given_up':
      case 'abandon_sale':
      case 'open_drawer':
      case 'announce':
        return null;
    }
  }

  printReceipt(record: SaleRecord, discounts: readonly CartDiscount[], kind: ReceiptKind): void {
    const till = this.options.facts();
    if (!till) return;
    const operatorName = this.options.session()?.operatorName ?? '';
    const receipt = { record, discounts, till, operatorName, language: this.options.language(), kind };
    const { printer } = this.options.devices;
    printer?.print(paperBytes(markTraining(receiptLines(receipt, printer.paper ?? presetPaper)), printer.paper));
  }

  private printUnknownSlip(effect: Extract<Effect, { kind: 'print_unknown_slip' }>): void {
    const till = this.options.facts();
    if (!till) return;
    const slip = { ...effect, till, language: this.options.language(), nowMs: this.options.clock.nowMs() };
    const { printer } = this.options.devices;
    printer?.print(paperBytes(markTraining(unknownSlipLines(slip)), printer.paper));
  }

  private pay(attempt: Attempt): void {
    const { key, tender } = attempt;
    if (tender === 'qr') {
      const deadlineMs = this.options.clock.nowMs() + 60_000;
      this.options.tell({ kind: 'payment_answered', key, answer: { kind: 'awaiting_payer', qrText, deadlineMs } });
    }
    const paid: TillEvent = { kind: 'payment_answered', key, answer: paidBy(attempt) };
    this.later(key, tender === 'qr' ? phoneMs : channelMs, paid);
  }

  private giveBack(key: string, afterMs: number): void {
    this.later(key, afterMs, { kind: 'refund_answered', key, answer: { kind: 'succeeded' } });
  }

  private complete({ draft }: Extract<Effect, { kind: 'complete_sale' }>): void {
    this.receiptCount += 1;
    const receiptNo = `TRAINING-${this.receiptCount}`;
    const record = { ...this.recordOf(draft), receiptNo };
    this.options.tell({ kind: 'sale_completed', saleId: draft.saleId, receiptNo, offline: false, record });
  }

  private recordOf(draft: Extract<Effect, { kind: 'complete_sale' }>['draft']): Omit<SaleRecord, 'receiptNo'> {
    const { operatorId = '', businessDate = '' } = this.options.session() ?? {};
    return { ...draft, operatorId, businessDate };
  }

  private later(key: string, afterMs: number, event: TillEvent): void {
    this.drop(key);
    const cancel = this.options.clock.setTimeout(() => {
      this.played.delete(key);
      this.options.tell(event);
    }, afterMs);
    this.played.set(key, cancel);
  }

  private drop(key: string): void {
    this.played.get(key)?.();
    this.played.delete(key);
  }
}

function paidBy({ tender, channel }: Attempt): PaymentAnswer {
  return { kind: 'paid', channel: tender === 'cash' ? 'cash' : channel, offline: false };
}
