/** Opens the first till: in Electron where its program and a display are there, else says where the browser finds it. */
import { errorText } from '@qiantai/foundation';
import { launchElectron } from '@qiantai/terminal-app/electron';
import { buildPages } from '@qiantai/terminal-app/pages';
import type { RunningSuite } from './suite.ts';

/**
 * Builds the pages while the suite starts, then opens the till.
 * @returns one sentence on what was opened, for the person who started it.
 */
export async function openTill(options: {
  wanted: boolean;
  starting: Promise<RunningSuite>;
  env: Readonly<Record<string, string | undefined>>;
}): Promise<string> {
  await buildPages();
  const [till] = (await options.starting).tills;
  if (!till) return 'There is no till to open.';
  const inBrowser = `The till is open in the browser host: ${till.screen}`;
  if (!options.wanted) return inBrowser;
  const launch = await launchElectron({ socketUrl: till.socket, env: options.env }).catch((error: unknown) => ({
    kind: 'unavailable' as const,
    reason: errorText(error),
  }));
  if (launch.kind === 'unavailable') return `${inBrowser} (no Electron window: ${launch.reason})`;
  return `The till is open in an Electron window, and in the browser host: ${till.screen}`;
}
