/**
 * Settings at an agent with 200,000 articles: the first load, from the server's word that there is something to the
 * version that the store sells by, over gRPC with mutual TLS; a delta of 100; look-ups and the search by name;
 * memory; and what sales feel of the first load. Overrides of scopes lie over every tenth article.
 */
import { join } from 'node:path';
import { openSettingsStore, openStore } from '@qiantai/edge-agent';
import { cashRequest, changeOf, ids, type Till } from '@qiantai/edge-agent/testing';
import { systemClock } from '@qiantai/foundation';
import { type Figure, lessIsBetter, median, quantile } from '../figure.ts';
import { article, articles, barcodeOf, firstLoad, idOf } from './large-catalogue.ts';
import { type Change, type StoreAgent, startStoreAgent } from './store-agent.ts';

const deltaChanges = 100;
const deltas = 9;
const lookUps = 20_000;
const salesAlone = 60;
/** A busy store: one sale after the other, at this distance. */
const saleEveryMs = 150;

export async function benchCatalogue(folder: string): Promise<Figure[]> {
  const changes = [...firstLoad(), ...Array.from({ length: deltas }, (_, round) => delta(round)).flat()];
  const quiet = await startStoreAgent(join(folder, 'quiet'), changes);
  const figures: Figure[] = [];
  try {
    figures.push(...(await loadFigures(quiet)), ...(await deltaFigures(quiet)));
  } finally {
    await quiet.stop();
  }
  figures.push(...(await lookUpFigures(quiet.dataDir)));
  const busy = await startStoreAgent(join(folder, 'busy'), changes);
  try {
    figures.push(...(await saleFigures(busy)));
  } finally {
    await busy.stop();
  }
  return figures;
}

function delta(round: number): Change[] {
  return Array.from({ length: deltaChanges }, (_, n) => {
    const at = (n * 1999 + round * 7) % articles;
    return changeOf(0, 'article', idOf(at), article(at, String(round + 1)));
  });
}

async function loadFigures(agent: StoreAgent): Promise<Figure[]> {
  const ms = await timeTo(agent, (agent.server.settingsVersion ?? 0) + articles + articles / 10);
  const { residentMb, peakMb } = agent.memory();
  return [
    lessIsBetter('catalogue.first_load', ms / 1000, 's', 'aim for 200,000 articles', 20),
    lessIsBetter(
      'catalogue.agent_memory',
      residentMb,
      'MB',
      `aim; at most ${Math.round(peakMb)} MB while loading`,
      150,
    ),
  ];
}

async function deltaFigures(agent: StoreAgent): Promise<Figure[]> {
  const times: number[] = [];
  for (let round = 0; round < deltas; round++) {
    times.push(await timeTo(agent, (agent.server.settingsVersion ?? 0) + deltaChanges));
  }
  return [lessIsBetter('catalogue.delta_of_100', median(times), 'ms', 'aim, from the first byte asked for', 200)];
}

/** From the pull's first call to the version being sold by: how soon a probe asks is another matter. */
async function timeTo(agent: StoreAgent, version: number): Promise<number> {
  const { server } = agent;
  let startedMs = 0;
  const answer = server.onPull;
  server.onPull = (request) => {
    startedMs ||= systemClock.monotonicMs();
    return answer(request);
  };
  const shown = agent.shows(version);
  server.settingsVersion = version;
  const endedMs = await shown;
  server.onPull = answer;
  return endedMs - startedMs;
}

async function lookUpFigures(dataDir: string): Promise<Figure[]> {
  const store = openStore(dataDir, systemClock);
  const settings = openSettingsStore(store);
  const times: number[] = [];
  for (let n = 0; n < lookUps; n++) {
    const code = barcodeOf((n * 104_729) % articles);
    const startedMs = systemClock.monotonicMs();
    const found = settings.articleByCode(code, 'till-1');
    times.push(systemClock.monotonicMs() - startedMs);
    if (!found) throw new Error(`no article has ${code}`);
  }
  const searches: number[] = [];
  for (const text of ['牛奶', '水', 'brand 77', '69000', 'nothing has this']) {
    const startedMs = systemClock.monotonicMs();
    await settings.searchArticles(text, 50, 'till-1');
    searches.push(systemClock.monotonicMs() - startedMs);
  }
  store.close();
  return [
    lessIsBetter('catalogue.barcode_median', median(times), 'ms', 'aim at 200,000 articles', 0.2),
    lessIsBetter('catalogue.barcode_p99', quantile(times, 0.99), 'ms', 'aim at 200,000 articles', 0.2),
    lessIsBetter('catalogue.search_longest', Math.max(...searches), 'ms', 'aim: no wait that a hand feels', 100),
  ];
}

async function saleFigures(agent: StoreAgent): Promise<Figure[]> {
  for (let n = 0; n < 20; n++) await saleTimeMs(agent.till);
  const alone: number[] = [];
  for (let n = 0; n < salesAlone; n++) alone.push(await pacedSaleMs(agent.till));
  const version = (agent.server.settingsVersion ?? 0) + articles + articles / 10;
  let loaded = false;
  const load = timeTo(agent, version).finally(() => {
    loaded = true;
  });
  const beside: number[] = [];
  while (!loaded) beside.push(await pacedSaleMs(agent.till));
  const [a, b] = [median(alone), median(beside)];
  return [
    lessIsBetter('catalogue.sale_beside_load', b, 'ms', `1.5 times a sale alone; ${beside.length} sales`, 1.5 * a),
    lessIsBetter('catalogue.load_beside_sales', (await load) / 1000, 's', 'three times the aim: sales come first', 60),
  ];
}

async function pacedSaleMs(till: Till): Promise<number> {
  const ms = await saleTimeMs(till);
  await systemClock.sleep(Math.max(0, saleEveryMs - ms));
  return ms;
}

/** Two articles found, the cart priced, cash taken, the sale completed. */
async function saleTimeMs(till: Till): Promise<number> {
  const saleId = ids.saleId();
  const cash = cashRequest(saleId, 300);
  const startedMs = systemClock.monotonicMs();
  for (const code of ['6900000000001', '6900000000002']) await till.call('FindArticle', { code, saleId });
  const lines = [1, 2].map((n) => ({ lineNo: n, articleId: `A${n}`, quantity: 1 }));
  await till.call('PriceCart', { saleId, lines });
  await till.call('TakeCash', cash);
  await till.call('CompleteSale', { saleJson: JSON.stringify(saleOf(cash)) });
  return systemClock.monotonicMs() - startedMs;
}

function saleOf({ saleId, orderNo, paymentKey }: ReturnType<typeof cashRequest>) {
  const line = (n: number) => ({
    lineNo: n,
    articleId: `A${n}`,
    barcode: `690000000000${n}`,
    nameZh: `商品${n}`,
    nameEn: `Article ${n}`,
    quantity: 1,
    unitPriceMinor: String(n * 100),
    amountMinor: String(n * 100),
  });
  return {
    kind: 'sale',
    saleId,
    orderNo,
    currency: 'CNY',
    startedAtMs: 1,
    completedAtMs: 2,
    lines: [line(1), line(2)],
    totalMinor: '300',
    tenders: [{ key: paymentKey, tender: 'cash', channel: 'cash', amountMinor: '300', offline: false }],
  };
}
