/**
 * The till without a window: devices, sale and agent behind one contract. Everything that happens goes
 * through `apply`: step of the machine, record to the disk, then the effects, then the screens.
 */
import { type Cancel, errorText } from '@qiantai/foundation';
import type { SaleRecord } from '@qiantai/protos';
import { isCounterCommand } from '../contract/counter-contract.ts';
import type { TillCommand, TillReply, TillSnapshot } from '../contract/till-contract.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { TillInfo } from '../edge/convert.ts';
import { HubClient } from '../edge/hub-client.ts';
import { OrderClient } from '../edge/order-client.ts';
import { mayBeOperatorCard } from '../sale/codes.ts';
import type { OperatorProof, TillEvent } from '../sale/events.ts';
import { dueMs, step } from '../sale/machine.ts';
import type { CartDiscount, Notice, TillState } from '../sale/model.ts';
import type { Context } from '../sale/situation.ts';
import { AgentSession } from './agent-session.ts';
import { BesideSale } from './beside-sale.ts';
import { barredBeside, waitsForAgent } from './command-bars.ts';
import { cardDataIn, type DeviceCommand, eventFromCommand, type SaleCommand, withoutCardData } from './commands.ts';
import { counterEventFrom } from './counter-commands.ts';
import type { CounterDesk } from './counter-desk.ts';
import { DeviceDesk, isDeviceCommand } from './device-desk.ts';
import { EffectRunner } from './effect-runner.ts';
import { noticeOf } from './failure-notice.ts';
import { Followers } from './followers.ts';
import { HubLink } from './hub-link.ts';
import { InHand } from './in-hand.ts';
import { OrderDesk } from './order-desk.ts';
import { shownArticle, snapshotOf } from './snapshot.ts';
import { TakingAlone } from './taking-alone.ts';
import type { TillHostContract, TillHostOptions } from './till-host-options.ts';
import { freshState, recordOf, resume, type TillRecord } from './till-record.ts';

export type { TillHostContract, TillHostOptions };

/** Commands that wait for their turn; more means that something hangs. */
const waitingCommandsMax = 200;

export class TillHost implements TillHostContract {
  private readonly options: TillHostOptions;
  private readonly session: AgentSession;
  private readonly followers: Followers;
  private readonly effects: EffectRunner;
  private readonly hub: HubLink;
  private readonly alone: TakingAlone;
  private readonly beside: BesideSale;
  private readonly counter: CounterDesk;
  private readonly deviceDesk: DeviceDesk;
  private readonly orders: OrderDesk;
  private readonly listeners = new Set<(snapshot: TillSnapshot) => void>();
  private state: TillState;
  private till: TillInfo | null = null;
  private language: 'zh' | 'en';
  /** For another copy of its receipt. */
  private lastSold: { record: SaleRecord; discounts: readonly CartDiscount[] } | null = null;
  /** What an earlier run left in hand, until the agent is there to ask. */
  private leftInHand: TillRecord | null;
  private readonly inHand: InHand;
  /** When the agent last answered anything, by the machine's clock. */
  private answeredAtMs = 0;
  private revision = 0;
  private latest: TillSnapshot | null = null;
  private pushing = false;
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private cancelWake: Cancel = () => undefined;

