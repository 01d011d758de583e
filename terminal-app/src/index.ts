/** What other workspaces use of the till: the contract for screens, and the host for a window of its own. */

export { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './browser/browser-host.ts';
export { tillConfig } from './config.ts';
export * from './contract/till-contract.ts';
export type { TillHostContract } from './host/till-host.ts';
export { startTill, type Till } from './till.ts';
