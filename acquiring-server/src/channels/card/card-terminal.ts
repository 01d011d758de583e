/**
 * One card terminal at its host: signed on, its open transactions reversed before the next one, each
 * transaction committed as sent before it leaves. Callers see to it that one terminal does one thing at a time
 * (terminal-queue.ts in this process, the terminal's row between processes).
 */
import { type Clock, errorText, type Log, unreachable } from '@qiantai/foundation';
import type { Money } from '@qiantai/protos';
import type { EncryptedCard } from '../port.ts';
import type { TcpTransport } from '../tcp-transport.ts';
import { type CardCredentials, masterKeyOf } from './card-credentials.ts';
import { askHost, type HostResult } from './card-host.ts';
import {
  batchOf,
  type CardTransaction,
  entryModeOf,
  hostInstant,
  type ReversalReason,
  reversalMessage,
  signOnMessage,
  type TerminalIdentity,
  transactionMessage,
} from './card-messages.ts';
import type { CardTerminalStore, HostAnswer, TerminalName } from './card-terminal-store.ts';
import { isOpen, type StoredTransaction } from './card-transaction.ts';
import { encodeIsoMessage, type IsoMessage } from './iso-packager.ts';
import {
  openCard,
  openWorkingKeys,
  sealWorkingKeys,
  translatePinBlock,
  unsealWorkingKeys,
  type WorkingKeys,
} from './key-store.ts';
import { meaningOf } from './response-codes.ts';

export interface CardTerminalOptions {
  clock: Clock;
  log: Log;
  tcp: TcpTransport;
  store: CardTerminalStore;
  keyEncryptionKey: Uint8Array;
}

export type SentOutcome =
  | { kind: 'answered'; transaction: StoredTransaction }
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; why: string };

export type UndoOutcome =
  | { kind: 'reversed'; moneyMoved: boolean | null }
  | { kind: 'refused'; channelMessage: string; refundInstead?: true }
  | { kind: 'unknown'; why: string };

/** A sign-on holds for a day; the acquirer changes the keys with each. */
const signOnLifeMs = 20 * 3_600_000;
/** A transaction marked as sent by a process that may still wait for its answer. */
export const answerDueMs = 20_000;

type SignOn = { ok: true; keys: WorkingKeys; batch: number } | { ok: false; why: string };

export class CardTerminal {
  readonly name: TerminalName;
  private readonly identity: TerminalIdentity;
  private readonly credentials: CardCredentials;
  private readonly options: CardTerminalOptions;

  constructor(name: TerminalName, credentials: CardCredentials, options: CardTerminalOptions) {
    this.name = name;
    this.credentials = credentials;
    this.options = options;
    this.identity = { cardTerminalId: name.cardTerminalId, acceptorId: credentials.acceptorId };
  }

  /** Keys of the present sign-on, or of a new one. */
  async signedOn(): Promise<SignOn> {
    const { clock, store, keyEncryptionKey, log } = this.options;
    const state = await store.state(this.name, clock.nowMs());
    const fresh = clock.nowMs() - state.signedOnAtMs < signOnLifeMs;
    if (!state.keysSealed || !fresh) return this.signOn();
    try {
      const keys = unsealWorkingKeys(keyEncryptionKey, state.keysSealed, this.keyContext());
      return { ok: true, keys, batch: state.batch };
    } catch (error) {
      // The key-encryption key was changed: a sign-on gives others, and nothing is lost.
      log.warn({ cardTerminalId: this.name.cardTerminalId, error: errorText(error) }, 'card.keys_unreadable');
      return this.signOn();
    }
  }

