/** Shifts and cash: decode, ask the desk, encode. */
import {
  amountMinorMax,
  type Currency,
  channelEnum,
  integerFrom,
  type MoneyMessage,
  moneyFromMessage,
  moneyToMessage,
  tenderEnum,
  uuid7From,
} from '@qiantai/protos';
import type { Approval__Output } from '@qiantai/protos/generated/qiantai/edge/v1/Approval.ts';
import type { ShiftReport as ShiftMessage } from '@qiantai/protos/generated/qiantai/edge/v1/ShiftReport.ts';
import type { ShiftServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/ShiftService.ts';
import type { CardBatches } from '../card-batches/card-batches.ts';
import { agentError } from '../errors.ts';
import type { Movement, Proof, ShiftDesk, ShiftReport } from '../shifts/shift-desk.ts';
import type { SideSums } from '../shifts/shift-store.ts';
import { type CallContext, type CallOptions, unaryHandlers } from './calls.ts';
import { cardBatchMessage, settlementMessage } from './card-batch-messages.ts';
import { type Asker, textFrom, waitMsFrom } from './decode.ts';

const countsMax = 50;
const keysMax = 100;
const shiftsMax = 100;
const shiftsUsual = 20;
const directions = ['in', 'out'] as const;
const reasons = ['change', 'bank', 'petty_cash', 'correction', 'other'] as const;

export function shiftHandlers(
  desk: ShiftDesk,
  cardBatches: Pick<CardBatches, 'report'>,
  asker: (context: CallContext) => Asker,
  options: CallOptions,
): ShiftServiceHandlers {
  const shiftIdFrom = (value: string) => uuid7From<string>(value, 'shift_id');
  return unaryHandlers<ShiftServiceHandlers>(
    {
      OpenShift: (request, context) => {
        const actor = asker(context);
        const floatMinor = minorFrom(request.float, 'float', actor.currency, 0n);
        return shiftMessage(desk.open(actor, shiftIdFrom(request.shiftId), floatMinor));
      },
      GetShift: (request, context) => {
        const shiftId = request.shiftId === '' ? '' : shiftIdFrom(request.shiftId);
        return shiftMessage(desk.get(asker(context), shiftId, request.showExpected));
      },
      MoveCash: async (request, context) => {
        const actor = asker(context);
        const move: Movement = {
          movementId: uuid7From<string>(request.movementId, 'movement_id'),
          shiftId: shiftIdFrom(request.shiftId),
          direction: wordFrom(request.direction, 'CASH_DIRECTION_', directions, 'direction'),
          reason: wordFrom(request.reason, 'CASH_REASON_', reasons, 'reason'),
          note: textFrom(request.note, 'note', { max: 200 }),
          amountMinor: minorFrom(request.amount, 'amount', actor.currency, 1n),
        };
        if ((move.reason === 'correction' || move.reason === 'other') && move.note.trim() === '') {
          throw agentError('REQUEST_BAD', { field: 'note', why: `the reason ${move.reason} needs one` });
        }
        return shiftMessage(await desk.moveCash(actor, move, proofFrom(request.approval)));
      },
      HandOverShift: async (request, context) => {
        const to = proofFrom(request.to);
        if (!to) throw agentError('REQUEST_BAD', { field: 'to', why: 'missing' });
        return shiftMessage(await desk.handOver(asker(context), shiftIdFrom(request.shiftId), to));
      },
      BeginClosing: (request, context) =>
        shiftMessage(desk.beginClosing(asker(context), shiftIdFrom(request.shiftId), request.reopen)),
      CloseShift: async (request, context) => {
        const closing = {
          shiftId: shiftIdFrom(request.shiftId),
          counts: countsFrom(request.counts),
          takenOverPaymentKeys: keysFrom(request.takenOverPaymentKeys),
          takenOverUnsent: integerFrom(request.takenOverUnsent, 'taken_over_unsent'),
        };
        return shiftMessage(await desk.close(asker(context), closing, proofFrom(request.approval)));
      },
      ListShifts: (request, { terminalId }) => {
        const limit = integerFrom(request.limit, 'limit', { max: shiftsMax }) || shiftsUsual;
        return { shifts: desk.list(terminalId, limit).map(shiftMessage) };
      },
      GetCardBatch: (_request, { terminalId }) => cardBatchMessage(cardBatches.report(terminalId)),
      SettleCards: async (request, context) => {
        const settlement = {
          settlementId: uuid7From<string>(request.settlementId, 'settlement_id'),
          waitMs: waitMsFrom(request.waitMs),
        };
        await desk.settleCards(asker(context), settlement, proofFrom(request.approval));
        return cardBatchMessage(cardBatches.report(context.terminalId));
      },
    },
    options,
  ) as ShiftServiceHandlers;
}

function minorFrom(message: MoneyMessage | null, field: string, currency: Currency, min: bigint): bigint {
  const money = moneyFromMessage(message, field);
  if (money.currency !== currency) throw agentError('REQUEST_BAD', { field, why: `this store takes ${currency}` });
  if (money.amountMinor < min || money.amountMinor > amountMinorMax) {
    throw agentError('REQUEST_BAD', { field, why: `${min} to ${amountMinorMax} minor units` });
  }
  return money.amountMinor;
}

function wordFrom<const Word extends string>(
  value: string,
  prefix: string,
  words: readonly Word[],
  field: string,
): Word {
  const word = value.startsWith(prefix) ? value.slice(prefix.length).toLowerCase() : '';
  const known = words.find((one) => one === word);
  if (!known) throw agentError('REQUEST_BAD', { field, why: `one of ${words.join(', ')}` });
  return known;
}

function countsFrom(counts: ReadonlyArray<{ denominationMinor: string; count: number }>) {
  if (counts.length > countsMax) throw agentError('REQUEST_BAD', { field: 'counts', why: `at most ${countsMax}` });
  const seen = new Set<string>();
  return counts.map(({ denominationMinor, count }) => {
    const minor = integerFrom(denominationMinor, 'denomination_minor', { min: 1, max: 10_000_000 });
    if (seen.has(String(minor))) throw agentError('REQUEST_BAD', { field: 'counts', why: `${minor} stands twice` });
    seen.add(String(minor));
    return { denominationMinor: BigInt(minor), count: integerFrom(count, 'count', { max: 100_000 }) };
  });
}

function keysFrom(keys: readonly string[]): string[] {
  if (keys.length > keysMax) {
    throw agentError('REQUEST_BAD', { field: 'taken_over_payment_keys', why: `at most ${keysMax}` });
  }
  return keys.map((key) => uuid7From<string>(key, 'taken_over_payment_keys'));
}

function proofFrom(approval: Approval__Output | null): Proof | undefined {
  return approval ? { number: approval.number, pin: approval.pin } : undefined;
}

function shiftMessage(report: ShiftReport): ShiftMessage {
  const { shift, sums, expectedMinor, closed, openPaymentKeys, unsent } = report;
  const money = (amountMinor: bigint) => moneyToMessage({ amountMinor, currency: shift.currency });
  const sumsOf = (side: SideSums) =>
    side.tenders.map(({ tender, channel, count, amountMinor }) => ({
      tender: tenderEnum.toMessage(tender),
      channel: channelEnum.toMessage(channel),
      count,
      amount: money(amountMinor),
    }));
  return {
    shiftId: shift.shiftId,
    terminalId: shift.terminalId,
    status: `SHIFT_STATUS_${shift.status.toUpperCase() as Uppercase<typeof shift.status>}`,
    openedById: shift.openedById,
    operatorId: shift.operatorId,
    businessDate: shift.businessDate,
    openedAtMs: shift.openedAtMs,
    closedAtMs: shift.closedAtMs,
    float: money(shift.floatMinor),
    saleCount: sums.sales.count,
    saleTotal: money(sums.sales.totalMinor),
    returnCount: sums.returns.count,
    returnTotal: money(sums.returns.totalMinor),
    taken: sumsOf(sums.sales),
    givenBack: sumsOf(sums.returns),
    movedIn: money(sums.movedInMinor),
    movedOut: money(sums.movedOutMinor),
    ...(expectedMinor === undefined ? {} : { expectedCash: money(expectedMinor) }),
    ...(closed
      ? {
          countedCash: money(BigInt(closed.countedMinor)),
          difference: money(BigInt(closed.differenceMinor)),
          counts: closed.counts.map(({ denominationMinor, count }) => ({ denominationMinor, count })),
          approvedById: closed.approvedById ?? '',
        }
      : {}),
    openPaymentKeys,
    unsent: unsent.count,
    unsentCash: money(unsent.cashMinor),
    cardSettlements: report.cardSettlements.map((settlement) => settlementMessage(settlement, shift.currency)),
  };
}
