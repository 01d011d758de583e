/**
 * Runs the counter (counter/machine.ts): step, record on the disk, then what is asked of the agent and the devices.
 * Nobody waits for the agent longer than a call's deadline; a call that got no answer is kept and sent again.
 */
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import type { SaleRecord } from '@qiantai/protos';
import type { CounterShown } from '../contract/counter-contract.ts';
import { callIdOf } from '../counter/calls.ts';
import type { CounterEffect, CounterEvent } from '../counter/events.ts';
import { counterStep } from '../counter/machine.ts';
import type { CallRequest, CounterState, Shift } from '../counter/model.ts';
import type { CounterContext } from '../counter/situation.ts';
import { cardBatchBytes } from '../devices/printer/card-batch-paper.ts';
import { handOverSlipBytes, movementSlipBytes, reportBytes, type ShiftPaper } from '../devices/printer/shift-report.ts';
import type { AgentClient } from '../edge/agent-client.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { CounterClient } from '../edge/counter-client.ts';
import type { Notice, Session } from '../sale/model.ts';
import type { CardSlips } from './card-slips.ts';
import type { CounterRecords } from './counter-record.ts';
import { counterShown } from './counter-snapshot.ts';
import { noticeOf } from './failure-notice.ts';
import type { TillDevices } from './till-devices.ts';

export interface CounterDeskOptions {
  client: CounterClient;
  agent: Pick<AgentClient, 'findSale'>;
  records: CounterRecords;
  devices: Pick<TillDevices, 'printer'>;
  clock: Clock;
  log: Log;
  mintId(): string;
  language(): 'zh' | 'en';
  /** Null before the agent said who this till is. */
  facts(): TillInfo | null;
  session(): Session | null;
  sale(): Pick<CounterContext, 'saleRests' | 'saleIsEmpty' | 'paymentsOpen'>;
  agentMissed(): void;
  sessionLost(): void;
  /** For what no command waits for. */
  say(notice: Notice): void;
  changed(): void;
  /** Prints a receipt once more, marked; without a record the one of the last sale. */
  printCopy(receiptNo: string, record: SaleRecord | null): void;
  beginReturn(receiptNo: string): Promise<Notice | undefined>;
  slips: Pick<CardSlips, 'has' | 'again'>;
  journalGrew(): void;
  trainingChanged(): void;
}

/** What keeps an approval open instead of ending the call: the second person may try again. */
const proofRefusals: ReadonlySet<string> = new Set(['RIGHT_MISSING', 'SIGN_IN_WRONG', 'SIGN_IN_LOCKED']);

export class CounterDesk {
  private readonly options: CounterDeskOptions;
  private current: CounterState;
  private stopped = false;
  /** The till's shift as the agent told it last; null: none runs, or none is known of. */
  private running: Shift | null = null;

  constructor(options: CounterDeskOptions) {
    this.options = options;
    this.current = { stage: { status: 'away' }, ...options.records.load() };
  }

  get state(): CounterState {
    return this.current;
  }

  get isAway(): boolean {
    return this.current.stage.status === 'away';
  }

  get isTraining(): boolean {
    return this.current.trainingSinceMs > 0;
  }

  stop(): void {
    this.stopped = true;
  }

  shown(): CounterShown {
    return counterShown({
      state: this.current,
      currency: this.options.facts()?.currency ?? 'CNY',
      operatorName: (operatorId) => this.operatorName(operatorId),
      running: this.running,
      hasSlip: (key) => this.options.slips.has(key),
    });
  }

  /** The shift that stays open when somebody leaves. */
  get runningShiftId(): string {
    return this.running?.shiftId ?? '';
  }

  /** The one way in. @returns what was refused, once what the event asked for is answered */
  async apply(event: CounterEvent): Promise<Notice | undefined> {
    if (this.stopped) return undefined;
    const { stage: before, trainingSinceMs } = this.current;
    const step = counterStep(this.current, event, this.context());
    if ('shift' in event) this.running = event.shift?.status === 'closed' ? null : (event.shift ?? this.running);
    if (event.kind === 'shift_told') this.running = event.shift;
    if (event.kind === 'call_answered') this.options.journalGrew();
    // Durable before it is sent: an id that was minted is never minted again.
    this.options.records.save(step.state);
    this.current = step.state;
    if (trainingSinceMs !== step.state.trainingSinceMs) this.options.trainingChanged();
    if (before.status !== step.state.stage.status) {
      this.options.log.info({ event: event.kind, from: before.status, to: step.state.stage.status }, 'counter.stage');
    }
    this.options.changed();
    let refused = step.refused;
    for (const effect of step.effects) {
      const answer = await this.run(effect);
      if (answer) refused = (await this.apply(answer)) ?? refused;
    }
    return refused;
  }

