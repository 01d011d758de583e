/**
 * The channels between a window and Electron's main process: the till's contract, frame by frame, and
 * nothing else. What comes from a page is checked here before it goes anywhere.
 */
import { type FromScreen, fromScreenSchema, type ToScreen, toScreenSchema } from '../contract/frames.ts';

export type LinkState = 'connected' | 'lost';

/** Pages of the shell have this origin; no other may speak on the channels. */
export const pageScheme = 'qiantai';
export const pageOrigin = `${pageScheme}://till`;

/** A command fits easily; the host refuses longer ones too. */
const commandCharactersMax = 64 * 1024;

export type CommandCheck =
  | { kind: 'command'; frame: FromScreen }
  | { kind: 'refused'; errorCode: 'FRAME_FOREIGN' | 'FRAME_TOO_LARGE' | 'FRAME_BAD'; why: string };

/** Whether a message from a page may go to the till. `senderUrl` is the address of the frame that sent it. */
export function checkCommand(senderUrl: string | undefined, body: unknown): CommandCheck {
  if (!isOwnPage(senderUrl)) {
    return { kind: 'refused', errorCode: 'FRAME_FOREIGN', why: `a frame of ${senderUrl ?? 'no page'} sent a command` };
  }
  const text = textOf(body);
  if (text === undefined || text.length > commandCharactersMax) {
    return { kind: 'refused', errorCode: 'FRAME_TOO_LARGE', why: 'a command is at most 64 KiB of JSON' };
  }
  const parsed = fromScreenSchema.safeParse(body);
  if (parsed.success) return { kind: 'command', frame: parsed.data };
  return { kind: 'refused', errorCode: 'FRAME_BAD', why: parsed.error.issues[0]?.message ?? 'not a command' };
}

/** A frame of the host, or undefined where it breaks the contract. */
export function checkHostFrame(text: string): ToScreen | undefined {
  try {
    return toScreenSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function isOwnPage(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === pageOrigin;
}

function textOf(body: unknown): string | undefined {
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
}
