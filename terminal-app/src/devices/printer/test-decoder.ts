/**
 * Reads ESC/POS back for tests, from the command reference and with Node's own GB18030: it shares nothing with what
 * wrote it. Whatever it does not know is a fault.
 */
export interface DecodedPaper {
  /** Each as it stands on the paper, large ones with a leading `# `, those the printer centres with the spaces before. */
  lines: string[];
  qrs: string[];
  barcodes: string[];
  pictures: number;
  cuts: Array<'full' | 'partial'>;
}

/** Bytes behind `ESC`, `FS`, `GS` and their letter that are parameters of a fixed count. */
const parameters: Readonly<Record<string, number>> = {
  '1b40': 0,
  '1b61': 1,
  '1b4d': 1,
  '1b32': 0,
  '1b33': 1,
  '1c26': 0,
  '1c2e': 0,
  '1d21': 1,
  '1d68': 1,
  '1d77': 1,
  '1d48': 1,
  '1d56': 1,
  '1d72': 1,
  '1b70': 3,
};

export function decodePaper(bytes: Uint8Array, columns: number): DecodedPaper {
  const paper: DecodedPaper = { lines: [], qrs: [], barcodes: [], pictures: 0, cuts: [] };
  const gb18030 = new TextDecoder('gb18030', { fatal: true });
  let chinese = false;
  let large = false;
  let centred = false;
  let stored = '';
  let text: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte !== 0x1b && byte !== 0x1c && byte !== 0x1d) {
      at += 1;
      if (byte !== 0x0a) {
        if (byte < 0x20) throw new Error(`control byte ${byte} at ${at - 1}`);
        text.push(byte);
        continue;
      }
      const line = chinese ? gb18030.decode(Uint8Array.from(text)) : String.fromCharCode(...text);
      const width = [...line].reduce((sum, one) => sum + (one > '\u007f' ? 2 : 1), 0) * (large ? 2 : 1);
      if (width > columns) throw new Error(`"${line}" is ${width} columns wide`);
      const before = centred && width > 0 ? ' '.repeat(Math.floor((columns - width) / 2)) : '';
      paper.lines.push(`${large ? '# ' : ''}${before}${line}`);
      text = [];
      continue;
    }
    if (text.length > 0) throw new Error(`a command within the line at ${at}`);
    const name = Buffer.from(bytes.subarray(at, at + 2)).toString('hex');
    const data = bytes.subarray(at + 2);
    const count = parameters[name];
    if (name === '1c26') chinese = true;
    if (name === '1b40') chinese = false;
    if (name === '1d21') large = data[0] === 0x11;
    if (name === '1b61') centred = data[0] === 1;
    if (name === '1b40') centred = false;
    if (name === '1d56') paper.cuts.push(data[0] === 0 ? 'full' : 'partial');
    if (count !== undefined) {
      at += 2 + count;
    } else if (name === '1d6b') {
      if (data[0] !== 73) throw new Error('only CODE128 by function B is known');
      const length = data[1] as number;
      paper.barcodes.push(
        Buffer.from(data.subarray(2, 2 + length))
          .toString('latin1')
          .replace(/^\{B/, ''),
      );
      at += 4 + length;
    } else if (name === '1d28') {
      const length = (data[1] as number) + (data[2] as number) * 256;
      const [cn, fn] = [data[3], data[4]];
      if (cn === 49 && fn === 80) stored = Buffer.from(data.subarray(6, 3 + length)).toString('utf8');
      if (cn === 49 && fn === 81) paper.qrs.push(stored);
      at += 5 + length;
    } else if (name === '1d76') {
      const size =
        ((data[2] as number) + (data[3] as number) * 256) * ((data[4] as number) + (data[5] as number) * 256);
      paper.pictures += 1;
      at += 8 + size;
    } else {
      throw new Error(`unknown command ${name} at ${at}`);
    }
  }
  if (text.length > 0) throw new Error('text without an end of line');
  return paper;
}
