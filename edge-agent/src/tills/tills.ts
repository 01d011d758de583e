/** The tills of this store: its authority, who is paired, who belongs here. */
import type { Log, Random } from '@qiantai/foundation';
import type { AgentConfig } from '../config.ts';
import type { Identity } from '../enrolment/enrolment-store.ts';
import { agentError } from '../errors.ts';
import type { SecretBox } from '../queue/secret-box.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Signals } from '../signals.ts';
import type { PairedTill, RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import { openStoreAuthority, type StoreAuthority } from './authority.ts';
import { openAuthorityStore } from './authority-store.ts';
import { openPairingDesk, type PairingDesk } from './pairing-desk.ts';
import { openPairingStore } from './pairing-store.ts';
import { readStandingSecrets } from './standing-secrets.ts';

export interface Tills {
  authority: StoreAuthority;
  pairing: PairingDesk;
  /** @throws CodedError AGENT_NOT_ENROLLED, TILL_NOT_OF_STORE */
  insistOfStore(terminalId: string): { storeId: string };
  report(): PairedTill[];
}

export async function openTills(parts: {
  store: Store;
  config: AgentConfig;
  secrets: SecretBox;
  settings: SettingsStore;
  signals: Signals;
  identity: () => Identity | undefined;
  enrolmentWhy: () => string;
  nowMs: () => number;
  machineNowMs: () => number;
  random: Random;
  alarm: RaiseAlarm;
  /** Ends the streams of tills that may not watch any more. */
  recheck: () => void;
  log: Log;
}): Promise<Tills> {
  const { store, config, settings } = parts;
  const authority = await openStoreAuthority({
    authorities: openAuthorityStore(store.sql),
    secrets: parts.secrets,
    names: config.names,
    machineNowMs: parts.machineNowMs,
  });

  function insistOfStore(terminalId: string): { storeId: string } {
    const identity = parts.identity();
    if (!identity) throw agentError('AGENT_NOT_ENROLLED', { why: parts.enrolmentWhy() });
    // The settings say who belongs here; before the first of them came down, the enrolment does.
    const known = settings.theStore()
      ? settings.terminal(terminalId) !== undefined
      : identity.terminalIds.includes(terminalId);
    if (!known) throw agentError('TILL_NOT_OF_STORE', { terminalId });
    return { storeId: identity.storeId };
  }

  const pairing = openPairingDesk({
    ...parts,
    pairings: openPairingStore(store.sql),
    authority,
    standing: readStandingSecrets(config.tillTokensFile),
    insistOfStore,
    onEnded: parts.recheck,
  });
  parts.signals.listen('settings', parts.recheck);

  function report(): PairedTill[] {
    const certificates = pairing.newest();
    const ids = new Set([
      ...settings.terminals().map((one) => one.terminalId),
      ...certificates.map((one) => one.terminalId),
    ]);
    return [...ids].sort().map((terminalId) => ({
      terminalId,
      name: settings.terminal(terminalId)?.name ?? '',
      certificates: certificates
        .filter((one) => one.terminalId === terminalId)
        .map(({ status, device, issuedAtMs, notAfterMs }) => ({ status, device, issuedAtMs, notAfterMs })),
    }));
  }

  return { authority, pairing, insistOfStore, report };
}
