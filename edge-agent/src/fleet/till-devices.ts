/** What the tills said of their devices, in the words of the fleet's report. */
import type { DeviceState } from '@qiantai/protos';
import type { TillHealth as SaidByTill } from '../status/board.ts';
import type { TillHealth } from './health.ts';

const states: Readonly<Record<string, DeviceState>> = {
  ready: 'ready',
  connected: 'ready',
  connecting: 'degraded',
  disconnected: 'failed',
  fault: 'failed',
  faulty: 'failed',
  off: 'absent',
  absent: 'absent',
};

export function tillHealthOf(said: SaidByTill): TillHealth {
  const { terminalId, appVersion, reportedAtMs, devices } = said;
  return {
    terminalId,
    appVersion,
    lastSeenMs: reportedAtMs,
    devices: Object.fromEntries(devices.map(({ kind, state }) => [kind, states[state] ?? 'unknown'])),
  };
}
