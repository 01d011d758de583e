/** What a screen sees, made from all that the host knows. Pure. */
import { compareVersions, currencyExponents, type SaleLineRecord } from '@qiantai/protos';
import type { CounterShown } from '../contract/counter-contract.ts';
import type { TillSnapshot } from '../contract/till-contract.ts';
import type { DeviceHealth, DeviceState } from '../devices/device-state.ts';
import type { RoleOptions } from '../devices/settings/device-settings.ts';
import type { LineStatus, ShownArticle, TillInfo } from '../edge/convert.ts';
import { lineAmountMinor, totalMinor } from '../sale/cart.ts';
import { itemOf } from '../sale/giving-back.ts';
import { shownHeld } from '../sale/held-carts.ts';
import type { Attempt, OfflineOffer, Original, Part, Refunding, Stage, TillState } from '../sale/model.ts';
import { mayGoInCash } from '../sale/refund-deeds.ts';
import { returnedLine } from '../sale/returning.ts';
import { mayShowNewCode } from '../sale/tendering.ts';
import type { Gone } from './agent-session.ts';
import { heldOf, questionOf, saleOf } from './sale-snapshot.ts';

export interface Seen {
  revision: number;
  nowMs: number;
  language: 'zh' | 'en';
  state: TillState;
  till: TillInfo | null;
  /** Null: the agent is there. */
  gone: Gone | null;
  line: LineStatus | null;
  /** What of the till's own record the agent does not have yet. */
  ownRecords: number;
  /** What this till runs. */
  appVersion: string;
  devices: ReadonlyArray<DeviceState & { health?: (DeviceHealth & { options: RoleOptions }) | undefined }>;
  counter: CounterShown;
  /** Whether the slip of a card is kept here, by its payment's or refund's key. */
  hasSlip(key: string): boolean;
  /** Of the tenders of the sale that ended last. */
  lastKeys: readonly string[];
  /** Orders that were pushed to this till and are open. */
  orders?: TillSnapshot['orders'];
}

export function snapshotOf(seen: Seen): TillSnapshot {
  const { state, till, line } = seen;
  const { stage, session } = state;
  return {
    revision: seen.revision,
    view: viewOf(seen),
    language: seen.language,
    till: {
      terminalId: till?.terminalId ?? '',
      tillName: till?.tillName ?? '',
      storeName: till?.storeName ?? '',
      merchantName: till?.merchantName ?? '',
      currency: till?.currency ?? 'CNY',
      exponent: currencyExponents[till?.currency ?? 'CNY'],
    },
    operator: session && {
      operatorId: session.operatorId,
      name: session.operatorName,
      rights: [...session.rights],
    },
    connection: {
      agent: !seen.gone,
      online: !seen.gone && (line?.online ?? false),
      goneSinceMs: seen.gone?.sinceMs ?? 0,
      ownRecords: seen.ownRecords,
      waiting: line?.waiting ?? 0,
      oldestAgeMs: line?.oldestAgeMs ?? 0,
      waitingAmountMinor: String(line?.waitingAmountMinor ?? 0n),
      reasonCode: seen.gone ? seen.gone.reasonCode : (line?.reasonCode ?? ''),
      forced: line?.forced ?? false,
      cards: cardsShown(line),
      update: newer(line?.tillUpdate ?? '', seen.appVersion),
    },
    devices: seen.devices.map(({ health, ...state }) => ({
      ...state,
      ...(health ? { health: { ...health, counters: { ...health.counters }, options: { ...health.options } } } : {}),
    })),
    ...storeShown(till),
    notice: state.notice && { code: state.notice.code, params: { ...state.notice.params } },
    sale: saleOf(state),
    question: questionOf(state),
    orders: [...(seen.orders ?? [])],
    heldCarts: shownHeld(state).map((held) => heldOf(held, session?.businessDate ?? '')),
    rules: {
      roundToMinor: String(till?.roundToMinor ?? 0n),
      saleMode: till?.saleMode ?? 'order',
      tips: till?.tips ?? false,
    },
    returnLines: returnLinesOf(stage),
    payment: paymentOf(state),
    result: withSlip(resultOf(state), seen),
    lastEnded: lastEndedOf(state, seen),
    lastReceiptNo: state.lastReceiptNo,
    counter: seen.counter,
    nowMs: seen.nowMs,
  };
}

