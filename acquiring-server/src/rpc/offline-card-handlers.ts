/** OfflineCardService: decode, ask the core, encode. */
import { integerFrom, moneyToMessage, type PaymentKey, protoError, uuid7From } from '@qiantai/protos';
import type { RiskDesk } from '../headquarters/risk-desk.ts';
import type { CardWork, OfflineCards } from '../payment/offline-cards/offline-card-cases.ts';
import type { OfflineCardRecord, OfflineCardStep } from '../payment/offline-cards/offline-card-record.ts';
import {
  type OfflineCardStatus,
  offlineCardStatuses,
  openOfflineCardStatuses,
} from '../payment/offline-cards/offline-card-transitions.ts';
import { day } from './custody-decode.ts';
import { name, text } from './decode.ts';
import type { Answered, Received } from './messages.ts';
import { type Operator, type OperatorContext, operatorCall } from './operator.ts';

type Method =
  | 'ListOfflineCards'
  | 'GetOfflineCard'
  | 'GiveUpOfflineCard'
  | 'RepresentOfflineCard'
  | 'RecoverOfflineCard'
  | 'RequestOfflineCardWriteOff'
  | 'ApproveOfflineCardWriteOff'
  | 'RefuseOfflineCardWriteOff'
  | 'RecordOfflineRisk';

type Handlers = {
  [One in Method]: ReturnType<
    typeof operatorCall<Received<'OfflineCardService', One>, Answered<'OfflineCardService', One>>
  >;
};

const finance = { role: 'finance' } as const;
const listedMax = 500;

export function offlineCardHandlers(
  context: OperatorContext,
  parts: { cards: OfflineCards; risks: Pick<RiskDesk, 'recordBy'> },
): Handlers {
  const { cards, risks } = parts;
  const worked = (step: (work: CardWork) => Promise<OfflineCardRecord>) =>
    operatorCall(context, finance, async (operator, message: WorkMessage) =>
      encodeCard(await step(decodeWork(operator, message))),
    );
  return {
    ListOfflineCards: operatorCall(context, {}, async (_operator, message) => {
      const limit = integerFrom(message.limit, 'limit', { max: listedMax }) || listedMax;
      const found = await cards.list({
        merchantId: name(message.merchantId, 'merchant_id'),
        statuses: message.statuses.length === 0 ? openOfflineCardStatuses : message.statuses.map(decodeStatus),
        storeId: message.storeId === '' ? '' : name(message.storeId, 'store_id'),
        after: message.after === '' ? '' : uuid7From<PaymentKey>(message.after, 'after'),
        limit: limit + 1,
      });
      const page = found.slice(0, limit);
      return { cards: page.map(encodeCard), next: found.length > limit ? (page.at(-1)?.paymentKey ?? '') : '' };
    }),
    GetOfflineCard: operatorCall(context, {}, async (_operator, message) => {
      const { card, steps } = await cards.get(decodeRef(message));
      return { card: encodeCard(card), steps: steps.map(encodeStep) };
    }),
    GiveUpOfflineCard: worked(cards.giveUp),
    RepresentOfflineCard: worked(cards.represent),
    RecoverOfflineCard: operatorCall(context, finance, async (operator, message) => {
      const way = (['cash', 'bank'] as const).find((one) => one === message.way);
      if (!way) throw protoError('PROTO_BAD_MESSAGE', { field: 'way', why: 'it is neither cash nor bank' });
      const businessDate = day(message.businessDate, 'business_date');
      return encodeCard(await cards.recover(decodeWork(operator, message.work), { way, businessDate }));
    }),
    RequestOfflineCardWriteOff: worked(cards.requestWriteOff),
    ApproveOfflineCardWriteOff: worked(cards.approveWriteOff),
    RefuseOfflineCardWriteOff: worked(cards.refuseWriteOff),
    RecordOfflineRisk: operatorCall(context, finance, async (operator, message, { deadline }) => {
      const merchantId = name(message.merchantId, 'merchant_id');
      const given = {
        person: someText(message.person, 'person', 200),
        ...(message.termsVersion === '' ? {} : { termsVersion: name(message.termsVersion, 'terms_version') }),
        whom: `operator:${operator.name}`,
      };
      const { record } = await risks.recordBy(merchantId, given, deadline);
      return {
        merchantId,
        accepted: record.action === 'accepted',
        person: record.person,
        termsVersion: record.termsVersion,
        recordedBy: record.recordedBy,
        atMs: String(record.atMs),
      };
    }),
  };
}

type WorkMessage = Received<'OfflineCardService', 'RepresentOfflineCard'>;

function decodeWork(operator: Operator, message: WorkMessage | null): CardWork {
  return {
    ...decodeRef(message?.card ?? null),
    version: integerFrom(message?.version, 'version', { min: 1 }),
    why: someText(message?.why ?? '', 'why', 500),
    byName: operator.name,
  };
}

function decodeRef(message: { merchantId: string; paymentKey: string } | null) {
  if (!message) throw protoError('PROTO_BAD_MESSAGE', { field: 'card', why: 'it is missing' });
  return {
    merchantId: name(message.merchantId, 'merchant_id'),
    paymentKey: uuid7From<PaymentKey>(message.paymentKey, 'payment_key'),
  };
}

function decodeStatus(value: string): OfflineCardStatus {
  const status = offlineCardStatuses.find((one) => one === value);
  if (!status) throw protoError('PROTO_BAD_ENUM', { field: 'statuses', value: value.slice(0, 40) });
  return status;
}

function someText(value: string, field: string, lengthMax: number): string {
  if (value.trim() === '') throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is empty' });
  return text(value, field, lengthMax);
}

function encodeCard(card: OfflineCardRecord) {
  return {
    merchantId: card.merchantId,
    paymentKey: card.paymentKey,
    status: card.status,
    version: String(card.version),
    amount: moneyToMessage(card.amount),
    storeId: card.storeId,
    terminalId: card.terminalId,
    operatorId: card.operatorId,
    orderNo: card.orderNo,
    brand: card.brand,
    maskedPan: card.maskedPan,
    businessDate: card.businessDate,
    takenAtMs: String(card.takenAtMs),
    forced: card.forced,
    journalled: card.journalled,
    reasonCode: card.reasonCode,
    presentations: card.presentations,
    representableUntilMs: String(card.representableUntilMs ?? 0),
    updatedAtMs: String(card.updatedAtMs),
    writeOffRequestedBy: card.writeOffRequestedBy,
  };
}

function encodeStep(step: OfflineCardStep) {
  return {
    version: String(step.version),
    event: step.event,
    fromStatus: step.fromStatus ?? '',
    toStatus: step.toStatus,
    byName: step.byName,
    why: step.why,
    atMs: String(step.atMs),
  };
}
