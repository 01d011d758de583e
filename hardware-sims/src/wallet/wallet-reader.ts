/**
 * A reader with a customer's wallet beside it: what the reader itself knows nothing of. A card whose chip is broken
 * is another card to the chip reader than to the stripe reader; a card may be pulled out too soon; and a hand may
 * have the reader say that it is another model.
 */
import { CodedError } from '@qiantai/foundation';
import { z } from 'zod';
import type { DevicePorts, HandResult, OutFrame, SimulatedDevice } from '../device/device.ts';
import { handInput } from '../device/hand-input.ts';
import { simError } from '../errors.ts';
import { findCard } from '../reader/cards.ts';
import { encodeFrame, FrameParser } from '../reader/frame.ts';
import { brokenChip } from '../reader/outcome-cards.ts';

const noInputSchema = z.strictObject({});
const presentedSchema = z.looseObject({ card: z.string() });
const infoSchema = z.looseObject({ ev: z.literal('info'), model: z.string() });

export class WalletReader implements SimulatedDevice {
  readonly kind = 'reader';
  readonly hands: readonly string[];
  readonly saysModel = true;
  private readonly ports: DevicePorts;
  private readonly reader: SimulatedDevice;
  /** The card that was inserted last, until it is removed. */
  private inserted = '';

  constructor(ports: DevicePorts, makeReader: (ports: DevicePorts) => SimulatedDevice) {
    this.ports = ports;
    this.reader = makeReader({ ...ports, send: (frame) => ports.send(withModel(frame, ports.modelOf)) });
    this.hands = [...this.reader.hands, 'remove'];
  }

  peerArrived(): void {
    this.reader.peerArrived();
  }

  peerLeft(): void {
    this.reader.peerLeft();
  }

  powerCut(): void {
    this.inserted = '';
    this.reader.powerCut();
  }

  powerBack(): void {
    this.reader.powerBack();
  }

  receive(bytes: Uint8Array): void {
    this.reader.receive(bytes);
  }

  hand(name: string, body: unknown): HandResult {
    if (name === 'remove') {
      handInput(name, noInputSchema, body);
      return this.remove();
    }
    const result = this.reader.hand(name, sideOf(name, body));
    if (name === 'insert') this.inserted = String(result['card'] ?? '');
    if (name === 'tap' || name === 'swipe') this.inserted = '';
    return result;
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { ...this.reader.snapshot(), cardInside: this.cardInside };
  }

  private get cardInside(): boolean {
    return this.inserted !== '' && (this.status !== 'idle' || this.isHeld);
  }

  private get status(): unknown {
    return this.reader.snapshot()['status'];
  }

  private get isHeld(): boolean {
    return (this.reader.snapshot()['held'] as { card?: string } | undefined)?.card !== '';
  }

  /** Out before the end: a read that runs is over; a read that is done is the till's, and its chip hears no answer. */
  private remove(): HandResult {
    if (!this.cardInside) throw simError('HAND_REFUSED', { hand: 'remove', reason: 'no card is in the reader' });
    const tooSoon = this.status !== 'showing_result';
    this.ports.note(tooSoon ? 'card removed too soon' : 'card removed');
    this.inserted = '';
    if (tooSoon) this.breakOff();
    this.ports.changed();
    return { removed: true, tooSoon };
  }

  private breakOff(): void {
    try {
      this.reader.hand('cancel', {});
    } catch (error) {
      // Nothing was asked for: a card that was held is taken back all the same.
      if (!(error instanceof CodedError) || error.code !== 'HAND_REFUSED') throw error;
    }
  }
}

/** The side of the card that the hand presents: a broken chip is a card of its own. */
function sideOf(hand: string, body: unknown): unknown {
  const presented = presentedSchema.safeParse(body);
  if ((hand !== 'insert' && hand !== 'tap') || !presented.success) return body;
  const isBroken = findCard(presented.data.card)?.pan === brokenChip.pan;
  return isBroken ? { ...presented.data, card: brokenChip.name } : body;
}

/** The same frame with another model in its info; any other frame as it is. */
function withModel(frame: OutFrame, modelOf: DevicePorts['modelOf']): OutFrame {
  const [parsed] = new FrameParser().push(frame.bytes).frames;
  const info = parsed ? infoSchema.safeParse(jsonOf(parsed.frame.data)) : undefined;
  if (!parsed || !info?.success) return frame;
  const model = modelOf(info.data.model);
  if (model === info.data.model) return frame;
  const text = JSON.stringify({ ...info.data, model });
  return { ...frame, words: text, bytes: encodeFrame({ ...parsed.frame, data: Buffer.from(text) }) };
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // An acknowledgement or a heartbeat: no JSON in it.
  }
}
