/**
 * What the tests' agent keeps beside sales and payments: shifts, deeds, approvals, the queue, by the rules of the real
 * one as far as a till can see them. `loseAnswerOf` breaks a call after it was done, as a cut line does.
 */
import { errorRegistry } from '@qiantai/foundation';
import { tillRights } from '@qiantai/protos';

const refused = (
  grpc: 'NOT_FOUND' | 'UNAUTHENTICATED' | 'FAILED_PRECONDITION' | 'PERMISSION_DENIED',
  message: string,
) => ({
  grpc,
  http: 400,
  message,
  retryable: false,
});
const bookError = errorRegistry({
  SHIFT_NOT_FOUND: refused('NOT_FOUND', 'No such shift.'),
  SHIFT_ALREADY_OPEN: refused('FAILED_PRECONDITION', 'A shift is open.'),
  SHIFT_CONFLICT: refused('FAILED_PRECONDITION', 'Used with other contents.'),
  SHIFT_NOT_NOW: refused('FAILED_PRECONDITION', 'Not now.'),
  SHIFT_HAS_UNSENT: refused('FAILED_PRECONDITION', 'Something is not sent.'),
  SHIFT_HAS_OPEN_PAYMENTS: refused('FAILED_PRECONDITION', 'Payments are open.'),
  APPROVAL_NEEDED: refused('PERMISSION_DENIED', 'Somebody has to approve it.'),
  RIGHT_MISSING: refused('PERMISSION_DENIED', 'No right.'),
  SIGN_IN_WRONG: refused('UNAUTHENTICATED', 'The number or the PIN is wrong.'),
});

/** Of chance, and longer than any article's code. */
export const operatorCards = { cashier: 'QT-OPERATOR-1-5K8M2P9XVR4TQ', supervisor: 'QT-OPERATOR-9-7M3K9X2P5R8WD' };

export const people = [
  { operatorId: 'O2', number: '2', pin: '2222', rights: ['sell'] },
  { operatorId: 'O8', number: '8', pin: '8888', rights: ['queue.write_off'] },
  {
    operatorId: 'O9',
    number: '9',
    pin: '9999',
    rights: ['cash.move', 'cards.settle', 'shift.close_unsent', 'queue.mend', 'queue.write_off', ...tillRights],
  },
];

interface FakeShift {
  shiftId: string;
  status: string;
  openedById: string;
  operatorId: string;
  floatMinor: bigint;
  movedInMinor: bigint;
  movedOutMinor: bigint;
  counts: Array<{ denominationMinor: string; count: number }>;
  approvedById: string;
}
type Person = { number: string; pin: string; cardCode?: string } | null;
// biome-ignore lint/suspicious/noExplicitAny: messages of many calls, as the loader gives them
type Request = Record<string, any>;

const money = (minor: bigint) => ({ amountMinor: String(minor), currency: 'CNY' });
const capMinor = 50_000n;

export class FakeBooks {
  readonly shifts = new Map<string, FakeShift>();
  /** Of the card terminal, by their ids. */
  readonly settlements = new Set<string>();
  readonly movements = new Map<string, Request>();
  readonly deeds = new Map<string, Request>();
  readonly approvals: Request[] = [];
  readonly mended: Request[] = [];
  acknowledged: string[] = [];
  synced = 0;
  /** The signed-in operator's own rights. */
  rights: string[] = ['sell', ...tillRights.filter((right) => right !== 'drawer.open')];
  /** What operator 9 may allow; null: all that it has. */
  supervisorRights: readonly string[] | null = null;
  openPaymentKeys: string[] = [];
  unsent = 0;
  cashTakenMinor = 0n;
  waiting: Request[] = [];
  dead: Request[] = [];
  alarms: Request[] = [];
  listed: Request[] = [];
  found: Request | null = null;
  /** What ListOpen tells. */
  open: Request[] = [];
  /** The next call of this name is done, and its answer is lost. */
  loseAnswerOf = '';

  private readonly of: { stop(): void };

  constructor(of: { stop(): void }) {
    this.of = of;
  }

