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
  | { kind: 'refused'; channelMessage: string }
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
    if (signOn.batch !== transaction.batch) return { kind: 'not_sent', why: 'the batch of its number is settled' };
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
    if (wantsSignOn(result)) {
      // The host threw the message away unread, so the same numbers may go again under fresh keys; had it
      // taken the first one, it would answer the second with 94, which is no approval. Where the second does
      // not leave us, the first one's answer stands, and without a good MAC it proves nothing.
      const again = await this.signOn();
      if (again.ok && again.batch === transaction.batch) {
        const second = await this.ask(this.messageOf(transaction, encrypted, again.keys), again.keys);
        if (second.kind !== 'not_sent') result = second;
      }
    }
    return this.finish(transaction, result, repeated);
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
        if (open.status === 'sent' && clock.nowMs() - open.sentAtMs < answerDueMs) {
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
    repeated: boolean,
  ): Promise<SentOutcome> {
    const { clock, store } = this.options;
    if (result.kind === 'not_sent') {
      if (repeated) return { kind: 'unknown', why: result.why };
      await store.forget(this.name, transaction);
      return result;
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

  /**
   * Undoes a transaction: an approved sale by a void (撤销), one without a usable answer by a reversal (冲正).
   * Here once; what stays unknown is tried again, with the same message where it is a reversal.
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
        return this.voidSale(transaction);
      case 'sent':
      case 'unknown':
        return this.reverseOpen(transaction);
      default:
        return unreachable(transaction.status);
    }
  }

  private async voidSale(sale: StoredTransaction): Promise<UndoOutcome> {
    const signOn = await this.openBatch(sale);
    if (!signOn.ok) return signOn.outcome;
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
    return sent.transaction.status === 'approved'
      ? { kind: 'reversed', moneyMoved: true }
      : { kind: 'refused', channelMessage: `the void is answered with ${sent.transaction.responseCode}` };
  }

  private async reverseOpen(transaction: StoredTransaction): Promise<UndoOutcome> {
    if (transaction.kind === 'refund') return { kind: 'refused', channelMessage: 'a refund is never reversed' };
    const signOn = await this.openBatch(transaction);
    if (!signOn.ok) return signOn.outcome;
    const message = this.reversalOf(transaction);
    let result = await this.ask(message, signOn.keys);
    if (wantsSignOn(result)) {
      const again = await this.signOn();
      if (again.ok) result = await this.ask(message, again.keys);
    }
    if (result.kind === 'bad_mac') return { kind: 'unknown', why: 'the answer to the reversal has a bad MAC' };
    if (result.kind !== 'answer') return { kind: 'unknown', why: result.why };
    return this.judgeReversal(transaction, result.message.fields[39] ?? '');
  }

  /** Keys, as long as the transaction's batch is still open: what is settled can only be refunded. */
  private async openBatch(
    transaction: StoredTransaction,
  ): Promise<{ ok: true; keys: WorkingKeys } | { ok: false; outcome: UndoOutcome }> {
    const signOn = await this.signedOn();
    if (!signOn.ok) return { ok: false, outcome: { kind: 'unknown', why: signOn.why } };
    if (signOn.batch === transaction.batch) return signOn;
    const channelMessage = `batch ${transaction.batch} of the card terminal is settled`;
    return { ok: false, outcome: { kind: 'refused', channelMessage } };
  }

  /**
   * 00 says that the original is undone, not whether it had charged the card. 25 says that the host knows no
   * such original, so nothing was charged (银联卡受理终端应用规范: 冲正应答 25 视为冲正成功).
   */
  private async judgeReversal(transaction: StoredTransaction, responseCode: string): Promise<UndoOutcome> {
    const { clock, store } = this.options;
    if (responseCode !== '00' && responseCode !== '25') {
      return { kind: 'unknown', why: `the reversal is answered with ${responseCode}` };
    }
    const moneyMoved = responseCode === '25' ? false : null;
    await store.saveReversed(this.name, transaction, moneyMoved, clock.nowMs());
    return { kind: 'reversed', moneyMoved };
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
