/** The card acquirer behind the port: particulars are a terminal's numbers, outcomes come from its transactions. */
import { unreachable } from '@qiantai/foundation';
import { z } from 'zod';
import { credentialsOf as parsedCredentials } from '../account-credentials.ts';
import type { HttpTransport } from '../http-exchange.ts';
import type {
  AttemptRef,
  ChannelAccount,
  ChannelFacts,
  ChannelGateway,
  Particulars,
  PayOperation,
  PayOutcome,
  QueryOutcome,
  RefundOperation,
  RefundOutcome,
  ReverseOutcome,
} from '../port.ts';
import type { CardCredentials } from './card-credentials.ts';
import { entryModeOf } from './card-messages.ts';
import type { CardSettlementStore } from './card-settlement-store.ts';
import { downloadStatement } from './card-statement.ts';
import { amountOf, answerDueMs, CardTerminal, type CardTerminalOptions, type SentOutcome } from './card-terminal.ts';
import type { TerminalName } from './card-terminal-store.ts';
import { isOpen, type StoredTransaction } from './card-transaction.ts';
import { meaningOf } from './response-codes.ts';
import { type SettlementOutcome, settleTerminal } from './settlement.ts';
import { TerminalQueue } from './terminal-queue.ts';

/** Which field 41 a till's terminal has. */
export interface CardTerminalSource {
  findCardTerminalId(merchantId: string, terminalId: string): Promise<string | undefined>;
}

export interface CardChannelOptions extends CardTerminalOptions {
  http: HttpTransport;
  settlements: CardSettlementStore;
  terminals: CardTerminalSource;
}

export interface CardChannel extends ChannelGateway {
  /** Settles the present batch of a card terminal with its host. */
  settle(account: ChannelAccount, cardTerminalId: string, settlementId: string): Promise<SettlementOutcome>;
}

const numbersSchema = z.object({
  cardTerminalId: z.string(),
  batch: z.number().int(),
  stan: z.number().int(),
});
type Numbers = z.infer<typeof numbersSchema>;

const givenUp = {
  kind: 'not_paid',
  reasonCode: 'CHANNEL_SILENT',
  channelMessage: 'no usable answer from the card host: to be reversed',
} as const;

