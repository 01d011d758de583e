/** A barcode scanner: a person points it at a code, it sends the code. It hears nothing. */
import { z } from 'zod';
import type { DevicePorts, HandResult, SimulatedDevice } from '../device/device.ts';
import { handInput } from '../device/hand-input.ts';
import { Ring } from '../device/ring.ts';
import { simError } from '../errors.ts';
import { hidReports, serialFrame } from './frames.ts';
import { codeLengthMax, type Symbology, symbologies, symbologyOf } from './symbology.ts';

const scanSchema = z.strictObject({
  code: z.string().min(1).max(codeLengthMax),
  symbology: z.enum(symbologies as [Symbology, ...Symbology[]]).optional(),
  /** A nervous trigger finger reads one code several times. */
  times: z.coerce.number().int().min(1).max(10).default(1),
});

const recentCodesMax = 12;

export interface ScannedCode {
  code: string;
  symbology: Symbology;
  atMs: number;
}

export class Scanner implements SimulatedDevice {
  readonly kind = 'scanner';
  readonly hands = ['scan'] as const;
  private readonly ports: DevicePorts;
  private readonly framing: 'serial' | 'hid';
  private readonly recent = new Ring<ScannedCode>(recentCodesMax);
  private peerThere = false;
  private scanCount = 0;

  constructor(ports: DevicePorts, options: { framing: 'serial' | 'hid' }) {
    this.ports = ports;
    this.framing = options.framing;
  }

  peerArrived(): void {
    this.peerThere = true;
  }

  peerLeft(): void {
    this.peerThere = false;
  }

  powerCut(): void {}

  powerBack(): void {}

  receive(bytes: Uint8Array): void {
    this.ports.heard(bytes, 'ignored: a scanner takes no orders');
  }

  hand(name: string, body: unknown): HandResult {
    const { code, symbology: wanted, times } = handInput(name, scanSchema, body);
    const symbology = symbologyOf(code, wanted);
    if (!this.peerThere) throw simError('DEVICE_NO_PEER', { device: 'the scanner' });
    for (let turn = 0; turn < times; turn++) this.beam(code, symbology);
    this.recent.push({ code, symbology, atMs: this.ports.shopNowMs() });
    this.ports.changed();
    return { code, symbology, times };
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { scanCount: this.scanCount, recent: [...this.recent.all()].reverse() };
  }

  private beam(code: string, symbology: Symbology): void {
    this.scanCount += 1;
    if (this.framing === 'serial') {
      this.ports.send({ bytes: serialFrame(code, symbology), words: `${symbology} ${code}` });
      return;
    }
    const reports = hidReports(code, symbology);
    reports.forEach((bytes, index) => {
      this.ports.send({ bytes, words: `${symbology} ${code} · report ${index + 1} of ${reports.length}` });
    });
  }
}
