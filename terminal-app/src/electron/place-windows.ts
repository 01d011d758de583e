/** Which windows stand on which display. Pure: displays in, windows out. */
import type { ShellSettings } from './shell-settings.ts';

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Display {
  id: number;
  /** All of it, and what the system's bars leave. */
  bounds: Area;
  workArea: Area;
}

export interface WindowPlace {
  page: 'index.html' | 'customer.html';
  displayId: number;
  bounds: Area;
  mode: 'window' | 'fullscreen' | 'kiosk';
}

/**
 * The cashier's window always; the customer's where there is another display. A display that the settings name and
 * that is not there is not waited for: the primary one takes its place.
 */
export function placeWindows(
  displays: readonly Display[],
  primaryId: number,
  settings: Pick<ShellSettings, 'window' | 'customerDisplay' | 'cashierDisplay'>,
): WindowPlace[] {
  const ordered = [...displays].sort((a, b) => a.bounds.x - b.bounds.x || a.bounds.y - b.bounds.y || a.id - b.id);
  const named = settings.cashierDisplay === undefined ? undefined : ordered[settings.cashierDisplay];
  const cashier = named ?? ordered.find(({ id }) => id === primaryId) ?? ordered[0];
  if (!cashier) return [];
  const mode = settings.window;
  const places: WindowPlace[] = [
    {
      page: 'index.html',
      displayId: cashier.id,
      bounds: mode === 'window' ? cashier.workArea : cashier.bounds,
      mode,
    },
  ];
  const other = ordered.find(({ id }) => id !== cashier.id);
  if (other && settings.customerDisplay === 'auto') {
    places.push({ page: 'customer.html', displayId: other.id, bounds: other.bounds, mode: 'kiosk' });
  }
  return places;
}

/** What to do when displays came or went: windows to open, to move, to close. */
export function changePlaces(
  standing: readonly WindowPlace[],
  wanted: readonly WindowPlace[],
): { open: WindowPlace[]; move: WindowPlace[]; close: WindowPlace[] } {
  const before = new Map(standing.map((place) => [place.page, place]));
  const after = new Set(wanted.map(({ page }) => page));
  return {
    open: wanted.filter(({ page }) => !before.has(page)),
    move: wanted.filter((place) => {
      const old = before.get(place.page);
      return old !== undefined && JSON.stringify(old) !== JSON.stringify(place);
    }),
    close: standing.filter(({ page }) => !after.has(page)),
  };
}