type StoreShown = Pick<TillSnapshot, 'operators' | 'quickKeys' | 'adverts'>;

const nothingOfStore: StoreShown = { operators: [], quickKeys: [], adverts: [] };
const shownStores = new WeakMap<TillInfo, StoreShown>();

/** What the agent said of the store: the same objects until it says something else. */
function storeShown(till: TillInfo | null): StoreShown {
  if (!till) return nothingOfStore;
  const known = shownStores.get(till);
  if (known) return known;
  const shown = {
    operators: till.operators.map(({ operatorId, number, name }) => ({ operatorId, number, name })),
    quickKeys: till.quickKeys.map(shownArticle),
    adverts: till.adverts.map((advert) => ({ ...advert })),
  };
  shownStores.set(till, shown);
  return shown;
}

function cardsShown(line: LineStatus | null): TillSnapshot['connection']['cards'] {
  // An agent that was not heard yet takes none.
  if (!line) {
    const none = { waiting: 0, waitingMinor: '0', oldestAgeMs: 0, leftMinor: '0', leftCount: 0, leftMs: 0 };
    return { ...none, reasonCode: 'OFFLINE_CARDS_OFF' };
  }
  const { waitingMinor, leftMinor, ...rest } = line.cards;
  return { ...rest, waitingMinor: String(waitingMinor), leftMinor: String(leftMinor) };
}

export function shownArticle(article: ShownArticle): TillSnapshot['quickKeys'][number] {
  const { articleId, barcode, nameZh, nameEn, picture, unitPriceMinor, soldByWeight = false } = article;
  return { articleId, barcode, nameZh, nameEn, picture, unitPriceMinor: String(unitPriceMinor), soldByWeight };
}

function viewOf(seen: Seen): TillSnapshot['view'] {
  const { state, till, gone } = seen;
  // Without the agent's first word there is nothing to show but why it does not come.
  if (!till) return gone && (gone.reasonCode !== 'AGENT_GONE' || seen.ownRecords > 0) ? 'agent_gone' : 'starting';
  const idle = state.stage.status === 'selling' && state.sale.lines.length === 0;
  if (seen.counter.place && state.session) return 'counter';
  // A sale in hand stays in sight while the agent is gone; a new one does not begin.
  if (gone && (idle || !state.session)) return 'agent_gone';
  if (!state.session) return 'sign_in';
  return viewOfStage(state.stage);
}

function viewOfStage(stage: Stage): TillSnapshot['view'] {
  switch (stage.status) {
    case 'selling':
    case 'pricing':
    case 'age_asked':
      return 'sale';
    case 'approval_asked':
      return viewOfStage(stage.from);
    case 'tendering':
      return stage.armedMinor === null ? 'tender' : 'payment';
    case 'reading_card':
    case 'paying':
    case 'cancelling':
    case 'taking_cash':
      return 'payment';
    case 'unknown':
    case 'declined':
    case 'offline_consent':
    case 'part_paid':
    case 'completing':
    case 'completed':
    case 'refund_unknown':
    case 'refund_failed':
      return 'result';
    case 'looking_up_receipt':
      return 'return_lookup';
    case 'choosing_return':
      return 'return_lines';
    case 'refunding':
      return 'refund';
  }
}