  /** 签到: new working keys under the terminal's master key, and the batch that the host is in. */
  async signOn(): Promise<SignOn> {
    const { clock, store, tcp, keyEncryptionKey, log } = this.options;
    const masterKey = masterKeyOf(this.credentials, this.name.cardTerminalId);
    if (!masterKey) return { ok: false, why: `the account has no card terminal ${this.name.cardTerminalId}` };
    await store.state(this.name, clock.nowMs());
    const numbers = await store.takeNumbers(this.name, clock.nowMs());
    const result = await askHost(tcp, this.credentials, { message: signOnMessage(this.identity, numbers) });
    if (result.kind === 'bad_mac') return { ok: false, why: 'sign-on: bad MAC' };
    if (result.kind !== 'answer') return { ok: false, why: `sign-on: ${result.why}` };
    const responseCode = result.message.fields[39] ?? '';
    if (responseCode !== '00') return { ok: false, why: `sign-on refused with ${responseCode}` };
    try {
      const keys = openWorkingKeys(masterKey, result.message.fields[62] ?? '');
      const batch = batchOf(result.message) || numbers.batch;
      const keysSealed = sealWorkingKeys(keyEncryptionKey, keys, this.keyContext());
      await store.saveSignOn(this.name, { batch, keysSealed, nowMs: clock.nowMs() });
      log.info({ cardTerminalId: this.name.cardTerminalId, batch }, 'card.signed_on');
      return { ok: true, keys, batch };
    } catch (error) {
      return { ok: false, why: `sign-on: ${errorText(error)}` };
    }
  }

  private keyContext(): string {
    return `${this.name.merchantId}/${this.name.accountId}/${this.name.cardTerminalId}`;
  }

  /**
   * Sends a sale, void or refund once. What is already known under its numbers is not sent again, but for a
   * refund without an answer; other open transactions of the terminal are reversed first, and while one of
   * them stays open nothing is sent.
   */
  async send(
    transaction: CardTransaction & { channelOrderNo: string; originalOrderNo: string },
    encrypted: EncryptedCard | undefined,
  ): Promise<SentOutcome> {
    const known = await this.options.store.find(this.name, transaction.channelOrderNo);
    const replay = known && replayOf(known, transaction);
    if (replay && replay.kind !== 'begun') return replay;
    const signOn = await this.signedOn();
    if (!signOn.ok) return { kind: 'not_sent', why: signOn.why };
    if (signOn.batch !== transaction.batch && !replay) {
      return { kind: 'not_sent', why: 'the batch of its number is settled' };
    }
    let message: IsoMessage;
    try {
      message = this.messageOf(transaction, encrypted, signOn.keys);
    } catch (error) {
      return { kind: 'not_sent', why: errorText(error) };
    }
    const begun = await this.begin(transaction);
    if (begun.kind !== 'begun') return begun;
    const { repeated } = begun;
    let result = await this.ask(message, signOn.keys);
    let isSecond = false;
    if (wantsSignOn(result)) {
      // The host threw the message away unread, so the same numbers may go again under fresh keys; had it
      // taken the first one, it would answer the second with 94, which is no approval. Where the second does
      // not leave us, the first one's answer stands, and without a good MAC it proves nothing.
      const again = await this.signOn();
      if (again.ok && (repeated || again.batch === transaction.batch)) {
        const second = await this.ask(this.messageOf(transaction, encrypted, again.keys), again.keys);
        isSecond = second.kind !== 'not_sent';
        if (second.kind !== 'not_sent') result = second;
      }
    }
    return this.finish(transaction, result, { repeated, isSecond });
  }

  /** Makes room for a transaction by reversing what is open, then commits it as sent. */
  private async begin(
    transaction: CardTransaction & { channelOrderNo: string; originalOrderNo: string },
  ): Promise<{ kind: 'begun'; repeated: boolean } | SentOutcome> {
    const { clock, store } = this.options;
    const row = {
      batch: transaction.batch,
      stan: transaction.stan,
      kind: transaction.kind,
      channelOrderNo: transaction.channelOrderNo,
      originalOrderNo: transaction.originalOrderNo,
      amountMinor: transaction.amount.amountMinor,
      currency: transaction.amount.currency,
      entryMode: transaction.entryMode,
    };
    // The second turn finds nothing open, unless another process has begun something meanwhile.
    for (let turn = 0; turn < 2; turn++) {
      const begun = await store.begin(this.name, row, clock.nowMs());
      if (begun.kind === 'begun') return { kind: 'begun', repeated: false };
      if (begun.kind === 'replayed') return replayOf(begun.transaction, transaction);
      for (const open of begun.transactions) {
        if (this.mayBeAnswered(open)) {
          return { kind: 'not_sent', why: 'another transaction of this card terminal waits for its answer' };
        }
        const undone = await this.undo(open);
        if (undone.kind !== 'reversed') {
          return { kind: 'not_sent', why: 'an earlier transaction of this card terminal is not reversed yet' };
        }
      }
    }
    return { kind: 'not_sent', why: 'other transactions of this card terminal are open' };
  }

