/** The two windows of a till: the cashier's screen and, where a second display stands, the customer's. */
import { join } from 'node:path';
import { systemClock } from '@qiantai/foundation';
import { app, BrowserWindow, ipcMain, screen, session } from 'electron';
import { bridgeChannels } from './bridge-channels.ts';
import { checkCommand, pageOrigin } from './channels.ts';
import { mayNavigate } from './page-policy.ts';
import { changePlaces, placeWindows, type WindowPlace } from './place-windows.ts';
import { openRecovery, unresponsiveMs } from './recovery.ts';
import type { ShellSettings } from './shell-settings.ts';
import { openTillLine, type TillLine } from './till-line.ts';

export interface WindowOptions {
  /** Where the till's host listens now; undefined while it is being started. */
  socketUrl: () => string | undefined;
  settings: ShellSettings;
  /** Folder of the bundled main and preload scripts. */
  shellFolder: string;
  note(event: string, details: Readonly<Record<string, string>>): void;
}

interface Standing {
  window: BrowserWindow;
  place: WindowPlace;
}

export function openWindows(options: WindowOptions): { show(): void } {
  denyEverything();
  const lines = answerChannels(options);
  const standing = new Map<WindowPlace['page'], Standing>();

  const arrange = () => {
    const wanted = placeWindows(screen.getAllDisplays(), screen.getPrimaryDisplay().id, options.settings);
    const places = [...standing.values()].map(({ place }) => place);
    const { open, move, close } = changePlaces(places, wanted);
    for (const { page } of close) standing.get(page)?.window.destroy();
    for (const place of move) moveWindow(standing, place);
    for (const place of open) {
      const window = openWindow(options, lines, place);
      standing.set(place.page, { window, place });
      window.on('closed', () => {
        standing.delete(place.page);
        // The customer's display alone is of no use to anybody.
        if (place.page === 'index.html') app.quit();
      });
    }
  };
  arrange();
  screen.on('display-added', arrange);
  screen.on('display-removed', arrange);
  screen.on('display-metrics-changed', arrange);

  return {
    show: () => {
      const window = standing.get('index.html')?.window;
      if (window?.isMinimized()) window.restore();
      window?.focus();
    },
  };
}

function moveWindow(standing: Map<WindowPlace['page'], Standing>, place: WindowPlace): void {
  const old = standing.get(place.page);
  if (!old) return;
  old.window.setKiosk(false);
  old.window.setFullScreen(false);
  old.window.setBounds(place.bounds);
  setMode(old.window, place.mode);
  standing.set(place.page, { ...old, place });
}

function setMode(window: BrowserWindow, mode: WindowPlace['mode']): void {
  if (mode === 'kiosk') window.setKiosk(true);
  if (mode === 'fullscreen') window.setFullScreen(true);
}

function openWindow(options: WindowOptions, lines: Map<number, TillLine>, place: WindowPlace): BrowserWindow {
  const address = `${pageOrigin}/${place.page}`;
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: 360,
    minHeight: 600,
    kiosk: place.mode === 'kiosk',
    fullscreen: place.mode === 'fullscreen',
    autoHideMenuBar: true,
    backgroundColor: '#0d1210',
    webPreferences: {
      preload: join(options.shellFolder, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      zoomFactor: options.settings.zoomPercent / 100,
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
  bringBack(window, address, options);
  void window.loadURL(address);
  return window;
}

/** A page that crashed or answers nothing is loaded anew; the host shows it the sale in hand. */
function bringBack(window: BrowserWindow, address: string, { note }: WindowOptions): void {
  const recovery = openRecovery();
  const { webContents } = window;
  let hanging: ReturnType<typeof setTimeout> | undefined;
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    clearTimeout(hanging);
    const delayMs = recovery.ended(systemClock.nowMs());
    note('shell.page_gone', { page: address, reason, againInMs: String(delayMs) });
    setTimeout(() => {
      if (!window.isDestroyed()) void window.loadURL(address);
    }, delayMs);
  });
  window.on('unresponsive', () => {
    clearTimeout(hanging);
    hanging = setTimeout(() => {
      if (!window.isDestroyed()) webContents.forcefullyCrashRenderer();
    }, unresponsiveMs);
  });
  window.on('responsive', () => clearTimeout(hanging));
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
