/**
 * Shifts of a till's drawer and the cash that moves beside sales. A shift's business date is fixed when it opens; its
 * sales carry it and its id. Counting is blind: what is expected is told with the count, not before.
 */
import { type JsonValue, payloadHash } from '@qiantai/foundation';
import { type Currency, currencyExponents, type JournalPayload } from '@qiantai/protos';
import type { CardBatches, SettlementReport } from '../card-batches/card-batches.ts';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { SignInDesk } from '../operators/sign-in.ts';
import { businessDateAt, type DayRule } from '../sales/business-date.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../store/database.ts';
import { nextShift } from './shift-states.ts';
import type { ShiftRow, ShiftStore, ShiftSums } from './shift-store.ts';

export interface Proof {
  number: string;
  pin: string;
}

/** Who acts: the session's operator at this till, now. */
export interface Actor {
  terminalId: string;
  operatorId: string;
  nowMs: number;
  currency: Currency;
}

export interface Movement {
  movementId: string;
  shiftId: string;
  direction: 'in' | 'out';
  reason: 'change' | 'bank' | 'petty_cash' | 'correction' | 'other';
  note: string;
  amountMinor: bigint;
}

export interface Closing {
  shiftId: string;
  counts: Array<{ denominationMinor: bigint; count: number }>;
  takenOverPaymentKeys: readonly string[];
  takenOverUnsent: number;
}

export interface ShiftReport {
  shift: ShiftRow;
  sums: ShiftSums;
  /** Undefined where it is not to be seen. */
  expectedMinor: bigint | undefined;
  /** Of a closed shift. */
  closed: JournalPayload<'shift.closed'> | undefined;
  openPaymentKeys: string[];
  unsent: { count: number; cashMinor: bigint };
  cardSettlements: SettlementReport[];
}

/** What a cashier moves alone, in whole units of the currency. */
const moveAloneUnits = 500n;
/** A shift that closes waits so long for its card terminal; what has no end by then stays due. */
const cardsWaitMs = 12_000;

export type ShiftDesk = ReturnType<typeof openShiftDesk>;

