/** Turns commands and text into what stands on the paper: modes, the line being set, codes, cuts. */
import iconv from 'iconv-lite';
import QRCode from 'qrcode';
import type { Token } from './escpos-parser.ts';
import { type Align, columnsOf, columnsOfRuns, type PaperItem, type TextRun } from './receipt.ts';

export interface PrintHeadPorts {
  /** The paper was cut below these items. */
  cut(items: PaperItem[]): void;
  kickDrawer(): void;
  /** Bytes to the till: the answer to a status command that waited in its turn. */
  transmit(status: 'paper' | 'drawer'): void;
  /** Asked who it is (GS I n). */
  identify(n: number): void;
  /** Something that this printer cannot do. */
  trouble(words: string): void;
}

interface Style {
  bold: boolean;
  underline: boolean;
  invert: boolean;
  width: number;
  height: number;
  align: Align;
  codePage: string;
  /** Between FS & and FS . double-byte characters are Chinese (GB 18030). */
  chinese: boolean;
}

const initialStyle: Style = {
  bold: false,
  underline: false,
  invert: false,
  width: 1,
  height: 1,
  align: 'left',
  codePage: 'cp437',
  chinese: false,
};

const lineFeed = 0x0a;
const tabulator = 0x09;
const tabColumns = 8;

/** ESC t n: the code pages that Epson's tables share. */
const codePages: Readonly<Record<number, string>> = {
  0: 'cp437',
  2: 'cp850',
  3: 'cp860',
  4: 'cp863',
  5: 'cp865',
  16: 'win1252',
  17: 'cp866',
  18: 'cp852',
  19: 'cp858',
};

/** GS k m, both numberings (function A from 0, function B from 65). */
const barcodeNames = ['UPC-A', 'UPC-E', 'EAN-13', 'EAN-8', 'CODE 39', 'ITF', 'CODABAR', 'CODE 93', 'CODE 128'];

/** Paper between two cuts is bounded as a roll is. */
const itemsMax = 5000;

type QrLevel = 'L' | 'M' | 'Q' | 'H';
const qrLevels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];

export class PrintHead {
  private readonly ports: PrintHeadPorts;
  private readonly columns: number;
  private style: Style = { ...initialStyle };
  private runs: TextRun[] = [];
  private undecoded: number[] = [];
  private items: PaperItem[] = [];
  private qrData: Uint8Array = new Uint8Array();
  private qrLevel: QrLevel = 'L';

  constructor(ports: PrintHeadPorts, options: { columns: number }) {
    this.ports = ports;
    this.columns = options.columns;
  }

  /** What stands on the paper since the last cut, the line being set included; nothing where only paper was fed. */
  get paper(): readonly PaperItem[] {
    const items = this.runs.length === 0 ? this.items : [...this.items, this.currentLine()];
    return items.every((item) => item.kind === 'line' && item.runs.length === 0) ? [] : items;
  }

  /** Power gone: the line being set and all modes are lost; what is printed stays. */
  reset(): void {
    this.style = { ...initialStyle };
    this.runs = [];
    this.undecoded = [];
  }

  obey(token: Token): void {
    if (token.kind === 'text') {
      for (const byte of token.bytes) this.undecoded.push(byte);
      return;
    }
    this.setText();
    if (token.kind === 'control') this.control(token.code);
    else if (token.kind === 'command') this.command(token.name, token.data);
    else if (token.kind === 'unknown')
      this.ports.trouble(`unknown command ${Buffer.from(token.bytes).toString('hex')}`);
  }

  private control(code: number): void {
    if (code === lineFeed) this.endLine();
    else if (code === tabulator) this.tab();
  }

  private command(name: string, data: Uint8Array): void {
    const n = data[0] ?? 0;
    switch (name) {
      case 'ESC @':
        this.style = { ...initialStyle };
        this.runs = [];
        return;
      case 'ESC !':
        this.printMode(n);
        return;
      case 'ESC E':
      case 'ESC G':
        this.style.bold = (n & 1) === 1;
        return;
      case 'ESC -':
      case 'FS -':
        this.style.underline = n !== 0 && n !== 0x30;
        return;
      case 'GS B':
        this.style.invert = (n & 1) === 1;
        return;
      case 'ESC a':
        this.style.align = (['left', 'center', 'right'] as const)[n & 3] ?? 'left';
        return;
      case 'GS !':
        this.style.width = ((n >> 4) & 7) + 1;
        this.style.height = (n & 7) + 1;
        return;
      case 'FS !':
        this.style.width = n & 4 ? 2 : 1;
        this.style.height = n & 8 ? 2 : 1;
        return;
      case 'FS W':
        this.style.width = n & 1 ? 2 : 1;
        this.style.height = n & 1 ? 2 : 1;
        return;
      case 'ESC t':
        this.style.codePage = codePages[n] ?? 'cp437';
        return;
      case 'FS &':
        this.style.chinese = true;
        return;
      case 'FS .':
        this.style.chinese = false;
        return;
      case 'ESC d':
        this.feed(n);
        return;
      case 'ESC J':
        if (this.runs.length > 0) this.endLine();
        return;
      case 'GS V':
        this.cut();
        return;
      case 'ESC i':
      case 'ESC m':
        this.cut();
        return;
      case 'ESC p':
        this.ports.kickDrawer();
        return;
      case 'GS r':
        this.ports.transmit(n === 2 || n === 50 ? 'drawer' : 'paper');
        return;
      case 'GS I':
        this.ports.identify(n);
        return;
      case 'GS ( k':
        this.twoDimensional(data);
        return;
      case 'GS k':
        this.barcode(data);
        return;
      case 'GS v':
        this.picture((data[2] ?? 0) + (data[3] ?? 0) * 256, (data[4] ?? 0) + (data[5] ?? 0) * 256);
        return;
    }
    // Spacing, margins, fonts, speeds: they move dots, not words.
  }

