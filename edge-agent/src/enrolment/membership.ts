/**
 * Who this agent is at the server, and its connection: known from before, or enrolled by a code; opened anew with a
 * renewed certificate, and for a device that was revoked with another code.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Cancel, Clock, Log, Random } from '@qiantai/foundation';
import type { AgentConfig } from '../config.ts';
import type { Fleet } from '../fleet/open-fleet.ts';
import { mustWipe } from '../fleet/standing.ts';
import { openServerClient, type ServerClient } from '../sync/server-client.ts';
import type { Sync } from '../sync/sync.ts';
import type { Keyring } from '../vault/keyring.ts';
import type { DeviceKey } from './device-key.ts';
import { enrol } from './enrolment.ts';
import type { Identity, IdentityStore } from './enrolment-store.ts';
import { keepIdentityCopy, readIdentityCopy } from './identity-copy.ts';

/** How long calls over the connection of before may take, once a renewed certificate has opened another. */
const lastCallsMs = 60_000;

export interface Membership {
  identity(): Identity | undefined;
  client(): ServerClient | undefined;
  /** Why there is no certificate yet; empty where there is one. */
  why(): string;
  /** Resolves once the agent is known, or was stopped. */
  join(): Promise<void>;
  /** Goes on with a renewed certificate; what is under way over the connection of before comes to its end. */
  renewed(identity: Identity): void;
  close(): void;
}

export function openMembership(parts: {
  config: AgentConfig;
  key: DeviceKey;
  keyring: Keyring;
  identities: IdentityStore;
  bootId: string;
  sync: () => Pick<Sync, 'line' | 'reloadSettings'>;
  fleet: () => Fleet;
  clock: Clock;
  random: Random;
  log: Log;
  signal: AbortSignal;
}): Membership {
  const { config, key, keyring, identities, clock, random, log, signal } = parts;
  const leaving = new Map<ServerClient, Cancel>();
  let identity = identities.read() ?? identityFromCopy();
  let why = identity ? '' : 'It has not been asked yet.';
  let client: ServerClient | undefined;

  function identityFromCopy(): Identity | undefined {
    const copy = readIdentityCopy(config.dataDir, keyring);
    if (copy) identities.write(copy, clock.nowMs());
    return copy;
  }

  function connect(known: Identity): void {
    identity = known;
    why = '';
    keepIdentityCopy(config.dataDir, keyring, known);
    const identityOfClient = {
      rootsPem: known.authorityPem + caOf(config.serverCaFile),
      certificatePem: known.certificatePem,
      privateKeyPem: key.privatePem,
    };
    if (client) closeLater(client);
    const { bootId } = parts;
    client = openServerClient({ address: config.serverAddress, identity: identityOfClient, clock, log, bootId });
    void parts.sync().line.lookNow();
  }

  function closeLater(before: ServerClient): void {
    const cancel = clock.setTimeout(() => {
      leaving.delete(before);
      before.close();
    }, lastCallsMs);
    leaving.set(before, cancel);
  }

  async function join(): Promise<void> {
    const code = config.activationCode;
    const before = identity;
    const fleet = parts.fleet();
    // A device that was revoked comes back by another code alone.
    const anew = before && mustWipe(fleet.standing()) && code !== undefined && fleet.isFreshCode(code);
    if (before && !signal.aborted) connect(before);
    if (before && !anew) return;
    const known = await enrol({
      ...{ key, identities, clock, random, log, signal },
      address: config.enrolmentAddress,
      caFile: config.serverCaFile,
      activationCode: code,
      held: before,
      onWhy: (now) => {
        why = now;
      },
    });
    if (!known || signal.aborted) return;
    if (before) await partFrom();
    identity = known;
    fleet.enrolled(code ?? '');
    if (before) parts.sync().reloadSettings();
    connect(known);
  }

  /** What the server still says to the identity of before comes to its end first: it must not count for the next. */
  async function partFrom(): Promise<void> {
    const before = client;
    client = undefined;
    before?.close();
    await parts.sync().line.lookNow();
  }

  return {
    identity: () => identity,
    client: () => client,
    why: () => why,
    join,
    renewed: connect,
    close: () => {
      client?.close();
      for (const [before, cancel] of leaving) {
        cancel();
        before.close();
      }
    },
  };
}

function caOf(file: string): string {
  return existsSync(file) ? `\n${readFileSync(file, 'utf8')}` : '';
}