export function openShiftDesk(parts: {
  store: Store;
  journal: Journal;
  shifts: ShiftStore;
  settings: Pick<SettingsStore, 'operators' | 'storePolicy' | 'tillRules'>;
  signIn: Pick<SignInDesk, 'prove'>;
  openPaymentKeys: (terminalId: string) => string[];
  /** Entries of the terminal's journal that the server does not have. */
  unsent: (terminalId: string) => { count: number; cashMinor: bigint };
  /** Resolves when everything has gone, or after a short while. */
  settle: (terminalId: string) => Promise<void>;
  cardBatches: Pick<CardBatches, 'ask' | 'atClose' | 'begin' | 'ofShift'>;
}) {
  const { store, journal, shifts, settings } = parts;

  /** @throws CodedError SHIFT_ALREADY_OPEN, SHIFT_CONFLICT */
  function open(actor: Actor, shiftId: string, floatMinor: bigint): ShiftReport {
    const { terminalId, operatorId, currency, nowMs } = actor;
    const requestHash = payloadHash({ shiftId, terminalId, floatMinor, currency });
    const before = shifts.find(shiftId);
    if (before) return reportOf(same(before, requestHash));
    const other = shifts.current(terminalId);
    if (other) throw agentError('SHIFT_ALREADY_OPEN', { shiftId: other.shiftId });
    const businessDate = businessDateAt(nowMs, dayRule(settings));
    const shift = store.transact(() => {
      const payload = { shiftId, operatorId, businessDate, currency, floatMinor: text(floatMinor), openedAtMs: nowMs };
      const entry = journal.append({ terminalId, kind: 'shift.opened', payload });
      const row = openedShift(payload, { terminalId, sequence: entry.sequence, requestHash });
      shifts.insert(row);
      return row;
    });
    return reportOf(shift);
  }

  /** @throws CodedError SHIFT_NOT_FOUND, RIGHT_MISSING */
  function get(actor: Actor, shiftId: string, showExpected: boolean): ShiftReport {
    const shift = shiftId === '' ? shifts.current(actor.terminalId) : shifts.find(shiftId);
    if (!shift || shift.terminalId !== actor.terminalId) throw agentError('SHIFT_NOT_FOUND', { shiftId });
    if (showExpected && shift.status !== 'closed') insistOnRight(actor.operatorId, 'cash.move');
    return reportOf(shift, showExpected);
  }

  /** @throws CodedError SHIFT_…, RIGHT_MISSING, APPROVAL_NEEDED */
  async function moveCash(actor: Actor, move: Movement, approval: Proof | undefined): Promise<ShiftReport> {
    const requestHash = payloadHash({ ...move });
    const before = shifts.movement(move.movementId);
    if (before) {
      if (before.requestHash !== requestHash) throw agentError('SHIFT_CONFLICT', { id: move.movementId });
      return reportOf(own(actor, move.shiftId));
    }
    nextShift(own(actor, move.shiftId).status, 'move_cash');
    const aloneMinor = moveAloneUnits * 10n ** BigInt(currencyExponents[actor.currency]);
    const needed = move.amountMinor > aloneMinor;
    const approvedById = needed ? await approvedBy(actor, 'cash.move', approval) : undefined;
    return store.transact(() => {
      // Somebody may have closed the shift while the PIN was proved.
      const shift = own(actor, move.shiftId);
      nextShift(shift.status, 'move_cash');
      if (shifts.movement(move.movementId)) return reportOf(shift);
      const { movementId, shiftId, direction, reason, note, amountMinor } = move;
      journal.append({
        terminalId: actor.terminalId,
        kind: 'cash.moved',
        payload: {
          movementId,
          shiftId,
          direction,
          reason,
          note,
          amountMinor: text(amountMinor),
          currency: shift.currency,
          operatorId: actor.operatorId,
          ...(approvedById === undefined ? {} : { approvedById }),
          businessDate: shift.businessDate,
          movedAtMs: actor.nowMs,
        },
      });
      shifts.insertMovement({ movementId, shiftId, direction, amountMinor, requestHash });
      return reportOf(shift);
    });
  }

  /** @throws CodedError SHIFT_…, RIGHT_MISSING, SIGN_IN_… */
  async function handOver(actor: Actor, shiftId: string, to: Proof): Promise<ShiftReport> {
    const shift = own(actor, shiftId);
    nextShift(shift.status, 'hand_over');
    if (shift.operatorId !== actor.operatorId) insistOnRight(actor.operatorId, 'shift.hand_over');
    const { operatorId } = await parts.signIn.prove(actor.terminalId, to.number, to.pin);
    return store.transact(() => {
      const now = own(actor, shiftId);
      const status = nextShift(now.status, 'hand_over');
      if (now.operatorId === operatorId) return reportOf(now);
      journal.append({
        terminalId: actor.terminalId,
        kind: 'shift.handed_over',
        payload: { shiftId, fromOperatorId: now.operatorId, toOperatorId: operatorId, handedOverAtMs: actor.nowMs },
      });
      const after = { ...now, status, operatorId };
      shifts.update(after);
      return reportOf(after);
    });
  }

  /** The drawer is being counted, or is not after all. @throws CodedError SHIFT_NOT_NOW */
  function beginClosing(actor: Actor, shiftId: string, reopen: boolean): ShiftReport {
    const shift = own(actor, shiftId);
    if (shift.status === (reopen ? 'open' : 'closing')) return reportOf(shift);
    const after = { ...shift, status: nextShift(shift.status, reopen ? 'reopen' : 'begin_closing') };
    shifts.update(after);
    if (!reopen) parts.cardBatches.begin(actor);
    return reportOf(after);
  }

  /** 批结算 by hand. @throws CodedError CARDS_CONFLICT, APPROVAL_NEEDED, RIGHT_MISSING */
  async function settleCards(
    actor: Actor,
    settlement: { settlementId: string; waitMs: number },
    approval: Proof | undefined,
  ): Promise<void> {
    await approvedBy(actor, 'cards.settle', approval);
    await parts.cardBatches.ask(actor, settlement.settlementId, settlement.waitMs);
  }

  /** @throws CodedError SHIFT_…, APPROVAL_NEEDED, RIGHT_MISSING */
  async function close(actor: Actor, closing: Closing, approval: Proof | undefined): Promise<ShiftReport> {
    const { shiftId } = closing;
    const closeHash = payloadHash({ shiftId, counts: closing.counts } as unknown as JsonValue);
    const before = own(actor, shiftId);
    if (before.status === 'closed') {
      if (before.closeHash !== closeHash) throw agentError('SHIFT_CONFLICT', { id: shiftId });
      return reportOf(before);
    }
    nextShift(before.status, 'close');
    await parts.settle(actor.terminalId);
    await parts.cardBatches.atClose(actor, cardsWaitMs);
    const needed = takesOver(actor.terminalId, closing);
    const approvedById = needed ? await approvedBy(actor, 'shift.close_unsent', approval) : undefined;
    return store.transact(() => {
      const shift = own(actor, shiftId);
      const status = nextShift(shift.status, 'close');
      // What came to wait while the PIN was proved has to be named as well.
      if (takesOver(actor.terminalId, closing) && approvedById === undefined)
        throw agentError('APPROVAL_NEEDED', { right: 'shift.close_unsent' });
      const payload = closedPayload(actor, shift, closing, approvedById);
      const entry = journal.append({ terminalId: actor.terminalId, kind: 'shift.closed', payload });
      const after = {
        ...shift,
        status,
        closedAtMs: actor.nowMs,
        closedSequence: entry.sequence,
        closeHash,
        closedJson: JSON.stringify(payload),
      };
      shifts.update(after);
      return reportOf(after);
    });
  }

  /** Whether something stands over. @throws CodedError SHIFT_HAS_OPEN_PAYMENTS, SHIFT_HAS_UNSENT where it is not named */
  function takesOver(terminalId: string, closing: Closing): boolean {
    const openKeys = parts.openPaymentKeys(terminalId);
    const unnamed = openKeys.filter((key) => !closing.takenOverPaymentKeys.includes(key));
    if (unnamed.length > 0) {
      throw agentError('SHIFT_HAS_OPEN_PAYMENTS', { count: unnamed.length, keys: unnamed.slice(0, 5).join(', ') });
    }
    const { count } = parts.unsent(terminalId);
    if (count > closing.takenOverUnsent) throw agentError('SHIFT_HAS_UNSENT', { count });
    return openKeys.length > 0 || count > 0;
  }

  function closedPayload(
    actor: Actor,
    shift: ShiftRow,
    closing: Closing,
    approvedById: string | undefined,
  ): JournalPayload<'shift.closed'> {
    const sums = shifts.sums(shift);
    const expectedMinor = expectedOf(shift, sums);
    const countedMinor = closing.counts.reduce((sum, one) => sum + one.denominationMinor * BigInt(one.count), 0n);
    const { count, cashMinor } = parts.unsent(actor.terminalId);
    return {
      shiftId: shift.shiftId,
      operatorId: actor.operatorId,
      businessDate: shift.businessDate,
      currency: shift.currency,
      floatMinor: text(shift.floatMinor),
      takenMinor: text(sums.cashTakenMinor),
      handedBackMinor: text(sums.cashHandedBackMinor),
      movedInMinor: text(sums.movedInMinor),
      movedOutMinor: text(sums.movedOutMinor),
      expectedMinor: text(expectedMinor),
      countedMinor: text(countedMinor),
      differenceMinor: text(countedMinor - expectedMinor),
      counts: closing.counts.map((one) => ({ denominationMinor: text(one.denominationMinor), count: one.count })),
      unsentCount: count,
      unsentMinor: text(cashMinor < 0n ? 0n : cashMinor),
      unknownPaymentKeys: parts.openPaymentKeys(actor.terminalId).slice(0, 100),
      ...(approvedById === undefined ? {} : { approvedById }),
      closedAtMs: actor.nowMs,
    };
  }

  /** The operator himself where he has the right, else a second one who proves it. */
  async function approvedBy(actor: Actor, right: string, approval: Proof | undefined): Promise<string> {
    if (hasRight(actor.operatorId, right)) return actor.operatorId;
    if (!approval) throw agentError('APPROVAL_NEEDED', { right });
    const second = await parts.signIn.prove(actor.terminalId, approval.number, approval.pin);
    insistOnRight(second.operatorId, right);
    return second.operatorId;
  }

  function hasRight(operatorId: string, right: string): boolean {
    return settings.operators().some((one) => one.operatorId === operatorId && one.rights.includes(right));
  }

  function insistOnRight(operatorId: string, right: string): void {
    if (!hasRight(operatorId, right)) throw agentError('RIGHT_MISSING', { right });
  }

  function own(actor: Actor, shiftId: string): ShiftRow {
    const shift = shifts.find(shiftId);
    if (!shift || shift.terminalId !== actor.terminalId) throw agentError('SHIFT_NOT_FOUND', { shiftId });
    return shift;
  }

  function same(shift: ShiftRow, requestHash: string): ShiftRow {
    if (shift.requestHash !== requestHash) throw agentError('SHIFT_CONFLICT', { id: shift.shiftId });
    return shift;
  }

  function reportOf(shift: ShiftRow, showExpected = false): ShiftReport {
    const sums = shifts.sums(shift);
    const closed =
      shift.closedJson === '' ? undefined : (JSON.parse(shift.closedJson) as JournalPayload<'shift.closed'>);
    return {
      shift,
      sums,
      closed,
      expectedMinor: closed || showExpected ? expectedOf(shift, sums) : undefined,
      cardSettlements: parts.cardBatches.ofShift(shift),
      openPaymentKeys: closed ? closed.unknownPaymentKeys : parts.openPaymentKeys(shift.terminalId),
      unsent: closed
        ? { count: closed.unsentCount, cashMinor: BigInt(closed.unsentMinor) }
        : parts.unsent(shift.terminalId),
    };
  }

  function insistNotClosing(terminalId: string): ShiftRow | undefined {
    const shift = shifts.current(terminalId);
    if (shift?.status === 'closing') throw agentError('SHIFT_IS_CLOSING');
    return shift;
  }

  return {
    open,
    get,
    moveCash,
    handOver,
    beginClosing,
    settleCards,
    close,
    list: (terminalId: string, limit: number) => shifts.newest(terminalId, limit).map((shift) => reportOf(shift)),
    /** The shift that runs at a terminal now. */
    current: (terminalId: string) => shifts.current(terminalId),
    /** The shift that ran at an instant: for what a till took by itself. */
    at: (terminalId: string, atMs: number) => shifts.at(terminalId, atMs),
    /** Money begins to move: not while the drawer is counted. @throws CodedError SHIFT_IS_CLOSING */
    insistTaking: (terminalId: string): void => void insistNotClosing(terminalId),
    /** That of a sale: within a shift, where the store's rules say so. @throws CodedError SHIFT_IS_CLOSING, SHIFT_NEEDED */
    insistSelling(terminalId: string): void {
      const shift = insistNotClosing(terminalId);
      if (!shift && settings.tillRules(terminalId)?.shiftNeeded) throw agentError('SHIFT_NEEDED');
    },
  };
}

/** How this store keeps its days. */
export function dayRule(settings: Pick<SettingsStore, 'storePolicy'>): DayRule | undefined {
  return settings.storePolicy();
}

export function openedShift(
  payload: JournalPayload<'shift.opened'>,
  known: { terminalId: string; sequence: number; requestHash: string },
): ShiftRow {
  return {
    shiftId: payload.shiftId,
    terminalId: known.terminalId,
    status: 'open',
    requestHash: known.requestHash,
    openedById: payload.operatorId,
    operatorId: payload.operatorId,
    businessDate: payload.businessDate,
    currency: payload.currency,
    floatMinor: BigInt(payload.floatMinor),
    openedAtMs: payload.openedAtMs,
    openedSequence: known.sequence,
    closedAtMs: 0,
    closedSequence: 0,
    closeHash: '',
    closedJson: '',
  };
}

function expectedOf(shift: ShiftRow, sums: ShiftSums): bigint {
  return shift.floatMinor + sums.cashTakenMinor - sums.cashHandedBackMinor + sums.movedInMinor - sums.movedOutMinor;
}

const text = (minor: bigint): string => minor.toString();
