/**
 * The bridge into a sandboxed page: the contract's frames both ways as `window.qiantai`, and nothing of Node
 * or Electron. Main checks every frame again; the page is not trusted.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { FromScreen } from '../contract/frames.ts';
import { bridgeChannels as channels } from './bridge-channels.ts';

contextBridge.exposeInMainWorld('qiantai', {
  post: (frame: FromScreen) => ipcRenderer.send(channels.command, frame),
  listen: (listener: { onFrame(frame: unknown): void; onLink(link: unknown): void }) => {
    ipcRenderer.on(channels.frame, (_event, frame: unknown) => listener.onFrame(frame));
    ipcRenderer.on(channels.link, (_event, link: unknown) => listener.onLink(link));
    ipcRenderer.send(channels.listen);
  },
});
