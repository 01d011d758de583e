/** The fleet's things as messages. An instant that is not there is 0. */
import { codeStateOf } from '../fleet/activation-codes.ts';
import type { ActivationCode } from '../fleet/activation-store.ts';
import type { AgentBoard, StoreBoard } from '../fleet/fleet-board.ts';
import type { Order } from '../fleet/order-store.ts';
import type { Release } from '../fleet/rollout.ts';
import type { Answered } from './messages.ts';

type AgentMessage = Answered<'FleetService', 'RetireAgent'>;
type CodeMessage = Answered<'FleetService', 'WithdrawActivationCode'>;
type OrderMessage = Answered<'FleetService', 'PlaceOrder'>;
type ReleaseMessage = Answered<'FleetService', 'PutRelease'>;
type StoreMessage = NonNullable<Answered<'FleetService', 'GetFleetBoard'>['stores']>[number];

const instant = (atMs: number | undefined): string => String(atMs ?? 0);

export function encodeAgent(agent: AgentBoard, storeId: string): AgentMessage {
  return {
    agentId: agent.agentId,
    storeId,
    state: agent.state,
    stateAtMs: instant(agent.stateAtMs),
    stateReason: agent.stateReason,
    deviceDescription: agent.deviceDescription,
    enrolledAtMs: instant(agent.enrolledAtMs),
    certificateEndsAtMs: instant(agent.certificateEndsAtMs),
    version: agent.version,
    cloned: agent.cloned,
    replacesAgentId: agent.replacesAgentId ?? '',
  };
}

export function encodeCode(code: ActivationCode, nowMs: number): CodeMessage {
  const state = codeStateOf(code, nowMs);
  const endedAtMs = code.usedAtMs ?? code.withdrawnAtMs ?? (state === 'expired' ? code.expiresAtMs : undefined);
  return {
    codeId: code.codeId,
    storeId: code.storeId,
    state,
    createdAtMs: instant(code.createdAtMs),
    createdBy: code.createdBy,
    expiresAtMs: instant(code.expiresAtMs),
    endedAtMs: instant(endedAtMs),
    agentId: code.agentId ?? '',
    replacesAgentId: code.replacesAgentId ?? '',
  };
}

export function encodeOrder(order: Order): OrderMessage {
  return {
    orderId: order.orderId,
    storeId: order.storeId,
    agentId: order.agentId,
    kind: order.kind,
    paramsJson: JSON.stringify(order.params),
    state: order.state,
    placedBy: order.placedBy,
    placedAtMs: instant(order.placedAtMs),
    expiresAtMs: instant(order.expiresAtMs),
    fetchedAtMs: instant(order.fetchedAtMs),
    endedAtMs: instant(order.endedAtMs),
    errorCode: order.errorCode,
    resultJson: JSON.stringify(order.result),
  };
}

export function encodeRelease(release: Release): ReleaseMessage {
  return { ...release, putAtMs: instant(release.putAtMs) };
}

export function encodeStoreBoard(board: StoreBoard): StoreMessage {
  return {
    storeId: board.storeId,
    storeName: board.storeName,
    lastContactMs: instant(board.lastContactMs),
    offlineSinceMs: instant(board.offlineSinceMs),
    offlineMsToday: String(board.offlineMsToday),
    waiting: String(board.waiting),
    waitingSums: board.waitingMinor.map((sum) => ({ currency: sum.currency, amountMinor: String(sum.amountMinor) })),
    dead: String(board.dead),
    oldestAgeMs: String(board.oldestAgeMs),
    settingsVersion: String(board.settingsVersion),
    newestVersion: String(board.newestVersion),
    settingsBehindSinceMs: instant(board.settingsBehindSinceMs),
    terminals: board.terminals.map((terminal) => ({
      terminalId: terminal.terminalId,
      agentHead: String(terminal.agentHead),
      serverHead: String(terminal.serverHead),
      gap: String(terminal.gap),
      appVersion: terminal.appVersion,
      devices: terminal.devices,
    })),
    agents: board.agents.map((agent) => encodeAgent(agent, board.storeId)),
    alarms: board.alarms.map((alarm) => ({ code: alarm.code, atMs: instant(alarm.atMs), details: alarm.details })),
    reportedAtMs: instant(board.reportedAtMs),
  };
}
