/** What a screen shows of a device. */
export const deviceKinds = ['scanner', 'reader', 'printer', 'drawer', 'speaker', 'scale', 'pole'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

export interface DeviceState {
  kind: DeviceKind;
  state: 'absent' | 'connected' | 'disconnected' | 'fault';
  /** Why it is not well, or what is to be seen to soon; a code, empty when it is well. */
  reasonCode: string;
  /** The instant of its last sign of life; 0: none yet. */
  lastSeenMs: number;
}

/** What a person who looks after devices sees beside the state. */
export interface DeviceHealth {
  /** Such as `serial:/dev/ttyUSB0`; '' for a device that is set up nowhere. */
  address: string;
  counters: Readonly<Record<string, number>>;
  /** Jobs that wait for it. */
  waiting: number;
  /** What it said last: a code that was read, a weight; never a payment code in full. */
  detail: string;
}

export const absentDevice = (kind: DeviceKind): DeviceState => ({
  kind,
  state: 'absent',
  reasonCode: '',
  lastSeenMs: 0,
});