  handlers(unary: (name: string, method: (request: never) => unknown) => unknown) {
    const signedIn = (name: string, method: (request: Request) => unknown) =>
      unary(name, ((request: Request) => {
        const answer = method(request);
        if (this.loseAnswerOf === name) {
          this.loseAnswerOf = '';
          return new Promise(() => this.of.stop());
        }
        return answer;
      }) as never);
    return {
      shift: {
        OpenShift: signedIn('OpenShift', (request) => this.openShift(request)),
        GetShift: signedIn('GetShift', ({ shiftId, showExpected }) => {
          const shift = shiftId === '' ? this.current() : this.shifts.get(shiftId);
          if (!shift) throw bookError('SHIFT_NOT_FOUND');
          if (showExpected && !this.rights.includes('cash.move')) throw bookError('RIGHT_MISSING');
          return this.report(shift, showExpected);
        }),
        MoveCash: signedIn('MoveCash', (request) => this.moveCash(request)),
        HandOverShift: signedIn('HandOverShift', ({ shiftId, to }) => {
          const shift = this.own(shiftId);
          shift.operatorId = this.prove(to).operatorId;
          return this.report(shift);
        }),
        BeginClosing: signedIn('BeginClosing', ({ shiftId, reopen }) => {
          const shift = this.own(shiftId);
          if (shift.status === 'CLOSED') throw bookError('SHIFT_NOT_NOW');
          shift.status = reopen ? 'OPEN' : 'CLOSING';
          return this.report(shift);
        }),
        GetCardBatch: signedIn('GetCardBatch', () => this.cardReport()),
        SettleCards: signedIn('SettleCards', ({ settlementId, approval }) => {
          if (!this.rights.includes('cards.settle')) this.approved(approval, 'cards.settle');
          this.settlements.add(settlementId);
          return this.cardReport();
        }),
        CloseShift: signedIn('CloseShift', (request) => this.closeShift(request)),
        ListShifts: signedIn('ListShifts', () => ({
          shifts: [...this.shifts.values()].toReversed().map((shift) => this.report(shift)),
        })),
      },
      queue: {
        ListWaiting: signedIn('ListWaiting', () => ({ rows: this.waiting })),
        ListDead: signedIn('ListDead', () => ({ rows: this.dead })),
        Mend: signedIn('Mend', (request) => {
          if (!this.rights.includes('queue.mend')) throw bookError('RIGHT_MISSING');
          this.mended.push(request);
          this.dead = this.dead.filter(({ row }) => row.key !== request['key']);
          return { journalSequence: '1' };
        }),
        WriteOff: signedIn('WriteOff', (request) => {
          for (const person of [request['first'], request['second']]) {
            if (!this.prove(person).rights.includes('queue.write_off')) throw bookError('RIGHT_MISSING');
          }
          this.mended.push(request);
          this.dead = this.dead.filter(({ row }) => row.key !== request['key']);
          return { outcome: 'written_off' };
        }),
        ListAlarms: signedIn('ListAlarms', () => ({ alarms: this.alarms })),
        AcknowledgeAlarm: signedIn('AcknowledgeAlarm', ({ alarmId }) => {
          this.acknowledged.push(alarmId);
          this.alarms = this.alarms.filter((alarm) => alarm['alarmId'] !== alarmId);
          return {};
        }),
      },
      till: {
        ListOpen: signedIn('ListOpen', () => ({ payments: this.open, refunds: [] })),
        SyncNow: signedIn('SyncNow', () => {
          this.synced += 1;
          return { online: true };
        }),
        Approve: signedIn('Approve', (request) => {
          const person = this.prove(request as Person);
          if (!(this.supervisorRights ?? person.rights).includes(request['right'])) throw bookError('RIGHT_MISSING');
          const approvalId = `01890000-0000-7000-8000-00000000000${this.approvals.length + 1}`;
          this.approvals.push({ ...request, approvalId });
          return { approvalId, operatorId: person.operatorId, operatorName: '店长', expiresAtMs: '0' };
        }),
        RecordDeed: signedIn('RecordDeed', ({ deedId, deedJson }) => {
          const deed = JSON.parse(deedJson);
          if (deed.deed === 'drawer_opened' && !this.rights.includes('drawer.open') && !deed.approvalId) {
            throw bookError('RIGHT_MISSING');
          }
          if (!this.deeds.has(deedId)) this.deeds.set(deedId, deed);
          return { journalSequence: '1' };
        }),
        ListSales: signedIn('ListSales', () => ({ sales: this.listed, more: false })),
        FindPayment: signedIn('FindPayment', () => this.found ?? { payment: null }),
      },
    };
  }

  private openShift({ shiftId, float }: Request) {
    const before = this.shifts.get(shiftId);
    if (before) {
      if (String(before.floatMinor) !== float.amountMinor) throw bookError('SHIFT_CONFLICT');
      return this.report(before);
    }
    if (this.current()) throw bookError('SHIFT_ALREADY_OPEN');
    const shift: FakeShift = {
      shiftId,
      status: 'OPEN',
      openedById: 'O1',
      operatorId: 'O1',
      floatMinor: BigInt(float.amountMinor),
      movedInMinor: 0n,
      movedOutMinor: 0n,
      counts: [],
      approvedById: '',
    };
    this.shifts.set(shiftId, shift);
    return this.report(shift);
  }

