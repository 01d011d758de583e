/** Cuts the CD5220 byte stream into commands, however it arrives. */

export type PoleCommand =
  | { kind: 'initialise'; bytes: Uint8Array }
  | { kind: 'clear'; bytes: Uint8Array }
  | { kind: 'line'; line: 0 | 1; text: Uint8Array; bytes: Uint8Array }
  | { kind: 'brightness'; level: number; bytes: Uint8Array }
  | { kind: 'ignored'; bytes: Uint8Array };

const esc = 0x1b;
const clear = 0x0c;
const carriageReturn = 0x0d;
/** Twenty columns of four-byte characters are forty bytes; a line without an end is given up soon after. */
const lineBytesMax = 64;

export class PoleParser {
  private buffer: Uint8Array = new Uint8Array();

  push(bytes: Uint8Array): PoleCommand[] {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    const commands: PoleCommand[] = [];
    for (;;) {
      const command = readCommand(this.buffer);
      if (!command) return commands;
      this.buffer = this.buffer.slice(command.bytes.length);
      commands.push(command);
    }
  }
}

/** The command that the buffer begins with; undefined while it is not whole. */
function readCommand(buffer: Uint8Array): PoleCommand | undefined {
  const [first, second, third] = buffer;
  if (first === undefined) return undefined;
  if (first === clear) return { kind: 'clear', bytes: buffer.slice(0, 1) };
  if (first !== esc) return { kind: 'ignored', bytes: buffer.slice(0, ignoredLength(buffer)) };
  if (second === undefined) return undefined;
  if (second === 0x40) return { kind: 'initialise', bytes: buffer.slice(0, 2) };
  if (second !== 0x2a && second !== 0x51) return { kind: 'ignored', bytes: buffer.slice(0, 2) };
  if (third === undefined) return undefined;
  if (second === 0x2a) return { kind: 'brightness', level: third, bytes: buffer.slice(0, 3) };
  if (third !== 0x41 && third !== 0x42) return { kind: 'ignored', bytes: buffer.slice(0, 3) };
  const end = buffer.indexOf(carriageReturn, 3);
  if (end < 0 && buffer.length <= 3 + lineBytesMax) return undefined;
  if (end < 0 || end > 3 + lineBytesMax) return { kind: 'ignored', bytes: buffer.slice(0, 3 + lineBytesMax) };
  return { kind: 'line', line: third === 0x41 ? 0 : 1, text: buffer.slice(3, end), bytes: buffer.slice(0, end + 1) };
}

/** Bytes up to the next command are ignored together. */
function ignoredLength(buffer: Uint8Array): number {
  const next = buffer.findIndex((byte) => byte === esc || byte === clear);
  return next < 0 ? buffer.length : next;
}
