/** One question to the card host and its answer, with the MAC where the message type carries one. */

import type { TcpTransport } from '../tcp-transport.ts';
import type { CardCredentials } from './card-credentials.ts';
import { encodeFrame, FrameReader } from './card-frames.ts';
import { answers } from './card-messages.ts';
import { decodeIsoMessage, encodeIsoMessage, type IsoMessage } from './iso-packager.ts';
import { encodeWithMac, macVerifies } from './message-mac.ts';

export type HostResult =
  | { kind: 'answer'; message: IsoMessage }
  /** Something answered our number without proof that it was the host. */
  | { kind: 'bad_mac'; responseCode: string }
  | { kind: 'not_sent'; why: string }
  | { kind: 'no_answer'; why: string };

const answerTimeoutMs = 10_000;

/** Without `macKey` neither the question nor the answer is authenticated (sign-on, settlement). */
export async function askHost(
  tcp: TcpTransport,
  credentials: CardCredentials,
  question: { message: IsoMessage; macKey?: Uint8Array },
): Promise<HostResult> {
  const { message, macKey } = question;
  const reader = new FrameReader();
  const result = await tcp.exchange<{ bytes: Buffer; message: IsoMessage }>({
    host: credentials.host,
    port: credentials.port,
    bytes: encodeFrame(credentials, macKey ? encodeWithMac(message, macKey) : encodeIsoMessage(message)),
    timeoutMs: answerTimeoutMs,
    // A late answer to an earlier number may come first: it is passed over.
    read: (chunk) =>
      reader
        .push(chunk)
        .map((bytes) => ({ bytes, message: decodeIsoMessage(bytes) }))
        .find((candidate) => answers(message, candidate.message)),
  });
  if (result.kind !== 'answer') return result;
  const answer = result.answer;
  if (macKey && !macVerifies(answer.bytes, answer.message, macKey)) {
    return { kind: 'bad_mac', responseCode: answer.message.fields[39] ?? '' };
  }
  return { kind: 'answer', message: answer.message };
}
