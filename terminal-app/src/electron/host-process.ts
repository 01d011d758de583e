/**
 * The till's host inside the package, as a utility process of Electron: the same till and the same screens over
 * loopback as `main.ts` beside it. The shell's message port stands in for a supervisor's channel.
 */
import { fileURLToPath } from 'node:url';
import { runProcess } from '@qiantai/foundation';
import { startBrowserHost } from '../browser/browser-host.ts';
import { tillConfig } from '../config.ts';
import { startTill } from '../till.ts';

const { parentPort } = process;
// Started by hand from the package, it runs as any process.
if (parentPort) {
  process.send = (message: unknown) => {
    parentPort.postMessage(message);
    return true;
  };
  parentPort.on('message', ({ data }) => process.emit('message', data, undefined));
}

export const runHost = (): Promise<void> =>
  runProcess('terminal-app', async ({ clock, env, log }) => {
    const config = tillConfig(env);
    const till = await startTill(config, { clock, log });
    const pagesFolder = fileURLToPath(new URL('../pages/', import.meta.url));
    const browser = await startBrowserHost({ host: till.host, port: config.BROWSER_PORT, pagesFolder, log });
    const address = `127.0.0.1:${browser.port}`;
    return {
      ready: { screen: `http://${address}/`, customer: `http://${address}/customer`, socket: `ws://${address}/till` },
      stop: async () => {
        await browser.close();
        await till.stop();
      },
    };
  });
