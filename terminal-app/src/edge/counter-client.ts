/**
 * What is asked of the agent beside sales and payments: shifts, deeds, the journal of the day, the queue (shift.proto,
 * queue.proto, till.proto), over the connection of the agent's client. What fails throws an `AgentFailure`.
 */
import { credentials, type Client as GrpcClient, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { type Clock, CodedError } from '@qiantai/foundation';
import { type Currency, moneyToMessage, tillServices } from '@qiantai/protos';
import type { RowName } from '../counter/events.ts';
import type {
  CallRequest,
  CardReport,
  CashMovement,
  CounterDeed,
  DayQuery,
  FoundPayment,
  ListedSale,
  Proof,
  Queue,
  Shift,
  Unsettled,
} from '../counter/model.ts';
import { AgentFailure, agentFailureFrom } from './agent-failure.ts';
import { type CardReportMessage, cardReportFrom } from './card-convert.ts';
import {
  type AlarmMessage,
  alarmFrom,
  type DeadRowMessage,
  deadRowFrom,
  type FoundPaymentMessage,
  foundPaymentFrom,
  type ListedSaleMessage,
  listedSaleFrom,
  minorOf,
  type OpenPaymentMessage,
  type QueueRowMessage,
  queueRowFrom,
  type ShiftMessage,
  shiftFromMessage,
} from './counter-convert.ts';

export interface CounterClientOptions {
  /** Of the agent's client; throws before the till has a certificate. */
  channel: () => ReturnType<GrpcClient['getChannel']>;
  metadata: () => Metadata;
  clock: Pick<Clock, 'deadline'>;
  currency: () => Currency;
}

const callTimeoutMs = 5_000;
/** Closing waits a while for what is on its way to the server; so does writing off, and asking a channel. */
const longCallTimeoutMs = 20_000;
/** The acquirer has ten seconds for each of its two answers; what takes longer is seen on the next look. */
const settleWaitMs = 15_000;
const shiftsMax = 50;
const salesMax = 50;
const rowsMax = 200;

type Services = ReturnType<typeof tillServices>;
type Shifts = InstanceType<Services['ShiftService']>;
type Queues = InstanceType<Services['QueueService']>;
type Tills = InstanceType<Services['TillService']>;
type Answered<Output> = (error: ServiceError | null, output?: Output) => void;
type Rest<Output> = [metadata: Metadata, options: { deadline: Date }, done: Answered<Output>];

export class CounterClient {
  private readonly options: CounterClientOptions;

  constructor(options: CounterClientOptions) {
    this.options = options;
  }

  /** The open shift where the id is empty; null: there is none. @throws AgentFailure, as all calls here */
  async shift(shiftId: string, showExpected: boolean): Promise<Shift | null> {
    try {
      return await this.report((client, ...rest) => client.GetShift({ shiftId, showExpected }, ...rest));
    } catch (error) {
      if (error instanceof AgentFailure && error.code === 'SHIFT_NOT_FOUND') return null;
      throw error;
    }
  }

  openShift({ shiftId, floatMinor }: Extract<CallRequest, { kind: 'open_shift' }>): Promise<Shift> {
    return this.report((client, ...rest) => client.OpenShift({ shiftId, float: this.money(floatMinor) }, ...rest));
  }

  moveCash(move: CashMovement, approval: Proof | null): Promise<Shift> {
    const { movementId, shiftId, note } = move;
    const direction = `CASH_DIRECTION_${move.direction.toUpperCase() as Uppercase<CashMovement['direction']>}` as const;
    const reason = `CASH_REASON_${move.reason.toUpperCase() as Uppercase<CashMovement['reason']>}` as const;
    const body = { movementId, shiftId, direction, reason, note, amount: this.money(move.amountMinor), approval };
    return this.report((client, ...rest) => client.MoveCash(body, ...rest));
  }

  handOver(shiftId: string, to: Proof): Promise<Shift> {
    return this.report((client, ...rest) => client.HandOverShift({ shiftId, to }, ...rest));
  }

  beginClosing(shiftId: string, reopen: boolean): Promise<Shift> {
    return this.report((client, ...rest) => client.BeginClosing({ shiftId, reopen }, ...rest));
  }

  closeShift(request: Extract<CallRequest, { kind: 'close_shift' }>, approval: Proof | null): Promise<Shift> {
    const { shiftId, takenOverPaymentKeys, takenOverUnsent } = request;
    const counts = request.counts.map((one) => ({ ...one, denominationMinor: String(one.denominationMinor) }));
    const body = { shiftId, counts, takenOverPaymentKeys: [...takenOverPaymentKeys], takenOverUnsent, approval };
    return this.report((client, ...rest) => client.CloseShift(body, ...rest), longCallTimeoutMs);
  }

  async shifts(): Promise<Shift[]> {
    const { shifts } = await this.call<Shifts, { shifts: ShiftMessage[] }>('ShiftService', (client, ...rest) =>
      client.ListShifts({ limit: shiftsMax }, ...rest),
    );
    return this.read(() => shifts.map((shift) => shiftFromMessage(shift, this.options.currency())));
  }

  async cards(): Promise<CardReport> {
    const message = await this.call<Shifts, CardReportMessage>('ShiftService', (client, ...rest) =>
      client.GetCardBatch({}, ...rest),
    );
    return this.read(() => cardReportFrom(message, this.options.currency()));
  }

  /** Answers at its end, or with how far it has come. */
  async settleCards(settlementId: string, approval: Proof | null): Promise<CardReport> {
    const message = await this.call<Shifts, CardReportMessage>(
      'ShiftService',
      (client, ...rest) => client.SettleCards({ settlementId, approval, waitMs: settleWaitMs }, ...rest),
      longCallTimeoutMs,
    );
    return this.read(() => cardReportFrom(message, this.options.currency()));
  }

  /** What of this till is not settled: payments without an end, and what waits for the server, the oldest first. */
  async unsettled(openPaymentKeys: readonly string[], terminalId: string): Promise<Unsettled[]> {
    const [open, waiting] = await Promise.all([
      this.call<Tills, { payments: OpenPaymentMessage[] }>('TillService', (client, ...rest) =>
        client.ListOpen({}, ...rest),
      ),
      this.waiting(),
    ]);
    const rows = waiting.filter((row) => row.terminalId === terminalId);
    const payments = openPaymentKeys.map((key): Unsettled => {
      const known = open.payments.find(({ payment }) => payment?.paymentKey === key);
      const row = rows.find((one) => one.key === key);
      return {
        what: 'payment',
        key,
        amountMinor: this.read(() => minorOf(known?.payment?.amount ?? null, 'amount', this.options.currency())),
        sinceMs: row?.recordedAtMs ?? Number(known?.payment?.updatedAtMs ?? 0),
        reasonCode: known?.reasonCode ?? '',
      };
    });
    const sent = rows
      .filter((row) => !openPaymentKeys.includes(row.key))
      .map(({ kind, key, recordedAtMs, lastCode }): Unsettled => {
        return { what: kind, key, amountMinor: null, sinceMs: recordedAtMs, reasonCode: lastCode };
      });
    return [...payments, ...sent];
  }

  async approve(right: string, proof: Proof, note: string): Promise<string> {
    const body = { right, ...proof, cardCode: '', saleId: '', note };
    const { approvalId } = await this.call<Tills, { approvalId: string }>('TillService', (client, ...rest) =>
      client.Approve(body, ...rest),
    );
    return approvalId;
  }

  async recordDeed(deed: CounterDeed): Promise<void> {
    const { deedId, receiptNo, reason, approvalId, ...rest } = deed;
    const named = {
      deedId,
      ...rest,
      ...(reason === '' ? {} : { reason }),
      ...(receiptNo === '' ? {} : { receiptNo }),
      ...(approvalId === '' ? {} : { approvalId }),
    };
    await this.call<Tills, object>('TillService', (client, ...more) =>
      client.RecordDeed({ deedId, deedJson: JSON.stringify(named) }, ...more),
    );
  }

  async sales(
    query: DayQuery & { businessDate: string; beforeMs: number },
  ): Promise<{ sales: ListedSale[]; more: boolean }> {
    const { text, ownOnly, businessDate, beforeMs } = query;
    const body = { text, ownOnly, businessDate, beforeMs, limit: salesMax };
    const { sales, more } = await this.call<Tills, { sales: ListedSaleMessage[]; more: boolean }>(
      'TillService',
      (client, ...rest) => client.ListSales(body, ...rest),
    );
    return this.read(() => ({ sales: sales.map((sale) => listedSaleFrom(sale, this.options.currency())), more }));
  }

  async findPayment(number: string): Promise<FoundPayment | null> {
    const message = await this.call<Tills, FoundPaymentMessage>(
      'TillService',
      (client, ...rest) => client.FindPayment({ number }, ...rest),
      longCallTimeoutMs,
    );
    return this.read(() => foundPaymentFrom(message, this.options.currency()));
  }

  async queue(): Promise<Queue> {
    const [waiting, { rows: dead }, { alarms }] = await Promise.all([
      this.waiting(),
      this.call<Queues, { rows: DeadRowMessage[] }>('QueueService', (client, ...rest) =>
        client.ListDead({ limit: rowsMax }, ...rest),
      ),
      this.call<Queues, { alarms: AlarmMessage[] }>('QueueService', (client, ...rest) =>
        client.ListAlarms({}, ...rest),
      ),
    ]);
    return this.read(() => ({ waiting, dead: dead.map(deadRowFrom), alarms: alarms.map(alarmFrom) }));
  }

  async syncNow(): Promise<void> {
    await this.call<Tills, object>('TillService', (client, ...rest) => client.SyncNow({}, ...rest), longCallTimeoutMs);
  }

  async mend(row: RowName, action: 'retry' | 'correct', reason: string): Promise<void> {
    const body = { ...row, action, reason, payloadJson: '' };
    await this.call<Queues, object>('QueueService', (client, ...rest) => client.Mend(body, ...rest));
  }

  async writeOff(row: RowName, reason: string, persons: { first: Proof; second: Proof }): Promise<string> {
    const { outcome } = await this.call<Queues, { outcome: string }>(
      'QueueService',
      (client, ...rest) => client.WriteOff({ ...row, reason, ...persons }, ...rest),
      longCallTimeoutMs,
    );
    return outcome;
  }

  async acknowledge(alarmId: number): Promise<void> {
    await this.call<Queues, object>('QueueService', (client, ...rest) => client.AcknowledgeAlarm({ alarmId }, ...rest));
  }

  private async waiting() {
    const { rows } = await this.call<Queues, { rows: QueueRowMessage[] }>('QueueService', (client, ...rest) =>
      client.ListWaiting({ limit: rowsMax }, ...rest),
    );
    return this.read(() => rows.map(queueRowFrom));
  }

  private money(amountMinor: bigint) {
    return moneyToMessage({ amountMinor, currency: this.options.currency() });
  }

  private async report(
    send: (client: Shifts, ...rest: Rest<ShiftMessage>) => unknown,
    timeoutMs = callTimeoutMs,
  ): Promise<Shift> {
    const message = await this.call<Shifts, ShiftMessage>('ShiftService', send, timeoutMs);
    return this.read(() => shiftFromMessage(message, this.options.currency()));
  }

  /** An answer that cannot be read says nothing of what happened: it counts as no answer. */
  private read<T>(convert: () => T): T {
    try {
      return convert();
    } catch (error) {
      const code = error instanceof CodedError ? error.code : 'AGENT_BAD_ANSWER';
      throw new AgentFailure('gone', code, String(error), { cause: error });
    }
  }

  private call<Client, Output>(
    service: 'ShiftService' | 'QueueService' | 'TillService',
    send: (client: Client, ...rest: Rest<Output>) => unknown,
    timeoutMs = callTimeoutMs,
  ): Promise<Output> {
    return new Promise((resolve, reject) => {
      // The channel is the agent client's, with its credentials; what stands here is not looked at.
      const channelOverride = this.options.channel();
      const client = new (tillServices()[service])('agent', credentials.createInsecure(), {
        channelOverride,
      }) as Client;
      const deadline = this.options.clock.deadline(timeoutMs);
      send(client, this.options.metadata(), { deadline }, (error, output) => {
        if (error) reject(agentFailureFrom(error));
        else if (output === undefined) reject(new AgentFailure('gone', 'AGENT_GONE', 'no answer'));
        else resolve(output);
      });
    });
  }
}
