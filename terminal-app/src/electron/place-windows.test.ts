import { expect, test } from 'vitest';
import { changePlaces, type Display, placeWindows } from './place-windows.ts';

const display = (id: number, x: number, width = 1920): Display => ({
  id,
  bounds: { x, y: 0, width, height: 1080 },
  workArea: { x, y: 28, width, height: 1052 },
});
const settings = { window: 'window', customerDisplay: 'auto' } as const;

test('one display: the cashier alone, in what the bars leave', () => {
  expect(placeWindows([display(7, 0)], 7, settings)).toEqual([
    { page: 'index.html', displayId: 7, bounds: display(7, 0).workArea, mode: 'window' },
  ]);
});

test('two displays: the customer on the other one, whichever is the primary', () => {
  const both = [display(1, 0), display(2, 1920, 800)];
  expect(placeWindows(both, 1, settings).map(({ page, displayId }) => [page, displayId])).toEqual([
    ['index.html', 1],
    ['customer.html', 2],
  ]);
  expect(placeWindows(both, 2, settings).map(({ page, displayId }) => [page, displayId])).toEqual([
    ['index.html', 2],
    ['customer.html', 1],
  ]);
});

test('the settings name the cashier’s display from the left; one that is not there is not waited for', () => {
  const both = [display(2, 1920), display(1, 0)];
  expect(placeWindows(both, 2, { ...settings, cashierDisplay: 0 })[0]?.displayId).toBe(1);
  expect(placeWindows(both, 2, { ...settings, cashierDisplay: 5 })[0]?.displayId).toBe(2);
});

test('a kiosk fills the display, the customer’s display can be switched off, and without displays nothing opens', () => {
  const both = [display(1, 0), display(2, 1920)];
  const kiosk = placeWindows(both, 1, { window: 'kiosk', customerDisplay: 'off' });
  expect(kiosk).toEqual([{ page: 'index.html', displayId: 1, bounds: display(1, 0).bounds, mode: 'kiosk' }]);
  expect(placeWindows([], 1, settings)).toEqual([]);
});

test('displays that come and go open, move and close windows, and leave the others alone', () => {
  const one = placeWindows([display(1, 0)], 1, settings);
  const two = placeWindows([display(1, 0), display(2, 1920)], 1, settings);
  const shifted = placeWindows([display(1, 0), display(2, 1920, 800)], 1, settings);
  const pages = (places: ReadonlyArray<{ page: string }>) => places.map(({ page }) => page);
  const change = (before: typeof one, after: typeof one) => {
    const { open, move, close } = changePlaces(before, after);
    return { open: pages(open), move: pages(move), close: pages(close) };
  };
  expect(change([], two)).toEqual({ open: ['index.html', 'customer.html'], move: [], close: [] });
  expect(change(one, two)).toEqual({ open: ['customer.html'], move: [], close: [] });
  expect(change(two, shifted)).toEqual({ open: [], move: ['customer.html'], close: [] });
  expect(change(two, one)).toEqual({ open: [], move: [], close: ['customer.html'] });
  expect(change(two, two)).toEqual({ open: [], move: [], close: [] });
});
