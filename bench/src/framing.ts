/**
 * Frames a second through each parser of the card readers' lines, from a stream cut into pieces as a serial port
 * hands them over, with rubbish before every tenth frame.
 */
import { systemClock } from '@qiantai/foundation';
import {
  Ecr17Parser,
  encodeEcr17Frame,
  encodeFrame,
  encodePosIntegradoFrame,
  encodePoslinkFrame,
  encodeZvtFrame,
  PosIntegradoParser,
  PoslinkParser,
  ReaderFraming,
  ZvtParser,
} from '@qiantai/terminal-app/reader';
import { type Figure, median, moreIsBetter } from './figure.ts';

const framesPerRun = 20_000;
const runs = 5;
const pieceBytes = 64;
const aimPerSecond = 10_000;
const rubbishEvery = 10;
/** Begins nothing in any of the protocols. */
const rubbish = Buffer.from('~rubbish~');

interface Tried {
  name: string;
  frame: Uint8Array;
  /** Takes a piece of the stream and gives the count of frames in it. */
  parser(): (piece: Uint8Array) => number;
}

/** Each frame is what a sale's answer is like, in its protocol. */
const answer = '0210|00|597029414300|ABC1234C|AB0001|XZ1234|15000|3|5000|6677|000060|CR||||26112026|223512|1|0|';
const tried: readonly Tried[] = [
  {
    name: 'protocol_a',
    frame: encodeFrame({
      type: 0,
      ackId: 1,
      msgId: 2,
      data: Buffer.from(JSON.stringify({ ev: 'card', fill: 'F'.repeat(400) })),
    }),
    parser: () => {
      const framing = new ReaderFraming();
      return (piece) => framing.push(piece, 0).length;
    },
  },
  {
    name: 'pos_integrado',
    frame: encodePosIntegradoFrame(answer),
    parser: () => {
      const parser = new PosIntegradoParser();
      return (piece) => parser.push(piece).frames.length;
    },
  },
  {
    name: 'poslink',
    frame: encodePoslinkFrame({ command: 'T01', version: '1.35', fields: [answer.split('|'), ['000000'], ['OK']] }),
    parser: () => {
      const parser = new PoslinkParser();
      return (piece) => parser.push(piece).frames.length;
    },
  },
  {
    name: 'ecr17',
    frame: encodeEcr17Frame(answer.replaceAll('|', '0')),
    parser: () => {
      const parser = new Ecr17Parser();
      return (piece) => parser.push(piece).frames.length;
    },
  },
  {
    name: 'zvt',
    frame: encodeZvtFrame({ control: 0x040f, data: Uint8Array.from({ length: 120 }, (_, place) => place) }),
    parser: () => {
      const parser = new ZvtParser();
      return (piece) => parser.push(piece).frames.length;
    },
  },
];

export function benchFraming(): Figure[] {
  return tried.map((one) => {
    const rates = Array.from({ length: runs + 1 }, () => rateOf(one));
    // The first run is the compiler's.
    return moreIsBetter(`framing.${one.name}`, median(rates.slice(1)), 'frames/s', 'aim', aimPerSecond);
  });
}

function rateOf({ name, frame, parser }: Tried): number {
  const frames = Array.from({ length: framesPerRun }, (_, n) => (n % rubbishEvery === 0 ? [rubbish, frame] : [frame]));
  const stream = Buffer.concat(frames.flat());
  const take = parser();
  const startedAtMs = systemClock.monotonicMs();
  let found = 0;
  for (let at = 0; at < stream.length; at += pieceBytes) found += take(stream.subarray(at, at + pieceBytes));
  const tookMs = systemClock.monotonicMs() - startedAtMs;
  if (found !== framesPerRun) throw new Error(`${name} found ${found} of ${framesPerRun} frames`);
  return (framesPerRun / Math.max(1, tookMs)) * 1000;
}
