/** The till's calls: decode, ask the desk, encode. */
import type { Clock } from '@qiantai/foundation';
import { type Currency, integerFrom, type MoneyMessage, uuid7From } from '@qiantai/protos';
import type { TillServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/TillService.ts';
import { type ApprovalDesk, type Proof, tillRightFrom } from '../approvals/approval-desk.ts';
import type { DeedDesk } from '../approvals/deed-desk.ts';
import type { CardBatches } from '../card-batches/card-batches.ts';
import { agentError } from '../errors.ts';
import type { OfflineDesk } from '../offline/offline-desk.ts';
import type { SignInDesk } from '../operators/sign-in.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { PaymentDesk } from '../payments/payment-desk.ts';
import type { RefundDesk, RefundLeave } from '../payments/refund-desk.ts';
import type { PriceDesk } from '../sales/price-desk.ts';
import type { SaleDesk } from '../sales/sale-desk.ts';
import type { SaleList } from '../sales/sale-list.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { ShiftDesk } from '../shifts/shift-desk.ts';
import type { AgentStatus } from '../status/board.ts';
import { type CallContext, type CallOptions, type UnaryName, type UnaryTillMethods, unaryHandlers } from './calls.ts';
import { cartCalls } from './cart-calls.ts';
import {
  type Asker,
  cashBackFrom,
  cashFrom,
  moneyOf,
  paymentFrom,
  reasonPattern,
  refundFrom,
  textFrom,
  waitMsFrom,
} from './decode.ts';
import {
  advertMessage,
  articleMessage,
  edgePayment,
  edgeRefund,
  listedSaleMessage,
  operatorMessage,
  paymentMessage,
  statusMessage,
  tillRulesMessage,
} from './encode.ts';

export interface Desks {
  settings: SettingsStore;
  prices: PriceDesk;
  signIn: SignInDesk;
  approvals: Pick<ApprovalDesk, 'approve'>;
  deeds: DeedDesk;
  payments: PaymentDesk;
  refunds: RefundDesk;
  sales: SaleDesk;
  saleList: SaleList;
  offline: Pick<OfflineDesk, 'status' | 'setMode'>;
  shifts: ShiftDesk;
  orders: Pick<OrderDesk, 'status'>;
  cardBatches: CardBatches;
  status: () => AgentStatus;
  syncNow: () => Promise<void>;
  /** Of this run of the agent. */
  bootId: string;
  clock: Clock;
}

const searchResultsMax = 100;
const deedCharactersMax = 10_000;
const salesMax = 100;
const salesUsual = 50;
const businessDatePattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const numberPattern = /^[\x21-\x7e]+$/;
const offlineModes = ['automatic', 'forced'] as const;

/** Who asks by a session: the operator, and the date and shift that what is done belongs to. */
export function askers(desks: Desks): (context: CallContext) => Asker {
  /** @throws CodedError SESSION_MISSING, SETTINGS_MISSING */
  return (context) => {
    const { operatorId, businessDate } = desks.signIn.sessionOf(context.terminalId, context.sessionToken);
    const { currency } = theStore(desks.settings);
    const { terminalId } = context;
    const shift = desks.shifts.current(terminalId);
    return {
      terminalId,
      operatorId,
      businessDate: shift?.businessDate ?? businessDate,
      shiftId: shift?.shiftId,
      nowMs: desks.clock.nowMs(),
      currency,
    };
  };
}

function theStore(settings: SettingsStore) {
  const store = settings.theStore();
  if (!store) throw agentError('SETTINGS_MISSING');
  return store;
}

/** All calls but the stream. */
export function tillHandlers(desks: Desks, options: CallOptions): Pick<TillServiceHandlers, UnaryName> {
  const { settings, clock } = desks;
  const asker = askers(desks);
  const carts = cartCalls(desks);

  function rightsOf(operatorId: string): readonly string[] {
    return settings.operators().find((one) => one.operatorId === operatorId)?.rights ?? [];
  }

  function statusFor(terminalId: string) {
    return statusMessage(
      desks.status(),
      desks.offline.status(terminalId),
      desks.orders.status(terminalId),
      clock.nowMs(),
    );
  }

  const methods: UnaryTillMethods = {
    GetTill: (_request, { terminalId, sessionToken }) => {
      const store = theStore(settings);
      const reader = settings.reader(terminalId);
      const terminal = settings.terminal(terminalId);
      if (!terminal) throw agentError('TILL_NOT_OF_STORE', { terminalId });
      return {
        terminalId,
        tillName: terminal.name,
        storeId: store.storeId,
        storeName: store.name,
        merchantId: store.merchantId,
        merchantName: store.merchantName,
        currency: store.currency,
        receiptHeader: reader.receiptText()?.header ?? store.receiptHeader,
        receiptFooter: reader.receiptText()?.footer ?? store.receiptFooter,
        operators: settings.operators(terminalId).map(operatorMessage),
        quickKeys: desks.prices.quickKeys(terminalId).map(articleMessage),
        speakerDevice: store.speakerDevice,
        rules: tillRulesMessage(reader.tillRules()),
        settingsVersion: reader.view.version,
        adverts: reader.adverts().map(advertMessage),
        taxes: [...reader.all('tax')],
        sessionOver: sessionToken !== '' && !desks.signIn.isOpen(terminalId, sessionToken),
      };
    },
    SignIn: async (request, { terminalId }) => {
      const proof = proofFrom(request);
      const { session, operator, businessDate } =
        proof.by === 'pin'
          ? await desks.signIn.signIn(terminalId, proof.number, proof.pin)
          : desks.signIn.signInByCard(terminalId, proof.cardCode);
      const shift = desks.shifts.current(terminalId);
      return { session, operator: operatorMessage(operator), businessDate: shift?.businessDate ?? businessDate };
    },
    SignOut: (_request, { terminalId, sessionToken }) => {
      desks.signIn.signOut(terminalId, sessionToken);
      return {};
    },
    FindArticle: (request, { terminalId }) => {
      const code = textFrom(request.code, 'code', { min: 1, max: 64 });
      return articleMessage(desks.prices.find({ terminalId, saleId: saleIdFrom(request.saleId), code }));
    },
    SearchArticles: async (request, { terminalId }) => {
      const limit = integerFrom(request.limit, 'limit', { max: searchResultsMax }) || searchResultsMax;
      const text = textFrom(request.text, 'text', { max: 100 });
      const saleId = saleIdFrom(request.saleId);
      const articles = await desks.prices.search({ terminalId, saleId, text, limit });
      return { articles: articles.map(articleMessage) };
    },
    PriceCart: (request, { terminalId }) => {
      const { currency } = theStore(settings);
      return carts.price(request, { terminalId, currency });
    },
    StartPayment: async (message, context) => {
      const { request, secret } = paymentFrom(message, asker(context));
      if (!desks.payments.knows(request.paymentKey)) {
        desks.shifts.insistSelling(context.terminalId);
        if (request.tender === 'card') await desks.cardBatches.insistFree(context.terminalId);
      }
      const mayTake = rightsOf(request.operatorId).includes('offline.take');
      const consent = { acceptOffline: message.acceptOffline, mayTake };
      const started = await desks.payments.start(request, secret, { waitMs: waitMsFrom(message.waitMs), consent });
      return edgePayment(started, desks.payments.offerFor(started, mayTake));
    },
    GetPayment: async (request, { terminalId }) => {
      const payment = await desks.payments.get(terminalId, uuid7From(request.paymentKey, 'payment_key'), {
        knownRevision: integerFrom(request.knownRevision, 'known_revision'),
        waitMs: waitMsFrom(request.waitMs),
        askChannel: request.askChannel,
      });
      const mayTake = rightsOf(payment.operatorId).includes('offline.take');
      return edgePayment(payment, desks.payments.offerFor(payment, mayTake));
    },
    CancelPayment: async (request, { terminalId }) => {
      const key = uuid7From(request.paymentKey, 'payment_key');
      const reason = reasonFrom(request.reasonCode);
      return edgePayment(await desks.payments.cancel(terminalId, key, reason, waitMsFrom(request.waitMs)));
    },
    TakeCash: (message, context) => {
      const request = cashFrom(message, asker(context));
      if (!desks.payments.knows(request.paymentKey)) desks.shifts.insistSelling(context.terminalId);
      return edgePayment(desks.payments.takeCash(request));
    },
    CompleteSale: (request, context) => {
      const ended = desks.sales.complete(asker(context), request.saleJson);
      return {
        receiptNo: ended.record.receiptNo,
        journalSequence: ended.journalSequence,
        offline: ended.offline,
        saleJson: JSON.stringify(ended.record),
      };
    },
    AbandonSale: (request, context) => {
      const saleId = uuid7From<string>(request.saleId, 'sale_id');
      desks.sales.abandon(asker(context), saleId, reasonFrom(request.reasonCode));
      return {};
    },
    FindSale: async (request) => {
      const found = await desks.sales.find(textFrom(request.receiptNo, 'receipt_no', { min: 1, max: 64 }));
      return {
        saleJson: found.saleJson,
        payments: found.payments.map(paymentMessage),
        returnedQuantity: Object.fromEntries(found.returnedQuantity),
        confirmedByServer: found.confirmedByServer,
      };
    },
    StartRefund: async (message, context) => {
      const { request, secret } = refundFrom(message, asker(context));
      if (!desks.refunds.knows(request.refundKey)) {
        desks.shifts.insistTaking(context.terminalId);
        if (secret.card) await desks.cardBatches.insistFree(context.terminalId);
      }
      const how = { waitMs: waitMsFrom(message.waitMs), leave: refundLeaveFrom(message, request.currency) };
      return edgeRefund(await desks.refunds.start(request, secret, how));
    },
    GetRefund: async (request, { terminalId }) =>
      edgeRefund(
        await desks.refunds.get(terminalId, uuid7From(request.refundKey, 'refund_key'), {
          knownRevision: integerFrom(request.knownRevision, 'known_revision'),
          waitMs: waitMsFrom(request.waitMs),
          askChannel: request.askChannel,
        }),
      ),
    ReturnCash: (message, context) => {
      const receiptNo = textFrom(message.originalReceiptNo, 'original_receipt_no', { max: 64 });
      const request = cashBackFrom(message, asker(context));
      if (!desks.refunds.knows(request.refundKey)) desks.shifts.insistTaking(context.terminalId);
      return edgeRefund(desks.refunds.handBack(request, receiptNo, refundLeaveFrom(message, request.currency)));
    },
    ListOpen: (_request, { terminalId }) => ({
      payments: desks.payments.listOpen(terminalId).map((payment) => edgePayment(payment)),
      refunds: desks.refunds.listOpen(terminalId).map(edgeRefund),
    }),
    SyncNow: async (_request, { terminalId }) => {
      await desks.syncNow();
      return statusFor(terminalId);
    },
    Approve: async (request, context) => {
      const { approvalId, operator, expiresAtMs } = await desks.approvals.approve(asker(context), {
        right: tillRightFrom(request.right),
        proof: proofFrom(request),
        saleId: saleIdFrom(request.saleId),
        note: textFrom(request.note, 'note', { max: 200 }),
      });
      return { approvalId, operatorId: operator.operatorId, operatorName: operator.name, expiresAtMs };
    },
    RecordDeed: (request, context) => {
      const deedId = uuid7From<string>(request.deedId, 'deed_id');
      const deedJson = textFrom(request.deedJson, 'deed_json', { min: 2, max: deedCharactersMax });
      return { journalSequence: desks.deeds.record(asker(context), deedId, deedJson) };
    },
    ListSales: (request, context) => {
      const { terminalId } = asker(context);
      const { sales, more } = desks.saleList.list({
        text: textFrom(request.text, 'text', { max: 100 }),
        businessDate: textFrom(request.businessDate, 'business_date', { max: 10, pattern: businessDatePattern }),
        terminalId: request.ownOnly ? terminalId : '',
        beforeMs: integerFrom(request.beforeMs, 'before_ms'),
        limit: integerFrom(request.limit, 'limit', { max: salesMax }) || salesUsual,
      });
      return { sales: sales.map(listedSaleMessage), more };
    },
    FindPayment: async (request, context) => {
      asker(context);
      const number = textFrom(request.number, 'number', { min: 1, max: 64, pattern: numberPattern });
      const { payment, ...rest } = await desks.saleList.findPayment(number);
      return { ...rest, ...(payment ? { payment: paymentMessage(payment) } : {}) };
    },
    SetOfflineMode: (request, context) => {
      const { terminalId, operatorId } = asker(context);
      const mode = offlineModes.find((one) => one === request.mode);
      if (!mode) throw agentError('REQUEST_BAD', { field: 'mode', why: 'automatic or forced' });
      const reason = textFrom(request.reason, 'reason', { max: 200 });
      desks.offline.setMode({ terminalId, operatorId, rights: rightsOf(operatorId) }, mode, reason);
      return statusFor(terminalId);
    },
  };
  return unaryHandlers<TillServiceHandlers, 'WatchStatus'>(methods, options);
}

/** Empty: for no sale. */
function saleIdFrom(value: string): string {
  return value === '' ? '' : uuid7From<string>(value, 'sale_id');
}

function refundLeaveFrom(
  { approvalId, whole }: { approvalId: string; whole: MoneyMessage | null },
  currency: Currency,
): RefundLeave {
  return {
    approvalId: approvalId === '' ? '' : uuid7From<string>(approvalId, 'approval_id'),
    wholeMinor: whole ? moneyOf(whole, 'whole', currency, 0n).amountMinor : undefined,
  };
}

function proofFrom({ number, pin, cardCode }: { number: string; pin: string; cardCode: string }): Proof {
  if (cardCode === '') return { by: 'pin', number, pin };
  if (number !== '' || pin !== '') {
    throw agentError('REQUEST_BAD', { field: 'card_code', why: 'a card, or a number and a PIN' });
  }
  return { by: 'card', cardCode };
}

function reasonFrom(value: string): string {
  return textFrom(value, 'reason_code', { min: 1, max: 64, pattern: reasonPattern });
}
