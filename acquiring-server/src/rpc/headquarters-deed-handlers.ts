/** HeadquartersService, last part: what was done at the tills. */
import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { integerFrom, protoError } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { readDeeds } from '../sync/deed-reading-store.ts';
import { text } from './decode.ts';
import { checkVisible, type HqContext } from './headquarters-call.ts';
import { idFrom, pageSizeFrom } from './headquarters-decode.ts';
import { hqMethod } from './headquarters-handlers.ts';

export interface HeadquartersDeedParts {
  context: HqContext;
  database: Database;
}

const deedsMax = 500;
const rangeMsMax = 32 * 86_400_000;

export function headquartersDeedHandlers({ context, database }: HeadquartersDeedParts): UntypedServiceImplementation {
  return {
    ListTillDeeds: hqMethod(context, 'ListTillDeeds', { right: 'read' }, async (user, message) => {
      const storeId = idFrom(message.storeId, 'store_id');
      checkVisible(user, `store/${storeId}`);
      const fromMs = integerFrom(message.fromMs, 'from_ms');
      const untilMs = integerFrom(message.untilMs, 'until_ms');
      if (untilMs < fromMs || untilMs - fromMs > rangeMsMax) {
        throw protoError('PROTO_BAD_MESSAGE', { field: 'until_ms', why: 'it is not within 32 days after from_ms' });
      }
      const { deeds, more } = await readDeeds(database.pool, {
        ...{ merchantId: user.merchantId, storeId, fromMs, untilMs },
        after: message.after
          ? {
              recordedAtMs: integerFrom(message.after.recordedAtMs, 'after'),
              terminalId: text(message.after.terminalId, 'after', 64),
              sequence: integerFrom(message.after.sequence, 'after'),
            }
          : undefined,
        limit: pageSizeFrom(message.pageSize, deedsMax),
      });
      return {
        more,
        deeds: deeds.map(({ kind, payloadJson, recordedAtMs, terminalId, sequence }) => ({
          place: { recordedAtMs: String(recordedAtMs), terminalId, sequence: String(sequence) },
          kind,
          payloadJson,
        })),
      };
    }),
  };
}
