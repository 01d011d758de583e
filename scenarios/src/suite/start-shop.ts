/** A shop of one till over the whole suite: by the real clock, everything sold by the shelf. */
import { anchorNow, silentLog } from '@qiantai/foundation';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { type RunningSuite, type SuiteOptions, startSuite } from './suite.ts';
import { freeSuitePorts } from './suite-ports.ts';

type Different = Partial<Omit<SuiteOptions, 'dataDir' | 'ports'>>;

export async function startShop(dataDir: string, different: Different = {}): Promise<RunningSuite> {
  const { stores = [{ id: 'store-1', name: '外滩店', nameEn: 'The Bund' }], tillsPerStore = 1 } = different;
  return await startSuite({
    dataDir,
    currency: 'CNY',
    stores,
    tillsPerStore,
    articles: shelfArticles(),
    presets: [],
    ports: await freeSuitePorts({ stores: stores.length, tills: stores.length * tillsPerStore }),
    seed: '1',
    anchor: anchorNow({ factor: 1 }),
    cutLines: true,
    log: silentLog,
    ...different,
  });
}