function returnLinesOf(stage: Stage): TillSnapshot['returnLines'] {
  if (stage.status === 'approval_asked') return returnLinesOf(stage.from);
  if (stage.status !== 'choosing_return') return [];
  const { original, chosen } = stage;
  // What came back within that sale was never sold by it.
  const sold = original.record.lines.filter((line) => !line.isBack);
  return sold.map((line) => ({
    originalLineNo: line.lineNo,
    articleId: line.articleId,
    nameZh: line.nameZh,
    nameEn: line.nameEn,
    unitPriceMinor: line.unitPriceMinor,
    soldQuantity: line.quantity,
    weightG: line.weightG ?? 0,
    returnedQuantity: original.returnedQuantity.get(line.lineNo) ?? 0,
    chosenQuantity: chosen.get(line.lineNo) ?? 0,
    chosenMinor: String(chosenMinor(line, original, chosen.get(line.lineNo) ?? 0)),
  }));
}

/** What goes back for the pieces chosen of a line. */
function chosenMinor(line: SaleLineRecord, original: Original, quantity: number): bigint {
  if (quantity === 0) return 0n;
  const returned = original.returnedQuantity.get(line.lineNo) ?? 0;
  return lineAmountMinor({ ...returnedLine(line, returned, quantity), lineNo: line.lineNo });
}

type ShownPayment = NonNullable<TillSnapshot['payment']>;

function paymentOf(state: TillState): TillSnapshot['payment'] {
  const { stage } = state;
  switch (stage.status) {
    case 'tendering':
      if (stage.armedMinor === null) return null;
      return {
        ...emptyPayment,
        tender: 'payment_code',
        amountMinor: String(stage.armedMinor),
        phase: 'present_code',
        canCancel: true,
      };
    case 'reading_card':
      return {
        ...attemptShown(stage.attempt),
        phase: stage.prompt === 'processing' ? 'checking' : stage.prompt,
        canCancel: stage.prompt !== 'processing',
      };
    case 'paying':
      return payingShown(stage.attempt, stage.progress);
    case 'cancelling':
      return { ...attemptShown(stage.attempt), phase: 'cancelling' };
    case 'taking_cash':
      return { ...attemptShown(stage.attempt), phase: 'checking' };
    case 'refunding': {
      const { key, tender, channel, amountMinor } = itemOf(stage.refunding);
      return {
        ...emptyPayment,
        key,
        tender,
        channel,
        amountMinor: String(amountMinor),
        phase: stage.step,
        canCancel: stage.step !== 'checking',
      };
    }
    default:
      return null;
  }
}

function payingShown(attempt: Attempt, progress: Extract<Stage, { status: 'paying' }>['progress']): ShownPayment {
  const shown: ShownPayment = { ...attemptShown(attempt), phase: 'checking', canCancel: true, canAskNow: true };
  switch (progress.kind) {
    case 'checking':
      return shown;
    case 'waiting_customer':
      return { ...shown, phase: 'waiting_customer', deadlineMs: progress.deadlineMs };
    case 'show_qr':
      return { ...shown, phase: 'show_qr', qrText: progress.qrText, deadlineMs: progress.deadlineMs };
  }
}

const emptyPayment: ShownPayment = {
  key: '',
  tender: 'cash',
  channel: null,
  amountMinor: '0',
  phase: 'checking',
  qrText: '',
  deadlineMs: 0,
  canCancel: false,
  canAskNow: false,
  maskedPan: '',
};

function attemptShown(attempt: Attempt): ShownPayment {
  const { key, tender, channel, amountMinor } = attempt;
  return { ...emptyPayment, key, tender, channel, amountMinor: String(amountMinor) };
}

type ShownResult = NonNullable<TillSnapshot['result']>;

const emptyResult: ShownResult = {
  outcome: 'paid',
  tender: null,
  channel: null,
  amountMinor: '0',
  changeMinor: '0',
  reasonCode: '',
  channelMessage: '',
  receiptNo: '',
  saleComplete: false,
  offline: false,
  wentOnline: false,
  offer: null,
  leavesAtMs: 0,
  key: '',
  isRefund: false,
  canTryAgain: false,
  canPayInCash: false,
  hasSlip: false,
};

