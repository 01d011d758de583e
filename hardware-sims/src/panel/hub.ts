/** The page's end of the simulators' HTTP and WebSocket side. */
import type {
  Announcement,
  Card,
  Device,
  LiveMessage,
  LogEntry,
  Phone,
  Preset,
  Receipt,
  WaitingOrder,
} from './api-types.ts';

const reconnectMs = 1000;

export interface HubListener {
  connected(connected: boolean): void;
  devices(devices: Device[]): void;
  device(device: Device): void;
  phone(phone: Phone): void;
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
  hand(deviceId: string, hand: string, body: Record<string, unknown> = {}): Promise<boolean> {
    return this.post(`/api/devices/${deviceId}/hands/${hand}`, body);
  }

  phoneHand(hand: string, body: Record<string, unknown> = {}): Promise<boolean> {
    return this.post(`/api/phone/hands/${hand}`, body);
  }

  setRates(deviceId: string, rates: Record<string, number>): Promise<boolean> {
    return this.post(`/api/devices/${deviceId}/faults`, rates);
  }

  record(deviceId: string, on: boolean): Promise<boolean> {
    return this.post(`/api/devices/${deviceId}/recording`, { on });
  }

  replay(deviceId: string, recording: string, pace: 'recorded' | 'fast'): Promise<boolean> {
    return this.post(`/api/devices/${deviceId}/replay`, { recording, pace });
  }

  stopReplay(deviceId: string): Promise<boolean> {
    return this.send('DELETE', `/api/devices/${deviceId}/replay`);
  }

  /** Orders whose QR code stands on some till's customer display; none where the channel does not answer. */
  async ordersInSight(): Promise<WaitingOrder[]> {
    const response = await fetch('/api/phone/orders');
    if (response.ok) return (await response.json()) as WaitingOrder[];
    this.listener.refused((await response.json()) as { code: string; message: string });
    return [];
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

  phoneLog(): Promise<LogEntry[]> {
    return this.read('/api/phone/log');
  }

  receiptsOf(deviceId: string): Promise<Receipt[]> {
    return this.read(`/api/devices/${deviceId}/receipts`);
  }

  announcementsOf(deviceId: string): Promise<Announcement[]> {
    return this.read(`/api/devices/${deviceId}/announcements`);
  }

  private post(path: string, body: Record<string, unknown>): Promise<boolean> {
    return this.send('POST', path, body);
  }

  private async send(method: 'POST' | 'DELETE', path: string, body?: Record<string, unknown>): Promise<boolean> {
    try {
      const response = await fetch(path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      });
      if (response.ok) return true;
      this.listener.refused((await response.json()) as { code: string; message: string });
    } catch (error) {
      this.listener.refused({ code: 'PANEL_GONE', message: String(error) });
    }
    return false;
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
      case 'phone':
        this.listener.phone(message.phone);
        return;
      case 'log':
        this.listener.log(message.entry);
    }
  }
}
