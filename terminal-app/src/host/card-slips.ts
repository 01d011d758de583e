/** Prints the slip of a card (签购单), once for each payment or refund, where this till's printer is set to. */
import { type CardSlip, cardSlipJob } from '../devices/printer/slips.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { CardFacts, CardRead } from '../sale/events.ts';
import type { TillDevices } from './till-devices.ts';

export interface CardSlipsOptions {
  devices: TillDevices;
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
}

/** Slips of so many payments can be printed again. */
const keptMax = 20;

export class CardSlips {
  private readonly options: CardSlipsOptions;
  private readonly reads = new Map<string, Pick<CardRead, 'maskedPan' | 'entryMode'> & { hasPin: boolean }>();
  private readonly printed = new Map<string, CardSlip>();

  constructor(options: CardSlipsOptions) {
    this.options = options;
  }

  /** A card was read for this key; nothing of it that is secret is kept. */
  read(key: string, card: CardRead | null): void {
    if (!card) return;
    const { maskedPan, entryMode, pinBlockHex } = card;
    keep(this.reads, key, { maskedPan, entryMode, hasPin: pinBlockHex !== '' });
  }

  /** Its money moved. Said as often as one likes. */
  done({ key, purpose, amountMinor, card }: CardDone): void {
    const { devices, facts, language, operatorName, nowMs } = this.options;
    if (this.printed.has(key) || !devices.printer?.paper?.cardSlip) return;
    const read = this.reads.get(key);
    const { merchantName, merchantId, terminalId, currency } = facts();
    const slip: CardSlip = {
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
      // Who knows nothing of a PIN asks for a signature.
      wantsSignature: !read?.hasPin,
      language: language(),
      ...(read ? { entryMode: read.entryMode } : {}),
    };
    keep(this.printed, key, slip);
    devices.printer.print(cardSlipJob(slip, devices.printer.paper));
  }

  /** The slips of these payments again, marked so; what an earlier run printed is not known any more. */
  again(keys: readonly string[]): void {
    const { printer } = this.options.devices;
    for (const key of keys) {
      const slip = this.printed.get(key);
      if (slip) printer?.print(cardSlipJob({ ...slip, reprint: true }, printer.paper));
    }
  }
}

function keep<Kept>(map: Map<string, Kept>, key: string, value: Kept): void {
  map.set(key, value);
  if (map.size > keptMax) map.delete(map.keys().next().value as string);
}
