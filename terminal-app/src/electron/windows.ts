/** The two windows of a till: the cashier's screen and, where a second display stands, the customer's. */
import { join } from 'node:path';
import { BrowserWindow, ipcMain, screen, session } from 'electron';
import { bridgeChannels } from './bridge-channels.ts';
import { checkCommand, pageOrigin } from './channels.ts';
import { mayNavigate } from './page-policy.ts';
import { openTillLine, type TillLine } from './till-line.ts';

export interface WindowOptions {
  socketUrl: string;
  /** Folder of the bundled main and preload scripts. */
  shellFolder: string;
  note(event: string, details: Readonly<Record<string, string>>): void;
}

export function openWindows(options: WindowOptions): void {
  denyEverything();
  const lines = answerChannels(options);
  const displays = screen.getAllDisplays();
  const primary = screen.getPrimaryDisplay();
  openWindow(options, lines, { page: 'index.html', bounds: primary.workArea, kiosk: false });
  const second = displays.find((display) => display.id !== primary.id);
  if (second) openWindow(options, lines, { page: 'customer.html', bounds: second.bounds, kiosk: true });
}

function openWindow(
  options: WindowOptions,
  lines: Map<number, TillLine>,
  wanted: { page: string; bounds: Electron.Rectangle; kiosk: boolean },
): void {
  const address = `${pageOrigin}/${wanted.page}`;
  const window = new BrowserWindow({
    ...wanted.bounds,
    minWidth: 360,
    minHeight: 600,
    kiosk: wanted.kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#0d1210',
    webPreferences: {
      preload: join(options.shellFolder, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.removeMenu();
  const { webContents } = window;
  const { id } = webContents;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => {
    if (!mayNavigate(address, event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.on('closed', () => {
    lines.get(id)?.close();
    lines.delete(id);
  });
  void window.loadURL(address);
}

/** Commands go from a page of ours to its own line; snapshots and replies come back on it. */
function answerChannels({ socketUrl, note }: WindowOptions): Map<number, TillLine> {
  const lines = new Map<number, TillLine>();
  ipcMain.on(bridgeChannels.listen, (event) => {
    const { sender } = event;
    lines.get(sender.id)?.close();
    const send = (channel: string, body: unknown) => {
      if (!sender.isDestroyed()) sender.send(channel, body);
    };
    lines.set(
      sender.id,
      openTillLine(socketUrl, {
        onFrame: (frame) => send(bridgeChannels.frame, frame),
        onLink: (link) => send(bridgeChannels.link, link),
      }),
    );
  });
  ipcMain.on(bridgeChannels.command, (event, body: unknown) => {
    const check = checkCommand(event.senderFrame?.url, body);
    if (check.kind === 'command') lines.get(event.sender.id)?.post(check.frame);
    else note('shell.command_refused', { code: check.errorCode, why: check.why });
  });
  return lines;
}

/** A till's page asks for no camera, no microphone, no device: whatever is asked is refused. */
function denyEverything(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
}
