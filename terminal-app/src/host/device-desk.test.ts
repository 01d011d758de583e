import { silentLog } from '@qiantai/foundation';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TillReply } from '../contract/till-contract.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { TillState } from '../sale/model.ts';
import { samples } from '../sale/test-samples.ts';
import type { DeviceCommand } from './commands.ts';
import { DeviceDesk, isDeviceCommand } from './device-desk.ts';
import { noDevices, type TestResult, type TillDevices, type WeightResult } from './till-devices.ts';

const { stages } = samples('device-desk');
const session = { token: 't', operatorId: 'O1', operatorName: '小王', businessDate: '2026-01-01' };
const stateWith = (rights: readonly string[] | null, stage: TillState['stage'] = { status: 'selling' }) =>
  ({ session: rights && { ...session, rights }, stage }) as TillState;

let state: TillState;
let looked: number;
let done: unknown[];
let testResult: TestResult;
let setUpCode: string | null;
let drawerRefusal: AgentFailure | null;
let devices: TillDevices;
let desk: DeviceDesk;
let isTraining: boolean;

beforeEach(() => {
  state = stateWith(['devices.set_up']);
  looked = 0;
  isTraining = false;
  done = [];
  testResult = { kind: 'done' };
  setUpCode = null;
  drawerRefusal = null;
  devices = {
    ...noDevices,
    scale: { readWeight: () => Promise.resolve<WeightResult>({ kind: 'stable', weightG: 1250 }) },
    find: () => Promise.resolve([{ address: 'serial:/dev/x', name: 'x', roles: ['scale'] }]),
    test: (kind, { tillName }) => {
      done.push([kind, tillName]);
      return Promise.resolve(testResult);
    },
    setUp: (role, { address, options }) => {
      done.push([role, address, options]);
      return Promise.resolve(setUpCode);
    },
  };
  desk = newDesk();
});

const newDesk = () =>
  new DeviceDesk({
    devices,
    log: silentLog,
    state: () => state,
    tillName: () => '收银台 1',
    isTraining: () => isTraining,
    recordDrawerOpened: () => {
      if (drawerRefusal) return Promise.reject(drawerRefusal);
      done.push('journalled');
      return Promise.resolve();
    },
    onLooked: () => {
      looked += 1;
    },
  });
const setScale: DeviceCommand = { type: 'set_device', role: 'scale', address: 'serial:/dev/x', options: { a: 1 } };
const all: DeviceCommand[] = [
  { type: 'read_scale' },
  { type: 'find_devices' },
  { type: 'test_device', kind: 'drawer' },
  { type: 'test_device', kind: 'printer' },
  setScale,
];
const codeOf = (reply: TillReply) => (reply.ok ? '' : reply.error.code);
const codes = async () => {
  const replies: string[] = [];
  for (const command of all) replies.push(codeOf(await desk.command(command)));
  return replies;
};

