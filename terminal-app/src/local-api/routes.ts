/** What the till's own API does with a request that was let in. */
import { z } from 'zod';
import type { DeviceState } from '../devices/device-state.ts';
import { type PaperLine, paperParts, presetFormat } from '../devices/printer/paper.ts';
import type { OrderClient } from '../edge/order-client.ts';
import type { TillDevices } from '../host/till-devices.ts';
import type { TillHostContract } from '../host/till-host.ts';
import type { LocalApp, Scope } from './apps-file.ts';
import { localApiError } from './local-api-errors.ts';
import { offerSchema, orderBody, slipSchema, type TillBody, waitQuerySchema } from './requests.ts';

export interface RouteParts {
  host: Pick<TillHostContract, 'snapshot'>;
  orders: Pick<OrderClient, 'offer' | 'get' | 'cancel'>;
  devices: Pick<TillDevices, 'printer' | 'states' | 'health'>;
}

export interface Asked {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  /** Undefined without a body. */
  body: unknown;
}

export interface Route {
  scope: Scope;
  /** The call may wait for a change. */
  waits: boolean;
  handle(app: LocalApp): Promise<object> | object;
}

/** Receipts come first: a queue that is full would lose the oldest of them. */
const papersWaitingMax = 5;
const slipsRemembered = 500;

export function openRoutes(parts: RouteParts): (asked: Asked) => Route | undefined {
  const slips = new Set<string>();

  function print(app: LocalApp, body: unknown): object {
    const { slipId, text } = checked(slipSchema, body);
    const key = `${app.name} ${slipId}`;
    if (slips.has(key)) return { slipId, printed: 'before' };
    const { printer } = parts.devices;
    const state = printerState(parts.devices.states());
    const waiting = parts.devices.health?.('printer').waiting ?? 0;
    if (!printer || state !== 'connected' || waiting >= papersWaitingMax) {
      throw localApiError('LOCAL_API_PRINTER_NOT_READY', { state, waiting });
    }
    printer.print(paperParts(slipLines(app.name, text), printer.paper ?? presetFormat));
    slips.add(key);
    for (const oldest of slips) {
      if (slips.size <= slipsRemembered) break;
      slips.delete(oldest);
    }
    return { slipId, printed: 'queued' };
  }

  return ({ method, path, query, body }) => {
    const route = (scope: Scope, handle: Route['handle'], waits = false): Route => ({ scope, waits, handle });
    const asked = `${method} ${path}`;
    if (asked === 'GET /v1/till') return route('status', () => tillBody(parts));
    if (asked === 'POST /v1/print') return route('print', (app) => print(app, body));
    if (asked === 'POST /v1/orders') {
      return route('orders', async ({ name }) => {
        const { lines, totalMinor, ...order } = checked(offerSchema, body);
        return orderBody(
          await parts.orders.offer({
            ...{ ...order, app: name, totalMinor: BigInt(totalMinor) },
            lines: lines.map((line) => ({ ...line, unitPriceMinor: BigInt(line.unitPriceMinor) })),
          }),
        );
      });
    }
    const [, orderId = '', step] = /^\/v1\/orders\/([0-9a-f-]{36})(\/cancel)?$/.exec(path) ?? [];
    if (orderId === '') return undefined;
    if (method === 'POST' && step) {
      return route('orders', async ({ name }) => orderBody(await parts.orders.cancel(orderId, name)));
    }
    if (method !== 'GET' || step) return undefined;
    const { wait, revision } = checked(waitQuerySchema, Object.fromEntries(query));
    return route(
      'orders',
      async ({ name }) =>
        orderBody(await parts.orders.get({ orderId, app: name, knownRevision: revision, waitMs: wait })),
      wait > 0,
    );
  };
}

function tillBody({ host, devices }: RouteParts): TillBody {
  const { till, connection, operator, sale } = host.snapshot();
  return {
    ...till,
    agent: connection.agent,
    online: connection.online,
    signedIn: operator !== null,
    busy: sale.lines.length > 0 || sale.parts.length > 0,
    printer: printerState(devices.states()),
  };
}

function printerState(states: readonly DeviceState[]): TillBody['printer'] {
  return states.find(({ kind }) => kind === 'printer')?.state ?? 'absent';
}

/** It says whose it is: no app's slip passes for a receipt of the till. */
function slipLines(app: string, text: string): PaperLine[] {
  return [
    { kind: 'text', text: `[${app}]`, align: 'center' },
    { kind: 'rule' },
    ...text.split('\n').map((row): PaperLine => ({ kind: 'text', text: row })),
    { kind: 'rule' },
  ];
}

/** @throws CodedError LOCAL_API_REQUEST_BAD */
function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const why = z.prettifyError(parsed.error).replaceAll('\n', ' ').slice(0, 300);
  throw localApiError('LOCAL_API_REQUEST_BAD', { why });
}
