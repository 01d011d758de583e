/** One screen for the tests of a file: each begins on a page that another view cleared, and ends without a complaint. */
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { openScreenBench, type Screen, type ScreenBench } from './open-screen.ts';
import { scene } from './scenes.ts';

export async function openHands(): Promise<{ bench: ScreenBench; screen: Screen }> {
  const bench = await openScreenBench();
  afterAll(async () => {
    await bench.close();
  });
  const screen = await bench.open();
  beforeEach(async () => {
    // Nothing that a hand left half done on the page goes from test to test.
    await screen.show(scene('starting', 'zh'));
    bench.host.forget();
  });
  afterEach(() => {
    expect(screen.complaints.filter((text) => !text.includes('WebSocket'))).toEqual([]);
  });
  return { bench, screen };
}