describe('commands about devices', () => {
  it('want somebody signed in, and the right for all but weighing', async () => {
    state = stateWith(null);
    expect(await codes()).toEqual(Array(5).fill('SIGN_IN_FIRST'));
    state = stateWith([]);
    expect(await codes()).toEqual(['', ...Array(4).fill('RIGHT_MISSING')]);
    state = stateWith(['drawer.open']);
    expect(await codes()).toEqual(['', 'RIGHT_MISSING', '', 'RIGHT_MISSING', 'RIGHT_MISSING']);
    state = stateWith(['devices.set_up']);
    expect(await codes()).toEqual(['', '', '', '', '']);
  });

  it('find, weigh, try and set up', async () => {
    expect(await desk.command({ type: 'find_devices' })).toEqual({
      ok: true,
      found: [{ address: 'serial:/dev/x', name: 'x', roles: ['scale'] }],
    });
    expect(await desk.command({ type: 'read_scale' })).toMatchObject({ weight: { kind: 'stable', weightG: 1250 } });
    await desk.command({ type: 'test_device', kind: 'printer' });
    await desk.command(setScale);
    expect(done).toEqual([
      ['printer', '收银台 1'],
      ['scale', 'serial:/dev/x', { a: 1 }],
    ]);
    expect(looked).toBe(2);
  });

  it('say the last payment again for whoever is signed in, or why not', async () => {
    const again: DeviceCommand = { type: 'replay_speech' };
    expect(codeOf(await desk.command(again))).toBe('DEVICE_NOT_SET_UP');
    let code: string | null = 'SPEAKER_NOTHING_SAID';
    devices = { ...devices, speaker: { announce: () => undefined, replayLast: () => code } };
    desk = newDesk();
    state = stateWith(null);
    expect(codeOf(await desk.command(again))).toBe('SIGN_IN_FIRST');
    state = stateWith([]);
    expect(codeOf(await desk.command(again))).toBe('SPEAKER_NOTHING_SAID');
    code = null;
    expect(await desk.command(again)).toEqual({ ok: true });
    isTraining = true;
    expect(codeOf(await desk.command(again))).toBe('TRAINING_NOW');
  });

  it('open the drawer after the journal knows of it, and not at all where it does not', async () => {
    const command = { type: 'test_device', kind: 'drawer' } as const;
    expect(codeOf(await desk.command(command))).toBe('');
    expect(done).toEqual(['journalled', ['drawer', '收银台 1']]);
    drawerRefusal = new AgentFailure('refused', 'RIGHT_MISSING', 'not this one');
    expect(codeOf(await desk.command(command))).toBe('RIGHT_MISSING');
    drawerRefusal = new AgentFailure('gone', 'AGENT_GONE', 'nobody there');
    expect(codeOf(await desk.command(command))).toBe('AGENT_GONE');
    expect(done).toHaveLength(2);
  });

  it('say what a test gave, or why there was none', async () => {
    testResult = { kind: 'weight', weight: { kind: 'overload' } };
    const command = { type: 'test_device', kind: 'scale' } as const;
    expect(await desk.command(command)).toEqual({ ok: true, weight: { kind: 'overload', weightG: 0 } });
    testResult = { kind: 'refused', code: 'DEVICE_NOT_CONNECTED' };
    expect(codeOf(await desk.command(command))).toBe('DEVICE_NOT_CONNECTED');
    devices = noDevices;
    desk = newDesk();
    expect(codeOf(await desk.command(command))).toBe('DEVICE_NOT_SET_UP');
    expect(await desk.command({ type: 'find_devices' })).toEqual({ ok: true, found: [] });
    expect(await desk.command({ type: 'read_scale' })).toMatchObject({ weight: { kind: 'not_connected' } });
  });

  it('change no device while a payment may be at it', async () => {
    for (const stage of Object.values(stages)) {
      state = stateWith(['devices.set_up'], stage);
      expect(codeOf(await desk.command(setScale))).toBe(stage.status === 'selling' ? '' : 'NOT_NOW');
    }
  });

  it('tell why a device was not set up', async () => {
    setUpCode = 'DEVICE_IN_USE';
    expect(codeOf(await desk.command(setScale))).toBe('DEVICE_IN_USE');
  });

  it('are bounded while one hangs, and survive a fault', async () => {
    let release: () => void = () => undefined;
    devices = {
      ...noDevices,
      scale: {
        readWeight: () =>
          new Promise((resolve) => {
            release = () => resolve({ kind: 'no_answer' });
          }),
      },
      find: () => Promise.reject(new Error('no hidraw here')),
    };
    desk = newDesk();
    const first = desk.command({ type: 'read_scale' });
    const waiting = Array.from({ length: 19 }, () => desk.command({ type: 'find_devices' }));
    expect(codeOf(await desk.command({ type: 'find_devices' }))).toBe('TILL_BUSY');
    release();
    expect((await first).ok).toBe(true);
    expect((await Promise.all(waiting)).map(codeOf)).toEqual(Array(19).fill('TILL_FAULT'));
  });

  it('are told from commands of the sale', () => {
    expect(all.every(isDeviceCommand)).toBe(true);
    expect(isDeviceCommand({ type: 'begin_tender' })).toBe(false);
  });
});
