/**
 * Cuts a printer's byte stream into commands and text, however it arrives (Epson ESC/POS command reference). Only
 * how long each command is stands here; what it does is the printer's business.
 */

export type Token =
  | { kind: 'text'; bytes: Uint8Array }
  | { kind: 'control'; code: number; bytes: Uint8Array }
  /** `name` is the prefix and the command's letter, as the command reference writes it: `ESC @`, `GS ( k`. */
  | { kind: 'command'; name: string; data: Uint8Array; bytes: Uint8Array }
  /** Obeyed when it arrives, before all that waits: DLE EOT, DLE ENQ, DLE DC4. */
  | { kind: 'real-time'; name: string; data: Uint8Array; bytes: Uint8Array }
  | { kind: 'unknown'; bytes: Uint8Array };

const prefixNames: Readonly<Record<number, string>> = { 16: 'DLE', 27: 'ESC', 28: 'FS', 29: 'GS' };

/** A longer picture than this is taken for rubbish. */
const commandBytesMax = 1024 * 1024;

/** How many bytes follow the letter, from what is there; undefined while that cannot be told yet. */
type DataLength = (data: Uint8Array) => number | undefined;

const fixed =
  (length: number): DataLength =>
  () =>
    length;
const needing =
  (count: number, length: (data: Uint8Array) => number): DataLength =>
  (data) =>
    data.length < count ? undefined : length(data);
const at = (data: Uint8Array, place: number): number => data[place] ?? 0;
const word = (data: Uint8Array, place: number): number => at(data, place) | (at(data, place + 1) << 8);
const untilNul: DataLength = (data) => {
  const end = data.indexOf(0);
  return end < 0 ? undefined : end + 1;
};
/** `( fn pL pH data`: the count stands behind the function's letter. */
const counted = needing(3, (data) => 3 + word(data, 1));

const cutsWithFeed = [65, 66, 97, 98, 103, 104];

const dataLengths: Readonly<Record<string, Readonly<Record<string, DataLength>>>> = {
  DLE: {
    '\x04': needing(1, (data) => (at(data, 0) === 7 || at(data, 0) === 8 || at(data, 0) === 18 ? 2 : 1)),
    '\x05': fixed(1),
    '\x14': needing(1, (data) => (at(data, 0) === 8 ? 8 : 3)),
  },
  ESC: {
    ...lengths(0, '@2SLim<v\x0c'),
    ...lengths(1, '!EG-adJKetR3M{V =r%?TUu'),
    ...lengths(2, '$\\c'),
    ...lengths(3, 'p'),
    ...lengths(8, 'W'),
    D: untilNul,
    '*': needing(3, (data) => 3 + word(data, 1) * (at(data, 0) >= 32 ? 3 : 1)),
    '(': counted,
  },
  FS: { ...lengths(0, '&.'), ...lengths(1, '!-CW'), ...lengths(2, 'Sp'), '(': counted },
  GS: {
    ...lengths(0, ':c'),
    ...lengths(1, '!BHhwfarITbE/'),
    ...lengths(2, 'LWP\\$'),
    ...lengths(3, '^'),
    V: needing(1, (data) => (cutsWithFeed.includes(at(data, 0)) ? 2 : 1)),
    k: (data) => {
      if (data.length === 0) return undefined;
      if (at(data, 0) > 6) return data.length < 2 ? undefined : 2 + at(data, 1);
      const end = untilNul(data.subarray(1));
      return end === undefined ? undefined : 1 + end;
    },
    v: needing(6, (data) => 6 + word(data, 2) * word(data, 4)),
    '*': needing(2, (data) => 2 + at(data, 0) * at(data, 1) * 8),
    '(': counted,
    '8': needing(5, (data) => 5 + word(data, 1) + word(data, 3) * 65536),
  },
};

/** Commands whose function letter belongs to their name. */
const namedByFunction = ['ESC (', 'FS (', 'GS ('];

export class EscPosParser {
  private buffer: Uint8Array = new Uint8Array();

  push(bytes: Uint8Array): Token[] {
    this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes]);
    const tokens: Token[] = [];
    let offset = 0;
    while (offset < this.buffer.length) {
      const token = readToken(this.buffer.subarray(offset));
      if (!token) break;
      tokens.push(token);
      offset += token.bytes.length;
    }
    this.buffer = this.buffer.slice(offset);
    return tokens;
  }
}

function readToken(buffer: Uint8Array): Token | undefined {
  const first = at(buffer, 0);
  const prefix = prefixNames[first];
  if (prefix) return readCommand(prefix, buffer);
  if (first < 0x20) return { kind: 'control', code: first, bytes: buffer.slice(0, 1) };
  let end = 1;
  while (end < buffer.length && at(buffer, end) >= 0x20) end += 1;
  return { kind: 'text', bytes: buffer.slice(0, end) };
}

function readCommand(prefix: string, buffer: Uint8Array): Token | undefined {
  if (buffer.length < 2) return undefined;
  const letter = String.fromCharCode(at(buffer, 1));
  const length = dataLengths[prefix]?.[letter]?.(buffer.subarray(2));
  if (!dataLengths[prefix]?.[letter]) return { kind: 'unknown', bytes: buffer.slice(0, 2) };
  if (length !== undefined && length > commandBytesMax) return { kind: 'unknown', bytes: buffer.slice(0, 2) };
  if (length === undefined || buffer.length < 2 + length) return undefined;
  const bytes = buffer.slice(0, 2 + length);
  const name = `${prefix} ${prefix === 'DLE' ? realTimeLetter(letter) : letter}`;
  if (prefix === 'DLE') return { kind: 'real-time', name, data: bytes.subarray(2), bytes };
  if (namedByFunction.includes(name)) {
    return { kind: 'command', name: `${name} ${String.fromCharCode(at(bytes, 2))}`, data: bytes.subarray(5), bytes };
  }
  return { kind: 'command', name, data: bytes.subarray(2), bytes };
}

function realTimeLetter(letter: string): string {
  return letter === '\x04' ? 'EOT' : letter === '\x05' ? 'ENQ' : 'DC4';
}

function lengths(length: number, letters: string): Record<string, DataLength> {
  return Object.fromEntries([...letters].map((letter) => [letter, fixed(length)]));
}
