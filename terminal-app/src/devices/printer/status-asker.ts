/** Asks a printer how it is: four questions of real-time status, one after the other, each with a time to answer. */
import type { Clock } from '@qiantai/foundation';
import { askStatus, type PrinterStatus, statusFrom, statusQuestion, wantsRecovery } from './status.ts';

const answerTimeoutMs = 1_000;
/** Some printers answer neither question 1 nor 3: after so many rounds they are not asked any more. */
const missedMax = 3;
/** No bit set but the fixed ones: nothing to report. */
const nothingToReport = 0x12;

export class StatusAsker {
  private readonly options: { clock: Clock; write(bytes: Uint8Array): Promise<void> };
  private answer: ((byte: number | null) => void) | null = null;
  private missed = 0;
  /** A jam was told; then a person opened the cover over it, and closed it. */
  private jam: 'none' | 'told' | 'cover_open' | 'mended' = 'none';

  constructor(options: { clock: Clock; write(bytes: Uint8Array): Promise<void> }) {
    this.options = options;
  }

  /** Another printer may stand there now. */
  reset(): void {
    this.missed = 0;
    this.jam = 'none';
  }

  end(): void {
    this.answer?.(null);
  }

  /** @returns whether the byte was waited for */
  answered(byte: number): boolean {
    if (!this.answer) return false;
    this.answer(byte);
    return true;
  }

  /** True once, after a person opened the cover over a jam and closed it. */
  get wantsRecovery(): boolean {
    if (this.jam !== 'mended') return false;
    this.jam = 'none';
    return true;
  }

  /**
   * Null: no answer. After one that did not come in time nothing more is asked in this round: it may still come, and
   * would be taken for the answer to another question.
   */
  async ask(): Promise<PrinterStatus | null> {
    const paper = await this.askFor(statusQuestion.paper);
    const offlineCause = paper === null ? null : await this.askFor(statusQuestion.offlineCause);
    if (paper === null || offlineCause === null) return null;
    const printer = await this.askOptional(statusQuestion.printer);
    const error = printer === null ? null : await this.askOptional(statusQuestion.error);
    const status = statusFrom({
      paper,
      offlineCause,
      printer: printer ?? nothingToReport,
      error: error ?? nothingToReport,
    });
    this.followJam(status);
    return status;
  }

  private followJam({ trouble }: PrinterStatus): void {
    const coverOpen = trouble === 'COVER_OPEN';
    if (coverOpen && this.jam === 'told') this.jam = 'cover_open';
    else if (!coverOpen && this.jam === 'cover_open') this.jam = 'mended';
    else if (wantsRecovery(trouble) && this.jam === 'none') this.jam = 'told';
  }

  private async askOptional(question: number): Promise<number | null> {
    if (this.missed >= missedMax) return null;
    const byte = await this.askFor(question);
    this.missed = byte === null ? this.missed + 1 : 0;
    return byte;
  }

  private askFor(question: number): Promise<number | null> {
    return new Promise((resolve) => {
      const end = (byte: number | null) => {
        cancel();
        this.answer = null;
        resolve(byte);
      };
      const cancel = this.options.clock.setTimeout(() => end(null), answerTimeoutMs);
      this.answer = end;
      this.options.write(askStatus(question)).catch(() => end(null));
    });
  }
}