  /** @throws KeyStoreError for card data that cannot be opened, IsoFormatError for what fits no field. */
  private messageOf(transaction: CardTransaction, encrypted: EncryptedCard | undefined, keys: WorkingKeys): IsoMessage {
    const card = encrypted && this.cardOf(encrypted, keys);
    const message = transactionMessage(this.identity, transaction, card);
    encodeIsoMessage(message);
    return message;
  }

  private cardOf(encrypted: EncryptedCard, keys: WorkingKeys) {
    const { bdkHex, aesBdkHex } = this.credentials;
    const baseKeys = {
      tripleDes: Buffer.from(bdkHex, 'hex'),
      aes: aesBdkHex ? Buffer.from(aesBdkHex, 'hex') : undefined,
    };
    const opened = openCard(baseKeys, encrypted);
    const to = { terminalPinKey: keys.pinKey, pan: opened.pan };
    const pinBlockHex = encrypted.pinBlockHex === '' ? '' : translatePinBlock(baseKeys, encrypted, to);
    return { encrypted, opened, pinBlockHex, pinKeyBytes: keys.pinKey.length };
  }

  private ask(message: IsoMessage, keys: WorkingKeys): Promise<HostResult> {
    return askHost(this.options.tcp, this.credentials, { message, macKey: keys.macKey });
  }

  private async finish(
    transaction: CardTransaction & { channelOrderNo: string },
    result: HostResult,
    { repeated, isSecond }: { repeated: boolean; isSecond: boolean },
  ): Promise<SentOutcome> {
    const { clock, store } = this.options;
    if (result.kind === 'not_sent') {
      if (repeated) return { kind: 'unknown', why: result.why };
      await store.forget(this.name, transaction);
      return result;
    }
    if (transaction.kind === 'refund' && result.kind === 'answer' && wantsSignOn(result)) {
      // Thrown away unread. A repeat's first try was booked by no host that says so of its number after a sign-on.
      if (repeated && !(isSecond && result.message.fields[39] === '77')) {
        return { kind: 'unknown', why: 'the host wants a sign-on first' };
      }
      await store.forget(this.name, transaction);
      return { kind: 'not_sent', why: 'the host is in another batch' };
    }
    const answer = this.judge(transaction, result);
    await store.finish(this.name, transaction, answer, clock.nowMs());
    const stored = await store.find(this.name, transaction.channelOrderNo);
    if (answer.status === 'unknown' || !stored) return { kind: 'unknown', why: whyUnknown(result, answer) };
    return { kind: 'answered', transaction: stored };
  }

  private judge(transaction: CardTransaction, result: Exclude<HostResult, { kind: 'not_sent' }>): HostAnswer {
    const unknown = (responseCode: string): HostAnswer => ({
      status: 'unknown',
      responseCode,
      authorisationCode: '',
      reference: '',
      localDate: '',
    });
    if (result.kind === 'no_answer') return unknown('');
    if (result.kind === 'bad_mac') return unknown('A0');
    const { fields } = result.message;
    const responseCode = fields[39] ?? '';
    const said = {
      responseCode,
      authorisationCode: fields[38] ?? '',
      reference: fields[37] ?? '',
      localDate: fields[13] ?? '',
    };
    switch (meaningOf(responseCode).kind) {
      case 'approved': {
        const approvedAtMs = hostInstant(result.message, this.options.clock.nowMs());
        const sameAmount = BigInt(fields[4] ?? '-1') === transaction.amount.amountMinor;
        const sameAcceptor = fields[42] === this.identity.acceptorId.trimEnd();
        if (!sameAmount || !sameAcceptor || approvedAtMs === undefined || said.reference === '') {
          return unknown(responseCode);
        }
        return { status: 'approved', ...said, approvedAtMs };
      }
      case 'refused':
      case 'sign_on_first':
        return { status: 'declined', ...said };
      case 'unclear':
        return unknown(responseCode);
    }
  }

  /** Committed as sent a moment ago, perhaps by another process that still waits. */
  private mayBeAnswered(transaction: StoredTransaction): boolean {
    return transaction.status === 'sent' && this.options.clock.nowMs() - transaction.sentAtMs < answerDueMs;
  }

