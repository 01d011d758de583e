/**
 * Electron's main process: windows, and a line from each to the till's host.
 *
 * It connects to the host process over loopback instead of running the host inside: serial ports, HID and
 * gRPC then live in one Node of one version, whichever screen is used; a window that crashes does not take
 * the sale or a payment with it; and Electron's own cryptography (BoringSSL) is never asked for anything here.
 * With `--till=` the host runs already; in the package the shell starts it, as a process of its own, and keeps it.
 *
 *   electron main.mjs --till=ws://127.0.0.1:8050/till --pages=FOLDER
 *   qiantai-till [--data=FOLDER]
 */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@qiantai/foundation';
import { app, dialog, powerMonitor, protocol, utilityProcess } from 'electron';
import { setAutoStart } from './auto-start.ts';
import { pageScheme } from './channels.ts';
import { shellEnvironment } from './config.ts';
import { type HostKeeper, type HostProcess, keepHost } from './host-keeper.ts';
import { pageFile } from './page-policy.ts';
import { readShellArguments } from './shell-arguments.ts';
import { readShellSettings, type ShellSettings } from './shell-settings.ts';
import { openWindows, type Windows } from './windows.ts';

const shellFolder = fileURLToPath(new URL('.', import.meta.url));

// One line of JSON per event on standard error, as the other processes log.
const note = (event: string, details: Readonly<Record<string, string>>) => {
  process.stderr.write(`${JSON.stringify({ name: 'terminal-shell', msg: event, ...details })}\n`);
};

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);

const environment = shellEnvironment();
const given = readShellArguments(process.argv);
// Each data folder is a till of its own, with its own lock.
if (given.dataDir !== undefined) app.setPath('userData', given.dataDir);
const dataDir = app.getPath('userData');
const pagesFolder = given.pagesFolder ?? join(shellFolder, '../pages');
let host: HostKeeper | undefined;
let windows: Windows | undefined;

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => windows?.show());
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', stopHostFirst);
  // Not awaited here: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start).catch(fail);
} else {
  note('shell.second_instance', {});
  app.quit();
}

function start(): void {
  mkdirSync(dataDir, { recursive: true });
  const settings = readShellSettings(dataDir);
  if (app.isPackaged) autoStart(settings);
  protocol.handle(pageScheme, answerPage);
  let socketUrl = given.socketUrl;
  if (socketUrl === undefined) {
    host = keepHost({
      start: () => startHost(settings),
      onReady: (url) => {
        socketUrl = url;
      },
      nowMs: () => systemClock.nowMs(),
      after: (delayMs, act) => {
        const timer = setTimeout(act, delayMs);
        return () => clearTimeout(timer);
      },
      note,
    });
  }
  windows = openWindows({ socketUrl: () => socketUrl, settings, shellFolder, note });
  const { allowClose } = windows;
  powerMonitor.on('shutdown', allowClose);
  // Asked by the system or a supervisor to end: there is nobody to ask back.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      allowClose();
      app.quit();
    });
  }
}

function startHost({ till }: ShellSettings): HostProcess {
  const child = utilityProcess.fork(join(shellFolder, '../host/host.mjs'), [], {
    serviceName: 'qiantai-till-host',
    env: { ...environment.all, QIANTAI_DATA_DIR: join(dataDir, 'till'), ...till },
    stdio: 'inherit',
  });
  return {
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener),
    post: (message) => child.postMessage(message),
    kill: () => child.kill(),
  };
}

/** The cashier is asked, then the host finishes what is under way, then the shell ends. */
function stopHostFirst(event: Electron.Event): void {
  if (windows && !windows.mayClose()) {
    event.preventDefault();
    return;
  }
  const running = host;
  if (!running) return;
  event.preventDefault();
  host = undefined;
  void running.stop().finally(() => app.quit());
}

function autoStart({ autoStart: wanted }: ShellSettings): void {
  setAutoStart(wanted, {
    platform: process.platform,
    configDir: app.getPath('appData'),
    program: environment.appImage ?? process.execPath,
    programArguments: given.dataDir === undefined ? [] : [`--data=${given.dataDir}`],
    setLoginItem: (item) => app.setLoginItemSettings(item),
  });
}

function fail(error: unknown): void {
  note('shell.start_failed', { error: String(error) });
  dialog.showErrorBox('Qiantai 钱台', error instanceof Error ? error.message : String(error));
  app.exit(1);
}

async function answerPage(request: Request): Promise<Response> {
  const file = pageFile(pagesFolder, request.url);
  const nothing = () => new Response('Nothing here.', { status: 404 });
  if (file.kind === 'none') return nothing();
  try {
    return new Response(new Uint8Array(await readFile(file.path)), { headers: file.headers });
  } catch {
    return nothing();
  }
}