  constructor(options: TillHostOptions) {
    this.options = options;
    this.language = options.language;
    this.leftInHand = options.record.load();
    this.state = freshState(options.mint.saleId(), options.held.load());
    const { agent, link, clock, machineClock, random, log } = options;
    this.inHand = new InHand({
      store: options.record,
      clock: machineClock,
      // Before the earlier sale was taken up nothing of a new one can be in hand; what is played in training is nothing
      // to take up after a restart.
      current: () => (this.leftInHand || this.counter.isTraining ? undefined : recordOf(this.state)),
    });
    this.session = new AgentSession({
      agent,
      link,
      clock,
      machineNowMs: () => machineClock.nowMs(),
      random,
      log,
      onChange: () => {
        if (this.session.present) this.orders.look(this.session.line);
        this.changed();
      },
      onReached: () => this.hub.reached(),
      onPresent: (till) => this.present(till),
    });
    this.followers = new Followers({
      clock,
      random,
      log,
      onAgentMissed: () => this.session.missed(),
      sessionToken: () => agent.sessionToken,
      onSessionLost: () => this.sessionLost(),
    });
    agent.onAnswered = () => {
      this.answeredAtMs = machineClock.nowMs();
    };
    this.hub = new HubLink({
      hub: new HubClient({ channel: () => agent.channel(), metadata: () => agent.metadata(), clock: machineClock }),
      records: options.ownRecords,
      tail: options.tail,
      devices: options.devices,
      appVersion: options.appVersion,
      clock: machineClock,
      log,
      onTaken: (taken) => this.recordTaken(taken),
    });
    this.deviceDesk = new DeviceDesk({
      devices: options.devices,
      log,
      state: () => this.state,
      tillName: () => this.till?.tillName ?? '',
      isTraining: () => this.counter.isTraining,
      recordDrawerOpened: () =>
        agent.recordDeed({
          deedId: options.mint.uuid7(),
          deed: 'drawer_opened',
          reason: 'TEST',
          doneAtMs: clock.nowMs(),
        }),
      onLooked: () => this.changed(),
    });
    const orderClient = { channel: () => agent.channel(), metadata: () => agent.metadata(), clock: machineClock };
    this.orders = new OrderDesk({
      orders: new OrderClient(orderClient),
      log,
      sale: () => this.state.sale,
      onChange: () => this.changed(),
    });
    this.alone = new TakingAlone({
      records: options.ownRecords,
      clock,
      graceMs: options.aloneAfterMs,
      machineNowMs: () => machineClock.nowMs(),
      goneSinceMachineMs: () => this.session.gone && Math.max(this.session.gone.sinceMachineMs, this.answeredAtMs),
      session: () => this.state.session,
      facts: () => this.context().facts,
      onTaken: () => this.takenAlone(),
    });
    this.effects = new EffectRunner({
      agent,
      alone: this.alone,
      offerOwnRecords: () => (options.ownRecords.count > 0 ? this.hub.offerAll() : Promise.resolve()),
      followers: this.followers,
      devices: options.devices,
      slipFile: options.slipFile,
      log,
      tell: (event) => this.happened(event),
      rescan: (code) => void this.command({ type: 'scan', code, source: 'scanner' }),
      takeUpOrder: (effect) => this.orders.takeUp(effect),
      attemptOf: (key) => this.attemptOf(key),
      facts: () => this.till,
      agentPresent: () => this.session.present,
      agentMissed: () => this.session.missed(),
      language: () => this.language,
      session: () => this.state.session,
      clock,
    });
    this.beside = new BesideSale(options, {
      effects: this.effects,
      state: () => this.state,
      till: () => this.till,
      language: () => this.language,
      agentMissed: () => this.session.missed(),
      sessionLost: () => this.sessionLost(),
      say: (notice) => this.say(notice),
      changed: () => this.changed(),
      happened: (event) => this.happened(event),
      apply: (event) => this.apply(event),
      attemptOf: (key) => this.attemptOf(key),
      printCopy: (receiptNo, record) => this.printCopy(receiptNo, record),
      journalGrew: () => this.hub.journalGrew(),
      trainingChanged: () => this.forgetSold(),
    });
    this.counter = this.beside.counter;
  }

  start(): void {
    this.options.devices.start({
      onScan: (code) => void this.command({ type: 'scan', code, source: 'scanner' }),
      onReader: (event) => this.happened(event),
      onState: () => {
        this.hub.devicesChanged();
        this.changed();
      },
    });
    this.subscribe((snapshot) => this.options.devices.pole?.follow(snapshot));
    this.session.start();
  }

