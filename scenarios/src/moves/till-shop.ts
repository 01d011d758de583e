/**
 * A store with one till, whose host is a process of its own: it keeps the tail of its journal as a till does. Sales are
 * played at its screen, and written down here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Cashier } from '../demo/cashier.ts';
import { TillClient } from '../demo/till-client.ts';
import { drain } from '../faults/drain.ts';
import { readEveryBook } from '../faults/every-book.ts';
import { type Store, World } from '../faults/harness.ts';
import type { Wallet } from '../faults/independent-books.ts';
import { compareInvoices, type PlayedInvoice, plannedSale, TypingHands } from '../faults/till-invoices.ts';
import { waitFor } from '../faults/wait-for.ts';
import { demoOperators } from '../suite/chain.ts';

const terminalId = 'till-1';
const lineSchema = z.looseObject({ sequence: z.number(), hash: z.string() });

export class TillShop {
  readonly world: World;
  private readonly screen: TillClient;
  private readonly cashier: Cashier;
  private readonly invoices = new Map<string, PlayedInvoice>();

  private constructor(world: World, socket: string) {
    this.world = world;
    this.screen = new TillClient(terminalId, socket);
    const [{ number, pin }] = demoOperators;
    this.cashier = new Cashier({
      tillId: terminalId,
      till: this.screen,
      hands: new TypingHands(this.screen, world.channels),
      operator: { number, pin },
      card: '',
      holdCard: (_card, act) => act(),
      lineIsDown: () => false,
      beforePayment: () => undefined,
    });
  }

  static async open(seed: string): Promise<TillShop> {
    const world = await World.open({ seed, tillsPerStore: 1, cutLines: true });
    try {
      const till = await world.startTill(world.store, terminalId);
      const shop = new TillShop(world, String(till.ready['socket']));
      await shop.cashier.signIn();
      return shop;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  get store(): Store {
    return this.world.store;
  }

  async close(): Promise<void> {
    this.screen.close();
    await this.world.close();
  }

  /** Rings up one piece, and waits until it is paid. */
  async sell(tender: 'cash' | Wallet): Promise<void> {
    const sale = plannedSale(this.world, `INV-${this.invoices.size + 1}`, tender);
    this.invoices.set(sale.invoiceNo, { kind: 'sale', totalMinor: sale.totalMinor });
    const { kind } = await this.cashier.sell(sale);
    if (kind !== 'sold') throw new Error(`${sale.invoiceNo} was not sold`);
  }

  /** Sells by cash and by phone, which all arrives; then in cash without the line, which does not. */
  async sellAndCut(): Promise<void> {
    this.store.line?.restore();
    await this.sell('cash');
    await this.sell('wechat');
    await drain(this.world);
    this.store.line?.cut();
    await this.screen.waitFor(({ connection }) => !connection.online, 10_000);
    for (let n = 0; n < 2; n++) await this.sell('cash');
    await waitFor(() => this.tailIsWhole(), 'the till to have the end of its journal');
  }

  /** Waits until the agent takes sales again, and everything has arrived. @returns what is wrong in any book */
  async settle(): Promise<string[]> {
    this.store.line?.restore();
    await this.sell('cash');
    await drain(this.world);
    return compareInvoices(this.invoices, await readEveryBook(this.world));
  }

  private async tailIsWhole(): Promise<boolean> {
    const { journals } = await readEveryBook(this.world);
    const file = join(this.world.folder, terminalId, 'tail.jsonl');
    if (!existsSync(file)) return false;
    const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    return lineSchema.parse(JSON.parse(last)).hash === journals.entries.at(-1)?.hash;
  }
}
