/** How a speaker's messages stand on its line: one JSON object a line, or one a message of a broker. */

export interface SpeakerFraming {
  frame(text: string): Uint8Array;
  /** Whole messages, in order. */
  push(bytes: Uint8Array): string[];
  /** Forgets a half-received message: the line was interrupted. */
  reset(): void;
}

const lineCharactersMax = 4_096;

export class LineFraming implements SpeakerFraming {
  private decoder = new TextDecoder();
  private rest = '';

  frame(text: string): Uint8Array {
    return Buffer.from(`${text}\n`, 'utf8');
  }

  push(bytes: Uint8Array): string[] {
    const lines = (this.rest + this.decoder.decode(bytes, { stream: true })).split('\n');
    this.rest = (lines.pop() ?? '').slice(-lineCharactersMax);
    return lines;
  }

  reset(): void {
    this.decoder = new TextDecoder();
    this.rest = '';
  }
}

/** A broker hands messages over whole. */
export class MessageFraming implements SpeakerFraming {
  frame(text: string): Uint8Array {
    return Buffer.from(text, 'utf8');
  }

  push(bytes: Uint8Array): string[] {
    return [Buffer.from(bytes).toString('utf8')];
  }

  reset(): void {}
}
