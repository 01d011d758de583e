/** A customer display on a pole: two lines of twenty columns that only listen (docs/protocols/pole-display.md). */
import iconv from 'iconv-lite';
import type { DevicePorts, HandResult, SimulatedDevice } from '../device/device.ts';
import { columnsOf } from '../printer/receipt.ts';
import { type PoleCommand, PoleParser } from './pole-parser.ts';

export const poleColumns = 20;
const fullBrightness = 4;
const blankLine = ' '.repeat(poleColumns);

export class PoleDisplay implements SimulatedDevice {
  readonly kind = 'pole';
  readonly hands = [] as const;
  private readonly ports: DevicePorts;
  private parser = new PoleParser();
  private lines: [upper: string, lower: string] = [blankLine, blankLine];
  private brightness = fullBrightness;
  /** In string mode everything but lines and clearing is ignored. */
  private stringMode = false;
  private pictureCount = 0;

  constructor(ports: DevicePorts) {
    this.ports = ports;
  }

  peerArrived(): void {}

  peerLeft(): void {}

  powerCut(): void {
    this.parser = new PoleParser();
    this.initialise();
    this.ports.changed();
  }

  powerBack(): void {}

  receive(bytes: Uint8Array): void {
    for (const command of this.parser.push(bytes)) {
      const obeyed = this.obey(command);
      this.ports.heard(command.bytes, obeyed ? commandWords(command) : `ignored: ${commandWords(command)}`);
    }
    this.ports.changed();
  }

  /** It has no hands of its own: `hands` is empty, and what a device does not list never comes here. */
  hand(): HandResult {
    return this.snapshot();
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { lines: [...this.lines], brightness: this.brightness, pictureCount: this.pictureCount };
  }

  private obey(command: PoleCommand): boolean {
    switch (command.kind) {
      case 'initialise':
        this.initialise();
        return true;
      case 'clear':
        this.lines = [blankLine, blankLine];
        this.stringMode = false;
        return true;
      case 'line':
        this.lines[command.line] = fitted(command.text);
        this.stringMode = true;
        this.pictureCount += 1;
        return true;
      case 'brightness':
        if (this.stringMode || command.level < 1 || command.level > fullBrightness) return false;
        this.brightness = command.level;
        return true;
      case 'ignored':
        return false;
    }
  }

  private initialise(): void {
    this.lines = [blankLine, blankLine];
    this.stringMode = false;
    this.brightness = fullBrightness;
  }
}

/** The text in exactly twenty columns; a character that would be cut in half is left out. */
function fitted(bytes: Uint8Array): string {
  let text = '';
  let columns = 0;
  for (const character of iconv.decode(Buffer.from(bytes), 'gb18030')) {
    const needed = columnsOf(character, true);
    if (columns + needed > poleColumns) break;
    text += character;
    columns += needed;
  }
  return text + ' '.repeat(poleColumns - columns);
}

function commandWords(command: PoleCommand): string {
  switch (command.kind) {
    case 'initialise':
      return 'ESC @ initialise';
    case 'clear':
      return 'CLR';
    case 'line':
      return `ESC Q ${command.line === 0 ? 'A' : 'B'} "${fitted(command.text)}"`;
    case 'brightness':
      return `ESC * ${command.level}`;
    case 'ignored':
      return 'not understood';
  }
}
