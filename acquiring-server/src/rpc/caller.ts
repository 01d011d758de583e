/** Who calls: the agent that the client certificate names, as it is enrolled now. */
import type { PeerCertificate } from 'node:tls';
import type { Clock } from '@qiantai/foundation';
import type { AgentRow, EnrolmentStore } from '../enrolment/enrolment-store.ts';
import { serverError } from '../errors.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import type { Caller } from '../payment/payment-service.ts';

/** An agent and what it may speak for. */
export interface AgentCaller extends Caller {
  agentId: string;
  /** SubjectPublicKeyInfo of the enrolled key, DER. */
  publicKeySpki: Uint8Array;
}

/** How long a revocation may stay unseen by a server that has heard the agent before. */
const rememberedMs = 3000;

export class Callers {
  private readonly store: EnrolmentStore;
  private readonly agents: ShortMemory<{ agent: AgentRow; caller: AgentCaller } | undefined>;

  constructor(options: { store: EnrolmentStore; clock: Pick<Clock, 'nowMs'> }) {
    this.store = options.store;
    this.agents = new ShortMemory({ clock: options.clock, ageMsMax: rememberedMs, keyCountMax: 10_000 }, (key) =>
      this.readAgent(key),
    );
  }

  /** @throws CodedError CALLER_UNKNOWN, CALLER_REVOKED */
  async callerOf(certificate: PeerCertificate | undefined): Promise<AgentCaller> {
    const { O: merchantId, CN: agentId } = subjectOf(certificate);
    if (!certificate || !merchantId || !agentId) throw serverError('CALLER_UNKNOWN');
    const known = await this.agents.get(JSON.stringify([merchantId, agentId]));
    // TLS has proved that our authority signed it; the number says that it is the one given at enrolment.
    if (known?.agent.serialNumber !== certificate.serialNumber) throw serverError('CALLER_UNKNOWN');
    if (known.agent.revokedAtMs !== null) throw serverError('CALLER_REVOKED', { agentId });
    return known.caller;
  }

  private async readAgent(key: string): Promise<{ agent: AgentRow; caller: AgentCaller } | undefined> {
    const [merchantId, agentId] = JSON.parse(key) as [string, string];
    if (!uuidPattern.test(agentId)) return undefined;
    const agent = await this.store.findAgent(merchantId, agentId);
    if (!agent) return undefined;
    const terminalIds = new Set(await this.store.terminalIdsOf(merchantId, agent.storeId));
    const { storeId, publicKeySpki } = agent;
    return { agent, caller: { merchantId, storeId, terminalIds, agentId, publicKeySpki } };
  }
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A name that stands twice in a subject is given as a list; ours stand once. */
function subjectOf(certificate: PeerCertificate | undefined): { O?: string; CN?: string } {
  const { O, CN } = certificate?.subject ?? {};
  return { ...(typeof O === 'string' && { O }), ...(typeof CN === 'string' && { CN }) };
}

/** @throws CodedError TERMINAL_FORBIDDEN */
export function checkTerminal(caller: Caller, terminalId: string): void {
  if (!caller.terminalIds.has(terminalId)) throw serverError('TERMINAL_FORBIDDEN', { terminalId });
}
