/** The two windows of a till: the cashier's screen and, where a second display stands, the customer's. */
import { join } from 'node:path';
import { systemClock } from '@qiantai/foundation';
import { app, BrowserWindow, dialog, ipcMain, screen, session } from 'electron';
import { bridgeChannels } from './bridge-channels.ts';
import { checkCloseAnswer, checkCommand, pageOrigin } from './channels.ts';
import { type CloseGuard, openCloseGuard } from './close-guard.ts';
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

export interface Windows {
  show(): void;
  /** Whether the app may end now; otherwise the cashier is asked. */
  mayClose(): boolean;
  /** The system shuts down: nobody is asked. */
  allowClose(): void;
}

const cashierPage = 'index.html';

export function openWindows(options: WindowOptions): Windows {
  denyEverything();
  const lines = answerChannels(options);
  const standing = new Map<WindowPlace['page'], Standing>();

  const cashier = () => standing.get(cashierPage)?.window;
  const guard = openCloseGuard({
    askPage: () => cashier()?.webContents.send(bridgeChannels.closeAsked),
    askPerson: () => askToClose(cashier()),
    close: () => cashier()?.close(),
    after: (delayMs, act) => {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
  });
  ipcMain.on(bridgeChannels.closeAnswer, (event, body: unknown) => {
    const answer = checkCloseAnswer(event.senderFrame?.url, body);
    if (answer && event.sender.id === cashier()?.webContents.id) guard.answered(answer);
  });

  const arrange = () => {
    const wanted = placeWindows(screen.getAllDisplays(), screen.getPrimaryDisplay().id, options.settings);
    const places = [...standing.values()].map(({ place }) => place);
    const { open, move, close } = changePlaces(places, wanted);
    for (const { page } of close) standing.get(page)?.window.destroy();
    for (const place of move) moveWindow(standing, place);
    for (const place of open) {
      const window = openWindow(options, lines, place);
      standing.set(place.page, { window, place });
      if (place.page === cashierPage) keepOpen(window, guard);
      window.on('closed', () => {
        standing.delete(place.page);
        // The customer's display alone is of no use to anybody.
        if (place.page === cashierPage) app.quit();
      });
    }
  };
  arrange();
  screen.on('display-added', arrange);
  screen.on('display-removed', arrange);
  screen.on('display-metrics-changed', arrange);

  return {
    show: () => {
      const window = cashier();
      if (window?.isMinimized()) window.restore();
      window?.focus();
    },
    mayClose: () => cashier() === undefined || guard.wanted(),
    allowClose: guard.allow,
  };
}

function keepOpen(window: BrowserWindow, guard: CloseGuard): void {
  window.on('close', (event) => {
    if (!guard.wanted()) event.preventDefault();
  });
  // Windows ends the session of its user.
  window.on('session-end', guard.allow);
}

/** In both languages: which one the till speaks, only its page would know. */
async function askToClose(window: BrowserWindow | undefined): Promise<boolean> {
  if (!window) return true;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    buttons: ['留下 Stay', '关闭 Close'],
    defaultId: 0,
    cancelId: 0,
    message: '收银画面没有回应，仍要关闭吗？\nThe screen does not answer. Close it all the same?',
    detail: '未了结的事都已记下，下次打开会接着处理。\nWhat is open is written down and goes on at the next start.',
  });
  return response === 1;
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
