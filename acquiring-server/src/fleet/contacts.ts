/**
 * What each probe says, kept in memory and written now and then: a thousand stores that probe every two seconds are
 * one statement every half minute. A server that dies forgets half a minute of contacts, which the next probe says
 * again.
 *
 * A store that was not heard for `silentMs` was away from its last word to its next. Where a server starts anew, the
 * last word is the one that was written, so its own absence counts as the stores': they could not reach it.
 */
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import type { ContactStore, StoreContact } from './contact-store.ts';

/** Longer than two writings and the slowest probe (a minute, `probeIntervalMs` of the fleet's setting). */
export const silentMs = 90_000;
/** A clock that is sped up (a demo plays a day in minutes) leaves the machine this long all the same. */
const silentMachineMs = 5000;
const writeEveryMs = 30_000;

export interface Contact {
  merchantId: string;
  storeId: string;
  agentId: string;
  /** Whether the agent goes out of service: the word of the one in its place comes first. */
  retiring: boolean;
  waiting: number;
  oldestAgeMs: number;
  settingsVersion: number;
  newestVersion: number;
  /** Sequences by terminal, where the agent told them. */
  heads: ReadonlyMap<string, number>;
}

interface HeardStore extends StoreContact {
  heads: ReadonlyMap<string, number>;
  /** By the machine's own time; undefined for what another life of the server heard. */
  heardAtMachineMs: number | undefined;
  written: boolean;
}

/** A store as it was heard last. */
export interface KnownContact extends StoreContact {
  heads: ReadonlyMap<string, number>;
  /** Not heard for so long that it counts as away. */
  silent: boolean;
}

export class Contacts {
  private readonly options: {
    store: ContactStore;
    clock: Clock;
    /** The machine's time, which the writing keeps. */
    machine: Clock;
    log: Log;
  };
  private readonly stores = new Map<string, HeardStore>();

  constructor(options: Contacts['options']) {
    this.options = options;
  }

  async heard(contact: Contact): Promise<void> {
    const nowMs = this.options.clock.nowMs();
    const key = keyOf(contact);
    const before = this.stores.get(key) ?? (await this.readStored(contact));
    const other = before !== undefined && before.agentId !== contact.agentId;
    if (contact.retiring && other && !this.isSilent(before)) return;
    const fresh: HeardStore = {
      merchantId: contact.merchantId,
      storeId: contact.storeId,
      agentId: contact.agentId,
      lastContactMs: nowMs,
      waiting: contact.waiting,
      oldestAgeMs: contact.oldestAgeMs,
      settingsVersion: contact.settingsVersion,
      settingsBehindSinceMs:
        contact.settingsVersion < contact.newestVersion ? (before?.settingsBehindSinceMs ?? nowMs) : undefined,
      heads: contact.heads.size > 0 ? contact.heads : (before?.heads ?? contact.heads),
      heardAtMachineMs: this.options.machine.monotonicMs(),
      written: false,
    };
    this.stores.set(key, fresh);
    if (before && this.isSilent(before)) {
      const { merchantId, storeId } = contact;
      await this.options.store.addSpan({ merchantId, storeId, fromMs: before.lastContactMs, untilMs: nowMs });
    }
  }

  /** Writes what was heard, until stopped; once more at the end. */
  async keepWriting(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      await this.options.machine.sleep(writeEveryMs, stopping).catch(() => undefined);
      await this.write().catch((error: unknown) =>
        this.options.log.error({ error: errorText(error) }, 'contacts.write_failed'),
      );
    }
  }

  async write(): Promise<void> {
    const due = [...this.stores.entries()].filter(([, one]) => !one.written);
    await this.options.store.put(due.map(([, one]) => one));
    for (const [, one] of due) one.written = true;
  }

  /** As heard or written, whichever is later. */
  async read(merchantId: string, storeIds: readonly string[] | undefined): Promise<Map<string, KnownContact>> {
    const found = new Map<string, KnownContact>(
      (await this.options.store.find(merchantId, storeIds)).map((one) => [
        one.storeId,
        { ...one, heads: new Map(), silent: this.isSilent(one) },
      ]),
    );
    for (const one of this.stores.values()) {
      if (one.merchantId !== merchantId || (storeIds && !storeIds.includes(one.storeId))) continue;
      const written = found.get(one.storeId);
      if (!written || written.lastContactMs <= one.lastContactMs) {
        found.set(one.storeId, { ...one, silent: this.isSilent(one) });
      }
    }
    return found;
  }

  private isSilent(one: StoreContact & { heardAtMachineMs?: number | undefined }): boolean {
    const { clock, machine } = this.options;
    if (clock.nowMs() - one.lastContactMs <= silentMs) return false;
    return one.heardAtMachineMs === undefined || machine.monotonicMs() - one.heardAtMachineMs > silentMachineMs;
  }

  private async readStored(contact: Contact): Promise<HeardStore | undefined> {
    const [stored] = await this.options.store.find(contact.merchantId, [contact.storeId]);
    return stored && { ...stored, heads: new Map(), heardAtMachineMs: undefined, written: true };
  }
}

function keyOf({ merchantId, storeId }: { merchantId: string; storeId: string }): string {
  return JSON.stringify([merchantId, storeId]);
}
