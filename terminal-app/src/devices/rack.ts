/**
 * The devices of a till by their roles: made from their settings, changed while the till runs, tried by a person.
 */
import { type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import type { ReaderEvent, TestResult, TillDevices } from '../host/till-devices.ts';
import { absentDevice, type DeviceHealth, type DeviceKind, type DeviceState } from './device-state.ts';
import type { FoundDevice } from './discovery/discovery.ts';
import { type Drivers, type Heard, makeDrivers } from './drivers.ts';
import type { Logo } from './printer/logo.ts';
import type { PrintQueueStore } from './printer/print-queue.ts';
import { testPage } from './printer/slips.ts';
import { MagneticReader } from './reader/magnetic-reader.ts';
import { readerPorts } from './reader/make-reader.ts';
import {
  type DeviceRole,
  type DeviceSettings,
  deviceRoles,
  type RoleOptions,
  type RoleSettings,
  roleOptions,
  roleSettings,
  withKeptPassword,
} from './settings/device-settings.ts';
import type { DeviceSettingsStore } from './settings/settings-file.ts';
import { addressText } from './transport/address.ts';

export interface DeviceRackOptions {
  /** By the process's settings, for roles that nobody set up here. */
  presets: RoleSettings;
  store: DeviceSettingsStore;
  queue: PrintQueueStore;
  logo?: Logo | null;
  findDevices(): Promise<FoundDevice[]>;
  clock: Clock;
  /** The till's time, for what a person sees. */
  nowMs(): number;
  random: Random;
  log: Log;
}

/** A code that is read within this after the scanner's test began is the test's and no sale's. */
const scanTestMs = 15_000;
/** The system is asked what is plugged in at most this often. */
const findEveryMs = 1_000;

export class DeviceRack implements TillDevices {
  private readonly options: DeviceRackOptions;
  private settings: DeviceSettings;
  private drivers: Drivers;
  private readonly heard: Heard = { scan: () => undefined, reader: () => undefined, state: () => undefined };
  private scanTestUntilMs = 0;
  private finding: { atMs: number; devices: Promise<FoundDevice[]> } | null = null;
  /** One change after the other. */
  private changing: Promise<unknown> = Promise.resolve();

  /** @throws CodedError DEVICE_BAD_SETTINGS */
  constructor(options: DeviceRackOptions) {
    this.options = options;
    this.settings = options.store.load();
    this.drivers = makeDrivers({ ...options.presets, ...this.settings }, this.parts());
  }

  get reader() {
    return readerPorts(this.drivers.reader).reader;
  }

  get terminal() {
    return readerPorts(this.drivers.reader).terminal;
  }

  get printer() {
    return this.drivers.printer;
  }

  get speaker() {
    return this.drivers.speaker;
  }

  get scale() {
    return this.drivers.scale;
  }

  get pole() {
    return this.drivers.pole;
  }

  states(): readonly DeviceState[] {
    const { scanner, reader, printer, speaker, scale, pole } = this.drivers;
    return [
      scanner?.state ?? absentDevice('scanner'),
      reader?.state ?? absentDevice('reader'),
      printer?.state ?? absentDevice('printer'),
      printer?.drawer ?? absentDevice('drawer'),
      speaker?.state ?? absentDevice('speaker'),
      scale?.state ?? absentDevice('scale'),
      pole?.state ?? absentDevice('pole'),
    ];
  }

  health(kind: DeviceKind): DeviceHealth & { options: RoleOptions } {
    if (kind === 'drawer') return { address: '', counters: {}, waiting: 0, detail: '', options: {} };
    const settings = this.roleNow(kind);
    const address = addressText(settings.address);
    const options = roleOptions(settings);
    const { reader } = this.drivers;
    if (kind === 'reader') {
      const detail = reader instanceof MagneticReader ? reader.detail : '';
      return { address, counters: { ...reader?.counters() }, waiting: 0, detail, options };
    }
    const health = this.drivers[kind]?.health ?? { counters: {}, waiting: 0, detail: '' };
    return { ...health, address, options };
  }

  counters(): Readonly<Partial<Record<DeviceKind, Readonly<Record<string, number>>>>> {
    const present = deviceRoles.filter((role) => this.drivers[role]);
    return Object.fromEntries(present.map((role) => [role, this.health(role).counters]));
  }

  start(handlers: { onScan(code: string): void; onReader(event: ReaderEvent): void; onState(): void }): void {
    this.heard.scan = handlers.onScan;
    this.heard.reader = handlers.onReader;
    this.heard.state = handlers.onState;
    for (const role of deviceRoles) this.drivers[role]?.start();
  }

  async stop(): Promise<void> {
    await this.changing;
    await Promise.all(deviceRoles.map((role) => this.drivers[role]?.stop()));
  }

  /** What is plugged in, as it was at most a second ago. */
  find(): Promise<readonly FoundDevice[]> {
    const nowMs = this.options.clock.monotonicMs();
    if (!this.finding || nowMs - this.finding.atMs >= findEveryMs) {
      this.finding = { atMs: nowMs, devices: this.options.findDevices() };
    }
    return this.finding.devices;
  }

  /** Durable before the old device is let go of. @returns a code where it was refused */
  async setUp(role: DeviceRole, given: { address: string; options: RoleOptions }): Promise<string | null> {
    const options = role === 'speaker' ? withKeptPassword(given, this.roleNow(role)) : given.options;
    const settings = roleSettings(role, { ...given, options });
    if (!settings) return 'DEVICE_BAD_SETTING';
    if (addressText(settings.address) !== 'none' && this.addressInUse(role, addressText(settings.address))) {
      return 'DEVICE_IN_USE';
    }
    const next = { ...this.settings, [role]: settings };
    this.options.store.save(next);
    this.settings = next;
    this.changing = this.changing.then(() => this.replace(role));
    await this.changing;
    return null;
  }

  async test(kind: DeviceKind, who: { tillName: string }): Promise<TestResult> {
    const { reader, printer, speaker, scale, pole } = this.drivers;
    const state = this.states().find((one) => one.kind === kind);
    if (!state || state.state === 'absent') return { kind: 'refused', code: 'DEVICE_NOT_SET_UP' };
    if (state.state === 'disconnected') {
      const code = state.reasonCode === 'NOT_CONNECTED' ? 'DEVICE_NOT_CONNECTED' : state.reasonCode;
      return { kind: 'refused', code };
    }
    switch (kind) {
      case 'scanner':
        this.scanTestUntilMs = this.options.clock.nowMs() + scanTestMs;
        return { kind: 'done' };
      case 'printer':
        printer?.recover();
        printer?.print(testPage({ nowMs: this.options.nowMs(), tillName: who.tillName }, printer.paper));
        return { kind: 'done' };
      case 'drawer':
        printer?.openDrawer();
        return { kind: 'done' };
      case 'speaker':
        speaker?.test();
        return { kind: 'done' };
      case 'scale':
        return scale ? { kind: 'weight', weight: await scale.readWeight() } : { kind: 'done' };
      case 'pole':
        pole?.test();
        return { kind: 'done' };
      case 'reader':
        return state.reasonCode || !reader ? { kind: 'refused', code: state.reasonCode } : await reader.test();
    }
  }

  private addressInUse(by: DeviceRole, address: string): boolean {
    return deviceRoles.some((role) => role !== by && addressText(this.roleNow(role).address) === address);
  }

  private roleNow<Role extends DeviceRole>(role: Role): RoleSettings[Role] {
    return (this.settings[role] as RoleSettings[Role] | undefined) ?? this.options.presets[role];
  }

  private async replace(role: DeviceRole): Promise<void> {
    const before = this.drivers[role];
    try {
      await before?.stop();
    } catch (error) {
      this.options.log.warn({ role, error: errorText(error) }, 'devices.not_stopped');
    }
    const made = makeDrivers({ ...this.options.presets, ...this.settings }, this.parts(), role);
    this.drivers = { ...this.drivers, [role]: made[role] };
    this.drivers[role]?.start();
    this.options.log.info({ role, address: addressText(this.roleNow(role).address) }, 'devices.set_up');
    this.heard.state();
  }

  private parts() {
    const { clock, nowMs, random, log, queue, logo = null } = this.options;
    return {
      common: { clock, nowMs, random, log, onState: () => this.heard.state() },
      queue,
      logo,
      onScan: (code: string) => this.scanned(code),
      onReader: (event: ReaderEvent) => this.heard.reader(event),
    };
  }

  private scanned(code: string): void {
    if (this.options.clock.nowMs() >= this.scanTestUntilMs) {
      this.heard.scan(code);
      return;
    }
    this.scanTestUntilMs = 0;
  }
}
