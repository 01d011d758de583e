/**
 * A cashier at the till's screen who has read no manual: presses keys and nothing else, or touches and nothing else,
 * finds buttons by the words on them, and looks at each view on the way. Each key, each touch and each scan is counted.
 */
import { systemClock } from '@qiantai/foundation';
import type { TillSnapshot } from '@qiantai/terminal-app/contract';
import { auditScript, type Finding, type ViewFound, viewScript } from '@qiantai/terminal-app/test-audit';
import { type PhraseKey, phrases } from '@qiantai/terminal-app/words';
import type { Locator, Page } from 'playwright-core';
import { type Desk, tillId } from './desk.ts';

export type Way = 'keyboard' | 'touch';
export type Language = TillSnapshot['language'];

/** What is touched: a button by its words, digits on the pad one by one, or a place of the page. */
export type Touch = PhraseKey | { pad: string } | { text: string } | { place: string };

export interface Step {
  keys: readonly string[];
  touches: readonly Touch[];
}

/** What is on the screen when a step is done: a place of the page. */
export type Shown = string;

export interface Look {
  /** Names its pictures. */
  name: string;
  shown: Shown;
  /** Where money is on its way nothing leads out, and the view says so. */
  noWayOut?: boolean;
}

export interface Shape {
  name: string;
  width: number;
  height: number;
}
export const shapes: readonly Shape[] = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '1024x600', width: 1024, height: 600 },
  { name: '360x640', width: 360, height: 640 },
];

/** Takes a picture of a view; the name says of what. */
export type Photographer = (page: Page, name: string) => Promise<void>;

export interface CashierOptions {
  way: Way;
  language: Language;
  shape: Shape;
  /** Looks at each view in these shapes too, and takes its picture. */
  pictures?: { shapes: readonly Shape[]; take: Photographer };
}

/** Slow enough for a hand: no digits look like a scanner's. */
const handMs = 36;
/** Longer than the silence that makes an Enter a deliberate one (renderer/keys/key-reader.ts). */
const readingMs = 600;
const waitMs = 20_000;
export const view = (name: TillSnapshot['view']): Shown => `.shell[data-view="${name}"]`;
export const dialog: Shown = 'dialog[open]';

export class Cashier {
  readonly page: Page;
  readonly way: Way;
  readonly language: Language;
  /** Keys, touches and scans since the task began. */
  actions = 0;
  /** What a view on the way lacks. */
  readonly flaws: string[] = [];
  private readonly desk: Desk;
  private readonly options: CashierOptions;
  private counting = true;
  private lastCharacterAtMs = 0;
  private task = '';

  constructor(desk: Desk, page: Page, options: CashierOptions) {
    this.desk = desk;
    this.page = page;
    this.options = options;
    this.way = options.way;
    this.language = options.language;
  }

  begin(task: string): void {
    this.task = task;
    this.actions = 0;
    this.flaws.length = 0;
    this.counting = true;
  }

  words(key: PhraseKey): string {
    return phrases[key][this.language];
  }

  /** What is done before the task begins, or what would come by itself: not counted. */
  async uncounted(act: () => Promise<void>): Promise<void> {
    this.counting = false;
    await act();
    this.counting = true;
  }

  async do({ keys, touches }: Step, shown?: Shown): Promise<void> {
    if (this.way === 'keyboard') {
      for (const key of keys) await this.key(key);
    } else {
      for (const touch of touches) await this.touch(touch);
    }
    if (shown) await this.sees(shown);
  }

  /** Does it, looks at what came, goes back one step as Esc or its button says, and does it again. */
  async enter(step: Step, look: Look): Promise<void> {
    await this.do(step, look.shown);
    await this.look(look);
    await this.uncounted(async () => {
      await this.goBack();
      await this.page.locator(look.shown).first().waitFor({ state: 'detached', timeout: waitMs });
      await this.do(step, look.shown);
    });
  }

  async scan(code: string, shown?: Shown): Promise<void> {
    this.count();
    await this.desk.hands.scan(tillId, code);
    if (shown) await this.sees(shown);
  }

  async sees(shown: Shown): Promise<void> {
    try {
      await this.page.locator(shown).first().waitFor({ timeout: waitMs });
    } catch (cause) {
      const view = await this.page.locator('.shell').first().getAttribute('data-view');
      const notices = await this.page.locator('.notice').allTextContents();
      throw new Error(`${shown} did not come: the view is ${view}, told was ${JSON.stringify(notices)}`, { cause });
    }
  }

