/** What a person does with the devices beside the sale: weigh, look for them, try them, set them up. */
import { errorText, type Log, unreachable } from '@qiantai/foundation';
import type { TillCommand, TillReply } from '../contract/till-contract.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { TillState } from '../sale/model.ts';
import type { DeviceCommand } from './commands.ts';
import type { TillDevices, WeightResult } from './till-devices.ts';

export interface DeviceDeskOptions {
  devices: TillDevices;
  log: Log;
  state(): TillState;
  tillName(): string;
  /** The till trains: nothing real is said aloud. */
  isTraining(): boolean;
  /** Journals that the drawer is opened to try it. @throws AgentFailure where it is not allowed, or nobody answers */
  recordDrawerOpened(): Promise<void>;
  /** What is known of the devices moved on; screens may show it. */
  onLooked(): void;
}

const commands = { read_scale: true, replay_speech: true, find_devices: true, test_device: true, set_device: true };
/** Waiting for their turn; more means that something hangs. */
const waitingMax = 20;

export const isDeviceCommand = (command: TillCommand): command is DeviceCommand =>
  Object.hasOwn(commands, command.type);

export class DeviceDesk {
  private readonly options: DeviceDeskOptions;
  private turn: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(options: DeviceDeskOptions) {
    this.options = options;
  }

  /** One after the other, beside the till's own: a scale that does not come to rest holds up no scan. */
  command(command: DeviceCommand): Promise<TillReply> {
    if (this.waiting >= waitingMax) return Promise.resolve(refused('TILL_BUSY'));
    this.waiting += 1;
    const reply = this.turn
      .then(() => this.perform(command))
      .catch((error: unknown) => {
        if (error instanceof AgentFailure) return refused(error.kind === 'gone' ? 'AGENT_GONE' : error.code);
        this.options.log.error({ command: command.type, error: errorText(error) }, 'command.failed');
        return refused('TILL_FAULT');
      })
      .finally(() => {
        this.waiting -= 1;
      });
    this.turn = reply;
    return reply;
  }

  private async perform(command: DeviceCommand): Promise<TillReply> {
    const { session } = this.options.state();
    if (!session) return refused('SIGN_IN_FIRST');
    if (command.type === 'read_scale') return weighed((await this.options.devices.scale?.readWeight()) ?? noScale);
    if (command.type === 'replay_speech') {
      if (this.options.isTraining()) return refused('TRAINING_NOW');
      const { speaker } = this.options.devices;
      const code = speaker ? speaker.replayLast() : 'DEVICE_NOT_SET_UP';
      return code === null ? { ok: true } : refused(code);
    }
    const may = session.rights.includes('devices.set_up') || mayBeside(command, session.rights);
    return may ? this.setUp(command) : refused('RIGHT_MISSING');
  }

  private async setUp(command: Exclude<DeviceCommand, { type: 'read_scale' | 'replay_speech' }>): Promise<TillReply> {
    const { devices, state, tillName, onLooked } = this.options;
    switch (command.type) {
      case 'find_devices': {
        const found = (await devices.find?.()) ?? [];
        onLooked();
        return { ok: true, found: found.map((one) => ({ ...one, roles: [...one.roles] })) };
      }
      case 'test_device': {
        // Whoever tries it has it open: the journal knows of it before.
        if (command.kind === 'drawer') await this.options.recordDrawerOpened();
        const result = await devices.test?.(command.kind, { tillName: tillName() });
        onLooked();
        if (!result) return refused('DEVICE_NOT_SET_UP');
        if (result.kind === 'refused') return refused(result.code);
        if (result.kind === 'answered') return { ok: true, answers: [...result.answers] };
        return result.kind === 'weight' ? weighed(result.weight) : { ok: true };
      }
      case 'set_device': {
        // A payment may be at the reader, its receipt on the way to the printer.
        if (state().stage.status !== 'selling') return refused('NOT_NOW');
        const code = devices.setUp ? await devices.setUp(command.role, command) : 'DEVICE_BAD_SETTING';
        return code === null ? { ok: true } : refused(code);
      }
      default:
        return unreachable(command);
    }
  }
}

/** Who may open the drawer may also try it. */
function mayBeside(command: DeviceCommand, rights: readonly string[]): boolean {
  return command.type === 'test_device' && command.kind === 'drawer' && rights.includes('drawer.open');
}

const noScale: WeightResult = { kind: 'not_connected' };

function weighed(result: WeightResult): TillReply {
  return { ok: true, weight: { kind: result.kind, weightG: result.kind === 'stable' ? result.weightG : 0 } };
}

const refused = (code: string): TillReply => ({ ok: false, error: { code, params: {} } });