  /**
   * Before a batch is settled: reverses what has no usable answer in it, and voids again the sale whose void that was.
   * What stays open keeps the batch open.
   */
  async clearOpen(batch: number): Promise<void> {
    const { store } = this.options;
    for (const open of await store.openOf(this.name, batch)) {
      if (this.mayBeAnswered(open) || (await this.undo(open)).kind !== 'reversed') return;
      const sale = open.kind === 'void' ? await store.find(this.name, open.originalOrderNo) : undefined;
      if (sale) await this.undo(sale);
    }
  }

  /**
   * Undoes a transaction: an approved sale by a void (撤销), one without a usable answer by a reversal (冲正), a sale
   * whose batch is settled by neither. Here once; what stays unknown is tried again, with the same message where
   * it is a reversal. The table is in docs/protocols/card-host.md.
   */
  async undo(transaction: StoredTransaction): Promise<UndoOutcome> {
    switch (transaction.status) {
      case 'reversed':
        return { kind: 'reversed', moneyMoved: transaction.moneyMoved };
      case 'voided':
        return { kind: 'reversed', moneyMoved: true };
      case 'declined':
        return { kind: 'reversed', moneyMoved: false };
      case 'approved':
        if (transaction.kind === 'sale') return this.voidSale(transaction);
        return { kind: 'refused', channelMessage: `the ${transaction.kind} stands` };
      case 'sent':
      case 'unknown':
        return this.reverseOpen(transaction);
      default:
        return unreachable(transaction.status);
    }
  }

  private async voidSale(sale: StoredTransaction): Promise<UndoOutcome> {
    const signOn = await this.signedOn();
    if (!signOn.ok) return { kind: 'unknown', why: signOn.why };
    if (signOn.batch !== sale.batch) return this.settledSale(sale);
    const numbers = await this.options.store.takeNumbers(this.name, this.options.clock.nowMs());
    const { batch, stan, localDate, reference, authorisationCode } = sale;
    const sent = await this.send(
      {
        ...numbers,
        kind: 'void',
        channelOrderNo: `${sale.channelOrderNo}V${numbers.stan}`,
        originalOrderNo: sale.channelOrderNo,
        amount: amountOf(sale),
        entryMode: entryModeOf(undefined),
        original: { batch, stan, localDate, reference, authorisationCode },
      },
      undefined,
    );
    if (sent.kind !== 'answered') return { kind: 'unknown', why: sent.why };
    if (sent.transaction.status === 'approved') return { kind: 'reversed', moneyMoved: true };
    // Perhaps refused since the host had gone on to another batch, which the sign-on behind it has told us.
    const now = await this.signedOn();
    if (now.ok && now.batch !== sale.batch) return this.settledSale(sale);
    return { kind: 'refused', channelMessage: `the void is answered with ${sent.transaction.responseCode}` };
  }

  /** Only a refund undoes a settled sale, and only where no void of it can stand: one without an answer ends first. */
  private async settledSale(sale: StoredTransaction): Promise<UndoOutcome> {
    const { store } = this.options;
    const open = await store.openVoidOf(this.name, sale.channelOrderNo);
    if (open) {
      if (this.mayBeAnswered(open)) return { kind: 'unknown', why: 'the void may still be answered' };
      const undone = await this.reverseOpen(open);
      if (undone.kind === 'unknown') return undone;
      const now = await store.find(this.name, sale.channelOrderNo);
      if (now?.status === 'voided') return { kind: 'reversed', moneyMoved: true };
    }
    const channelMessage = `batch ${sale.batch} of the card terminal is settled`;
    return { kind: 'refused', channelMessage, refundInstead: true };
  }