export function createCardChannel(options: CardChannelOptions): CardChannel {
  const queue = new TerminalQueue();
  const busy = { why: 'too many transactions wait for this card terminal' };

  const nameOf = (account: ChannelAccount, cardTerminalId: string): TerminalName => ({
    merchantId: account.merchantId,
    accountId: account.id,
    cardTerminalId,
  });
  const credentialsOf = (account: ChannelAccount): CardCredentials => parsedCredentials('card', account);
  const terminalOf = (account: ChannelAccount, cardTerminalId: string): CardTerminal =>
    new CardTerminal(nameOf(account, cardTerminalId), credentialsOf(account), options);

  function alone<Result>(terminal: CardTerminal, work: () => Promise<Result>): Promise<Result> | undefined {
    const { merchantId, accountId, cardTerminalId } = terminal.name;
    return queue.run(`${merchantId}/${accountId}/${cardTerminalId}`, work);
  }

  async function prepare(operation: Omit<PayOperation, 'particulars'>): Promise<Particulars> {
    const { account, terminalId } = operation;
    const cardTerminalId = await options.terminals.findCardTerminalId(account.merchantId, terminalId);
    if (cardTerminalId === undefined) return { unready: `the till ${terminalId} has no card terminal` };
    return takeNumbers(account, cardTerminalId);
  }

  /** At the card terminal that made the sale, whichever till asks: its numbers name the original. */
  async function prepareRefund(operation: Omit<RefundOperation, 'particulars'>): Promise<Particulars> {
    const { account, channelOrderNo } = operation.original;
    const sale = await storedOf(account, channelOrderNo);
    return sale ? takeNumbers(account, sale.cardTerminalId) : { unready: 'no such sale of this account' };
  }

  /** Signs on where that is due, so that the batch is the host's, and takes the next trace number of it. */
  async function takeNumbers(account: ChannelAccount, cardTerminalId: string): Promise<Particulars> {
    const terminal = terminalOf(account, cardTerminalId);
    const taken = await alone(terminal, async (): Promise<Particulars> => {
      const signOn = await terminal.signedOn();
      if (!signOn.ok) return { unready: signOn.why };
      return { cardTerminalId, ...(await options.store.takeNumbers(terminal.name, options.clock.nowMs())) };
    });
    return taken ?? { unready: busy.why };
  }

  async function pay(operation: PayOperation): Promise<PayOutcome> {
    const { account, details } = operation;
    if (details.way !== 'card') return { kind: 'not_sent', why: 'a card acquirer takes cards only' };
    const numbers = numbersOf(operation.particulars);
    if (!numbers) return { kind: 'not_sent', why: String(operation.particulars['unready'] ?? 'no trace number') };
    const terminal = terminalOf(account, numbers.cardTerminalId);
    const { channelOrderNo, amount } = operation;
    const sale = {
      ...numbers,
      kind: 'sale' as const,
      channelOrderNo,
      originalOrderNo: '',
      amount,
      entryMode: entryModeOf(details.card),
    };
    const sent = await alone(terminal, () => terminal.send(sale, details.card));
    return sent ? payOutcome(account, sent) : { kind: 'not_sent', ...busy };
  }

  function payOutcome(account: ChannelAccount, sent: SentOutcome): PayOutcome {
    if (sent.kind !== 'answered') return sent;
    const { transaction } = sent;
    switch (transaction.status) {
      case 'approved':
        return { kind: 'approved', facts: factsOf(account, transaction) };
      case 'declined':
        return { kind: 'declined', ...refusalOf(transaction) };
      case 'reversed':
      case 'voided':
        return { kind: 'declined', reasonCode: 'ORDER_CLOSED', channelMessage: 'reversed', retryable: false };
      case 'sent':
      case 'unknown':
        return { kind: 'unknown', why: 'no answer is known' };
      default:
        return unreachable(transaction.status);
    }
  }

  /**
   * A card host answers no inquiry: what the terminal itself knows is all there is. A transaction that is not
   * there was never sent, since it is committed before its first byte. One without a usable answer is given up
   * at once, as every terminal does it (超时冲正): waiting would bring nothing, its reversal brings certainty.
   */
  async function query(attempt: AttemptRef): Promise<QueryOutcome> {
    const transaction = await storedOf(attempt.account, attempt.channelOrderNo);
    if (!transaction) return { kind: 'not_found' };
    switch (transaction.status) {
      case 'approved':
        return { kind: 'paid', facts: factsOf(attempt.account, transaction) };
      case 'declined': {
        const { reasonCode, channelMessage } = refusalOf(transaction);
        return { kind: 'not_paid', reasonCode, channelMessage };
      }
      case 'reversed':
      case 'voided':
        return { kind: 'closed' };
      case 'sent':
        // Perhaps a call that still waits for its answer.
        if (options.clock.nowMs() - transaction.sentAtMs < answerDueMs) {
          return { kind: 'unknown', why: 'the answer may still come' };
        }
        return givenUp;
      case 'unknown':
        return givenUp;
      default:
        return unreachable(transaction.status);
    }
  }

  function storedOf(account: ChannelAccount, channelOrderNo: string): Promise<StoredTransaction | undefined> {
    return options.store.find({ merchantId: account.merchantId, accountId: account.id }, channelOrderNo);
  }

  async function reverse(attempt: AttemptRef): Promise<ReverseOutcome> {
    const known = await storedOf(attempt.account, attempt.channelOrderNo);
    if (!known) return { kind: 'reversed', moneyMoved: false };
    const terminal = terminalOf(attempt.account, known.cardTerminalId);
    // Another of this terminal may have undone it while we waited for our turn.
    const undone = await alone(terminal, async () =>
      terminal.undo((await storedOf(attempt.account, attempt.channelOrderNo)) ?? known),
    );
    return undone ?? { kind: 'unknown', ...busy };
  }

  /**
   * Named by the sale's reference and numbers, so the card is not needed again and every repeat is the same. Its
   * row is what counts: a refund that never left may take newer numbers than it was prepared with.
   */
  async function refund(operation: RefundOperation): Promise<RefundOutcome> {
    const { account } = operation.original;
    const sale = await storedOf(account, operation.original.channelOrderNo);
    if (sale?.status !== 'approved') {
      return { kind: 'failed', reasonCode: 'CHANNEL_REFUSED', channelMessage: 'the sale does not stand' };
    }
    const terminal = terminalOf(account, sale.cardTerminalId);
    const { batch, stan, localDate, reference, authorisationCode } = sale;
    const sent = await alone(terminal, async () => {
      const numbers = await refundNumbers(operation, terminal);
      const transaction = {
        ...numbers,
        kind: 'refund' as const,
        channelOrderNo: operation.channelRefundNo,
        originalOrderNo: sale.channelOrderNo,
        amount: operation.amount,
        entryMode: entryModeOf(undefined),
        original: { batch, stan, localDate, reference, authorisationCode },
      };
      return terminal.send(transaction, undefined);
    });
    return sent ? refundOutcome(sent) : { kind: 'not_sent', ...busy };
  }

  async function refundNumbers(
    operation: RefundOperation,
    terminal: CardTerminal,
  ): Promise<{ batch: number; stan: number }> {
    const sentBefore = await storedOf(operation.original.account, operation.channelRefundNo);
    if (sentBefore) return sentBefore;
    const prepared = numbersOf(operation.particulars);
    const signOn = await terminal.signedOn();
    if (prepared && (!signOn.ok || signOn.batch === prepared.batch)) return prepared;
    return options.store.takeNumbers(terminal.name, options.clock.nowMs());
  }

  /** A host answers no inquiry: a refund without an answer is sent again with its numbers, and booked once. */
  async function queryRefund(operation: RefundOperation): Promise<RefundOutcome> {
    const transaction = await storedOf(operation.original.account, operation.channelRefundNo);
    if (!transaction) return { kind: 'not_found' };
    if (!isOpen(transaction)) return refundOutcome({ kind: 'answered', transaction });
    const outcome = await refund(operation);
    // This time nothing left us; the first time it did.
    return outcome.kind === 'not_sent' ? { kind: 'unknown', why: outcome.why } : outcome;
  }

  return {
    prepare,
    pay,
    query,
    reverse,
    prepareRefund,
    refund,
    queryRefund,
    readNotice: () => ({ kind: 'refused', errorCode: 'NOTICE_BAD_BODY', why: 'a card host sends no notices' }),
    downloadBill: (account, date) => downloadStatement(options, account, credentialsOf(account), date),
    settle: async (account, cardTerminalId, settlementId) => {
      const terminal = terminalOf(account, cardTerminalId);
      const settled = await alone(terminal, () =>
        settleTerminal(terminal, credentialsOf(account), options, settlementId),
      );
      return settled ?? { kind: 'not_sent', ...busy };
    },
  };
}

