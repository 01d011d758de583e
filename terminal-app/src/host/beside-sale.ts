/** What is beside the sale at one till, wired. */
import type { SaleRecord } from '@qiantai/protos';
import type { TillInfo } from '../edge/convert.ts';
import { CounterClient } from '../edge/counter-client.ts';
import type { TillEvent } from '../sale/events.ts';
import type { Attempt, Notice, TillState } from '../sale/model.ts';
import { CounterDesk } from './counter-desk.ts';
import type { EffectRunner } from './effect-runner.ts';
import type { TillHostOptions } from './till-host.ts';
import { TrainingRunner } from './training-runner.ts';

export interface BesidePorts {
  effects: EffectRunner;
  state(): TillState;
  /** Null before the agent said who this till is. */
  till(): TillInfo | null;
  language(): 'zh' | 'en';
  agentMissed(): void;
  sessionLost(): void;
  say(notice: Notice): void;
  changed(): void;
  happened(event: TillEvent): void;
  apply(event: TillEvent): Promise<Notice | undefined>;
  attemptOf(key: string): Attempt | null;
  printCopy(receiptNo: string, record: SaleRecord | null): void;
  journalGrew(): void;
  trainingChanged(): void;
}

type Parts = Pick<TillHostOptions, 'agent' | 'counterRecords' | 'devices' | 'clock' | 'machineClock' | 'mint' | 'log'>;

export class BesideSale {
  readonly counter: CounterDesk;
  private readonly training: TrainingRunner;
  private readonly effects: EffectRunner;

  constructor(parts: Parts, ports: BesidePorts) {
    const { agent, counterRecords, devices, clock, machineClock, mint, log } = parts;
    const facts = () => ports.till();
    const session = () => ports.state().session;
    this.effects = ports.effects;
    this.counter = new CounterDesk({
      ...ports,
      ...{ agent, devices, clock, log, facts, session },
      client: new CounterClient({
        channel: () => agent.channel(),
        metadata: () => agent.metadata(),
        clock: machineClock,
        currency: () => ports.till()?.currency ?? 'CNY',
      }),
      records: counterRecords,
      mintId: () => mint.uuid7(),
      slips: ports.effects.slips,
      sale: () => saleAtRest(ports.state()),
      beginReturn: async (receiptNo) =>
        (await ports.apply({ kind: 'begin_return' })) ?? (await ports.apply({ kind: 'find_receipt', receiptNo })),
    });
    this.training = new TrainingRunner({
      ...{ devices, clock, facts, session },
      reading: ports.effects,
      tell: (event) => ports.happened(event),
      attemptOf: (key) => ports.attemptOf(key),
      language: () => ports.language(),
    });
  }

  /** Who does what the sale asks of the world: while the till trains, it is played. */
  get runner(): Pick<EffectRunner, 'run' | 'printReceipt'> {
    return this.counter.isTraining ? this.training : this.effects;
  }

  stop(): void {
    this.counter.stop();
    this.training.stop();
  }
}

/** Whether the operator may leave the sale, and what else is in hand. */
function saleAtRest({ stage, sale, givenUp }: TillState) {
  const saleRests = stage.status === 'selling';
  const saleIsEmpty = saleRests && sale.kind === 'sale' && sale.lines.length === 0;
  return { saleRests, saleIsEmpty, paymentsOpen: givenUp.length > 0 };
}