  private async reverseOpen(transaction: StoredTransaction): Promise<UndoOutcome> {
    if (transaction.kind === 'refund') return { kind: 'refused', channelMessage: 'a refund is never reversed' };
    let signOn = await this.signedOn();
    if (!signOn.ok) return { kind: 'unknown', why: signOn.why };
    const message = this.reversalOf(transaction);
    let result = await this.ask(message, signOn.keys);
    if (wantsSignOn(result)) {
      const again = await this.signOn();
      if (again.ok) {
        signOn = again;
        result = await this.ask(message, again.keys);
      }
    }
    if (result.kind === 'bad_mac') return { kind: 'unknown', why: 'the answer to the reversal has a bad MAC' };
    if (result.kind !== 'answer') return { kind: 'unknown', why: result.why };
    const responseCode = result.message.fields[39] ?? '';
    if (responseCode === '00' || responseCode === '25') return this.saveReversed(transaction, responseCode);
    return this.refusedReversal(transaction, { answer: result.message, batch: signOn.batch });
  }

  /**
   * 00 says that the original is undone, not whether it had charged the card. 25 says that the host knows no
   * such original, so nothing was charged (银联卡受理终端应用规范: 冲正应答 25 视为冲正成功).
   */
  private async saveReversed(transaction: StoredTransaction, responseCode: '00' | '25'): Promise<UndoOutcome> {
    const { clock, store } = this.options;
    const moneyMoved = responseCode === '25' ? false : null;
    await store.saveReversed(this.name, transaction, moneyMoved, clock.nowMs());
    return { kind: 'reversed', moneyMoved };
  }

  /**
   * A host that refuses since the batch is settled names the approval that stands (37, 38, its time in 12 and 13), and
   * that is the answer that was lost. Without it nothing is known: it is asked again, until a statement tells.
   */
  private async refusedReversal(
    transaction: StoredTransaction,
    { answer, batch }: { answer: IsoMessage; batch: number },
  ): Promise<UndoOutcome> {
    const { clock, store } = this.options;
    const responseCode = answer.fields[39] ?? '';
    const unknown: UndoOutcome = { kind: 'unknown', why: `the reversal is answered with ${responseCode}` };
    if (meaningOf(responseCode).kind !== 'refused') return unknown;
    if (batch === transaction.batch) {
      const signOn = await this.signOn();
      if (!signOn.ok || signOn.batch === transaction.batch) return unknown;
    }
    const lost = { ...answer, fields: { ...answer.fields, 39: '00' } };
    const original = { ...transaction, amount: amountOf(transaction) };
    const found = this.judge(original, { kind: 'answer', message: lost });
    if (found.status !== 'approved' || found.authorisationCode === '') return unknown;
    await store.finish(this.name, transaction, found, clock.nowMs());
    const now = await store.find(this.name, transaction.channelOrderNo);
    return now?.status === 'approved' ? this.undo(now) : unknown;
  }

  private reversalOf(transaction: StoredTransaction): IsoMessage {
    const reasons: Readonly<Record<string, ReversalReason>> = { '': '98', A0: 'A0' };
    const reason = reasons[transaction.responseCode] ?? '06';
    return reversalMessage(this.identity, { ...transaction, amount: amountOf(transaction) }, reason);
  }
}

export function amountOf(transaction: StoredTransaction): Money {
  return { amountMinor: transaction.amountMinor, currency: transaction.currency };
}

function wantsSignOn(result: HostResult): boolean {
  if (result.kind === 'bad_mac') return meaningOf(result.responseCode).kind === 'sign_on_first';
  return result.kind === 'answer' && meaningOf(result.message.fields[39] ?? '').kind === 'sign_on_first';
}

/**
 * A refund message (0220) is an advice: it is never reversed, but repeated with its numbers until it is
 * answered, and booked once (ISO 8583-1, advice messages; protocol facts 6).
 */
function replayOf(
  known: StoredTransaction,
  wanted: { channelOrderNo: string },
): { kind: 'begun'; repeated: boolean } | SentOutcome {
  if (known.channelOrderNo !== wanted.channelOrderNo) {
    return { kind: 'not_sent', why: 'the trace numbers of the batch are used up: settle the card terminal' };
  }
  if (!isOpen(known)) return { kind: 'answered', transaction: known };
  return known.kind === 'refund'
    ? { kind: 'begun', repeated: true }
    : { kind: 'unknown', why: 'it was sent before, and no answer is known' };
}

function whyUnknown(result: HostResult, answer: HostAnswer): string {
  if (result.kind === 'bad_mac') return 'the answer has a bad MAC';
  if (result.kind === 'answer') return `the host answered ${answer.responseCode}, which proves nothing`;
  return result.why;
}
