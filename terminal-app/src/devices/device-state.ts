/** What a screen shows of a device. */
export type DeviceKind = 'scanner' | 'reader' | 'printer' | 'drawer' | 'speaker';

export interface DeviceState {
  kind: DeviceKind;
  state: 'absent' | 'connected' | 'disconnected' | 'fault';
  /** Why it is not well, a code; empty when it is. */
  reasonCode: string;
  /** The instant of its last sign of life; 0: none yet. */
  lastSeenMs: number;
}

export const absentDevice = (kind: DeviceKind): DeviceState => ({
  kind,
  state: 'absent',
  reasonCode: '',
  lastSeenMs: 0,
});
