/**
 * The phone's line to the simulated channels (docs/processes.md, Channel simulators): it asks them for payment codes
 * and tells them what the customer does. Every call ends within three seconds, and says clearly when nobody answers.
 */
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { issueText } from '../device/hand-input.ts';
import { simError } from '../errors.ts';

const callMsMax = 3000;
const answerBytesMax = 2 * 1024 * 1024;

export const channelWallets = ['wechat', 'alipay', 'unionpay'] as const;
export type ChannelWallet = (typeof channelWallets)[number];

/** What a customer of the channel does with the next order, in the channel simulators' words. */
export type CustomerBehaviour = 'pay' | 'decline' | 'never' | 'no_answer';

const minor = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform((text) => BigInt(text));
const orderStatus = z.enum(['waiting', 'paying', 'paid', 'declined', 'closed', 'reversed']);
export type OrderStatus = z.infer<typeof orderStatus>;

/** Payment codes by the rules of each wallet: what a scanner at a till would take for one. */
export const codePatterns = {
  wechat: /^1[0-5]\d{16}$/,
  alipay: /^(?:2[5-9]|30)\d{14,22}$/,
  unionpay: /^62\d{17}$/,
} as const;

const codeStateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('usable'), leftMs: z.number() }),
  z.object({ status: z.literal('expired') }),
  z.object({ status: z.literal('used'), outTradeNo: z.string(), amountMinor: minor, order: orderStatus }),
]);
export type CodeState = z.infer<typeof codeStateSchema>;

const waitingSchema = z.object({
  channel: z.enum(channelWallets),
  qrText: z.string().max(2048),
  outTradeNo: z.string().max(64),
  amountMinor: minor,
  description: z.string().max(500),
});
export type WaitingOrder = z.infer<typeof waitingSchema>;

const statusSchema = z.object({ status: orderStatus });
const ordersSchema = z.object({ currency: z.string().regex(/^[A-Z]{3}$/), waiting: z.array(waitingSchema).max(1000) });
const refusalSchema = z.object({ code: z.string().max(64), message: z.string().max(1000) });

export class ChannelClient {
  readonly url: string;

  constructor(options: { url: string }) {
    this.url = options.url;
  }

  async issueCode(
    wallet: ChannelWallet,
    wish: { behaviour: CustomerBehaviour; balanceMinor: bigint },
  ): Promise<string> {
    const body = { behaviour: wish.behaviour, balanceMinor: wish.balanceMinor.toString() };
    const schema = z.object({ code: z.string().regex(codePatterns[wallet]) });
    return (await this.ask(`/sim/wallets/${wallet}/payment-codes`, schema, body)).code;
  }

  codeState(wallet: ChannelWallet, code: string): Promise<CodeState> {
    return this.ask(`/phone/wallets/${wallet}/codes/${code}`, codeStateSchema);
  }

  orders(): Promise<z.infer<typeof ordersSchema>> {
    return this.ask('/phone/state', ordersSchema);
  }

  async payScanned(
    wallet: ChannelWallet,
    wish: { qrText: string; behaviour: CustomerBehaviour },
  ): Promise<OrderStatus> {
    return (await this.ask(`/sim/wallets/${wallet}/scan`, statusSchema, wish)).status;
  }

  async answer(wallet: ChannelWallet, wish: { outTradeNo: string; answer: 'pay' | 'refuse' }): Promise<OrderStatus> {
    return (await this.ask(`/sim/wallets/${wallet}/answer`, statusSchema, wish)).status;
  }

  /** @throws CodedError PHONE_CHANNEL_GONE, PHONE_CHANNEL_REFUSED */
  private async ask<T extends z.ZodType>(path: string, schema: T, body?: unknown): Promise<z.infer<T>> {
    const { ok, value } = await this.fetchJson(path, body);
    const refusal = ok ? undefined : refusalSchema.safeParse(value);
    if (refusal?.success) throw simError('PHONE_CHANNEL_REFUSED', { reason: refusal.data.message });
    const read = schema.safeParse(value);
    if (ok && read.success) return read.data;
    const reason = read.success ? 'another program answers there' : issueText(read.error);
    throw simError('PHONE_CHANNEL_GONE', { url: this.url, reason });
  }

  private async fetchJson(path: string, body: unknown): Promise<{ ok: boolean; value: unknown }> {
    try {
      const response = await fetch(new URL(path, this.url), {
        signal: AbortSignal.timeout(callMsMax),
        ...(body === undefined
          ? {}
          : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return { ok: response.ok, value: JSON.parse(await boundedText(response)) as unknown };
    } catch (error) {
      throw simError('PHONE_CHANNEL_GONE', { url: this.url, reason: reasonOf(error) }, { cause: error });
    }
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > answerBytesMax) throw new RangeError(`the answer is longer than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `fetch failed` says little: its cause says that nobody listens. */
function reasonOf(error: unknown): string {
  return error instanceof Error && error.cause ? errorText(error.cause) : errorText(error);
}
