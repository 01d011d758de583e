/** A till that speaks to the agent over gRPC without a till's host: what it waits for is the agent and the server. */
import { readFileSync } from 'node:fs';
import { credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { systemClock } from '@qiantai/foundation';
import { orderNoOfSale, type SaleId, tillServices } from '@qiantai/protos';
import type { EdgePayment__Output } from '@qiantai/protos/generated/qiantai/edge/v1/EdgePayment.ts';
import { demoOperators, type RunningSuite } from '@qiantai/scenarios';

const callTimeoutMs = 30_000;

export interface AgentTill {
  signIn(): Promise<void>;
  payByCode(payment: { paymentKey: string; saleId: SaleId; amountMinor: number; code: string }): Promise<string>;
  close(): void;
}

export function openAgentTill(suite: RunningSuite, terminalId: string): AgentTill {
  const client = new (tillServices().TillService)(suite.stores[0]?.grpc ?? '', credentialsOf(suite, terminalId));
  let session = '';
  const call = <Reply>(name: 'SignIn' | 'StartPayment', request: object): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const metadata = new Metadata();
      if (session) metadata.set('session', session);
      const done = (error: ServiceError | null, reply?: unknown) => (error ? reject(error) : resolve(reply as Reply));
      Reflect.apply(client[name] as unknown as () => void, client, [
        request,
        metadata,
        { deadline: systemClock.deadline(callTimeoutMs), waitForReady: true },
        done,
      ]);
    });
  return {
    signIn: async () => {
      const [operator] = demoOperators;
      ({ session } = await call<{ session: string }>('SignIn', { number: operator.number, pin: operator.pin }));
    },
    payByCode: async ({ paymentKey, saleId, amountMinor, code }) => {
      const money = { amountMinor: String(amountMinor), currency: 'CNY' };
      const reply = await call<EdgePayment__Output>('StartPayment', {
        paymentKey,
        saleId,
        orderNo: orderNoOfSale(saleId),
        orderTotal: money,
        amount: money,
        tender: 'TENDER_PAYMENT_CODE',
        paymentCode: code,
        description: 'bench',
        waitMs: 20_000,
      });
      return [reply.payment?.status ?? '', reply.reasonCode, reply.payment?.reasonCode, reply.state].join(' ').trim();
    },
    close: () => client.close(),
  };
}

/** The key and certificate that the till's host was paired with. */
function credentialsOf(suite: RunningSuite, terminalId: string) {
  const file = suite.tills.find(({ id }) => id === terminalId)?.identityFile ?? '';
  const identity = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'authorityPem' | 'privateKeyPem' | 'certificatePem',
    string
  >;
  return credentials.createSsl(
    Buffer.from(identity.authorityPem),
    Buffer.from(identity.privateKeyPem),
    Buffer.from(identity.certificatePem),
  );
}
