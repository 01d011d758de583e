/** All devices of one process, each made from its configuration and put on its line. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Clock, SeededRandom } from '@qiantai/foundation';
import type { DeviceConfig, DevicesFile } from './config.ts';
import type { DevicePorts, SimulatedDevice } from './device/device.ts';
import { FrameLog } from './device/frame-log.ts';
import { MountedDevice } from './device/mounted-device.ts';
import { simError } from './errors.ts';
import type { Line } from './lines/line.ts';
import { MqttLine } from './lines/mqtt-line.ts';
import { PtyLine } from './lines/pty-line.ts';
import { TcpLine } from './lines/tcp-line.ts';
import { PoleDisplay } from './pole/pole-display.ts';
import { ReceiptPrinter } from './printer/printer.ts';
import type { Receipt } from './printer/receipt.ts';
import { IntegratedTerminal } from './reader/integrated/integrated-terminal.ts';
import { terminalKeptSchema } from './reader/integrated/terminal-kept.ts';
import { keptSchema } from './reader/kept.ts';
import { KeptFile } from './reader/kept-file.ts';
import { CardReader } from './reader/reader.ts';
import { Scale } from './scale/scale.ts';
import { Scanner } from './scanner/scanner.ts';
import { type Announcement, Speaker } from './speaker/speaker.ts';
import { WalletReader } from './wallet/wallet-reader.ts';

export interface RackOptions {
  file: DevicesFile;
  dataDir: string;
  /** Time on the lines. Devices are of metal: they keep real time even where the shop's clock runs fast. */
  lineClock: Clock;
  shopNowMs(): number;
  random: SeededRandom;
}

export class Rack {
  readonly log: FrameLog;
  private readonly devices = new Map<string, MountedDevice>();
  private readonly listeners = new Set<(deviceId: string) => void>();

  constructor(options: RackOptions) {
    this.log = new FrameLog(() => options.shopNowMs());
    for (const config of options.file.devices) {
      const mounted = new MountedDevice({
        id: config.id,
        line: makeLine(config, options.lineClock),
        makeDevice: (ports) => withWallet(config, ports, options.dataDir),
        clock: options.lineClock,
        random: options.random.fork(config.id),
        shopNowMs: options.shopNowMs,
        log: this.log,
        faults: config.faults,
        changed: () => this.tell(config.id),
      });
      this.devices.set(config.id, mounted);
    }
  }

  /** Plugs everything in. */
  async start(): Promise<void> {
    for (const device of this.devices.values()) await device.plug();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.devices.values()].map((device) => device.unplug()));
  }

  all(): readonly MountedDevice[] {
    return [...this.devices.values()];
  }

  /** @throws CodedError DEVICE_UNKNOWN */
  find(id: string): MountedDevice {
    const found = this.devices.get(id);
    if (!found) throw simError('DEVICE_UNKNOWN', { device: id });
    return found;
  }

  /** @throws CodedError DEVICE_UNKNOWN, also for a device that does not print */
  receiptsOf(id: string): readonly Receipt[] {
    const { device } = this.find(id);
    if (!(device instanceof ReceiptPrinter)) throw simError('DEVICE_UNKNOWN', { device: `${id} that prints` });
    return device.receipts();
  }

  /** @throws CodedError DEVICE_UNKNOWN, also for a device that does not speak */
  announcementsOf(id: string): readonly Announcement[] {
    const { device } = this.find(id);
    if (!(device instanceof Speaker)) throw simError('DEVICE_UNKNOWN', { device: `${id} that speaks` });
    return device.played();
  }

  /** Calls back with the id of each device whose state changed. */
  follow(listener: (deviceId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(deviceId: string): void {
    for (const listener of this.listeners) listener(deviceId);
  }
}

function makeLine(config: DeviceConfig, clock: Clock): Line {
  switch (config.interface) {
    case 'serial':
      return new PtyLine({ link: config.link, clock, bitsPerSecond: config.bitsPerSecond });
    case 'hid-tcp':
    case 'tcp':
      return new TcpLine({ port: config.port });
    case 'mqtt':
      return new MqttLine(config);
  }
}

/** Beside a reader there is a customer with a wallet. */
function withWallet(config: DeviceConfig, ports: DevicePorts, dataDir: string): SimulatedDevice {
  if (config.kind !== 'reader') return makeDevice(config, ports, dataDir);
  return new WalletReader(ports, (readerPorts) => makeDevice(config, readerPorts, dataDir));
}

function makeDevice(config: DeviceConfig, ports: DevicePorts, dataDir: string): SimulatedDevice {
  switch (config.kind) {
    case 'scanner':
      return new Scanner(ports, { framing: config.interface === 'hid-tcp' ? 'hid' : 'serial' });
    case 'reader':
      if (config.protocol === 'pos-integrado') {
        return new IntegratedTerminal(ports, {
          commerceCode: '597029414300',
          terminalId: terminalIdOf(config.id),
          kept: new KeptFile(join(dataDir, `${config.id}.json`), terminalKeptSchema),
        });
      }
      return new CardReader(ports, {
        serial: config.id.toUpperCase(),
        baseKeyHex: config.bdkHex,
        initialKeySerialNumberHex: config.initialKeySerialNumberHex ?? serialNumberOf(config.id),
        kept: new KeptFile(join(dataDir, `${config.id}.json`), keptSchema),
      });
    case 'printer':
      return new ReceiptPrinter(ports, { columns: config.columns });
    case 'scale':
      return new Scale(ports, config);
    case 'pole':
      return new PoleDisplay(ports);
    case 'speaker':
      return new Speaker(ports, {
        framing: config.interface === 'mqtt' ? 'messages' : 'lines',
        playMs: config.playMs,
      });
  }
}

/** Eight letters and digits, of its own for each terminal. */
function terminalIdOf(deviceId: string): string {
  return createHash('sha256').update(deviceId).digest('hex').slice(0, 8).toUpperCase();
}

/** A key serial number of its own for each reader that was given none, its counter at 0. */
function serialNumberOf(deviceId: string): string {
  const digits = createHash('sha256').update(deviceId).digest('hex').slice(0, 6).toUpperCase();
  return `FFFF9876${digits}E00000`;
}
