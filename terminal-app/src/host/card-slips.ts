/**
 * Slips of cards (签购单): made once for each payment or refund and kept on the disk, printed by themselves as this
 * till's printer is set to, and again by hand, marked so.
 */
import { type CardSlip, cardSlipJob, type SlipCopy } from '../devices/printer/slips.ts';
import { verificationOf } from '../devices/reader/card-data/cardholder-verification.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { CardFacts, CardRead, PaymentAnswer } from '../sale/events.ts';
import type { Attempt } from '../sale/model.ts';
import type { KeptSlip, SlipFile } from './slip-file.ts';
import type { TillDevices } from './till-devices.ts';

export interface CardSlipsOptions {
  devices: Pick<TillDevices, 'printer'>;
  file: SlipFile;
  facts(): TillInfo;
  language(): 'zh' | 'en';
  operatorName(): string;
  nowMs(): number;
}

export interface CardDone {
  key: string;
  purpose: 'sale' | 'refund';
  amountMinor: bigint;
  card?: CardFacts | undefined;
  /** The issuer has not been asked. */
  offline?: boolean;
}

export class CardSlips {
  private readonly options: CardSlipsOptions;

  constructor(options: CardSlipsOptions) {
    this.options = options;
  }

  /** A card was read for this key; nothing of it that is secret is kept. */
  read(key: string, card: CardRead | null): void {
    if (!card || this.has(key)) return;
    const { maskedPan, entryMode } = card;
    this.options.file.addRead(key, { maskedPan, entryMode, verification: verificationOf(card) });
  }

  /** What became of a payment: a card's that is paid has a slip. */
  answered({ key, tender, amountMinor }: Pick<Attempt, 'key' | 'tender' | 'amountMinor'>, answer: PaymentAnswer): void {
    if (answer.kind !== 'paid' || tender !== 'card') return;
    const { card, offline } = answer;
    this.done({ key, purpose: 'sale', amountMinor, card, offline });
  }

  /** Its money moved. Said as often as one likes. */
  done(done: CardDone): void {
    const { devices, file } = this.options;
    if (this.has(done.key)) return;
    const slip = this.slipOf(done);
    file.add(slip);
    const copies = copiesOf(slip, devices.printer?.paper?.cardSlip ?? 'never');
    if (copies.length > 0) devices.printer?.print(cardSlipJob(slip, devices.printer.paper, copies));
  }

  has(key: string): boolean {
    return this.options.file.find(key) !== undefined;
  }

  /** Both copies of these payments' slips again, marked so. */
  again(keys: readonly string[]): void {
    const { devices, file } = this.options;
    for (const key of keys) {
      const slip = file.find(key);
      if (slip) devices.printer?.print(cardSlipJob({ ...slip, reprint: true }, devices.printer.paper));
    }
  }

  private slipOf({ key, purpose, amountMinor, card, offline }: CardDone): KeptSlip {
    const { file, facts, language, operatorName, nowMs } = this.options;
    const read = file.readOf(key);
    const { merchantName, merchantId, terminalId, currency } = facts();
    // What nobody knows of is signed for.
    const verification = read?.verification ?? 'signature';
    return {
      purpose,
      merchantName,
      merchantNo: merchantId,
      terminalNo: terminalId,
      operatorName: operatorName(),
      maskedPan: card?.maskedPan || read?.maskedPan || '',
      authorisationCode: card?.authorisationCode ?? '',
      referenceNo: card?.cardReference ?? '',
      amountMinor,
      currency,
      doneAtMs: nowMs(),
      paymentKey: key,
      wantsSignature: verification === 'signature',
      language: language(),
      ...(verification === 'signature' ? {} : { verified: verification }),
      ...(read ? { entryMode: read.entryMode } : {}),
      ...(offline ? { offline } : {}),
    };
  }
}

function copiesOf(slip: CardSlip, setting: 'signature' | 'always' | 'never'): readonly SlipCopy[] {
  switch (setting) {
    case 'always':
      return ['merchantCopy', 'customerCopy'];
    case 'signature':
      return slip.wantsSignature ? ['merchantCopy'] : [];
    case 'never':
      return [];
  }
}
