/**
 * Who this agent is to the server, and the connection that it speaks over: enrolled at the first start, renewed by
 * the fleet's keeper, taken over from a device of before, or enrolled anew after a revocation.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Cancel, Clock, Log, Random } from '@qiantai/foundation';
import type { AgentConfig } from '../config.ts';
import type { DeviceKey } from '../enrolment/device-key.ts';
import { enrol } from '../enrolment/enrolment.ts';
import type { Identity, IdentityStore } from '../enrolment/enrolment-store.ts';
import { keepIdentityCopy, readIdentityCopy } from '../enrolment/identity-copy.ts';
import type { Fleet } from '../fleet/open-fleet.ts';
import { mustWipe } from '../fleet/standing.ts';
import type { TakeOver } from '../handover/take-over.ts';
import type { Keyring } from '../vault/keyring.ts';
import { openServerClient, type ServerClient } from './server-client.ts';
import type { Sync } from './sync.ts';

/** How long calls over a connection that was replaced may still take. */
const lastCallsMs = 60_000;

export interface Connection {
  identity(): Identity | undefined;
  /** Undefined where nothing may be sent. */
  client(): ServerClient | undefined;
  /** Why there is no certificate yet; empty where there is one. */
  enrolmentWhy(): string;
  /** With a renewed certificate as well: what is under way over the connection of before comes to its end. */
  connect(known: Identity): Promise<void>;
  /** Nothing comes over the connection: another one takes its place, as soon as the next call. */
  reconnect(): void;
  /** Resolves once the server has given this agent its certificate. */
  becomeKnown(): Promise<void>;
  /** The copy beside the database is sealed by the keyring's current key. */
  keepCopy(): void;
  close(): void;
}

export function openConnection(parts: {
  config: AgentConfig;
  key: DeviceKey;
  keyring: Keyring;
  identities: IdentityStore;
  /** Chosen anew at each start. */
  bootId: string;
  takeOver: TakeOver | undefined;
  fleet: () => Fleet;
  sync: () => Pick<Sync, 'line' | 'reloadSettings'>;
  clock: Clock;
  random: Random;
  log: Log;
  signal: AbortSignal;
}): Connection {
  const { config, key, keyring, identities, takeOver, clock, log, signal } = parts;
  const retiring = new Map<ServerClient, Cancel>();
  let identity: Identity | undefined = identities.read() ?? fromCopy();
  let why = identity ? '' : 'It has not been asked yet.';
  let client: ServerClient | undefined;

  function fromCopy(): Identity | undefined {
    const copy = readIdentityCopy(config.dataDir, keyring);
    if (copy) identities.write(copy, clock.nowMs());
    return copy;
  }

  async function connect(known: Identity): Promise<void> {
    identity = known;
    keepIdentityCopy(config.dataDir, keyring, known);
    why = '';
    const opened = openClient(known);
    // Nothing is sent before the server knows whose place this device takes.
    if (takeOver?.isDue() && !(await tookOver(takeOver, opened, known.agentId))) {
      opened.close();
      return;
    }
    replaceBy(opened);
    void parts.sync().line.lookNow();
  }

  function openClient(known: Identity): ServerClient {
    const identityOfClient = {
      rootsPem: known.authorityPem + caOf(config.serverCaFile),
      certificatePem: known.certificatePem,
      privateKeyPem: key.privatePem,
    };
    const { bootId } = parts;
    return openServerClient({ address: config.serverAddress, identity: identityOfClient, clock, log, bootId });
  }

  function replaceBy(opened: ServerClient): void {
    const before = client;
    client = opened;
    if (before) closeLater(before);
  }

  async function tookOver(taking: TakeOver, opened: ServerClient, agentId: string): Promise<boolean> {
    const close = () => opened.close();
    signal.addEventListener('abort', close, { once: true });
    const taken = await taking.run(opened, agentId, signal);
    signal.removeEventListener('abort', close);
    return taken;
  }

  function closeLater(before: ServerClient): void {
    const cancel = clock.setTimeout(() => {
      retiring.delete(before);
      before.close();
    }, lastCallsMs);
    retiring.set(before, cancel);
  }

  async function becomeKnown(): Promise<void> {
    const code = config.activationCode;
    const before = identity;
    const fleet = parts.fleet();
    // A device that was revoked comes back by another code alone.
    const anew = before && mustWipe(fleet.standing()) && code !== undefined && fleet.isFreshCode(code);
    const connecting = before && !signal.aborted ? connect(before) : undefined;
    if (before && !anew) {
      await connecting;
      return;
    }
    const known = await enrol({
      ...{ address: config.enrolmentAddress, caFile: config.serverCaFile, activationCode: code, held: before },
      ...{ key, identities, clock, log, signal, random: parts.random },
      onWhy: (text) => {
        why = text;
      },
    });
    if (!known || signal.aborted) return;
    if (before) await partFrom();
    identity = known;
    fleet.enrolled(code ?? '');
    if (before) parts.sync().reloadSettings();
    await connect(known);
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
    enrolmentWhy: () => why,
    connect,
    reconnect: () => {
      if (client && identity && !signal.aborted) replaceBy(openClient(identity));
    },
    becomeKnown,
    keepCopy: () => {
      if (identity) keepIdentityCopy(config.dataDir, keyring, identity);
    },
    close: () => {
      client?.close();
      for (const [before, cancel] of retiring) {
        cancel();
        before.close();
      }
    },
  };
}

function caOf(file: string): string {
  return existsSync(file) ? `\n${readFileSync(file, 'utf8')}` : '';
}
