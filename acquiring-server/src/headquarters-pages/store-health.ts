/** The fleet's word of stores as the board takes it. */
import type { Currency } from '@qiantai/protos';
import type { StoreBoard } from '../fleet/fleet-board.ts';
import type { StoreHealth } from './board.ts';

/** States of devices that a till can sell with (protos/src/fleet.ts); everything else is told in red. */
const goodStates = new Set(['connected']);

export function healthOf(
  store: StoreBoard,
  known: { currency: Currency; terminalNames: ReadonlyMap<string, string> },
): StoreHealth {
  const { lastContactMs, settingsBehindSinceMs } = store;
  return {
    lastContactMs: lastContactMs ?? 0,
    offlineSinceMs: store.offlineSinceMs,
    offlineTodayMs: store.offlineMsToday,
    waitingCount: store.waiting,
    waitingMinor: store.waitingMinor.find(({ currency }) => currency === known.currency)?.amountMinor ?? 0n,
    oldestAgeMs: store.oldestAgeMs,
    deadCount: store.dead,
    settingsVersion: store.settingsVersion,
    newestSettingsVersion: store.newestVersion,
    settingsBehindSinceMs: settingsBehindSinceMs ?? 0,
    agentVersion: store.agents.find(({ state }) => state === 'active')?.version ?? '',
    alarms: alarmsOf(store),
    terminals: store.terminals.map((terminal) => ({
      terminalId: terminal.terminalId,
      name: known.terminalNames.get(terminal.terminalId) ?? '',
      storeSequence: terminal.agentHead,
      serverSequence: terminal.serverHead,
      appVersion: terminal.appVersion,
      devices: Object.entries(terminal.devices).map(([kind, state]) => ({ kind, state, good: goodStates.has(state) })),
    })),
  };
}

function alarmsOf(store: StoreBoard): string[] {
  const cloned = store.agents.some((agent) => agent.cloned) ? ['AGENT_CLONED'] : [];
  return [...new Set([...cloned, ...store.alarms.map(({ code }) => code)])];
}
