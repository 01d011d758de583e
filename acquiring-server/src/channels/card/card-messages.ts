/**
 * What a terminal says to its host, as messages (protocol facts 6, table of message type, fields 3, 25 and
 * 60.1), and what its answers say. Pure: keys, numbers and opened cards come in, messages go out.
 */
import { currencyNumbers, type Money } from '@qiantai/protos';
import { beijingText, instantOfBeijingText } from '../beijing-time.ts';
import type { EncryptedCard } from '../port.ts';
import type { IsoMessage } from './iso-packager.ts';
import type { OpenedCard } from './key-store.ts';

export type CardTransactionKind = 'sale' | 'void' | 'refund';

/** Who speaks: fields 41 and 42. */
export interface TerminalIdentity {
  cardTerminalId: string;
  acceptorId: string;
}

/** A transaction's own numbers, as its terminal counted them. */
export interface TransactionNumbers {
  batch: number;
  stan: number;
}

export interface CardTransaction extends TransactionNumbers {
  kind: CardTransactionKind;
  amount: Money;
  /** Field 22. */
  entryMode: string;
  /** Of a void or a refund. */
  original?: OriginalTransaction;
}

export interface OriginalTransaction extends TransactionNumbers {
  /** MMDD, field 13 of its answer. */
  localDate: string;
  reference: string;
  authorisationCode: string;
}

const kinds = {
  sale: { mti: '0200', processingCode: '000000', type: '22' },
  void: { mti: '0200', processingCode: '200000', type: '23' },
  refund: { mti: '0220', processingCode: '200000', type: '25' },
} as const;

const conditionCode = '00';

const sixDigits = (number: number): string => String(number).padStart(6, '0');
const transactionField = (type: string, batch: number, functionCode: string): string =>
  `${type}${sixDigits(batch)}${functionCode}`;

/** Field 22: how the card was read, and whether a PIN came with it (1) or not (2). */
export function entryModeOf(card: EncryptedCard | undefined): string {
  if (!card) return '012';
  const modes = { chip: '05', contactless: '07', magnetic: '02' } as const;
  return `${modes[card.entryMode]}${card.pinBlockHex === '' ? '2' : '1'}`;
}

/** A sale, void or refund without its MAC. `card` is there for sales, and where the customer showed it again. */
export function transactionMessage(
  identity: TerminalIdentity,
  transaction: CardTransaction,
  card?: CardPresented,
): IsoMessage {
  const { mti, processingCode, type } = kinds[transaction.kind];
  return {
    mti,
    fields: {
      3: processingCode,
      4: transaction.amount.amountMinor.toString().padStart(12, '0'),
      11: sixDigits(transaction.stan),
      22: transaction.entryMode,
      25: conditionCode,
      41: identity.cardTerminalId,
      42: identity.acceptorId,
      49: currencyNumbers[transaction.amount.currency],
      60: transactionField(type, transaction.batch, '000'),
      ...(card ? cardFields(card) : {}),
      ...(transaction.original ? originalFields(transaction.original) : {}),
    },
  };
}

/** A card as it goes into a message; the PIN block under the terminal's PIN key, empty without a PIN. */
export interface CardPresented {
  opened: OpenedCard;
  encrypted: EncryptedCard;
  pinBlockHex: string;
  pinKeyBytes: number;
}

function cardFields(card: CardPresented): IsoMessage['fields'] {
  const { opened, encrypted } = card;
  return {
    2: opened.pan,
    14: opened.expiry,
    35: opened.track2,
    ...(encrypted.cardSequenceNumber ? { 23: encrypted.cardSequenceNumber.padStart(3, '0') } : {}),
    ...(encrypted.emvHex ? { 55: encrypted.emvHex.toLowerCase() } : {}),
    ...(card.pinBlockHex ? pinFields(card) : {}),
  };
}

/** 26: up to 12 digits of PIN; 53: format 0 with the PAN (2), key of double (6) or single length (0). */
function pinFields(card: CardPresented): IsoMessage['fields'] {
  const lengthDigit = card.pinKeyBytes === 16 ? '6' : '0';
  return { 26: '12', 52: card.pinBlockHex, 53: `2${lengthDigit}`.padEnd(16, '0') };
}

function originalFields(original: OriginalTransaction): IsoMessage['fields'] {
  return {
    37: original.reference,
    ...(original.authorisationCode ? { 38: original.authorisationCode } : {}),
    61: `${sixDigits(original.batch)}${sixDigits(original.stan)}${original.localDate}`,
  };
}

