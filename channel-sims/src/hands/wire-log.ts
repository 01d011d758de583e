/** The last messages on the wire, for people and tests; whoever records redacts first. */
import type { Clock } from '@qiantai/foundation';
import type { WalletChannel } from './behaviours.ts';

export interface WireMessage {
  n: number;
  atMs: number;
  channel: WalletChannel | 'card' | 'bank';
  direction: 'in' | 'out';
  what: string;
  body: string;
}

const messagesMax = 2_000;
const bodyLengthMax = 4_000;

export class WireLog {
  private readonly clock: Clock;
  private messages: WireMessage[] = [];
  private last = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  record(message: Omit<WireMessage, 'n' | 'atMs'>): void {
    this.last += 1;
    const body = redactText(message.body).slice(0, bodyLengthMax);
    this.messages.push({ ...message, body, n: this.last, atMs: this.clock.nowMs() });
    // Cut in strides, so that a long day does not move the whole list with each message.
    if (this.messages.length > messagesMax * 2) this.messages = this.messages.slice(-messagesMax);
  }

  get lastN(): number {
    return this.last;
  }

  after(n: number): WireMessage[] {
    return this.messages.filter((message) => message.n > n).slice(-messagesMax);
  }
}

/**
 * Payment codes are money to whoever holds them: all but the last four digits go. WeChat Pay and Alipay call the
 * member `auth_code`, Alipay inside a percent-encoded form; UnionPay's forms call it `qrNo`.
 */
function redactText(text: string): string {
  return text
    .replace(/(auth_code(?:"|%22)(?:\s*:\s*|%3A)(?:"|%22))(\d+)(\d{4})/g, '$1***$3')
    .replace(/(\bqrNo=)(\d+)(\d{4})/g, '$1***$3');
}
