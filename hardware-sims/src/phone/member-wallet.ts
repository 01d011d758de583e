/**
 * The wallet of our own members on the customer's phone. It calls the acquiring server as a member's app does (gRPC with
 * mutual TLS at the operations port, role integration): codes, charges and the balance are the server's, nothing of them
 * is made up here. Every call ends within three seconds.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ChannelCredentials,
  type Client,
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { type Clock, errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { issueText } from '../device/hand-input.ts';
import { simError } from '../errors.ts';
import type { OrderStatus } from './channel-client.ts';

const callMsMax = 3000;
const protoFile = fileURLToPath(new URL('./member-wallet.proto', import.meta.url));

/** Where the server is, and for which member the phone speaks. */
export const memberWalletSchema = z.strictObject({
  address: z.string().min(1).max(200),
  caFile: z.string().min(1),
  certificateFile: z.string().min(1),
  keyFile: z.string().min(1),
  companyId: z.string().min(1).max(64),
  accountNumber: z.string().regex(/^\d{17}$/),
});
export type MemberWalletSettings = z.infer<typeof memberWalletSchema>;

const codeSchema = z.object({
  codeId: z.string().min(1),
  code: z.string().regex(/^79\d{18}$/),
  expiresAtMs: z.coerce.number().int(),
});
export type IssuedCode = z.infer<typeof codeSchema>;

const chargeSchema = z.object({
  chargeNo: z.string(),
  amount: z.object({ amountMinor: z.string().regex(/^\d{1,18}$/) }).transform(({ amountMinor }) => BigInt(amountMinor)),
  status: z.enum(['awaiting_payer', 'paid', 'declined', 'refused', 'closed', 'reversed']),
});
export type Charge = z.infer<typeof chargeSchema>;

const chargesSchema = z.object({ charges: z.array(chargeSchema).max(50) });
const accountSchema = z.object({ balance: z.object({ availableMinor: z.string().regex(/^-?\d{1,18}$/) }) });

type Service = 'MemberOperationService' | 'AccountService';

/** What the phone asks of it. */
export type MemberWalletLine = Pick<MemberWallet, 'issueCode' | 'chargeOf' | 'confirm' | 'refuse' | 'balanceMinor'>;

export class MemberWallet {
  private readonly settings: MemberWalletSettings | undefined;
  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly clients = new Map<Service, Client>();

  /** Without settings the phone has no such wallet, and says so when it is asked for. `clock`: the machine's. */
  constructor(settings: MemberWalletSettings | undefined, clock: Pick<Clock, 'nowMs'>) {
    this.settings = settings;
    this.clock = clock;
  }

  async issueCode(): Promise<IssuedCode> {
    return await this.ask('MemberOperationService', 'IssuePaymentCode', this.member(), codeSchema);
  }

  /** What became of a code; undefined while no till has shown it. */
  async chargeOf(codeId: string): Promise<Charge | undefined> {
    const request = { ...this.member(), codeId };
    const { charges } = await this.ask('MemberOperationService', 'ListBalanceCharges', request, chargesSchema);
    return charges[0];
  }

  /** @throws CodedError PHONE_PIN_WRONG, PHONE_WALLET_GONE, PHONE_WALLET_REFUSED */
  async confirm(chargeNo: string, password: string): Promise<OrderStatus> {
    const step = { ...this.member(), chargeNo, password };
    return orderStatusOf(await this.ask('MemberOperationService', 'ConfirmBalanceCharge', step, chargeSchema));
  }

  async refuse(chargeNo: string): Promise<OrderStatus> {
    const step = { ...this.member(), chargeNo };
    return orderStatusOf(await this.ask('MemberOperationService', 'RefuseBalanceCharge', step, chargeSchema));
  }

  async balanceMinor(): Promise<bigint> {
    const { accountNumber } = this.member();
    const account = await this.ask('AccountService', 'GetAccount', { accountNumber }, accountSchema);
    return BigInt(account.balance.availableMinor);
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
    this.clients.clear();
  }

  private member(): { companyId: string; accountNumber: string } {
    const { companyId, accountNumber } = this.configured();
    return { companyId, accountNumber };
  }

  private configured(): MemberWalletSettings {
    if (!this.settings) throw simError('PHONE_WALLET_MISSING');
    return this.settings;
  }

  private async ask<Schema extends z.ZodType>(
    service: Service,
    method: string,
    request: object,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const answer = await this.call(service, method, request);
    const read = schema.safeParse(answer);
    if (read.success) return read.data;
    throw simError('PHONE_WALLET_GONE', { address: this.configured().address, reason: issueText(read.error) });
  }

  private async call(service: Service, method: string, request: object): Promise<unknown> {
    const { address } = this.configured();
    try {
      const client = this.clientOf(service);
      return await new Promise((resolve, reject) => {
        // The client's methods are made from the .proto file when it is loaded.
        const ask = (client as unknown as Record<string, UnaryCall>)[method] as UnaryCall;
        const options = { deadline: new Date(this.clock.nowMs() + callMsMax) };
        ask.call(client, request, options, (error, reply) => (error ? reject(error) : resolve(reply)));
      });
    } catch (error) {
      const code = (error as Partial<ServiceError>).metadata?.get('error-code')[0]?.toString();
      if (code === 'MEMBER_OPERATION_PASSWORD_WRONG') throw simError('PHONE_PIN_WRONG');
      const reason = (error as Partial<ServiceError>).details ?? errorText(error);
      if (code) throw simError('PHONE_WALLET_REFUSED', { code, reason });
      // A server that was started again has another certificate: the next call reads the files anew.
      this.close();
      throw simError('PHONE_WALLET_GONE', { address, reason }, { cause: error });
    }
  }

  private clientOf(service: Service): Client {
    const known = this.clients.get(service);
    if (known) return known;
    const client = new (serviceOf(service))(this.configured().address, this.credentials());
    this.clients.set(service, client);
    return client;
  }

  private credentials(): ChannelCredentials {
    const { caFile, keyFile, certificateFile } = this.configured();
    return credentials.createSsl(readFileSync(caFile), readFileSync(keyFile), readFileSync(certificateFile));
  }
}

type UnaryCall = (
  request: object,
  options: { deadline: Date },
  done: (error: ServiceError | null, reply: unknown) => void,
) => void;

function serviceOf(name: Service): ServiceClientConstructor {
  const loaded = loadPackageDefinition(loadSync(protoFile, { longs: String, enums: String, defaults: true }));
  const services = ((loaded['qiantai'] as GrpcObject)['acquiring'] as GrpcObject)['v1'] as GrpcObject;
  return services[name] as ServiceClientConstructor;
}

/** In the words that the phone has for every wallet's orders. */
export function orderStatusOf({ status }: Charge): OrderStatus {
  switch (status) {
    case 'awaiting_payer':
      return 'waiting';
    case 'refused':
      return 'declined';
    default:
      return status;
  }
}