  /** ESC ! n: bit 3 bold, 4 double height, 5 double width, 7 underline. */
  private printMode(n: number): void {
    this.style.bold = (n & 0x08) !== 0;
    this.style.height = n & 0x10 ? 2 : 1;
    this.style.width = n & 0x20 ? 2 : 1;
    this.style.underline = (n & 0x80) !== 0;
  }

  /** Sets the text that arrived, breaking lines where the paper ends. */
  private setText(): void {
    if (this.undecoded.length === 0) return;
    const bytes = Buffer.from(this.undecoded);
    this.undecoded = [];
    const text = iconv.decode(bytes, this.style.chinese ? 'gb18030' : this.style.codePage);
    for (const character of text) this.setCharacter(character);
  }

  private setCharacter(character: string): void {
    const needed = columnsOf(character, this.style.chinese) * this.style.width;
    if (columnsOfRuns(this.runs) + needed > this.columns && this.runs.length > 0) this.endLine();
    const { bold, underline, invert, width, height, chinese: doubleByte } = this.style;
    const last = this.runs.at(-1);
    const sameStyle =
      last?.bold === bold &&
      last.underline === underline &&
      last.invert === invert &&
      last.doubleByte === doubleByte &&
      last.width === width &&
      last.height === height;
    if (last && sameStyle) last.text += character;
    else this.runs.push({ text: character, bold, underline, invert, doubleByte, width, height });
  }

  private tab(): void {
    const columns = columnsOfRuns(this.runs);
    const next = Math.min(this.columns, (Math.floor(columns / tabColumns) + 1) * tabColumns);
    for (let column = columns; column < next; column++) this.setCharacter(' ');
  }

  private endLine(): void {
    this.put(this.currentLine());
    this.runs = [];
  }

  private feed(lines: number): void {
    const blank = this.runs.length > 0 ? lines - 1 : lines;
    if (this.runs.length > 0) this.endLine();
    for (let line = 0; line < blank; line++) this.endLine();
  }

  private cut(): void {
    if (this.runs.length > 0) this.endLine();
    const items = this.items;
    this.items = [];
    if (items.length > 0) this.ports.cut(items);
  }

  /** GS ( k: only QR codes (cn 49) are printed; functions 65, 67, 69, 80, 81. */
  private twoDimensional(data: Uint8Array): void {
    const [kind, fn] = data;
    if (kind !== 49) {
      this.ports.trouble(`a two-dimensional code of kind ${kind} is not printed`);
      return;
    }
    if (fn === 69) this.qrLevel = qrLevels[(data[2] ?? 48) - 48] ?? 'L';
    if (fn === 80) this.qrData = data.slice(3);
    if (fn === 81) this.printQr();
  }

  private printQr(): void {
    if (this.runs.length > 0) this.endLine();
    const text = new TextDecoder().decode(this.qrData);
    if (text === '') {
      this.ports.trouble('a QR code without data is not printed');
      return;
    }
    const { modules } = QRCode.create(text, { errorCorrectionLevel: this.qrLevel });
    const rows: string[] = [];
    for (let row = 0; row < modules.size; row++) {
      const cells = modules.data.slice(row * modules.size, (row + 1) * modules.size);
      rows.push(Array.from(cells, (cell) => (cell ? '1' : '0')).join(''));
    }
    this.put({ kind: 'qr', align: this.style.align, text, rows });
  }

  private barcode(data: Uint8Array): void {
    if (this.runs.length > 0) this.endLine();
    const m = data[0] ?? 0;
    const symbology = barcodeNames[m > 6 ? m - 65 : m] ?? `barcode ${m}`;
    const body = m > 6 ? data.subarray(2) : data.subarray(1, -1);
    const text = Buffer.from(body)
      .toString('latin1')
      .replace(/^\{[ABC]/, '');
    this.put({ kind: 'barcode', align: this.style.align, symbology, text });
  }

  private picture(widthBytes: number, heightDots: number): void {
    if (this.runs.length > 0) this.endLine();
    this.put({ kind: 'picture', align: this.style.align, widthDots: widthBytes * 8, heightDots });
  }

  private put(item: PaperItem): void {
    this.items.push(item);
    if (this.items.length > itemsMax) this.items.shift();
  }

  private currentLine(): PaperItem {
    return { kind: 'line', align: this.style.align, runs: this.runs.map((run) => ({ ...run })) };
  }
}
