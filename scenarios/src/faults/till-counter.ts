/**
 * What a cashier does to carts and drawer, and the till's own process killed at its steps: carts held and recalled,
 * prices and discounts by a supervisor's PIN, an exchange, a shift with its float, cash that moves, a drawer opened
 * without a sale, the blind count. The cashier goes on with what the screen shows; each of it stands in all books once.
 */
import type { ShelfArticle } from '../catalogue/convenience-catalogue.ts';
import { TillClient } from '../demo/till-client.ts';
import { CounterBook, type WantedArticle } from './counter-book.ts';
import { lookAround, serve } from './counter-carts.ts';
import { CounterCashier } from './counter-cashier.ts';
import { compareCounter } from './counter-comparison.ts';
import { closeShift, moveCash, openDrawer, openShift, shiftInSight } from './counter-shift.ts';
import { drain } from './drain.ts';
import { readEveryBook } from './every-book.ts';
import type { FaultOptions } from './fault-result.ts';
import { World } from './harness.ts';
import { type KilledPlay, playNamedKills } from './named-kills.ts';

const factor = 5;

export async function playTillCounter(options: FaultOptions): Promise<void> {
  let scene: CounterScene | undefined;
  const plays = Object.entries(acts).map(([title, act]): KilledPlay => {
    const play = async () => (await scene?.play(act)) ?? [];
    const behind = diesAgainBehind[title];
    const twice = behind === undefined ? {} : { twiceBehind: { till: behind } };
    return { title: `counter ${title}`, play, matters: { till: /./ }, ...twice };
  });
  const open = async (seed: string) => {
    scene = await CounterScene.open(seed);
    return scene.world;
  };
  await playNamedKills(options, { family: 'till', open, plays });
}

/** @returns what a report said otherwise than the cashier's book */
type Act = (scene: CounterScene, cashier: CounterCashier) => Promise<string[]>;

const acts: Readonly<Record<string, Act>> = {
  /** One cart is put aside with its approvals, and takes the next one's place again. */
  carts: async (scene, cashier) => {
    const cut = { ...scene.article(), offBasisPoints: 1000n };
    const first = scene.book.customer([cut, { ...scene.article(), priceMinor: 177n }]);
    const second = scene.book.customer([scene.article()]);
    await serve(cashier, first, 'on hold');
    await serve(cashier, second, 'in hand');
    await serve(cashier, first, 'paid');
    await serve(cashier, second, 'paid');
    return [];
  },
  /** At what was paid, not at what it costs. */
  exchange: async (scene, cashier) => {
    const bought = scene.book.customer([scene.article('cheap')], { offMinor: 10n });
    await serve(cashier, bought, 'paid');
    await serve(cashier, scene.book.customer([scene.article('dear')], { exchangeOf: bought }), 'paid');
    return [];
  },
  /** Counted short; what goes to the bank wants the right to move it. */
  shift: async (scene, cashier) => {
    const shift = await openShift(cashier, 100_000n);
    await moveCash(cashier, shift, { direction: 'in', amountMinor: 5000n, reason: 'change', byRight: false });
    await openDrawer(cashier, `change for customer ${scene.book.drawers.length + 1}`);
    await serve(cashier, scene.book.customer([scene.article()]), 'paid');
    await shiftInSight(cashier, true);
    await moveCash(cashier, shift, { direction: 'out', amountMinor: 60_000n, reason: 'bank', byRight: true });
    const told = await closeShift(cashier, shift, 3n);
    await shiftInSight(cashier, false);
    return told;
  },
};

/** Where it dies while it takes up what it left: a sale that may be written down, a shift that may be closed. */
const diesAgainBehind: Readonly<Record<string, string>> = { carts: 'send CompleteSale', shift: 'send CloseShift' };

class CounterScene {
  readonly world: World;
  readonly book = new CounterBook();
  private readonly socket: string;
  private last: ShelfArticle | undefined;

  private constructor(world: World, socket: string) {
    this.world = world;
    this.socket = socket;
  }

  static async open(seed: string): Promise<CounterScene> {
    const world = await World.open({ seed, factor, tillsPerStore: 1 });
    try {
      const till = await world.startTill(world.store, 'till-1');
      return new CounterScene(world, String(till.ready['socket']));
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  async play(act: Act): Promise<string[]> {
    const screen = new TillClient('till-1', this.socket);
    try {
      const cashier = new CounterCashier(screen, this.book);
      const told = await act(this, cashier);
      await lookAround(cashier);
      await cashier.signOut();
      await drain(this.world);
      const shown = [...this.book.findings];
      this.book.findings.clear();
      return [...told, ...shown, ...compareCounter(this.book, await readEveryBook(this.world))];
    } finally {
      screen.close();
    }
  }

  /** Another one than the last, of those below or above 10 yuan where that matters. */
  article(which: 'any' | 'cheap' | 'dear' = 'any'): WantedArticle {
    const fits = this.world.articles.filter(
      (article) => article !== this.last && (which === 'any' || article.priceMinor > 1000n === (which === 'dear')),
    );
    this.last = this.world.random.pick(fits);
    return { article: this.last };
  }
}