/** Why a transaction is undone: no answer, an answer whose MAC is bad, another cause. */
export type ReversalReason = '98' | 'A0' | '06';

/** 0400 with the original's own fields 3, 4, 11, 22, 25 and 38; the same message however often it is repeated. */
export function reversalMessage(
  identity: TerminalIdentity,
  transaction: CardTransaction & { authorisationCode: string; localDate: string },
  reason: ReversalReason,
): IsoMessage {
  const { processingCode, type } = kinds[transaction.kind];
  const numbers = `${sixDigits(transaction.batch)}${sixDigits(transaction.stan)}${transaction.localDate}`;
  return {
    mti: '0400',
    fields: {
      3: processingCode,
      4: transaction.amount.amountMinor.toString().padStart(12, '0'),
      11: sixDigits(transaction.stan),
      22: transaction.entryMode,
      25: conditionCode,
      ...(transaction.authorisationCode ? { 38: transaction.authorisationCode } : {}),
      39: reason,
      41: identity.cardTerminalId,
      42: identity.acceptorId,
      49: currencyNumbers[transaction.amount.currency],
      60: transactionField(type, transaction.batch, '000'),
      61: numbers,
    },
  };
}

/** 签到, asking for keys of double length (60.3 = 003). */
export function signOnMessage(identity: TerminalIdentity, numbers: TransactionNumbers): IsoMessage {
  return {
    mti: '0800',
    fields: {
      11: sixDigits(numbers.stan),
      41: identity.cardTerminalId,
      42: identity.acceptorId,
      60: transactionField('00', numbers.batch, '003'),
      63: '001',
    },
  };
}

export interface BatchTotals {
  debitMinor: bigint;
  debitCount: number;
  creditMinor: bigint;
  creditCount: number;
}

/** 批结算: field 48 holds debits and credits of home cards, the answer's verdict, the same of foreign cards. */
export function settlementMessage(
  identity: TerminalIdentity,
  numbers: TransactionNumbers,
  totals: BatchTotals & { currencyNumber: string },
): IsoMessage {
  const side = (minor: bigint, count: number): string =>
    `${minor.toString().padStart(12, '0')}${String(count % 1000).padStart(3, '0')}`;
  const home = side(totals.debitMinor, totals.debitCount) + side(totals.creditMinor, totals.creditCount);
  return {
    mti: '0500',
    fields: {
      11: sixDigits(numbers.stan),
      41: identity.cardTerminalId,
      42: identity.acceptorId,
      48: `${home}0${'0'.repeat(31)}`,
      49: totals.currencyNumber,
      60: transactionField('00', numbers.batch, '201'),
      63: '001',
    },
  };
}

/** Place of the verdict in field 48 of a settlement's answer: 1 agrees, 2 does not, 3 error. */
const verdictAt = 30;

export function settlementVerdict(answer: IsoMessage): 'agrees' | 'differs' | 'unclear' {
  const verdict = answer.fields[48]?.[verdictAt];
  if (verdict === '1') return 'agrees';
  return verdict === '2' ? 'differs' : 'unclear';
}

/** Whether a message answers a request: its type, trace number, terminal and acceptor. */
export function answers(request: IsoMessage, message: IsoMessage): boolean {
  const answerType = String(Number(request.mti) + 10).padStart(4, '0');
  return (
    message.mti === answerType && [11, 41].every((number) => message.fields[number]?.trim() === request.fields[number])
  );
}

/** Batch of field 60.2, where the answer has one. */
export function batchOf(message: IsoMessage): number | undefined {
  const digits = message.fields[60]?.slice(2, 8);
  return digits?.length === 6 ? Number(digits) : undefined;
}

/**
 * The instant of fields 12 and 13, Beijing time without a year: of the years around, the one nearest to now.
 * Undefined where the fields are missing or no date.
 */
export function hostInstant(message: IsoMessage, nowMs: number): number | undefined {
  const time = message.fields[12];
  const date = message.fields[13];
  if (!time || !date) return undefined;
  const thisYear = Number(beijingText(nowMs).slice(0, 4));
  const candidates = [thisYear - 1, thisYear, thisYear + 1].flatMap((year) => {
    const clockTime = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}`;
    const instant = instantOfBeijingText(`${year}-${date.slice(0, 2)}-${date.slice(2, 4)} ${clockTime}`);
    return instant === undefined ? [] : [instant];
  });
  return candidates.sort((a, b) => Math.abs(a - nowMs) - Math.abs(b - nowMs))[0];
}
