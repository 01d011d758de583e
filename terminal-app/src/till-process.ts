/** The process of main.ts: a till and its browser host, under a supervisor or alone. */
import { fileURLToPath } from 'node:url';
import { runProcess } from '@qiantai/foundation';
import { startBrowserHost } from './browser/browser-host.ts';
import { tillConfig } from './config.ts';
import { startTill } from './till.ts';

export const runTill = (): Promise<void> =>
  runProcess('terminal-app', async ({ clock, env, log }) => {
    const config = tillConfig(env);
    const till = await startTill(config, { clock, log });
    const browser = await startBrowserHost({
      host: till.host,
      port: config.BROWSER_PORT,
      pagesFolder: fileURLToPath(new URL('../.build/pages/', import.meta.url)),
      log,
    });
    const address = `127.0.0.1:${browser.port}`;
    return {
      ready: {
        screen: `http://${address}/`,
        customer: `http://${address}/customer`,
        socket: `ws://${address}/till`,
        identityFile: till.identityFile,
        ...(till.localApiPort === undefined ? {} : { localApi: `http://127.0.0.1:${till.localApiPort}/v1/` }),
      },
      stop: async () => {
        await browser.close();
        await till.stop();
      },
    };
  });
