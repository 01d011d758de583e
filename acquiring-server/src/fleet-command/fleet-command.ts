/**
 * Keeps the fleet over gRPC at the operations port of a running server: `npm run fleet -- board --merchant ID`.
 *
 * Speaks as an operator (`--operator`, `admin` where none is named) whose certificate and key stand in the folder
 * `operators` of the server's data folder (QIANTAI_DATA_DIR). Ends with 0 where it was done, 1 where the server
 * refused, 2 where the command was wrong or the server did not answer.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { errorText, systemClock, systemRandom } from '@qiantai/foundation';
import { answeredError, IdMint, operationsServices } from '@qiantai/protos';
import type { Replied } from '../rpc/messages.ts';
import { type FleetArguments, fleetArguments, usage } from './fleet-arguments.ts';
import { agentsPage, boardPage, codesPage, ordersPage, printable, releasesPage } from './fleet-pages.ts';

export interface CommandSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  write: (text: string) => void;
  complain: (text: string) => void;
}

/** Answers what the process ends with. */
export async function runFleetCommand(args: readonly string[], around: CommandSurroundings): Promise<number> {
  const wanted = fleetArguments(args);
  if (!wanted) {
    around.complain(usage);
    return 2;
  }
  let client: FleetClient | undefined;
  try {
    client = connect(wanted, around.env);
    const { page, reply } = await answer(client, wanted);
    around.write(wanted.json ? `${JSON.stringify(reply)}\n` : page);
    return 0;
  } catch (error) {
    const refused = answeredError(error as Partial<ServiceError>);
    around.complain(refused ? `${(error as ServiceError).details} (${refused.code})\n` : `${errorText(error)}\n`);
    return refused ? 1 : 2;
  } finally {
    client?.close();
  }
}

type FleetClient = InstanceType<ReturnType<typeof operationsServices>['FleetService']>;

function connect(wanted: FleetArguments, env: CommandSurroundings['env']): FleetClient {
  const dataDir = resolve(env['QIANTAI_DATA_DIR'] || '.data/acquiring-server');
  const address = wanted.address ?? env['OPERATIONS_ADDRESS'] ?? `localhost:${env['OPERATIONS_PORT'] || 50_053}`;
  const read = (...path: string[]) => readFileSync(join(dataDir, ...path));
  return new (operationsServices().FleetService)(
    address,
    credentials.createSsl(
      read('authority', 'authority.pem'),
      read('operators', `${wanted.operator}.key`),
      read('operators', `${wanted.operator}.crt`),
    ),
  );
}

interface Answer {
  page: string;
  reply: unknown;
}

async function answer(client: FleetClient, wanted: FleetArguments): Promise<Answer> {
  const { merchant: merchantId, store: storeId, words, reason } = wanted;
  const [first, second] = words;
  const key = { merchantId, component: first, channel: wanted.channel, version: second };
  const percent = Number(wanted.percent);
  switch (wanted.wish) {
    case 'board': {
      const storeIds = storeId === '' ? [] : [storeId];
      const reply = await call<Replied<'FleetService', 'GetFleetBoard'>>((heard) =>
        client.getFleetBoard({ merchantId, storeIds }, heard),
      );
      return { reply, page: boardPage(reply.stores) };
    }
    case 'agents': {
      const reply = await call<Replied<'FleetService', 'ListAgents'>>((heard) =>
        client.listAgents({ merchantId, storeId }, heard),
      );
      return { reply, page: agentsPage(reply.agents) };
    }
    case 'code': {
      const request = { merchantId, storeId, hours: Number(wanted.hours), replacesAgentId: wanted.replaces };
      const reply = await call<Replied<'FleetService', 'CreateActivationCode'>>((heard) =>
        client.createActivationCode(request, heard),
      );
      return { reply, page: `${reply.activationCode}\n` };
    }
    case 'codes': {
      const reply = await call<Replied<'FleetService', 'ListActivationCodes'>>((heard) =>
        client.listActivationCodes({ merchantId, storeId }, heard),
      );
      return { reply, page: codesPage(reply.codes) };
    }
    case 'withdraw': {
      const reply = await call<Replied<'FleetService', 'WithdrawActivationCode'>>((heard) =>
        client.withdrawActivationCode({ merchantId, codeId: first }, heard),
      );
      return { reply, page: codesPage([reply]) };
    }
    case 'revoke':
    case 'retire': {
      const request = { merchantId, agentId: first, reason };
      const reply = await call<Replied<'FleetService', 'RetireAgent'>>((heard) =>
        wanted.wish === 'revoke' ? client.revokeAgent(request, heard) : client.retireAgent(request, heard),
      );
      return { reply, page: agentsPage([reply]) };
    }
    case 'logs':
      return await place(client, { ...wanted, words: [first, 'send_logs'] }, { lines: Number(wanted.lines) });
    case 'order':
      return await place(client, wanted, {});
    case 'orders': {
      const reply = await call<Replied<'FleetService', 'ListOrders'>>((heard) =>
        client.listOrders({ merchantId, storeId }, heard),
      );
      return { reply, page: ordersPage(reply.orders) };
    }
    case 'show': {
      const reply = await call<Replied<'FleetService', 'GetOrder'>>((heard) =>
        client.getOrder({ merchantId, orderId: first }, heard),
      );
      return { reply, page: `${reply.order ? ordersPage([reply.order]) : ''}${printable(reply.parts.join(''))}` };
    }
    case 'release': {
      const details = { packageHash: wanted.hash, packageName: wanted.package, minimumVersion: wanted.minimum };
      const release = { ...key, ...details, rolloutPercent: percent, paused: wanted.paused };
      const reply = await call<Replied<'FleetService', 'PutRelease'>>((heard) => client.putRelease({ release }, heard));
      return { reply, page: releasesPage([reply]) };
    }
    case 'rollout': {
      const request = { ...key, rolloutPercent: percent, paused: wanted.paused };
      const reply = await call<Replied<'FleetService', 'SetRollout'>>((heard) => client.setRollout(request, heard));
      return { reply, page: releasesPage([reply]) };
    }
    case 'releases': {
      const reply = await call<Replied<'FleetService', 'ListReleases'>>((heard) =>
        client.listReleases({ merchantId }, heard),
      );
      return { reply, page: releasesPage(reply.releases) };
    }
  }
}

async function place(client: FleetClient, { merchant, words }: FleetArguments, params: object): Promise<Answer> {
  const [agentId, kind] = words;
  const orderId: string = new IdMint(systemClock, systemRandom).uuid7();
  const request = { merchantId: merchant, agentId, orderId, kind, paramsJson: JSON.stringify(params) };
  const reply = await call<Replied<'FleetService', 'PlaceOrder'>>((heard) => client.placeOrder(request, heard));
  return { reply, page: ordersPage([reply]) };
}

async function call<Reply>(
  start: (heard: (error: ServiceError | null, reply?: Reply) => void) => unknown,
): Promise<Reply> {
  return await new Promise((done, failed) => {
    start((error, reply) => (error || reply === undefined ? failed(error) : done(reply)));
  });
}

if (import.meta.main) {
  process.exitCode = await runFleetCommand(process.argv.slice(2), {
    env: process.env, // command setting
    write: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
  });
}
