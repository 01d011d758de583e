/**
 * The time that the suite adds to a payment-code sale: from the scan of the customer's code at the scanner to
 * "paid" on the screen's contract, less what the channel itself took (the simulator's own time, from its log).
 */
import { systemClock } from '@qiantai/foundation';
import { Hands, type RunningSuite, shelfArticles } from '@qiantai/scenarios';
import { type Figure, lessIsBetter, median, quantile } from './figure.ts';
import { openSale, signedInTill } from './till.ts';

const warmUpSales = 15;
const sales = 120;
const medianAimMs = 15;
const p99AimMs = 50;

export async function benchSaleTime(suite: RunningSuite): Promise<Figure[]> {
  const hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  const tillId = suite.tills[0]?.id ?? '';
  const till = await signedInTill(suite, tillId);
  const barcode = shelfArticles()[0]?.barcode ?? '';
  const addedMs: number[] = [];
  for (let sale = 0; sale < warmUpSales + sales; sale++) {
    await openSale(till, hands, tillId, barcode);
    const code = await hands.paymentCode('wechat', 'pay');
    const startedMs = systemClock.monotonicMs();
    const scanned = hands.scan(tillId, code);
    const paid = await till.waitFor(({ result }) => result?.outcome === 'paid', 10_000);
    const tookMs = systemClock.monotonicMs() - startedMs;
    await scanned;
    if (!paid) throw new Error(`no result of sale ${sale}; the screen shows ${till.snapshot?.view}`);
    if (sale >= warmUpSales) addedMs.push(tookMs - (await channelTimeMs(suite)));
    await till.command({ type: 'acknowledge_result' });
    await till.waitFor(({ view }) => view === 'sale', 5_000);
  }
  till.close();
  return [
    lessIsBetter('sale.added_median', median(addedMs), 'ms', 'aim', medianAimMs),
    lessIsBetter('sale.added_p99', quantile(addedMs, 0.99), 'ms', 'aim', p99AimMs),
  ];
}

/** What the channel took for the latest payment by code, by its own log (whole milliseconds). */
async function channelTimeMs(suite: RunningSuite): Promise<number> {
  const response = await fetch(`${suite.channels.http}/sim/log`);
  const { messages } = (await response.json()) as { messages: WireMessage[] };
  const asked = messages.findLastIndex(({ direction, what }) => direction === 'in' && what.includes('codepay'));
  const answered = messages.slice(asked + 1).find(({ direction }) => direction === 'out');
  return answered ? answered.atMs - (messages[asked] as WireMessage).atMs : 0;
}

interface WireMessage {
  atMs: number;
  direction: 'in' | 'out';
  what: string;
}
