/**
 * Fetches the orders of the fleet's keepers, carries each out once and tells what came of it
 * (agent-order-states.ts). One at a time; what was not delivered is delivered at the next turn.
 */
import { errorText, type Log, type LogRing } from '@qiantai/foundation';
import {
  type OrderKind,
  type OrderParams,
  orderKinds,
  orderParamSchemas,
  orderPartCharactersMax,
  orderPartsMax,
} from '@qiantai/protos';
import type { Store } from '../store/database.ts';
import type { AnswerPart, FleetCalls, OrderOnWire } from './fleet-calls.ts';
import type { FleetStore, OrderRow } from './fleet-store.ts';

/** What an agent can be told to do. A throw is a failure, told by its words. */
export interface OrderActions {
  wipeCardData(): void;
  syncNow(): Promise<void>;
  rotateKeys(): Promise<number>;
  reloadSettings(): void;
}

export interface OrderRunner {
  /** The server says that orders wait. Resolves when they were dealt with. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

interface Outcome {
  outcome: 'done' | 'failed';
  errorCode: string;
  resultJson: string;
}

export function openOrderRunner(parts: {
  store: Store;
  orders: FleetStore;
  calls: () => FleetCalls | undefined;
  actions: OrderActions;
  logRing: LogRing | undefined;
  nowMs: () => number;
  log: Log;
}): OrderRunner {
  const { orders, log } = parts;
  let looking: Promise<void> | undefined;
  let stopped = false;
  restart();

  /** What was under way when the agent ended is carried out again. */
  function restart(): void {
    parts.store.transact(() => {
      for (const order of orders.openOrders()) orders.moveOrder(order, 'restarted');
    });
  }

  function look(): Promise<void> {
    looking ??= turn()
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'fleet.orders_failed'))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  async function turn(): Promise<void> {
    const calls = parts.calls();
    if (!calls || stopped) return;
    const fetched = await calls.fetchOrders();
    const given = fetched.kind === 'answered' ? fetched.value : [];
    // One that was delivered before and is given again: its answer was lost at the server.
    const lost = given.flatMap(({ orderId }) => orders.order(orderId) ?? []).filter(isDelivered);
    for (const order of given) receive(order);
    for (const order of orders.openOrders()) {
      if (stopped) return;
      await bring(order, calls);
    }
    for (const order of lost) if (!stopped) await deliver(order, calls);
  }

  function receive(order: OrderOnWire): void {
    const { orderId, kind, paramsJson, expiresAtMs } = order;
    parts.store.transact(() =>
      orders.addOrder({ orderId, kind, paramsJson, expiresAtMs, receivedAtMs: parts.nowMs() }),
    );
  }

  async function bring(order: OrderRow, calls: FleetCalls): Promise<void> {
    let now = order;
    if (now.state === 'received') {
      now = orders.moveOrder(now, 'start');
      log.warn({ orderId: now.orderId, kind: now.kind }, 'fleet.order_started');
      const end = await carryOut(now);
      now = orders.moveOrder(now, end.outcome === 'done' ? 'succeed' : 'fail', end);
    }
    if (now.state !== 'done' && now.state !== 'failed') return;
    if (await deliver(now, calls)) orders.moveOrder(now, 'deliver');
  }

  async function carryOut(order: OrderRow): Promise<Outcome> {
    const kind = orderKinds.find((known) => known === order.kind);
    if (!kind) return failed('ORDER_UNKNOWN_KIND', order.kind);
    const params = paramsOf(kind, order.paramsJson);
    if (!params) return failed('ORDER_BAD_PARAMS', '');
    try {
      return { outcome: 'done', errorCode: '', resultJson: JSON.stringify(await act(kind)) };
    } catch (error) {
      log.error({ orderId: order.orderId, kind, error: errorText(error) }, 'fleet.order_failed');
      return failed('ORDER_FAILED', errorText(error));
    }
  }

  async function act(kind: OrderKind): Promise<object> {
    switch (kind) {
      case 'send_logs':
        // The lines are taken when they are sent: the database is no place for them.
        if (!parts.logRing) throw new Error('this agent keeps no log in memory');
        return {};
      case 'wipe_card_data':
        parts.actions.wipeCardData();
        return {};
      case 'sync_now':
        await parts.actions.syncNow();
        return {};
      case 'rotate_keys':
        return { resealed: await parts.actions.rotateKeys() };
      case 'reload_settings':
        parts.actions.reloadSettings();
        return {};
    }
  }

  /** True once the server holds the answer, or will not take it any more. */
  async function deliver(order: OrderRow, calls: FleetCalls): Promise<boolean> {
    for (const part of partsOf(order)) {
      const outcome = await calls.answerOrder(part);
      // An order that is over at the server, or that it does not know, is told no more.
      if (outcome.kind === 'refused') return true;
      if (outcome.kind !== 'answered') return false;
    }
    return true;
  }

  function partsOf(order: OrderRow): AnswerPart[] {
    const texts = order.kind === 'send_logs' && order.outcome === 'done' ? logTexts(order) : [''];
    return texts.map((text, part) => {
      const last = part === texts.length - 1;
      return {
        orderId: order.orderId,
        part,
        text,
        outcome: last ? order.outcome : '',
        errorCode: last ? order.errorCode : '',
        resultJson: last ? order.resultJson : '',
      };
    });
  }

  function logTexts(order: OrderRow): string[] {
    const params = paramsOf('send_logs', order.paramsJson) as OrderParams<'send_logs'> | undefined;
    const lines = parts.logRing?.last(params?.lines ?? 0, params?.sinceMs ?? 0) ?? [];
    return chunks(lines.map((line) => `${line.text}\n`));
  }

  return {
    look,
    stop: async () => {
      stopped = true;
      await looking;
    },
  };
}

function isDelivered(order: OrderRow): boolean {
  return order.state === 'delivered';
}

function paramsOf<K extends OrderKind>(kind: K, json: string): OrderParams<K> | undefined {
  try {
    const parsed = orderParamSchemas[kind].safeParse(JSON.parse(json));
    return parsed.success ? (parsed.data as OrderParams<K>) : undefined;
  } catch {
    return undefined;
  }
}

function failed(errorCode: string, why: string): Outcome {
  return { outcome: 'failed', errorCode, resultJson: JSON.stringify({ why: why.slice(0, 500) }) };
}

/** Whole lines in pieces that the server takes; where they are too many the oldest go. At least one piece. */
export function chunks(lines: readonly string[]): string[] {
  const pieces: string[] = [''];
  for (const line of [...lines].reverse()) {
    const at = pieces.length - 1;
    if ((pieces[at] as string).length + line.length <= orderPartCharactersMax) pieces[at] = line + pieces[at];
    else if (pieces.length === orderPartsMax) break;
    else pieces.push(line);
  }
  return pieces.reverse();
}