  private moveCash({ movementId, shiftId, direction, amount, approval, ...rest }: Request) {
    const shift = this.own(shiftId);
    if (this.movements.has(movementId)) return this.report(shift);
    if (shift.status !== 'OPEN') throw bookError('SHIFT_NOT_NOW');
    const amountMinor = BigInt(amount.amountMinor);
    if (amountMinor > capMinor) this.approved(approval, 'cash.move');
    if (direction === 'CASH_DIRECTION_IN') shift.movedInMinor += amountMinor;
    else shift.movedOutMinor += amountMinor;
    this.movements.set(movementId, { direction, amountMinor, approval, ...rest });
    return this.report(shift);
  }

  private closeShift({ shiftId, counts, takenOverPaymentKeys, takenOverUnsent, approval }: Request) {
    const shift = this.own(shiftId);
    if (shift.status === 'CLOSED') return this.report(shift);
    if (this.openPaymentKeys.some((key) => !takenOverPaymentKeys.includes(key))) {
      throw bookError('SHIFT_HAS_OPEN_PAYMENTS');
    }
    if (this.unsent > Number(takenOverUnsent)) throw bookError('SHIFT_HAS_UNSENT');
    if (this.openPaymentKeys.length > 0 || this.unsent > 0) {
      shift.approvedById = this.approved(approval, 'shift.close_unsent');
    }
    shift.status = 'CLOSED';
    shift.counts = counts;
    return this.report(shift);
  }

  private approved(approval: Person, right: string): string {
    if (this.rights.includes(right)) return 'O1';
    if (!approval) throw bookError('APPROVAL_NEEDED');
    const person = this.prove(approval);
    if (!person.rights.includes(right)) throw bookError('RIGHT_MISSING');
    return person.operatorId;
  }

  private prove(proof: Person) {
    const byCard = proof?.cardCode === operatorCards.supervisor ? '9' : undefined;
    const person = people.find(
      ({ number, pin }) => number === (byCard ?? proof?.number) && (byCard || pin === proof?.pin),
    );
    if (!person) throw bookError('SIGN_IN_WRONG');
    return person;
  }

  private current(): FakeShift | undefined {
    return [...this.shifts.values()].find(({ status }) => status !== 'CLOSED');
  }

  private own(shiftId: string): FakeShift {
    const shift = this.shifts.get(shiftId);
    if (!shift) throw bookError('SHIFT_NOT_FOUND');
    return shift;
  }

  private cardReport() {
    const sums = { scheme: 'unionpay', saleCount: '1', sales: money(1250n), refundCount: '0', refunds: money(0n) };
    return {
      open: this.settlements.size === 0 ? [sums] : [],
      settlements: [...this.settlements].toReversed().map((settlementId) => ({
        ...{ settlementId, state: 'CARD_SETTLEMENT_STATE_SETTLED', operatorId: 'O1', own: [sums] },
        ...{ askedAtMs: '1767232800000', endedAtMs: '1767232801000' },
        batches: [{ cardTerminalId: '10000001', batch: '7', agrees: true, debitCount: '1', debits: money(1250n) }],
      })),
    };
  }

  private report(shift: FakeShift, showExpected = false) {
    const { shiftId, status, openedById, operatorId, counts, approvedById } = shift;
    const expected = shift.floatMinor + this.cashTakenMinor + shift.movedInMinor - shift.movedOutMinor;
    const counted = counts.reduce((sum, one) => sum + BigInt(one.denominationMinor) * BigInt(one.count), 0n);
    const closed = status === 'CLOSED';
    return {
      ...{ shiftId, openedById, operatorId, counts, approvedById },
      terminalId: 'T1',
      status: `SHIFT_STATUS_${status}`,
      businessDate: '2026-01-01',
      openedAtMs: '1767232800000',
      closedAtMs: closed ? '1767261600000' : '0',
      float: money(shift.floatMinor),
      saleTotal: money(this.cashTakenMinor),
      returnTotal: money(0n),
      taken: [],
      givenBack: [],
      movedIn: money(shift.movedInMinor),
      movedOut: money(shift.movedOutMinor),
      ...(closed || showExpected ? { expectedCash: money(expected) } : {}),
      ...(closed ? { countedCash: money(counted), difference: money(counted - expected) } : {}),
      openPaymentKeys: this.openPaymentKeys,
      unsent: String(this.unsent),
      unsentCash: money(0n),
    };
  }
}
