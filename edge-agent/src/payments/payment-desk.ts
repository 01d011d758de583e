/** What a till may do with payments: start, look, give up, and take cash. */
import { agentError } from '../errors.ts';
import type { CardOffer } from '../offline/card-policy.ts';
import type { OfflineDesk } from '../offline/offline-desk.ts';
import { decideTender, type Line, type TenderPolicy } from '../offline/policy.ts';
import type { Signals } from '../signals.ts';
import { lineLostCode, type PaymentBook } from './payment-book.ts';
import type { PaymentStore } from './payment-store.ts';
import { type IntentSecret, isAskedAgain, type PaymentRecord, type PaymentRequest } from './records.ts';

export interface PaymentDeskParts {
  book: PaymentBook;
  store: PaymentStore;
  signals: Signals;
  line: () => Line;
  policy: () => TenderPolicy | undefined;
  offline: Pick<OfflineDesk, 'mode' | 'offer' | 'settingsVersion'>;
  /** The line seems down and a cashier wants it: is it still? */
  lookNow: () => Promise<Line>;
  askNow: (paymentKey: string) => Promise<void>;
  /** Something new is to begin. @throws CodedError STORE_FULL */
  insistOnRoom?: () => void;
}

/** What the cashier said to taking a card offline. */
export interface Consent {
  /** By a key of its own. */
  acceptOffline: boolean;
  /** The operator has the right `offline.take`. */
  mayTake: boolean;
}

export const noConsent: Consent = { acceptOffline: false, mayTake: false };

export type PaymentDesk = ReturnType<typeof openPaymentDesk>;

export function openPaymentDesk(parts: PaymentDeskParts) {
  const { book, store, signals } = parts;

  /**
   * Starts a payment, durably; the same key with the same request again gives the same payment. Answers at
   * the first outcome or after `waitMs`.
   * @throws CodedError PAYMENT_KEY_CONFLICT, TENDER_NOT_OFFERED
   */
  async function start(
    request: PaymentRequest,
    secret: IntentSecret,
    options: { waitMs: number; consent: Consent },
  ): Promise<PaymentRecord> {
    if (!sameBefore(request)) await begin(request, secret, options.consent);
    const answered = (now: PaymentRecord) => now.state !== 'checking' || now.reasonCode === lineLostCode;
    await waitFor(request.paymentKey, answered, options.waitMs);
    return book.found(request.paymentKey);
  }

  async function begin(request: PaymentRequest, secret: IntentSecret, consent: Consent): Promise<void> {
    parts.insistOnRoom?.();
    const mode = parts.offline.mode(request.terminalId, await freshLine());
    const decision = decideTender(request.tender, mode, parts.policy());
    // Another call with the key may have come while the line was looked at.
    if (sameBefore(request)) return;
    switch (decision.kind) {
      case 'not_offered':
        throw agentError('TENDER_NOT_OFFERED', { tender: request.tender });
      case 'refuse':
        book.refuseAtOnce(request, decision.reasonCode);
        return;
      case 'ask_server':
        book.request(request, secret);
        return;
      case 'ask_card_policy':
        beginOffline(request, secret, { forced: decision.mode === 'forced', consent });
        return;
      case 'record':
        throw agentError('REQUEST_BAD', { field: 'tender', why: 'cash is told by TakeCash' });
    }
  }

  /** Never by itself: without the cashier's word the card is refused, and the answer says what could be done. */
  function beginOffline(
    request: PaymentRequest,
    secret: IntentSecret,
    { forced, consent }: { forced: boolean; consent: Consent },
  ): void {
    if (!consent.acceptOffline) {
      book.refuseAtOnce(request, forced ? 'OFFLINE_FORCED' : 'OFFLINE');
      return;
    }
    book.takeOffline(request, secret, {
      forced,
      settingsVersion: parts.offline.settingsVersion(),
      decide: () => parts.offline.offer(request, consent.mayTake),
    });
  }

  /** Of a card payment that was refused for want of the line: may the card be taken offline, as things are now? */
  function offerFor(record: PaymentRecord, mayTake: boolean): CardOffer | undefined {
    if (record.state !== 'refused_offline' || !record.card) return undefined;
    return parts.offline.offer(record, mayTake);
  }

  /** The line as it is; where it was down, asked once more, for it may just have come back. */
  async function freshLine(): Promise<Line> {
    const line = parts.line();
    return line.status === 'online' ? line : await parts.lookNow();
  }

  /** Whether the key was used already. */
  function knows(paymentKey: string): boolean {
    return store.find(paymentKey) !== undefined;
  }

  /** Cash that was taken; durable when this returns. */
  function takeCash(request: PaymentRequest): PaymentRecord {
    const before = sameBefore(request);
    if (before) return before;
    parts.insistOnRoom?.();
    const line = parts.line();
    if (decideTender('cash', line.status, parts.policy()).kind === 'not_offered') {
      throw agentError('TENDER_NOT_OFFERED', { tender: 'cash' });
    }
    return book.takeCash(request, line.status === 'offline');
  }

  /** Answers when the revision exceeds the one known, or after `waitMs`. */
  async function get(
    terminalId: string,
    paymentKey: string,
    wait: { knownRevision: number; waitMs: number; askChannel: boolean },
  ): Promise<PaymentRecord> {
    own(terminalId, paymentKey);
    if (wait.askChannel) await parts.askNow(paymentKey);
    await waitFor(paymentKey, (now) => now.revision > wait.knownRevision, wait.waitMs);
    return book.found(paymentKey);
  }

  async function cancel(
    terminalId: string,
    paymentKey: string,
    reasonCode: string,
    waitMs: number,
  ): Promise<PaymentRecord> {
    own(terminalId, paymentKey);
    book.cancel(paymentKey, reasonCode);
    await waitFor(paymentKey, (now) => now.state !== 'cancel_recorded', waitMs);
    return book.found(paymentKey);
  }

  function sameBefore(request: PaymentRequest): PaymentRecord | undefined {
    const before = store.find(request.paymentKey);
    if (before && !isAskedAgain(before, request)) {
      throw agentError('PAYMENT_KEY_CONFLICT', { paymentKey: request.paymentKey });
    }
    return before;
  }

  function own(terminalId: string, paymentKey: string): void {
    if (store.find(paymentKey)?.terminalId !== terminalId) throw agentError('PAYMENT_NOT_FOUND', { paymentKey });
  }

  async function waitFor(key: string, done: (now: PaymentRecord) => boolean, waitMs: number): Promise<void> {
    await signals.until(`payment:${key}`, () => done(book.found(key)), waitMs);
  }

  const listOpen = (terminalId: string) => store.open(terminalId);
  return { start, offerFor, takeCash, knows, get, cancel, listOpen };
}