  /** The agent is there, and somebody is signed in: what was kept goes again. */
  agentBack(): void {
    if (!this.options.session()) return;
    this.alone(async () => {
      const refused = await this.apply({ kind: 'agent_back' });
      if (refused && refused.code !== 'AGENT_GONE') this.options.say(refused);
      if (this.isTraining) return;
      this.running = await this.options.client.shift('', false);
      this.options.changed();
    });
  }

  /** Nobody is signed in any more. */
  sessionLost(): void {
    this.alone(() => this.apply({ kind: 'session_lost' }));
  }

  /** What no command waits for. */
  private alone(what: () => Promise<unknown>): void {
    what().catch((error: unknown) => this.options.log.info({ error: errorText(error) }, 'counter.not_done'));
  }

  private context(): CounterContext {
    const session = this.options.session();
    return {
      nowMs: this.options.clock.nowMs(),
      operator: session && { operatorId: session.operatorId, rights: session.rights },
      mintId: () => this.options.mintId(),
      hasSlip: (key) => this.options.slips.has(key),
      ...this.options.sale(),
    };
  }

  /** Null: nothing is to be told of it. */
  private async run(effect: CounterEffect): Promise<CounterEvent | null> {
    const { devices } = this.options;
    switch (effect.kind) {
      case 'send_call':
        return await this.send(effect);
      case 'open_drawer':
        devices.printer?.openDrawer();
        return null;
      case 'print_report':
        devices.printer?.print(reportBytes(this.paper(effect.shift), effect.report, devices.printer.paper));
        return null;
      case 'print_cards':
        devices.printer?.print(cardBatchBytes(this.head(), effect.settlement, devices.printer.paper));
        return null;
      case 'print_slips':
        this.options.slips.again(effect.keys);
        return null;
      case 'print_movement':
        devices.printer?.print(movementSlipBytes(this.paper(effect.shift), effect.move, devices.printer.paper));
        return null;
      case 'print_hand_over':
        devices.printer?.print(
          handOverSlipBytes(this.paper(effect.shift), effect.fromOperatorId, devices.printer.paper),
        );
        return null;
      case 'print_copy':
        this.options.printCopy(effect.receiptNo, effect.record);
        return null;
      case 'begin_return': {
        const notice = await this.options.beginReturn(effect.receiptNo);
        return notice ? { kind: 'ask_failed', notice } : null;
      }
      default:
        try {
          return await this.ask(effect);
        } catch (error) {
          return { kind: 'ask_failed', notice: this.failed(error) };
        }
    }
  }

