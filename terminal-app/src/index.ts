/** What other workspaces use of the till: the contract for screens, and the host for a window of its own. */

export { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './browser/browser-host.ts';
export { tillConfig } from './config.ts';
export * from './contract/till-contract.ts';
export type { TillHostContract } from './host/till-host.ts';
export { startTill, type Till } from './till.ts';
/**
 * Flags of Node for the till's host, which stands on a small machine beside the screen's browser. Left alone, the heap
 * takes what the machine has before it collects.
 */
export const tillNodeFlags: readonly string[] = [
  '--optimize-for-size',
  '--max-semi-space-size=2',
  '--max-old-space-size=192',
];
