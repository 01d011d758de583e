/**
 * The version of the settings that a sale goes by: pinned with its first article, let go with its end, so that no sale
 * mixes two. Kept over a restart. A pin that was lost (too old, too many) is made anew by the newest version, and the
 * whole cart is then priced by that one.
 *
 *   none ──first article, first price──▶ pinned ──completed, abandoned, 12 hours, the ninth newer one──▶ none
 */
import type { Store } from '../store/database.ts';
import type { SettingsStore } from './settings-store.ts';
import type { View } from './version-store.ts';

/** A till has one sale in hand; a few more may have been left without their end being heard. */
const pinsOfTerminalMax = 8;

export type Pins = ReturnType<typeof openPins>;

export function openPins(parts: { store: Store; settings: SettingsStore; nowMs: () => number }) {
  const { store, settings } = parts;
  const { versions } = settings;
  return {
    /** What the sale goes by now. */
    viewOf: (terminalId: string, saleId: string): View =>
      (saleId === '' ? undefined : versions.pin(terminalId, saleId)) ?? versions.state().current,
    pin(terminalId: string, saleId: string): View {
      const before = versions.pin(terminalId, saleId);
      if (before || saleId === '') return before ?? versions.state().current;
      return store.transact(() => {
        const view = versions.state().current;
        versions.addPin({ terminalId, saleId, view, nowMs: parts.nowMs(), pinsMax: pinsOfTerminalMax });
        return view;
      });
    },
    release: (terminalId: string, saleId: string): void => versions.dropPin(terminalId, saleId),
  };
}
