/**
 * A cashier's hand at one till, speaking gRPC to the agent as the till's host does: keys are minted and kept before
 * anything is asked, and what was not answered is asked again with the same key until it is. What the customer handed
 * over and what the till was told goes into the books of our own.
 */
import { type Client, Metadata, type requestCallback, type ServiceError } from '@grpc/grpc-js';
import { type Clock, type Random, systemClock, systemRandom } from '@qiantai/foundation';
import { answeredError, IdMint, tillServices } from '@qiantai/protos';
import { agentChannel, IdentityFile, pairTill } from '@qiantai/terminal-app/edge';
import { RefusedByAgent } from './refused-by-agent.ts';
import { waitFor } from './wait-for.ts';

type Services = ReturnType<typeof tillServices>;
type TillCalls = InstanceType<Services['TillService']> & InstanceType<Services['ShiftService']>;
/** The reply of a call, from the last overload of its method. */
export type ReplyOf<Name extends keyof TillCalls> = TillCalls[Name] extends (
  request: never,
  callback: requestCallback<infer R>,
) => unknown
  ? R
  : never;

const callTimeoutMs = 15_000;
/** Patience with an agent that is being started again, real milliseconds. */
const insistMs = 60_000;

export interface TillHandOptions {
  terminalId: string;
  /** `host:port` of the agent. */
  address: string;
  /** The standing secret that the till is paired by. */
  token: string;
  /** Where its key and certificate lie. */
  folder: string;
  operator: { number: string; pin: string };
  clock: Clock;
  random: Random;
}

export class TillHand {
  readonly terminalId: string;
  readonly ids: IdMint;
  readonly clock: Clock;
  private readonly options: TillHandOptions;
  private clients: readonly Client[] = [];
  private session = '';

  constructor(options: TillHandOptions) {
    this.options = options;
    this.terminalId = options.terminalId;
    this.clock = options.clock;
    this.ids = new IdMint(options.clock, options.random);
  }

  /** Gets the till its certificate, once; then it calls by it. */
  async pair(): Promise<void> {
    const { address, terminalId, token, folder } = this.options;
    const identities = new IdentityFile(folder);
    const machineNowMs = () => systemClock.nowMs();
    const parts = { address, terminalId, identities, random: systemRandom, clock: systemClock, machineNowMs };
    const identity = identities.load() ?? (await pairTill(parts, { kind: 'standing', text: token }));
    const channel = agentChannel(address, identity);
    const backoff = { 'grpc.initial_reconnect_backoff_ms': 50, 'grpc.max_reconnect_backoff_ms': 200 };
    const options = { ...channel.options, ...backoff };
    const { TillService, ShiftService } = tillServices();
    this.clients = [TillService, ShiftService].map((Service) => new Service(address, channel.credentials, options));
  }

  /** The same till at another agent's address. */
  at(address: string, random: Random): TillHand {
    return new TillHand({ ...this.options, address, random });
  }

  async signIn(): Promise<void> {
    const { number, pin } = this.options.operator;
    this.session = (await this.insist('SignIn', { number, pin })).session;
  }

  /**
   * Asks until the agent answers, with the same request.
   * @throws RefusedByAgent where the agent refuses for good
   */
  async insist<Name extends keyof TillCalls & string>(name: Name, request: object): Promise<ReplyOf<Name>> {
    let answer: ReplyOf<Name> | undefined;
    await waitFor(
      async () => {
        answer = await this.ask(name, request);
        return answer !== undefined;
      },
      `the agent's answer to ${name} of ${this.terminalId}`,
      insistMs,
    );
    return answer as ReplyOf<Name>;
  }

  /** Asks once. @throws RefusedByAgent, or the error of the line */
  once<Name extends keyof TillCalls & string>(name: Name, request: object): Promise<ReplyOf<Name>> {
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, reply?: ReplyOf<Name>) =>
        error ? reject(error) : resolve(reply as ReplyOf<Name>);
      const client = this.clients.find((one) => name in one) as TillCalls;
      Reflect.apply(client[name] as () => void, client, [
        request,
        this.metadata(),
        { deadline: systemClock.deadline(callTimeoutMs) },
        done,
      ]);
    }).catch((error: ServiceError) => {
      const answered = answeredError(error);
      if (!answered || answered.retryable) throw error;
      throw new RefusedByAgent(answered.code, error.details);
    }) as Promise<ReplyOf<Name>>;
  }

  close(): void {
    for (const client of this.clients) client.close();
  }

  /** Undefined where nobody answered, or the answer is to come again later. */
  private async ask<Name extends keyof TillCalls & string>(
    name: Name,
    request: object,
  ): Promise<ReplyOf<Name> | undefined> {
    try {
      return await this.once(name, request);
    } catch (error) {
      if (error instanceof RefusedByAgent && error.code === 'SESSION_MISSING' && name !== 'SignIn') {
        await this.signIn();
        return undefined;
      }
      if (error instanceof RefusedByAgent) throw error;
      return undefined;
    }
  }

  private metadata(): Metadata {
    const metadata = new Metadata();
    if (this.session !== '') metadata.set('session', this.session);
    return metadata;
  }
}
