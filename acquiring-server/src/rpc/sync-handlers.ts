/** EdgeSyncService: the journal up, settings down, and the line itself. */
import type { Clock } from '@qiantai/foundation';
import { integerFrom } from '@qiantai/protos';
import type { JournalHead } from '../sync/journal-chain.ts';
import type { JournalService } from '../sync/journal-service.ts';
import type { SettingsStore } from '../sync/settings-store.ts';
import type { Answered, Received } from './messages.ts';
import { agentCall, type UnaryContext } from './unary.ts';

type Handlers = {
  [Method in 'AppendJournal' | 'PullSettings' | 'Probe']: ReturnType<
    typeof agentCall<Received<'EdgeSyncService', Method>, Answered<'EdgeSyncService', Method>>
  >;
};

/** Changes of one page. */
const changeCountMax = 2000;

/**
 * Letters of one page. A page ends early where its texts are long, so that it stays within what a client of
 * gRPC takes by default (4 MiB).
 */
const pageTextMax = 1_000_000;

export function syncHandlers(
  context: UnaryContext,
  services: { journal: JournalService; settings: SettingsStore; clock: Pick<Clock, 'nowMs'> },
): Handlers {
  const { journal, settings, clock } = services;
  return {
    AppendJournal: agentCall(context, async (caller, message) => {
      const { results, heads } = await journal.append(caller, message.entries, message.mendings);
      context.metrics.journalBatch(message.entries.length);
      return { results, heads: headMessages(heads) };
    }),
    PullSettings: agentCall(context, async (caller, message) => {
      const page = await settings.changesAfter(caller, {
        afterVersion: integerFrom(message.afterVersion, 'after_version'),
        limit: integerFrom(message.limit, 'limit', { min: 1, max: changeCountMax }),
      });
      const changes = withinText(page.changes);
      return {
        changes: changes.map((change) => ({
          version: String(change.version),
          kind: change.kind,
          id: change.settingId,
          valueJson: change.valueJson,
        })),
        more: page.more || changes.length < page.changes.length,
      };
    }),
    Probe: agentCall(context, async (caller, message) => {
      const waiting = integerFrom(message.waiting, 'waiting');
      const oldestAgeMs = integerFrom(message.oldestAgeMs, 'oldest_age_ms');
      integerFrom(message.sentAtMs, 'sent_at_ms');
      context.metrics.edgeQueue({ storeId: caller.storeId, waiting, oldestAgeMs });
      return {
        serverTimeMs: String(clock.nowMs()),
        settingsVersion: String(await settings.newestVersion(caller)),
        heads: headMessages(await journal.heads(caller)),
      };
    }),
  };
}

function headMessages(heads: ReadonlyMap<string, JournalHead>) {
  return [...heads].map(([terminalId, { sequence, hash }]) => ({
    terminalId,
    sequence: String(sequence),
    hash: Buffer.from(hash, 'hex'),
  }));
}

function withinText<Change extends { valueJson: string }>(changes: readonly Change[]): Change[] {
  let letters = 0;
  const past = changes.findIndex((change, index) => {
    letters += change.valueJson.length;
    return index > 0 && letters > pageTextMax;
  });
  return past < 0 ? [...changes] : changes.slice(0, past);
}
