/**
 * What agents and the fleet's keepers say in JSON: orders, their answers, and how a store is. Both ends go by these
 * schemas. Nothing here ever holds a card number, a PIN or a key.
 */
import { z } from 'zod';
import { currencySchema, minorTextSchema } from './money.ts';

const instantMs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const idText = z.string().min(1).max(64);
const word = z.string().max(64);

/** Three numbers, as the workspaces' package.json name them (Semantic Versioning 2.0.0, 2). */
export const versionPattern = /^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$/;

/** Below 0: `a` is the older one. Text that is no version is older than every version. */
export function compareVersions(a: string, b: string): number {
  const parts = (text: string) => versionPattern.exec(text)?.slice(1).map(Number) ?? [-1, -1, -1];
  const [left, right] = [parts(a), parts(b)];
  return left.map((number, index) => number - (right[index] as number)).find((difference) => difference !== 0) ?? 0;
}

/** What an agent can be told to do, with what each is told. */
export const orderParamSchemas = {
  /** The last lines of the agent's log, at most `lines`, none older than `sinceMs`. */
  send_logs: z.strictObject({ lines: z.number().int().min(1).max(5000), sinceMs: instantMs.optional() }),
  wipe_card_data: z.strictObject({}),
  sync_now: z.strictObject({}),
  /** The keys that card data is sealed with in the agent's store. The device's own key stays. */
  rotate_keys: z.strictObject({}),
  /** Everything is pulled anew. */
  reload_settings: z.strictObject({}),
} as const;
export type OrderKind = keyof typeof orderParamSchemas;
export const orderKinds = Object.keys(orderParamSchemas) as OrderKind[];
export type OrderParams<K extends OrderKind = OrderKind> = z.infer<(typeof orderParamSchemas)[K]>;

/** Why an agent did not carry an order out. */
export const orderRefusals = ['ORDER_UNKNOWN_KIND', 'ORDER_BAD_PARAMS', 'ORDER_NOT_POSSIBLE', 'ORDER_FAILED'] as const;
export type OrderRefusal = (typeof orderRefusals)[number];

export const orderPartsMax = 16;
export const orderPartCharactersMax = 262_144;

/** As tills report them (hub.proto, DeviceReport). */
const deviceStateSchema = z.enum(['absent', 'connected', 'disconnected', 'fault']);
export type DeviceState = z.infer<typeof deviceStateSchema>;

/** One sum of what waits for the server. */
const waitingSumSchema = z.strictObject({
  tender: word,
  currency: currencySchema,
  count,
  amountMinor: minorTextSchema,
  oldestAtMs: instantMs,
});

/** How a store is, as its agent sees it. */
export const healthReportSchema = z.strictObject({
  atMs: instantMs,
  agentVersion: word,
  updateChannel: z.string().max(64),
  startedAtMs: instantMs,
  standing: z.enum(['active', 'retiring', 'retired', 'revoked']),
  /** A retiring agent's word that nothing waits, nothing is open, and nothing will begin any more. */
  drained: z.boolean(),
  offlineMode: z.enum(['off', 'line_down', 'forced']),
  cashOnly: z.boolean(),
  terminals: z
    .array(
      z.strictObject({
        terminalId: idText,
        appVersion: word,
        lastSeenMs: instantMs,
        headSequence: count,
        headHash: z.string().regex(/^([0-9a-f]{64})?$/),
        /** By the device's kind: scanner, reader, printer, speaker, … */
        devices: z.record(word, deviceStateSchema),
      }),
    )
    .max(200),
  queue: z.strictObject({
    waiting: count,
    dead: count,
    oldestAtMs: instantMs,
    sums: z.array(waitingSumSchema).max(50),
  }),
  line: z.strictObject({
    online: z.boolean(),
    sinceMs: instantMs,
    reasonCode: word,
    /** Since the agent started. */
    flaps: count,
    offlineMs: count,
  }),
  disk: z.strictObject({ freeBytes: count, databaseBytes: count }),
  settingsVersion: count,
  clockOffsetMs: z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  certificateEndsAtMs: instantMs,
  /** The newest first. */
  alarms: z.array(z.strictObject({ code: word, atMs: instantMs, details: z.string().max(300) })).max(50),
});
export type HealthReport = z.infer<typeof healthReportSchema>;
