/** Orders that were pushed to terminals: the desk, and what the server is told of them. */
import type { OrderDesks } from '../local-api/order-handlers.ts';
import type { SaleDesk } from '../sales/sale-desk.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { OrderCalls } from './order-calls.ts';
import { type OrderDeskParts, openOrderDesk } from './order-desk.ts';
import { type OrderSyncParts, openOrderSync } from './order-sync.ts';

export type Orders = ReturnType<typeof openOrders>;

export function openOrders(
  parts: Omit<OrderDeskParts, 'currency' | 'hasTerminal' | 'refusesInTraining'> & {
    settings: Pick<SettingsStore, 'theStore' | 'terminal' | 'tillRules'>;
    calls: () => OrderCalls | undefined;
    isOnline: OrderSyncParts['isOnline'];
  },
) {
  const { settings, signals, nowMs } = parts;
  const desk = openOrderDesk({
    ...parts,
    currency: () => settings.theStore()?.currency,
    refusesInTraining: (terminalId) => settings.tillRules(terminalId)?.ordersInTraining === 'refuse',
    hasTerminal: (terminalId) => settings.terminal(terminalId) !== undefined,
  });
  const sync = openOrderSync({ ...parts, desk });
  const stopListening = signals.listen('orders', sync.changed);
  return {
    desk,
    heard: sync.heard,
    /** For the till's calls. */
    desks: (sales: Pick<SaleDesk, 'abandon'>): OrderDesks => ({ desk, sales, nowMs }),
    stop: async () => {
      stopListening();
      desk.stop();
      await sync.stop();
    },
  };
}
