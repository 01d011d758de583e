/** A device on its line: the faults, the log, and what records and replays it stand between them. */
import { type Cancel, type Clock, errorText, type SeededRandom } from '@qiantai/foundation';
import { simError } from '../errors.ts';
import type { Line, LineFrame } from '../lines/line.ts';
import { type CommonHand, commonHandsOf, readCommonHand } from './common-hands.ts';
import type { DevicePorts, HandResult, OutFrame, SimulatedDevice } from './device.ts';
import { FaultInjector, type FaultRates } from './faults.ts';
import type { FrameLog } from './frame-log.ts';
import { Recording, readRecording } from './recording.ts';
import { Replay, type ReplayState } from './replay.ts';

export interface MountOptions<Device extends SimulatedDevice = SimulatedDevice> {
  id: string;
  line: Line;
  makeDevice(ports: DevicePorts): Device;
  clock: Clock;
  random: SeededRandom;
  shopNowMs(): number;
  log: FrameLog;
  faults?: FaultRates;
  /** The device's state, or its line's, is another one now. */
  changed(): void;
}

export class MountedDevice<Device extends SimulatedDevice = SimulatedDevice> {
  readonly id: string;
  readonly device: Device;
  readonly faults: FaultInjector;
  private readonly line: Line;
  private readonly options: MountOptions<Device>;
  private plugged = false;
  private lastTrouble = '';
  private wrongModel = '';
  private recording: Recording | undefined;
  private replay: Replay | undefined;
  private cancelReplug: Cancel | undefined;
  /** Frames that a fault delays, behind one another, and the end of what sticks by the seed. */
  private readonly late = new Set<() => void>();

  constructor(options: MountOptions<Device>) {
    this.options = options;
    this.id = options.id;
    this.line = options.line;
    this.faults = new FaultInjector({ random: options.random, clock: options.clock, rates: options.faults });
    this.device = options.makeDevice({
      clock: options.clock,
      random: options.random,
      shopNowMs: options.shopNowMs,
      send: (frame) => this.send(frame),
      heard: (bytes, words, routine) => this.write({ direction: 'in', words, bytes, routine }),
      note: (words) => this.note(words),
      mishap: (kind) => this.faults.mishap(kind),
      modelOf: (own) => this.wrongModel || own,
      changed: options.changed,
    });
  }

  async plug(): Promise<void> {
    this.cancelReplug?.();
    if (this.plugged) return;
    this.plugged = true;
    this.device.powerBack();
    await this.line.plug({
      received: (bytes) => this.receive(bytes),
      peerArrived: () => {
        this.lastTrouble = '';
        this.note('till opened the line');
        this.device.peerArrived();
        this.options.changed();
      },
      peerLeft: () => {
        this.note('till left the line');
        this.device.peerLeft();
        this.options.changed();
      },
      trouble: (words) => this.noteTrouble(words),
    });
    this.note('plugged in');
    this.options.changed();
  }

  async unplug(): Promise<void> {
    this.cancelReplug?.();
    if (!this.plugged) return;
    this.plugged = false;
    this.replay?.stop();
    // Power off and on is how a person frees what is stuck.
    this.faults.stick(false);
    for (const cancel of this.late) cancel();
    this.late.clear();
    await this.line.unplug();
    this.device.powerCut();
    this.note('unplugged');
    this.options.changed();
  }

  /** @throws CodedError when there is no such hand, its input is wrong, or it can do nothing now. */
  async hand(name: string, body: unknown): Promise<HandResult> {
    const common = readCommonHand(name, body, this.device);
    if (common) return await this.commonHand(common);
    if (!this.device.hands.includes(name)) {
      const hands = this.handNames().join(', ');
      throw simError('HAND_UNKNOWN', { kind: this.device.kind, hand: name, hands });
    }
    if (!this.plugged && !mechanical.includes(this.device.kind)) {
      throw simError('DEVICE_UNPLUGGED', { device: this.id });
    }
    if (this.replaying) throw simError('REPLAY_RUNS', { device: this.id });
    return this.device.hand(name, body);
  }

  snapshot() {
    return {
      id: this.id,
      kind: this.device.kind,
      address: this.line.address,
      plugged: this.plugged,
      peer: this.plugged && this.line.peer,
      hands: this.handNames(),
      armedFaults: this.faults.waiting.map((fault) => fault.kind),
      stuck: this.faults.stuck,
      wrongModel: this.wrongModel,
      faultRates: this.faults.rates,
      recording: this.recording?.state ?? null,
      replay: this.replay?.state ?? null,
      state: this.device.snapshot(),
    };
  }

  setRates(rates: FaultRates): void {
    this.faults.rates = rates;
    this.options.changed();
  }

  /** Begins a new recording, or ends the one that runs. */
  record(on: boolean): Recording['state'] {
    if (on && !this.recording?.state.running) {
      const { clock, shopNowMs } = this.options;
      this.recording = new Recording({ clock, device: this.id, kind: this.device.kind, startedAtMs: shopNowMs() });
      this.note('recording');
    }
    if (!on && this.recording?.state.running) {
      this.recording.stop();
      this.note('recording ended');
    }
    this.options.changed();
    return this.recorded.state;
  }

  /** The recording that runs, or the last one. @throws CodedError RECORDING_NONE */
  get recorded(): Recording {
    if (!this.recording) throw simError('RECORDING_NONE', { device: this.id });
    return this.recording;
  }

