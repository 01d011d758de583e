/** FleetService: what the fleet's keepers ask, whoever lets them in (fleet-keepers.ts). */
import type { handleUnaryCall } from '@grpc/grpc-js';
import type { Clock } from '@qiantai/foundation';
import { protoError, uuid7From } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { Fleet } from '../fleet/create-fleet.ts';
import { text } from './decode.ts';
import { encodeAgent, encodeCode, encodeOrder, encodeRelease, encodeStoreBoard } from './fleet-messages.ts';
import type { Answered, Received } from './messages.ts';

/** A person of the platform or of a merchant, as far as the fleet is concerned. */
export interface FleetKeeper {
  /** For the records: whose word it was. */
  by: string;
  /** Undefined: of the platform, for every merchant. */
  merchantId: string | undefined;
  canSee(storeId: string): boolean;
  /** The stores that the keeper sees of its merchant; undefined: all. */
  storeIds(): readonly string[] | undefined;
}

/** Makes a handler of a call that `need`s the right to see or to change. */
export type KeeperCall = <Request, Reply>(
  need: 'read' | 'change',
  handle: (keeper: FleetKeeper, request: Request) => Promise<Reply>,
) => handleUnaryCall<Request, Reply>;

type Method =
  | 'ListAgents'
  | 'CreateActivationCode'
  | 'ListActivationCodes'
  | 'WithdrawActivationCode'
  | 'RevokeAgent'
  | 'RetireAgent'
  | 'PlaceOrder'
  | 'ListOrders'
  | 'GetOrder'
  | 'PutRelease'
  | 'SetRollout'
  | 'ListReleases'
  | 'GetFleetBoard';
type Handlers = {
  [Name in Method]: handleUnaryCall<Received<'FleetService', Name>, Answered<'FleetService', Name>>;
};

const reasonMax = 200;

