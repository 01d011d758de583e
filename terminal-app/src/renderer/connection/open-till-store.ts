import { bridgeTransport } from './bridge-transport.ts';
import { pageClock } from './page-clock.ts';
import { socketTransport } from './socket-transport.ts';
import { connectTill } from './till-connection.ts';
import { createTillStore, type TillStore } from './till-store.ts';

/** The till behind this page: over Electron's bridge where there is one, else the host that served the page. */
export function openTillStore(): TillStore {
  const transport = window.qiantai
    ? bridgeTransport(window.qiantai)
    : socketTransport(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/till`);
  return createTillStore(connectTill(transport), pageClock);
}