  /** @throws CodedError RECORDING_INVALID, REPLAY_RUNS, DEVICE_NO_PEER */
  startReplay(text: string, pace: 'recorded' | 'fast'): ReplayState {
    if (this.replaying) throw simError('REPLAY_RUNS', { device: this.id });
    const recorded = readRecording(text, { id: this.id, kind: this.device.kind });
    if (!this.plugged || !this.line.peer) throw simError('DEVICE_NO_PEER', { device: this.id });
    this.replay = new Replay({
      recorded,
      pace,
      clock: this.options.clock,
      send: (frame) => {
        this.write({ direction: 'out', words: 'replayed', bytes: frame.bytes });
        this.putOnLine(frame);
      },
      changed: this.options.changed,
    });
    this.note(`replays ${recorded.entries.length} pieces`);
    this.replay.start();
    return this.replay.state;
  }

  stopReplay(): ReplayState | null {
    this.replay?.stop();
    return this.replayState;
  }

  get replayState(): ReplayState | null {
    return this.replay?.state ?? null;
  }

  private get replaying(): boolean {
    return this.replay?.state.status === 'running';
  }

  private handNames(): string[] {
    return [...this.device.hands, ...commonHandsOf(this.device)];
  }

  private async commonHand(hand: CommonHand): Promise<HandResult> {
    switch (hand.kind) {
      case 'unplug':
        await this.unplug();
        return { plugged: false };
      case 'plug':
        await this.plug();
        return { plugged: true };
      case 'replug':
        await this.unplug();
        this.replugIn(hand.afterMs);
        return { plugged: false, pluggedInMs: hand.afterMs };
      case 'arm':
        this.faults.arm(hand.fault);
        this.options.changed();
        return { armed: this.faults.waiting.length };
      case 'stick':
        this.faults.stick(hand.on);
        this.note(hand.on ? 'stuck: nothing comes out' : 'no longer stuck');
        this.options.changed();
        return { stuck: this.faults.stuck };
      case 'wrong-model':
        this.wrongModel = hand.model;
        this.note(hand.model === '' ? 'says its own model' : `says it is a ${hand.model}`);
        this.options.changed();
        return { wrongModel: this.wrongModel };
    }
  }

  private replugIn(delayMs: number): void {
    this.cancelReplug = this.options.clock.setTimeout(() => {
      this.plug().catch((error: unknown) => this.noteTrouble(errorText(error)));
    }, delayMs);
  }

  /** A cable that the seed pulls: after the frame that was being sent, not within it. */
  private pullBriefly(unpluggedMs: number): void {
    this.cancelReplug = this.options.clock.setTimeout(() => {
      this.unplug().then(
        () => this.replugIn(unpluggedMs),
        (error: unknown) => this.noteTrouble(errorText(error)),
      );
    }, 0);
  }

  private receive(bytes: Uint8Array): void {
    this.keep('in', { bytes });
    if (!this.replaying) {
      this.device.receive(bytes);
      return;
    }
    this.write({ direction: 'in', words: 'to the replay', bytes });
    this.replay?.receive(bytes);
  }

  private send(frame: OutFrame): void {
    if (!this.plugged || this.replaying) return;
    if (!this.line.peer) {
      this.write({ ...frame, direction: 'out', fault: 'unheard' });
      return;
    }
    const armedBefore = this.faults.waiting.length;
    const struck = this.faults.strike(frame.bytes);
    if (armedBefore !== this.faults.waiting.length || struck.fault === 'stuck') this.options.changed();
    this.write({ ...frame, direction: 'out', bytes: struck.copies[0] ?? frame.bytes, fault: struck.fault });
    for (const bytes of struck.copies) this.sendAfter(struck.delayMs, { ...frame, bytes });
    if (struck.stuckMs !== undefined) this.later(this.options.changed, struck.stuckMs);
    if (struck.unpluggedMs !== undefined) this.pullBriefly(struck.unpluggedMs);
  }

  private sendAfter(delayMs: number, frame: OutFrame): void {
    if (delayMs <= 0) {
      this.putOnLine(frame);
      return;
    }
    this.later(() => this.putOnLine(frame), delayMs);
  }

  /** Forgotten when the cable is pulled. */
  private later(callback: () => void, delayMs: number): void {
    const cancel = this.options.clock.setTimeout(() => {
      this.late.delete(cancel);
      callback();
    }, delayMs);
    this.late.add(cancel);
  }

  private putOnLine(frame: LineFrame): void {
    this.keep('out', frame);
    this.line.send(frame);
  }

  private keep(direction: 'in' | 'out', frame: LineFrame): void {
    if (!this.recording?.state.running) return;
    this.recording.add(direction, frame);
    this.options.changed();
  }

  /** A trouble that goes on (no broker, tried every second) is told once. */
  private noteTrouble(words: string): void {
    if (words !== this.lastTrouble) this.note(words);
    this.lastTrouble = words;
  }

  private note(words: string): void {
    this.write({ direction: 'event', words });
  }

  private write(entry: Omit<Parameters<FrameLog['write']>[0], 'deviceId'>): void {
    this.options.log.write({ ...entry, deviceId: this.id });
  }
}

/** What needs no power to be moved: paper, covers, goods on a plate. */
const mechanical: readonly string[] = ['printer', 'scale'];