  async stop(): Promise<void> {
    this.cancelWake();
    this.listeners.clear();
    this.effects.stop();
    this.beside.stop();
    this.hub.stop();
    this.leave('closed');
    this.inHand.keepNow();
    const shiftId = this.counter.runningShiftId;
    if (shiftId !== '') this.options.log.warn({ shiftId }, 'till.closed_with_shift');
    const ending = [this.session.stop(), this.followers.stop(), this.options.devices.stop()];
    this.options.agent.close();
    await Promise.all(ending);
  }

  snapshot(): TillSnapshot {
    this.latest ??= snapshotOf({
      revision: this.revision,
      nowMs: this.options.clock.nowMs(),
      language: this.language,
      state: this.state,
      till: this.till,
      gone: this.session.gone,
      line: this.session.line,
      ownRecords: this.options.ownRecords.count,
      appVersion: this.options.appVersion,
      devices: this.options.devices
        .states()
        .map((state) => ({ ...state, health: this.options.devices.health?.(state.kind) })),
      counter: this.counter.shown(),
      orders: this.orders.shown(),
      hasSlip: (key) => this.effects.slips.has(key),
      lastKeys: (this.lastSold?.record.tenders ?? []).map(({ key }) => key),
    });
    return this.latest;
  }

  subscribe(listener: (snapshot: TillSnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** One after the other: a scan that is being looked up is on its line before the next thing is done. */
  command(command: TillCommand): Promise<TillReply> {
    if (isDeviceCommand(command)) return this.deviceDesk.command(command);
    if (this.waiting >= waitingCommandsMax) return Promise.resolve(refusal({ code: 'TILL_BUSY', params: {} }));
    this.waiting += 1;
    const reply = this.turn
      .then(() => this.perform(command))
      .finally(() => {
        this.waiting -= 1;
      });
    this.turn = reply;
    return reply;
  }

  private async perform(given: Exclude<TillCommand, DeviceCommand>): Promise<TillReply> {
    const command = withoutCardData(given);
    try {
      const cardData = cardDataIn(command);
      if (cardData) return refusal({ code: cardData, params: {} });
      const wait = this.session.gone && waitsForAgent(command, this.state.stage.status);
      if (wait) return refusal({ code: wait, params: {} });
      if (isCounterCommand(command)) return replyOf(await this.counter.apply(counterEventFrom(command)));
      const barred = barredBeside(command, this.counter);
      if (barred) return refusal({ code: barred, params: {} });
      switch (command.type) {
        case 'sign_in':
          return await this.signIn({ kind: 'pin', number: command.number, pin: command.pin });
        case 'scan':
          if (this.state.session || !mayBeOperatorCard(command.code.trim()))
            return replyOf(await this.performSale(command));
          return await this.signIn({ kind: 'card', cardCode: command.code.trim() });
        case 'sign_out':
          return await this.signOut({ kind: 'sign_out' });
        case 'close_till':
          // What is under way keeps its operator; in training nobody comes or goes.
          if (!this.state.session || this.state.stage.status !== 'selling' || this.counter.isTraining) return done;
          return await this.signOut({ kind: this.state.sale.lines.length > 0 ? 'session_lost' : 'sign_out' });
        case 'set_language':
          this.language = command.language;
          this.changed();
          return done;
        case 'search':
          return await this.search(command.text);
        case 'reprint':
          return await this.reprint();
        case 'set_offline_mode':
          await this.options.agent.setOfflineMode(command.mode, 'CASHIER');
          return done;
        case 'refuse_order':
          await this.orders.refuse(command.orderId, command.reason);
          return done;
        case 'put_back_order':
          if (this.state.sale.order?.orderId === command.orderId) return refusal({ code: 'ORDER_IN_HAND', params: {} });
          await this.orders.putBack(command.orderId);
          return done;
        default:
          return replyOf(await this.performSale(command));
      }
    } catch (error) {
      if (error instanceof AgentFailure) return refusal(noticeOf(error));
      this.options.log.error({ command: command.type, error: errorText(error) }, 'command.failed');
      return refusal({ code: 'TILL_FAULT', params: {} });
    }
  }

  /** A scan means what the operator looks at. */
  private performSale(command: SaleCommand): Promise<Notice | undefined> {
    const event = eventFromCommand(command);
    return event.kind === 'scan' && !this.counter.isAway ? this.counter.apply(event) : this.apply(event);
  }

  private async signIn(proof: OperatorProof): Promise<TillReply> {
    const session = await this.options.agent.signIn(proof);
    this.options.agent.sessionToken = session.token;
    await this.apply({ kind: 'signed_in', session });
    this.counter.agentBack();
    return done;
  }

  private async signOut(event: { kind: 'sign_out' | 'session_lost' }): Promise<TillReply> {
    const operatorId = this.state.session?.operatorId ?? '';
    const refused = await this.apply(event);
    if (refused) return refusal(refused);
    await this.counter.apply({ kind: 'session_lost' });
    const unsent = this.leave('signed_out', operatorId);
    // Who is gone here is gone, also where the agent cannot be told: its session ends by itself.
    await this.options.agent.signOut().catch((error: unknown) => {
      this.options.log.info({ error: errorText(error) }, 'sign_out.not_told');
    });
    this.options.agent.sessionToken = '';
    if (unsent > 0) this.say({ code: 'LEFT_UNSENT', params: { count: String(unsent) } });
    return done;
  }

  /** Writes down that somebody left while the till's own record waits for the agent. @returns how much waits */
  private leave(how: 'signed_out' | 'closed', operatorId = this.state.session?.operatorId ?? ''): number {
    const unsent = this.alone.left(how, this.options.mint.saleId(), operatorId);
    if (unsent > 0) this.options.log.warn({ how, operatorId, unsent }, 'till.left_unsent');
    return unsent;
  }

  private takenAlone(): void {
    this.changed();
    // The agent may have come back while this was decided.
    if (!this.session.gone) this.offerSoon();
  }

  private offerSoon(): void {
    this.hub.offerAll().catch((error: unknown) => {
      this.options.log.info({ error: errorText(error) }, 'own_record.not_offered');
      this.session.missed();
    });
  }

  /** The agent has a record of the till's own: a sale has its receipt number now. */
  private recordTaken({ key, code, sale }: { key: string; code: string; sale: SaleRecord | null }): void {
    if (sale) {
      this.lastSold = { record: sale, discounts: [] };
      this.state = { ...this.state, lastReceiptNo: sale.receiptNo };
    }
    if (code !== '') this.say({ code: 'RECORD_NEEDS_PERSON', params: { key, reasonCode: code } });
    this.changed();
  }

  private say(notice: Notice): void {
    this.state = { ...this.state, notice };
    this.changed();
  }

  private async search(text: string): Promise<TillReply> {
    if (!this.till || !this.session.present) return refusal({ code: 'AGENT_GONE', params: {} });
    const articles = await this.options.agent.searchArticles({ text, saleId: this.state.sale.saleId }, this.till);
    return { ok: true, articles: articles.map(shownArticle) };
  }

  private async reprint(): Promise<TillReply> {
    if (!this.lastSold) return refusal({ code: 'NOTHING_TO_REPRINT', params: {} });
    const { receiptNo } = this.lastSold.record;
    if (!this.counter.isTraining) return replyOf(await this.counter.apply({ kind: 'reprint_last', receiptNo }));
    this.printCopy(receiptNo, null);
    return done;
  }

  private printCopy(receiptNo: string, record: SaleRecord | null): void {
    const sold = record ? { record, discounts: [] } : this.lastSold;
    if (sold?.record.receiptNo !== receiptNo) return;
    this.beside.runner.printReceipt(sold.record, sold.discounts, 'copy');
  }

  /** What was sold and paid in training is nothing of the day, and the other way round. */
  private forgetSold(): void {
    this.lastSold = null;
    this.state = { ...this.state, lastReceiptNo: '', lastEnded: null, givenUp: [], usedPaymentCodes: [] };
    this.changed();
  }

  /** The one way in: what was refused, once the event's lookups are done. */
  private async apply(event: TillEvent): Promise<Notice | undefined> {
    if (event.kind === 'sale_completed') {
      this.lastSold = { record: event.record, discounts: this.state.sale.priced?.discounts ?? [] };
    }
    if (event.kind === 'sale_completed' || event.kind === 'payment_answered') this.hub.journalGrew();
    const before = this.state.stage.status;
    const result = step(this.state, event, this.context());
    // Durable before anything is asked of anybody: a key that was minted is never minted again.
    // Carts on hold first: one whose sale is done must not come back from a power cut.
    if (result.state.heldCarts !== this.state.heldCarts) this.options.held.save(result.state.heldCarts);
    this.state = result.state;
    this.inHand.keep();
    if (before !== this.state.stage.status) {
      this.options.log.info({ event: event.kind, from: before, to: this.state.stage.status }, 'till.stage');
    }
    this.armWake();
    this.changed();
    let refused = result.refused;
    for (const effect of result.effects) {
      const lookup = this.beside.runner.run(effect);
      if (lookup) refused = (await this.apply(await lookup)) ?? refused;
    }
    return refused;
  }

  private happened(event: TillEvent): void {
    this.apply(event).catch((error: unknown) => {
      this.options.log.error({ event: event.kind, error: errorText(error) }, 'event.failed');
    });
  }

  private context(): Context {
    const { clock, mint, checkingMsMax } = this.options;
    const facts = this.till ?? { merchantId: '', storeId: '', terminalId: '', currency: 'CNY' as const };
    return { nowMs: clock.nowMs(), mint, facts, checkingMsMax };
  }

  private armWake(): void {
    this.cancelWake();
    const due = dueMs(this.state, this.options);
    if (due === Number.POSITIVE_INFINITY) return;
    const { clock } = this.options;
    this.cancelWake = clock.setTimeout(() => this.happened({ kind: 'time_passed' }), due - clock.nowMs());
  }

  /** The agent is there: a sale that an earlier run left in hand goes on from its record. */
  private present(till: TillInfo): void {
    this.till = till;
    if (till.sessionOver) this.sessionLost();
    const record = this.leftInHand;
    if (record) this.takeUp(record);
    this.counter.agentBack();
  }

  private takeUp(record: TillRecord): void {
    this.leftInHand = null;
    const { state, effects } = resume(record, this.state, this.context());
    this.state = state;
    this.options.agent.sessionToken = state.session?.token ?? '';
    this.options.log.info({ saleId: state.sale.saleId, stage: state.stage.status }, 'till.resumed');
    this.armWake();
    for (const effect of effects) void this.effects.run(effect);
  }

  private sessionLost(): void {
    if (!this.state.session) return;
    this.options.agent.sessionToken = '';
    this.happened({ kind: 'session_lost' });
    this.counter.sessionLost();
  }

  private attemptOf(key: string) {
    const { stage, givenUp } = this.state;
    if ('attempt' in stage && stage.attempt.key === key) return stage.attempt;
    return givenUp.find((other) => other.attempt.key === key)?.attempt ?? null;
  }

  private changed(): void {
    this.latest = null;
    this.revision += 1;
    if (this.pushing) return;
    this.pushing = true;
    queueMicrotask(() => {
      this.pushing = false;
      for (const listener of this.listeners) listener(this.snapshot());
    });
  }
}

const done: TillReply = { ok: true };

const replyOf = (refused: Notice | undefined): TillReply => (refused ? refusal(refused) : done);

function refusal(notice: Notice): TillReply {
  return { ok: false, error: { code: notice.code, params: { ...notice.params } } };
}