  /** The screen shows so many items: what a cashier waits for before the next key. */
  itemsShown(count: number): Shown {
    return `.totals-items:has-text("${this.words('sale.items').replace('{count}', String(count))}")`;
  }

  /** Looks the view over as it is now, in each shape that is asked for. */
  async look({ name, shown, noWayOut = false }: Look): Promise<void> {
    await this.sees(shown);
    const { pictures, shape } = this.options;
    for (const wanted of pictures?.shapes ?? [shape]) {
      if (pictures) await this.take(wanted);
      await this.judge(`${name} ${wanted.name}`, noWayOut);
      if (pictures) await pictures.take(this.page, `${this.task}-${name}-${wanted.name}-${this.language}`);
    }
    if (pictures) await this.take(shape);
  }

  /** A result leaves by itself after two seconds; whoever is in a hurry helps it. */
  async goOn(): Promise<void> {
    await this.uncounted(async () => {
      await this.page.locator('.result-go').first().waitFor({ timeout: waitMs });
      await (this.way === 'keyboard' ? this.page.keyboard.press('Escape') : this.tap(this.page.locator('.result-go')));
      await this.page.locator(view('result')).waitFor({ state: 'detached', timeout: waitMs });
    });
  }

  /** Reads what is said before the next key: an Enter right behind characters might be the end of a scanned code. */
  async reads(): Promise<void> {
    await systemClock.sleep(Math.max(0, this.lastCharacterAtMs + readingMs - systemClock.monotonicMs()));
  }

  private async key(key: string): Promise<void> {
    this.count();
    if (key.length === 1) this.lastCharacterAtMs = systemClock.monotonicMs();
    await this.page.keyboard.press(key, { delay: handMs });
  }

  private async touch(touch: Touch): Promise<void> {
    if (typeof touch === 'object' && 'pad' in touch) {
      for (const digit of touch.pad) {
        await this.tapped(this.top().locator('.pad-key', { hasText: new RegExp(`^${escaped(digit)}$`) }));
      }
      return;
    }
    if (typeof touch === 'object') {
      await this.tapped('text' in touch ? this.button(touch.text) : this.page.locator(touch.place));
      return;
    }
    const button = this.button(this.words(touch));
    // What the bar has no room for is behind the menu.
    if (!(await button.isVisible()) && (await this.page.locator(`${view('sale')} .actions`).isVisible())) {
      await this.tapped(this.button(this.words('menu.title')));
      await this.sees(dialog);
      await this.tapped(this.button(this.words(touch)));
      return;
    }
    await this.tapped(button);
  }

  private async tapped(target: Locator): Promise<void> {
    this.count();
    await this.tap(target);
  }

  private async tap(target: Locator): Promise<void> {
    await target.first().tap({ timeout: waitMs });
  }

  private async goBack(): Promise<void> {
    if (this.way === 'keyboard') {
      await this.page.keyboard.press('Escape');
      return;
    }
    const named = [this.words('shell.close'), this.words('shell.back')].map((word) =>
      this.top().getByRole('button', { name: word, exact: true }),
    );
    const [close, back] = named as [Locator, Locator];
    await this.tap(close.or(back));
  }

  /** What is in front: the dialog that is open, or the page. */
  private top(): Locator {
    return this.page.locator('dialog[open], body:not(:has(dialog[open])) .shell').last();
  }

  private button(words: string): Locator {
    return this.top()
      .getByRole('button', { name: new RegExp(`^${escaped(words)}`) })
      .first();
  }

  private count(): void {
    if (this.counting) this.actions += 1;
  }

  private async take({ width, height }: Shape): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  private async judge(where: string, noWayOut: boolean): Promise<void> {
    // A button that just came to life is still on its way to its colours.
    await this.page.evaluate(settledScript);
    const found = await this.page.evaluate<ViewFound>(viewScript);
    const audited = await this.page.evaluate<Finding[]>(auditScript);
    const tell = (what: string) => this.flaws.push(`${where}: ${what}`);
    if (found.title === '') tell('no title');
    if (!found.keysArrive) tell('keys go elsewhere');
    if (!found.wayOut && !noWayOut) tell('no way out');
    for (const { what, text, detail } of [...found.flaws, ...audited]) tell(`${what} ${text} (${detail})`);
  }
}

/** Waits for what moves but once. */
const settledScript = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))`;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