function withSlip(result: TillSnapshot['result'], { hasSlip }: Seen): TillSnapshot['result'] {
  const { outcome, key = '' } = result ?? {};
  return result && { ...result, hasSlip: (outcome === 'paid' || outcome === 'refunded') && hasSlip(key) };
}

function resultOf(state: TillState): TillSnapshot['result'] {
  const { sale, stage } = state;
  switch (stage.status) {
    case 'unknown':
      return { ...tenderShown(stage.attempt), outcome: 'unknown', reasonCode: stage.reasonCode };
    case 'declined': {
      const { outcome, reasonCode, channelMessage, leavesAtMs } = stage;
      const offer = stage.offer && offerShown(stage.offer);
      const canTryAgain = mayShowNewCode(state);
      return { ...tenderShown(stage.attempt), outcome, reasonCode, channelMessage, offer, leavesAtMs, canTryAgain };
    }
    case 'offline_consent': {
      const { reasonCode, offer } = stage;
      return { ...tenderShown(stage.attempt), outcome: 'refused_offline', reasonCode, offer: offerShown(offer) };
    }
    case 'part_paid':
      return { ...partShown(stage.part), leavesAtMs: stage.leavesAtMs };
    case 'completing':
      return { ...saleShown(state), saleComplete: true };
    case 'completed':
      return {
        ...saleShown(state),
        changeMinor: String(stage.changeMinor),
        receiptNo: stage.receiptNo,
        saleComplete: true,
        offline: stage.offline || sale.parts.some((part) => part.offline),
        leavesAtMs: stage.leavesAtMs,
      };
    case 'refund_unknown':
      return { ...refundShown(stage.refunding), outcome: 'unknown', reasonCode: stage.reasonCode };
    case 'refund_failed': {
      const { reasonCode, channelMessage } = stage;
      const canPayInCash = mayGoInCash(state, stage.refunding);
      return { ...refundShown(stage.refunding), outcome: 'refund_failed', reasonCode, channelMessage, canPayInCash };
    }
    default:
      return null;
  }
}

function tenderShown(of: Pick<Attempt, 'tender' | 'channel' | 'amountMinor'> & { key: string }): ShownResult {
  const { key, tender, channel, amountMinor } = of;
  return { ...emptyResult, key, tender, channel, amountMinor: String(amountMinor) };
}

const refundShown = (refunding: Refunding): ShownResult => ({ ...tenderShown(itemOf(refunding)), isRefund: true });

function partShown(part: Part): ShownResult {
  return {
    ...tenderShown(part),
    outcome: 'paid',
    changeMinor: String(part.changeMinor ?? 0n),
    offline: part.offline,
    wentOnline: part.consented === true && !part.offline,
  };
}

function offerShown(offer: OfflineOffer): NonNullable<ShownResult['offer']> {
  return { ...offer, limit: String(offer.limit), used: String(offer.used), left: String(offer.left) };
}

/** The end of a whole sale or return: its last tender, and for a return the whole sum. */
function saleShown({ sale }: TillState): ShownResult {
  const last = sale.parts.at(-1);
  const shown = last ? partShown(last) : { ...emptyResult, amountMinor: String(totalMinor(sale)) };
  if (sale.kind === 'sale') return shown;
  return { ...shown, outcome: 'refunded', amountMinor: String(totalMinor(sale)) };
}

/** In sight until the next sale begins: change is counted out after the result has left. */
function lastEndedOf({ lastEnded, sale }: TillState, { hasSlip, lastKeys }: Seen): TillSnapshot['lastEnded'] {
  if (!lastEnded || sale.lines.length > 0) return null;
  const { totalMinor, changeMinor, ...rest } = lastEnded;
  const slipKey = lastKeys.findLast(hasSlip) ?? '';
  return { ...rest, totalMinor: String(totalMinor), changeMinor: String(changeMinor), slipKey };
}

function newer(version: string, runs: string): string {
  return compareVersions(version, runs) > 0 ? version : '';
}
