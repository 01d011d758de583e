/** Keeps the client's certificate: paired at the first start, renewed in time, told apart from a stranger's agent. */
import { errorText, type Log } from '@qiantai/foundation';
import type { AgentClient } from './agent-client.ts';
import { AgentFailure } from './agent-failure.ts';
import { isSameAgent, type PairingParts, type PairingSecret, pairTill, renewTill, secretHashOf } from './pairing.ts';
import type { TillIdentity } from './till-identity.ts';

export interface AgentLink {
  /** The client may call when this resolves. @throws AgentFailure */
  ready(): Promise<void>;
  /** Renews the certificate where a third of its time is left. Never throws. */
  upkeep(): Promise<void>;
  /** Why the agent that answers cannot be used, where that is so. */
  strangeness(): Promise<string | null>;
}

export function openAgentLink(
  parts: PairingParts & { client: Pick<AgentClient, 'use'>; secret: PairingSecret | null; log: Log },
): AgentLink {
  const { identities, client, secret, log } = parts;
  let identity: TillIdentity | null = null;

  function use(known: TillIdentity): void {
    identity = known;
    client.use(known);
  }

  return {
    ready: async () => {
      if (identity) return;
      const held = identities.load();
      if (held && held.terminalId !== parts.terminalId) {
        throw new AgentFailure('refused', 'TILL_IS_ANOTHER', `this folder belongs to ${held.terminalId}`);
      }
      // A code of another pairing: the till was given a new one by hand.
      const fresh = secret?.kind === 'code' && held?.secretHash !== secretHashOf(secret);
      if (held && !fresh) {
        use(held);
        return;
      }
      if (!secret) throw new AgentFailure('refused', 'TILL_NOT_PAIRED', 'neither a certificate nor a pairing code');
      use(await pairTill(parts, secret));
      log.info({ terminalId: parts.terminalId }, 'till.paired');
    },
    upkeep: async () => {
      if (!identity) return;
      const lifeMs = identity.notAfterMs - identity.pairedAtMs;
      if (identity.notAfterMs - parts.machineNowMs() > lifeMs / 3) return;
      try {
        use(await renewTill(parts, identity));
        log.info({ terminalId: parts.terminalId }, 'till.certificate_renewed');
      } catch (error) {
        log.warn({ error: errorText(error) }, 'till.certificate_not_renewed');
      }
    },
    strangeness: async () => {
      if (!identity) return null;
      return (await isSameAgent(parts.address, identity)) ? null : 'AGENT_IS_ANOTHER';
    },
  };
}