  private async ask(effect: Exclude<CounterEffect, { kind: LocalKind }>): Promise<CounterEvent> {
    const { client, agent } = this.options;
    switch (effect.kind) {
      case 'read_shift':
        return { kind: 'shift_told', shift: await client.shift('', false) };
      case 'read_unsettled': {
        const shift = await client.shift(effect.shiftId, false);
        if (!shift) return { kind: 'shift_told', shift: null };
        const terminalId = this.options.facts()?.terminalId ?? '';
        return { kind: 'unsettled_told', shift, unsettled: await client.unsettled(shift.openPaymentKeys, terminalId) };
      }
      case 'read_x': {
        const shift = await client.shift(effect.shiftId, effect.showExpected);
        return shift ? { kind: 'x_told', shift } : { kind: 'shift_told', shift: null };
      }
      case 'hand_over': {
        const { shiftId, fromOperatorId, to } = effect;
        return { kind: 'handed_over', shift: await client.handOver(shiftId, to), fromOperatorId };
      }
      case 'begin_closing':
        return { kind: 'shift_told', shift: await client.beginClosing(effect.shiftId, effect.reopen) };
      case 'list_shifts':
        return { kind: 'shifts_told', shifts: await client.shifts() };
      case 'read_cards':
        return { kind: 'cards_told', report: await client.cards() };
      case 'list_sales': {
        const { query, beforeMs } = effect;
        const businessDate = query.allDates ? '' : (this.options.session()?.businessDate ?? '');
        const { sales, more } = await client.sales({ ...query, businessDate, beforeMs });
        return { kind: 'sales_told', query, sales, more, isNext: beforeMs > 0 };
      }
      case 'find_sale':
        return { kind: 'sale_told', original: await agent.findSale(effect.receiptNo) };
      case 'find_payment':
        return { kind: 'payment_told', number: effect.number, found: await client.findPayment(effect.number) };
      case 'approve': {
        const approvalId = await client.approve(effect.right, effect.proof, effect.note);
        return { kind: 'call_approved', callId: effect.callId, approvalId };
      }
      case 'read_queue':
        break;
      case 'sync_now':
        await client.syncNow();
        break;
      case 'mend':
        await client.mend(effect.row, effect.action, effect.reason);
        break;
      case 'write_off':
        await client.writeOff(effect.row, effect.reason, effect);
        break;
      case 'acknowledge_alarm':
        await client.acknowledge(effect.alarmId);
        break;
    }
    return { kind: 'queue_told', queue: await client.queue() };
  }

  private async send({ call, proof }: Extract<CounterEffect, { kind: 'send_call' }>): Promise<CounterEvent> {
    const callId = callIdOf(call.request);
    try {
      if (call.request.kind === 'settle_cards') {
        const cards = await this.options.client.settleCards(call.request.settlementId, proof);
        return { kind: 'call_answered', callId, shift: null, cards };
      }
      return { kind: 'call_answered', callId, shift: await this.deliver(call.request, proof) };
    } catch (error) {
      const notice = this.failed(error);
      const { kind } = error as AgentFailure;
      if (kind === 'gone' || kind === 'not_ready' || kind === 'session') {
        return { kind: 'call_kept', callId, reasonCode: notice.code };
      }
      if (notice.code === 'APPROVAL_NEEDED') return { kind: 'call_wants_approval', callId, notice: null };
      // A right that was taken meanwhile: somebody who has it may still approve.
      const mayTryAgain = proof !== null || call.request.kind === 'deed';
      if (mayTryAgain && proofRefusals.has(notice.code)) return { kind: 'call_wants_approval', callId, notice };
      this.options.log.warn({ callId, code: notice.code }, 'counter.call_refused');
      return { kind: 'call_refused', callId, notice };
    }
  }

  private async deliver(
    request: Exclude<CallRequest, { kind: 'settle_cards' }>,
    proof: Extract<CounterEffect, { kind: 'send_call' }>['proof'],
  ): Promise<Shift | null> {
    const { client } = this.options;
    switch (request.kind) {
      case 'open_shift':
        return await client.openShift(request);
      case 'move_cash':
        return await client.moveCash(request.move, proof);
      case 'close_shift':
        return await client.closeShift(request, proof);
      case 'deed':
        await client.recordDeed(request.deed);
        return null;
    }
  }

  /** @throws what is no failure of a call */
  private failed(error: unknown): Notice {
    if (!(error instanceof AgentFailure)) throw error;
    if (error.kind === 'gone') this.options.agentMissed();
    if (error.kind === 'session') this.options.sessionLost();
    return noticeOf(error);
  }

  private paper(shift: Shift): ShiftPaper {
    return { shift, ...this.head() };
  }

  private head(): Omit<ShiftPaper, 'shift'> {
    const till = this.options.facts();
    if (!till) throw new Error('a paper before the agent said who this till is');
    const { clock, language } = this.options;
    const operatorName = (operatorId: string) => this.operatorName(operatorId);
    return { till, operatorName, language: language(), nowMs: clock.nowMs() };
  }

  private operatorName(operatorId: string): string {
    return this.options.facts()?.operators.find((one) => one.operatorId === operatorId)?.name ?? operatorId;
  }
}

type LocalKind =
  | 'send_call'
  | 'open_drawer'
  | 'print_report'
  | 'print_cards'
  | 'print_slips'
  | 'print_movement'
  | 'print_hand_over'
  | 'print_copy'
  | 'begin_return';
