/**
 * Electron's main process: windows, and a line from each to the till's host.
 *
 * It connects to the host process over loopback instead of running the host inside: serial ports, HID and
 * gRPC then live in one Node of one version, whichever screen is used; a window that crashes does not take
 * the sale or a payment with it; and Electron's own cryptography (BoringSSL) is never asked for anything.
 *
 *   electron main.js --till=ws://127.0.0.1:8050/till --pages=FOLDER
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { app, protocol } from 'electron';
import { pageScheme } from './channels.ts';
import { pageFile } from './page-policy.ts';
import { readShellArguments } from './shell-arguments.ts';
import { openWindows } from './windows.ts';

const settings = readShellArguments(process.argv);
const shellFolder = fileURLToPath(new URL('.', import.meta.url));

// One line of JSON per event on standard error, as the other processes log.
const note = (event: string, details: Readonly<Record<string, string>>) => {
  process.stderr.write(`${JSON.stringify({ name: 'terminal-shell', msg: event, ...details })}\n`);
};

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }]);

if (app.requestSingleInstanceLock({ till: settings.socketUrl })) {
  app.on('window-all-closed', () => app.quit());
  // Not awaited here: Electron becomes ready only after this module has run to its end.
  app.whenReady().then(start, fail);
} else {
  note('shell.second_instance', { till: settings.socketUrl });
  app.quit();
}

function start(): void {
  protocol.handle(pageScheme, answerPage);
  openWindows({ socketUrl: settings.socketUrl, shellFolder, note });
}

function fail(error: unknown): void {
  note('shell.start_failed', { error: String(error) });
  app.exit(1);
}

async function answerPage(request: Request): Promise<Response> {
  const file = pageFile(settings.pagesFolder, request.url);
  const nothing = () => new Response('Nothing here.', { status: 404 });
  if (file.kind === 'none') return nothing();
  try {
    return new Response(new Uint8Array(await readFile(file.path)), { headers: file.headers });
  } catch {
    return nothing();
  }
}