export function fleetHandlers(call: KeeperCall, services: { fleet: Fleet; clock: Pick<Clock, 'nowMs'> }): Handlers {
  const { fleet, clock } = services;

  /** The agent, seen by the keeper. */
  async function agentOf(keeper: FleetKeeper, message: { merchantId: string; agentId: string }) {
    const merchantId = merchantOf(keeper, message.merchantId);
    const agent = await fleet.agents.find(merchantId, message.agentId);
    if (!keeper.canSee(agent.storeId)) throw serverError('FLEET_AGENT_NOT_FOUND', { agentId: message.agentId });
    return { merchantId, agentId: agent.agentId };
  }

  return {
    ListAgents: call('read', async (keeper, message: Received<'FleetService', 'ListAgents'>) => {
      const merchantId = merchantOf(keeper, message.merchantId);
      const agents = await fleet.agents.list(merchantId, storesOf(keeper, message.storeId));
      return { agents: agents.map((agent) => encodeAgent(agent, agent.storeId)) };
    }),
    CreateActivationCode: call('change', async (keeper, message: Received<'FleetService', 'CreateActivationCode'>) => {
      const merchantId = merchantOf(keeper, message.merchantId);
      checkSeen(keeper, message.storeId);
      const replacesAgentId =
        message.replacesAgentId === '' ? undefined : uuid7From<string>(message.replacesAgentId, 'replaces_agent_id');
      const { storeId, hours } = message;
      const made = await fleet.codes.create({ merchantId, storeId, hours, replacesAgentId, by: keeper.by });
      return { activationCode: made.activationCode, description: encodeCode(made.description, clock.nowMs()) };
    }),
    ListActivationCodes: call('read', async (keeper, message: Received<'FleetService', 'ListActivationCodes'>) => {
      const merchantId = merchantOf(keeper, message.merchantId);
      if (message.storeId !== '') checkSeen(keeper, message.storeId);
      const codes = await fleet.codes.list(merchantId, message.storeId || undefined);
      const seen = codes.filter((code) => keeper.canSee(code.storeId));
      return { codes: seen.map((code) => encodeCode(code, clock.nowMs())) };
    }),
    WithdrawActivationCode: call(
      'change',
      async (keeper, message: Received<'FleetService', 'WithdrawActivationCode'>) => {
        const merchantId = merchantOf(keeper, message.merchantId);
        const code = await fleet.codes.find(merchantId, message.codeId);
        if (!keeper.canSee(code.storeId)) throw serverError('FLEET_CODE_NOT_FOUND', { codeId: message.codeId });
        return encodeCode(await fleet.codes.withdraw(merchantId, message.codeId, keeper.by), clock.nowMs());
      },
    ),
    RevokeAgent: call('change', async (keeper, message: Received<'FleetService', 'RevokeAgent'>) => {
      const mark = { by: keeper.by, reason: reasonOf(message.reason) };
      const agent = await fleet.agents.step(await agentOf(keeper, message), 'revoke', mark);
      return encodeAgent(agent, agent.storeId);
    }),
    RetireAgent: call('change', async (keeper, message: Received<'FleetService', 'RetireAgent'>) => {
      const mark = { by: keeper.by, reason: reasonOf(message.reason) };
      const agent = await fleet.agents.step(await agentOf(keeper, message), 'retire', mark);
      return encodeAgent(agent, agent.storeId);
    }),
    PlaceOrder: call('change', async (keeper, message: Received<'FleetService', 'PlaceOrder'>) => {
      const agent = await agentOf(keeper, message);
      const orderId = uuid7From<string>(message.orderId, 'order_id');
      const { kind, paramsJson, hours } = message;
      return encodeOrder(await fleet.orders.place({ ...agent, orderId, kind, paramsJson, hours, by: keeper.by }));
    }),
    ListOrders: call('read', async (keeper, message: Received<'FleetService', 'ListOrders'>) => {
      const merchantId = merchantOf(keeper, message.merchantId);
      const orders = await fleet.orders.list(merchantId, storesOf(keeper, message.storeId));
      return { orders: orders.map(encodeOrder) };
    }),
    // Logs tell more of a store than its state does: they ask for the right to change.
    GetOrder: call('change', async (keeper, message: Received<'FleetService', 'GetOrder'>) => {
      const merchantId = merchantOf(keeper, message.merchantId);
      const orderId = uuid7From<string>(message.orderId, 'order_id');
      const { order, parts } = await fleet.orders.read(merchantId, orderId);
      if (!keeper.canSee(order.storeId)) throw serverError('FLEET_ORDER_NOT_FOUND', { orderId });
      return { order: encodeOrder(order), parts };
    }),
    PutRelease: call('change', async (keeper, message: Received<'FleetService', 'PutRelease'>) => {
      const release = message.release;
      if (!release) throw protoError('PROTO_BAD_MESSAGE', { field: 'release', why: 'it is missing' });
      const merchantId = releaseMerchantOf(keeper, release.merchantId);
      return encodeRelease(await fleet.releases.put({ ...release, merchantId, putBy: keeper.by }));
    }),
    SetRollout: call('change', async (keeper, message: Received<'FleetService', 'SetRollout'>) => {
      const merchantId = releaseMerchantOf(keeper, message.merchantId);
      const { component, channel, version, paused } = message;
      const rollout = { percent: message.rolloutPercent, paused, by: keeper.by };
      return encodeRelease(await fleet.releases.setRollout({ merchantId, component, channel, version }, rollout));
    }),
    ListReleases: call('read', async (keeper, message: Received<'FleetService', 'ListReleases'>) => {
      const releases = await fleet.releases.list(keeper.merchantId ?? message.merchantId);
      return { releases: releases.map(encodeRelease) };
    }),
    GetFleetBoard: call('read', async (keeper, message: Received<'FleetService', 'GetFleetBoard'>) => {
      const merchantId = merchantOf(keeper, message.merchantId);
      for (const storeId of message.storeIds) checkSeen(keeper, storeId);
      const wished = message.storeIds.length > 0 ? message.storeIds.slice(0, 1000) : keeper.storeIds();
      return { stores: (await fleet.board(merchantId, wished)).map(encodeStoreBoard) };
    }),
  };
}

/** @throws CodedError FLEET_FORBIDDEN, FLEET_BAD_REQUEST */
function merchantOf(keeper: FleetKeeper, asked: string): string {
  if (keeper.merchantId === undefined) {
    if (asked === '') throw serverError('FLEET_BAD_REQUEST', { field: 'merchant_id', why: 'name the merchant' });
    return asked;
  }
  if (asked !== '' && asked !== keeper.merchantId) {
    throw serverError('FLEET_FORBIDDEN', { why: 'it is of another merchant' });
  }
  return keeper.merchantId;
}

/** A merchant sets its own releases, the platform its own and every merchant's; who sees a part sets none. */
function releaseMerchantOf(keeper: FleetKeeper, asked: string): string {
  if (keeper.merchantId === undefined) return asked;
  if (keeper.storeIds() !== undefined) {
    throw serverError('FLEET_FORBIDDEN', { why: 'a release is for the whole chain, and you see a part of it' });
  }
  return merchantOf(keeper, asked);
}

function checkSeen(keeper: FleetKeeper, storeId: string): void {
  if (!keeper.canSee(storeId)) throw serverError('FLEET_FORBIDDEN', { why: `the store ${storeId.slice(0, 64)}` });
}

function storesOf(keeper: FleetKeeper, storeId: string): readonly string[] | undefined {
  if (storeId === '') return keeper.storeIds();
  checkSeen(keeper, storeId);
  return [storeId];
}

function reasonOf(reason: string): string {
  return text(reason, 'reason', reasonMax);
}
