import type { PrintJob } from '../devices/printer/paper.ts';
import type { CardRead } from '../sale/events.ts';
import type { ReaderEvent, TillDevices, WeightResult } from './till-devices.ts';

/** Devices that write down what they are told, and do what the test says. */
export class FakeDevices implements TillDevices {
  readonly printed: Uint8Array[] = [];
  readonly speeches: string[] = [];
  readonly finished: string[] = [];
  readKeys: string[] = [];
  drawerOpened = 0;
  recovered: CardRead | null = null;
  heard = { onScan: (_code: string) => {}, onReader: (_event: ReaderEvent) => {}, onState: () => {} };
  readonly reader = {
    read: ({ key }: { key: string }) => void this.readKeys.push(key),
    cancel: (key: string) => this.heard.onReader({ kind: 'card_failed', key, reasonCode: 'CANCELLED' }),
    finish: (_key: string, outcome: string) => void this.finished.push(outcome),
    recover: () => Promise.resolve(this.recovered),
  };
  readonly printer = {
    print: (job: PrintJob) => void this.printed.push(job instanceof Uint8Array ? job : Buffer.concat([...job])),
    openDrawer: () => {
      this.drawerOpened += 1;
    },
  };
  /** What lies on the scale. */
  onScale: WeightResult = { kind: 'not_connected' };
  readonly scale = { readWeight: () => Promise.resolve(this.onScale) };
  readonly speaker = {
    announce: (speech: { text: string }) => void this.speeches.push(speech.text),
    replayLast: () => 'SPEAKER_NOTHING_SAID',
  };
  states = () => [];
  start = (handlers: FakeDevices['heard']) => {
    this.heard = handlers;
  };
  stop = () => Promise.resolve();
}
