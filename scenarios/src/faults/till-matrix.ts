/**
 * The till's own process killed at every step: what it wrote down (its record of the sale in hand) and what it said
 * to the agent. The cashier of the demo works the screen's contract and carries on with what the screen shows; each
 * invoice must stand in all books once.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { SeededRandom } from '@qiantai/foundation';
import { Cashier } from '../demo/cashier.ts';
import { salesIn } from '../demo/journals.ts';
import type { PlannedReturn, PlannedSale } from '../demo/plan.ts';
import { TillClient } from '../demo/till-client.ts';
import { demoOperators } from '../suite/chain.ts';
import type { ManagedProcess } from '../suite/managed-process.ts';
import { drain } from './drain.ts';
import { readEveryBook } from './every-book.ts';
import type { FaultOptions } from './fault-result.ts';
import { World } from './harness.ts';
import { keepAlive } from './keep-alive.ts';
import { isAsked } from './named-kills.ts';
import { type PlayedRow, playRow } from './play-rows.ts';
import type { KillMoment } from './steps-preload.ts';
import { compareInvoices, type PlayedInvoice, plannedSale, TypingHands } from './till-invoices.ts';

const factor = 5;
const triesMax = 5;

export async function playTillMatrix(options: FaultOptions): Promise<void> {
  let scene = await TillScene.open(options.seed);
  try {
    const rows = rowsOf(await scene.countSteps(), options);
    for (const { step, moment } of rows) {
      const again = `npm run faults -- till --seed ${options.seed} --step ${step}`;
      const fault = faultOf({ step, moment });
      const current = scene;
      const equal = await playRow(options, { family: 'till', fault, again }, () => current.playKill(step, moment));
      if (equal) continue;
      await scene.close();
      scene = await TillScene.open(`${options.seed}/${step}/${moment}`);
    }
  } finally {
    await scene.close();
  }
}

interface Row {
  step: number;
  moment: KillMoment;
}

const faultOf = ({ step, moment }: Row): string => `till ${step} ${moment}`;

function rowsOf(count: number, options: FaultOptions): Row[] {
  const all = Array.from({ length: count }, (_, index) => index + 1)
    .filter((step) => options.step === undefined || options.step === step)
    .flatMap((step) => (['before', 'after'] as const).map((moment) => ({ step, moment })))
    .filter((row) => isAsked(faultOf(row), options));
  if (options.sample === undefined) return all;
  const random = new SeededRandom(options.seed).fork('till rows');
  return Array.from({ length: options.sample }, () => random.pick(all));
}

class TillScene {
  private readonly world: World;
  private readonly till: ManagedProcess;
  private readonly screen: TillClient;
  private readonly cashier: Cashier;
  private readonly invoices = new Map<string, PlayedInvoice>();
  private planned = 0;

  private constructor(world: World, till: ManagedProcess) {
    this.world = world;
    this.till = till;
    this.screen = new TillClient('till-1', String(till.ready['socket']));
    const work = <T>(_card: string, act: () => Promise<T>) => act();
    this.cashier = new Cashier({
      tillId: 'till-1',
      till: this.screen,
      hands: new TypingHands(this.screen, world.channels),
      operator: { number: demoOperators[0].number, pin: demoOperators[0].pin },
      card: '',
      holdCard: work,
      lineIsDown: () => false,
      beforePayment: () => undefined,
    });
  }

  static async open(seed: string): Promise<TillScene> {
    const world = await World.open({ seed, factor, tillsPerStore: 1 });
    try {
      const till = await world.startTill(world.store, 'till-1');
      const scene = new TillScene(world, till);
      await scene.cashier.signIn();
      return scene;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.screen.close();
    await this.world.close();
  }

  async countSteps(): Promise<number> {
    this.world.arm(this.till, 0, 'before');
    await this.playCustomers();
    return (await this.world.stepsOf(this.till)).length;
  }

  async playKill(step: number, moment: KillMoment): Promise<PlayedRow> {
    const note = this.world.noteFile(this.till);
    rmSync(note, { force: true });
    this.world.arm(this.till, step, moment);
    const life = keepAlive(this.till);
    await this.playCustomers().finally(life.letGo);
    const died = existsSync(note);
    if (!died) this.world.arm(this.till, 0, 'before');
    await drain(this.world);
    const findings = compareInvoices(this.invoices, await readEveryBook(this.world));
    return { findings, unreached: !died, where: died ? readFileSync(note, 'utf8') : '' };
  }

  /** One pays in cash, one by phone, one brings a piece back. */
  private async playCustomers(): Promise<void> {
    const cash = plannedSale(this.world, `INV-${++this.planned}`, 'cash');
    const phone = plannedSale(this.world, `INV-${++this.planned}`, 'wechat');
    const receiptNo = await this.sell(cash);
    await this.sell(phone);
    await this.takeBack(cash, receiptNo);
  }

  /** A till that came up again may not say how it ended: the sale is looked up, and rung up again if it is not there. */
  private async sell(sale: PlannedSale): Promise<string> {
    this.invoices.set(sale.invoiceNo, { kind: 'sale', totalMinor: sale.totalMinor });
    for (let tries = 0; tries < triesMax; tries++) {
      await this.cashier.sell(sale);
      const receiptNo = await this.receiptOf(sale.invoiceNo);
      if (receiptNo !== '') return receiptNo;
    }
    throw new Error(`${sale.invoiceNo} could not be sold`);
  }

  private async takeBack(sale: PlannedSale, receiptNo: string): Promise<void> {
    const back: PlannedReturn = {
      kind: 'return',
      invoiceNo: `R${sale.invoiceNo}`,
      storeId: this.world.store.id,
      withReceipt: { invoiceNo: sale.invoiceNo, lines: sale.lines, totalMinor: sale.totalMinor },
      withoutReceipt: [],
      totalMinor: sale.totalMinor,
    };
    this.invoices.set(back.invoiceNo, { kind: 'return', totalMinor: back.totalMinor });
    await this.cashier.takeBack(back, () => receiptNo);
  }

  /** Of an invoice that the agent's journal tells of; empty where it does not. */
  private async receiptOf(invoiceNo: string): Promise<string> {
    const { journals } = await readEveryBook(this.world);
    return salesIn(journals.entries).find(({ externalRef }) => externalRef === invoiceNo)?.receiptNo ?? '';
  }
}
