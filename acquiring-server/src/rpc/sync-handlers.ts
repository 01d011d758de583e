/** EdgeSyncService: the journal up, settings down, and the line itself. */
import type { Clock } from '@qiantai/foundation';
import { integerFrom, protoError } from '@qiantai/protos';
import type { Fleet } from '../fleet/create-fleet.ts';
import type { JournalHead } from '../sync/journal-chain.ts';
import type { JournalProof } from '../sync/journal-proof.ts';
import type { HeldEntry } from '../sync/journal-reading-store.ts';
import { entryCountMax, type JournalService } from '../sync/journal-service.ts';
import type { SettingsStore } from '../sync/settings-store.ts';
import type { TerminalOrders } from '../terminal-orders/orders.ts';
import { checkTerminal } from './caller.ts';
import { text } from './decode.ts';
import type { Answered, Received } from './messages.ts';
import { agentCall, type UnaryContext } from './unary.ts';

type Handlers = {
  [Method in 'AppendJournal' | 'PullSettings' | 'Probe' | 'ReadJournal' | 'TakeOver']: ReturnType<
    typeof agentCall<Received<'EdgeSyncService', Method>, Answered<'EdgeSyncService', Method>>
  >;
};

/** Letters of a statement of a store with 1,000 terminals. */
const statementTextMax = 200_000;

/** Changes of one page. */
const changeCountMax = 2000;

/** Scopes of a path that are looked at; ours are shorter. */
const scopesMax = 40;

/**
 * Letters of one page. A page ends early where its texts are long, so that it stays within what a client of
 * gRPC takes by default (4 MiB).
 */
const pageTextMax = 1_000_000;

export function syncHandlers(
  context: UnaryContext,
  services: {
    journal: JournalService;
    proof: JournalProof;
    settings: SettingsStore;
    fleet: Fleet;
    terminalOrders: Pick<TerminalOrders, 'waitFor'>;
    clock: Pick<Clock, 'nowMs'>;
  },
): Handlers {
  const { journal, proof, settings, fleet, terminalOrders, clock } = services;
  return {
    AppendJournal: agentCall(
      context,
      async (caller, message) => {
        const { results, heads } = await journal.append(caller, message.entries, message.mendings);
        context.metrics.journalBatch(message.entries.length);
        return { results, heads: headMessages(heads) };
      },
      'draining',
    ),
    ReadJournal: agentCall(
      context,
      async (caller, message) => {
        checkTerminal(caller, message.terminalId);
        const { entries, more, signers } = await proof.reading.page(caller, message.terminalId, {
          afterSequence: integerFrom(message.afterSequence, 'after_sequence'),
          limit: integerFrom(String(message.limit), 'limit', { min: 1, max: entryCountMax }),
        });
        return { entries: entries.map(entryMessage), more, signers };
      },
      'draining',
    ),
    TakeOver: agentCall(context, async (caller, message) => {
      const statement = text(message.statementJson, 'statement_json', statementTextMax);
      const { agentId, publicKeySpki } = await proof.handovers.takeOver(caller, statement, message.signature);
      return { predecessor: { agentId, publicKeySpki: Buffer.from(publicKeySpki) } };
    }),
    PullSettings: agentCall(context, async (caller, message) => {
      const page = await settings.changesAfter(caller, {
        afterVersion: integerFrom(message.afterVersion, 'after_version'),
        limit: integerFrom(message.limit, 'limit', { min: 1, max: changeCountMax }),
        path: message.path.slice(0, scopesMax),
        afterChangeHash: text(message.afterChangeHash, 'after_change_hash', 64),
      });
      const changes = withinText(page.changes);
      return {
        changes: changes.map((change) => ({
          version: String(change.version),
          kind: change.kind,
          id: change.settingId,
          valueJson: change.valueJson,
          scope: change.scope,
        })),
        more: page.more || changes.length < page.changes.length,
        path: page.path,
        restart: page.restart,
        otherHistory: page.otherHistory,
      };
    }),
    Probe: agentCall(
      context,
      async (caller, message) => {
        const waiting = integerFrom(message.waiting, 'waiting');
        const oldestAgeMs = integerFrom(message.oldestAgeMs, 'oldest_age_ms');
        integerFrom(message.sentAtMs, 'sent_at_ms');
        context.metrics.edgeQueue({ storeId: caller.storeId, waiting, oldestAgeMs });
        const bootId = text(message.bootId, 'boot_id', 64);
        if (bootId !== '' && (await proof.forks.hearBoot(caller, bootId, clock.nowMs()))) {
          await fleet.agents.noteCloned(caller);
        }
        const newestVersion = await settings.newestVersion(caller);
        await fleet.contacts.heard({
          merchantId: caller.merchantId,
          storeId: caller.storeId,
          agentId: caller.agentId,
          retiring: caller.state === 'retiring',
          waiting,
          oldestAgeMs,
          settingsVersion: integerFrom(message.settingsVersion, 'settings_version'),
          newestVersion,
          heads: headsOf(message.heads, caller.terminalIds),
        });
        return {
          serverTimeMs: String(clock.nowMs()),
          settingsVersion: String(newestVersion),
          heads: headMessages(await journal.heads(caller)),
          ordersWait: await fleet.orders.waitFor(caller),
          terminalOrdersWait: await terminalOrders.waitFor(caller),
          agentState: caller.state,
        };
      },
      'draining',
    ),
  };
}

function headMessages(heads: ReadonlyMap<string, JournalHead>) {
  return [...heads].map(([terminalId, { sequence, hash }]) => ({
    terminalId,
    sequence: String(sequence),
    hash: Buffer.from(hash, 'hex'),
  }));
}

const headsMax = 1000;

function headsOf(
  heads: ReadonlyArray<{ terminalId: string; sequence: string }>,
  terminalIds: ReadonlySet<string>,
): Map<string, number> {
  if (heads.length > headsMax) throw protoError('PROTO_BAD_MESSAGE', { field: 'heads', why: 'they are too many' });
  const own = heads.filter((head) => terminalIds.has(head.terminalId));
  return new Map(own.map((head) => [head.terminalId, integerFrom(head.sequence, 'sequence')]));
}

function entryMessage(entry: HeldEntry) {
  const { agentId: _agentId, sequence, recordedAtMs, clockOffsetMs, ...rest } = entry;
  return {
    ...rest,
    sequence: String(sequence),
    recordedAtMs: String(recordedAtMs),
    clockOffsetMs: String(clockOffsetMs),
  };
}

function withinText<Change extends { valueJson: string }>(changes: readonly Change[]): Change[] {
  let letters = 0;
  const past = changes.findIndex((change, index) => {
    letters += change.valueJson.length;
    return index > 0 && letters > pageTextMax;
  });
  return past < 0 ? [...changes] : changes.slice(0, past);
}
