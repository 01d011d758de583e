/** Plays a planned day over a running suite, store by store at once, and tells what came of each invoice. */
import type { Log } from '@qiantai/foundation';
import type { ChannelName } from '@qiantai/protos';
import { demoOperators } from '../suite/chain.ts';
import type { RunningStore, RunningSuite } from '../suite/suite.ts';
import { Cashier, type CashierOptions, type SaleEnd } from './cashier.ts';
import { Hands } from './hands.ts';
import type { DayPlan, PlannedInvoice, PlannedSale, PlannedStore, PlannedStretch } from './plan.ts';
import { TillClient } from './till-client.ts';

export interface PlayedSale {
  kind: 'sale';
  plan: PlannedSale;
  receiptNo: string;
  /** How it was paid in the end; undefined for a sale of nothing. */
  tender: ChannelName | undefined;
  /** Completed while the line was down. */
  offline: boolean;
}

export interface PlayedReturn {
  kind: 'return';
  plan: Extract<PlannedInvoice, { kind: 'return' }>;
  receiptNos: string[];
}

export interface PlayedDay {
  sales: PlayedSale[];
  returns: PlayedReturn[];
  /** Payments that were refused because the line was down on purpose. */
  refusedOffline: number;
}

export type Progress = (done: number, of: number) => void;

/** Demo cards (hardware-sims): each till's customers carry one of their own, so that a card's behaviour meets its own sale. */
const cards = ['6200000000000005', '6216261000000000018', '4242424242424242', '5555555555554444'];

export async function playDay(suite: RunningSuite, plan: DayPlan, log: Log, progress: Progress): Promise<PlayedDay> {
  const hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  const day: PlayedDay = { sales: [], returns: [], refusedOffline: 0 };
  const receipts = new Map<string, string>();
  const holdCard = oneAtATime();
  let done = 0;
  const counted = (): void => progress(++done, plan.invoiceCount);
  await Promise.all(
    plan.stores.map(async (store, index) => {
      const running = suite.stores[index] as RunningStore;
      await new StoreDay({
        suite,
        store,
        running,
        storeIndex: index,
        hands,
        day,
        receipts,
        log,
        holdCard,
        counted,
      }).play();
    }),
  );
  return day;
}

/** Runs what is done under one name one after the other. */
function oneAtATime(): CashierOptions['holdCard'] {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, mine);
    return mine;
  };
}

interface StoreDayOptions {
  suite: RunningSuite;
  store: PlannedStore;
  running: RunningStore;
  storeIndex: number;
  hands: Hands;
  day: PlayedDay;
  receipts: Map<string, string>;
  log: Log;
  holdCard: CashierOptions['holdCard'];
  counted: () => void;
}

class StoreDay {
  private readonly options: StoreDayOptions;
  private readonly clients: TillClient[];
  private readonly cashiers: Cashier[];

  constructor(options: StoreDayOptions) {
    this.options = options;
    const tills = options.suite.tills.filter((till) => till.storeId === options.running.id);
    this.clients = tills.map((till) => new TillClient(till.id, till.socket));
    this.cashiers = tills.map((till, index) => {
      const operator = demoOperators[index % demoOperators.length] as (typeof demoOperators)[number];
      return new Cashier({
        tillId: till.id,
        till: this.clients[index] as TillClient,
        hands: options.hands,
        operator: { number: operator.number, pin: operator.pin },
        card: cards[(options.storeIndex * tills.length + index) % cards.length] as string,
        holdCard: options.holdCard,
        lineIsDown: () => options.running.line?.isDown ?? false,
        beforePayment: (sale) => {
          if (sale.cut) options.running.line?.cutNext(sale.cut);
        },
      });
    });
  }

  async play(): Promise<void> {
    try {
      await Promise.all(this.cashiers.map((cashier) => cashier.signIn()));
      let postponed: PlannedInvoice[] = [];
      for (const stretch of this.options.store.stretches) {
        if (stretch.line === 'up' && postponed.length > 0) {
          await this.playStretch({ ...stretch, alone: false, invoices: postponed });
          postponed = [];
        }
        postponed.push(...(await this.playStretch(stretch)));
      }
      // Also where nothing was postponed: the day ends with the line up.
      await this.playStretch({ line: 'up', alone: false, invoices: postponed });
    } finally {
      for (const client of this.clients) client.close();
    }
  }

  /** @returns the sales that have to be rung up again once the line is up. */
  private async playStretch(stretch: PlannedStretch): Promise<PlannedInvoice[]> {
    await this.setLine(stretch.line);
    const waiting = [...stretch.invoices];
    const postponed: PlannedInvoice[] = [];
    const cashiers = stretch.alone ? this.cashiers.slice(0, 1) : this.cashiers;
    await Promise.all(
      cashiers.map(async (cashier) => {
        for (let invoice = waiting.shift(); invoice; invoice = waiting.shift()) {
          if (!(await this.playInvoice(cashier, invoice, stretch.line === 'down'))) postponed.push(invoice);
        }
      }),
    );
    this.options.running.line?.disarm();
    return postponed;
  }

  private async playInvoice(cashier: Cashier, invoice: PlannedInvoice, offline: boolean): Promise<boolean> {
    const { day, receipts, counted } = this.options;
    if (invoice.kind === 'return') {
      const receiptNos = await cashier.takeBack(invoice, (invoiceNo) => receipts.get(invoiceNo) ?? '');
      day.returns.push({ kind: 'return', plan: invoice, receiptNos });
      counted();
      return true;
    }
    const end: SaleEnd = await cashier.sell(invoice);
    day.refusedOffline += end.refusals;
    if (end.kind === 'postponed') return false;
    receipts.set(invoice.invoiceNo, end.receiptNo);
    day.sales.push({
      kind: 'sale',
      plan: invoice,
      receiptNo: end.receiptNo,
      tender: end.tender,
      offline,
    });
    counted();
    return true;
  }

  /** Puts the line down or up and waits until every till of the store has noticed. */
  private async setLine(line: 'up' | 'down'): Promise<void> {
    const { running, log } = this.options;
    if (!running.line || running.line.isDown === (line === 'down')) return;
    log.info({ store: running.id, line }, 'demo.line');
    if (line === 'down') running.line.cut();
    else running.line.restore();
    const noticed = await Promise.all(
      this.clients.map((client) => client.waitFor(({ connection }) => connection.online === (line === 'up'), 60_000)),
    );
    if (noticed.includes(undefined))
      throw new Error(`${running.id}: its tills did not notice that the line is ${line}`);
  }
}
