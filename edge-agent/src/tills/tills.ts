/** The tills of this store: its authority, who is paired, who belongs here. */
import type { Log, Random } from '@qiantai/foundation';
import type { AgentConfig } from '../config.ts';
import type { Identity } from '../enrolment/enrolment-store.ts';
import { agentError } from '../errors.ts';
import { secretBox } from '../queue/secret-box.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Signals } from '../signals.ts';
import type { PairedTill, RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { Keyring } from '../vault/keyring.ts';
import { openStoreAuthority, type StoreAuthority } from './authority.ts';
import { openAuthorityStore } from './authority-store.ts';
import { openPairingDesk, type PairingDesk } from './pairing-desk.ts';
import { openPairingStore, type PairingStore } from './pairing-store.ts';
import { readStandingSecrets } from './standing-secrets.ts';
import { keepTillsCopy, resealTills, restoreTills, type TillsCopyParts } from './tills-copy.ts';

export interface Tills {
  authority: StoreAuthority;
  pairing: PairingDesk;
  /** @throws CodedError AGENT_NOT_ENROLLED, TILL_NOT_OF_STORE */
  insistOfStore(terminalId: string): { storeId: string };
  report(): PairedTill[];
  /** What is sealed here is sealed by the keyring's current key. */
  reseal(): void;
}

export async function openTills(parts: {
  store: Store;
  config: AgentConfig;
  keyring: Keyring;
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
  const { store, config, settings, keyring } = parts;
  const authorities = openAuthorityStore(store.sql);
  const copy: TillsCopyParts = {
    dataDir: config.dataDir,
    keyring,
    box: secretBox(keyring.keysFor('device')),
    authorities,
    pairings: openPairingStore(store.sql),
  };
  if (restoreTills({ ...copy, store })) parts.log.warn({}, 'tills.restored');
  const authority = await openStoreAuthority({
    authorities,
    secrets: copy.box,
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
    pairings: copiedPairings(copy, store),
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

  const reseal = () => resealTills(copy);
  reseal();
  return { authority, pairing, insistOfStore, report, reseal };
}

/** Pairings whose copy beside the database follows each change, once its transaction is over. */
function copiedPairings(copy: TillsCopyParts, store: Store): PairingStore {
  let due = false;
  const keepSoon = () => {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      if (store.sql.open) keepTillsCopy(copy);
    });
  };
  return {
    ...copy.pairings,
    putCertificate: (row) => {
      copy.pairings.putCertificate(row);
      keepSoon();
    },
  };
}
