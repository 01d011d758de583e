/** The page's end of the simulators' HTTP and WebSocket side. */
import type { Announcement, Card, Device, LiveMessage, LogEntry, Preset, Receipt } from './api-types.ts';

const reconnectMs = 1000;

export interface HubListener {
  connected(connected: boolean): void;
  devices(devices: Device[]): void;
  device(device: Device): void;
  log(entry: LogEntry): void;
  refused(refusal: { code: string; message: string }): void;
}

export class Hub {
  private readonly listener: HubListener;

  constructor(listener: HubListener) {
    this.listener = listener;
  }

  follow(): void {
    const socket = new WebSocket(`ws://${location.host}/api/live`);
    socket.addEventListener('open', () => this.listener.connected(true));
    socket.addEventListener('message', (event) => this.take(JSON.parse(String(event.data)) as LiveMessage));
    socket.addEventListener('close', () => {
      this.listener.connected(false);
      setTimeout(() => this.follow(), reconnectMs);
    });
  }

  /** Moves a hand; a refusal is shown, not thrown. */
  async hand(deviceId: string, hand: string, body: Record<string, unknown> = {}): Promise<boolean> {
    try {
      const response = await fetch(`/api/devices/${deviceId}/hands/${hand}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.ok) return true;
      this.listener.refused((await response.json()) as { code: string; message: string });
    } catch (error) {
      this.listener.refused({ code: 'PANEL_GONE', message: String(error) });
    }
    return false;
  }

  cards(): Promise<Card[]> {
    return this.read('/api/cards');
  }

  presets(): Promise<Preset[]> {
    return this.read('/api/presets');
  }

  logOf(deviceId: string): Promise<LogEntry[]> {
    return this.read(`/api/devices/${deviceId}/log`);
  }

  receiptsOf(deviceId: string): Promise<Receipt[]> {
    return this.read(`/api/devices/${deviceId}/receipts`);
  }

  announcementsOf(deviceId: string): Promise<Announcement[]> {
    return this.read(`/api/devices/${deviceId}/announcements`);
  }

  private async read<T>(path: string): Promise<T> {
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  }

  private take(message: LiveMessage): void {
    switch (message.kind) {
      case 'devices':
        this.listener.devices(message.devices);
        return;
      case 'device':
        this.listener.device(message.device);
        return;
      case 'log':
        this.listener.log(message.entry);
    }
  }
}