function numbersOf(particulars: Particulars): Numbers | undefined {
  const numbers = numbersSchema.safeParse(particulars);
  return numbers.success ? numbers.data : undefined;
}

/** Field 42 was compared when the answer came. */
function factsOf(account: ChannelAccount, transaction: StoredTransaction): ChannelFacts {
  return {
    channelOrderNo: transaction.channelOrderNo,
    channelTransactionId: transaction.reference,
    amount: amountOf(transaction),
    channelMerchantId: parsedCredentials('card', account).acceptorId,
    paidAtMs: transaction.approvedAtMs ?? transaction.sentAtMs,
    authorisationCode: transaction.authorisationCode,
    cardReference: transaction.reference,
  };
}

function refusalOf(transaction: StoredTransaction) {
  const meaning = meaningOf(transaction.responseCode);
  const signOnFirst = meaning.kind === 'sign_on_first';
  const channelMessage = `response code ${transaction.responseCode}`;
  return meaning.kind === 'refused'
    ? { reasonCode: meaning.reasonCode, retryable: meaning.retryable, channelMessage }
    : { reasonCode: 'CHANNEL_REFUSED' as const, retryable: signOnFirst, channelMessage };
}

function refundOutcome(sent: SentOutcome): RefundOutcome {
  if (sent.kind !== 'answered') return sent;
  const { transaction } = sent;
  if (transaction.status === 'approved') return { kind: 'succeeded', channelRefundId: transaction.reference };
  const { reasonCode, channelMessage } = refusalOf(transaction);
  return { kind: 'failed', reasonCode, channelMessage };
}
