/** Who calls: the agent that the client certificate names, as it is enrolled now. */
import type { PeerCertificate } from 'node:tls';
import { type Clock, systemClock } from '@qiantai/foundation';
import type { AgentCertificateRow, AgentRow, EnrolmentStore } from '../enrolment/enrolment-store.ts';
import { serverError } from '../errors.ts';
import { type AgentCallPurpose, type AgentState, refusalOf } from '../fleet/agent-states.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import type { Caller } from '../payment/payment-service.ts';

/** An agent and what it may speak for. */
export interface AgentCaller extends Caller {
  agentId: string;
  state: AgentState;
  /** SubjectPublicKeyInfo of the enrolled key, DER. */
  publicKeySpki: Uint8Array;
}

/** How long a revocation may stay unseen by a server that has heard the agent before. */
const rememberedMs = 3000;

interface KnownAgent {
  agent: AgentRow;
  caller: AgentCaller;
  certificates: ReadonlyMap<string, AgentCertificateRow>;
}

export class Callers {
  private readonly store: EnrolmentStore;
  private readonly machine: Pick<Clock, 'nowMs'>;
  private readonly agents: ShortMemory<KnownAgent | undefined>;

  /** `machine` is the clock that certificates are dated by. */
  constructor(options: { store: EnrolmentStore; clock: Pick<Clock, 'nowMs'>; machine?: Pick<Clock, 'nowMs'> }) {
    this.store = options.store;
    this.machine = options.machine ?? systemClock;
    this.agents = new ShortMemory({ clock: options.clock, ageMsMax: rememberedMs, keyCountMax: 10_000 }, (key) =>
      this.readAgent(key),
    );
  }

  /**
   * @throws CodedError CALLER_UNKNOWN, CALLER_REVOKED, CALLER_RETIRED, CALLER_RETIRING, CALLER_CERTIFICATE_EXPIRED
   */
  async callerOf(
    certificate: PeerCertificate | undefined,
    purpose: AgentCallPurpose = 'business',
  ): Promise<AgentCaller> {
    const { O: merchantId, CN: agentId } = subjectOf(certificate);
    if (!certificate || !merchantId || !agentId) throw serverError('CALLER_UNKNOWN');
    const known = await this.agents.get(JSON.stringify([merchantId, agentId]));
    // TLS has proved that our authority signed it; the number says that it is one that was given to the agent.
    const given = known?.certificates.get(certificate.serialNumber);
    if (!known || !given) throw serverError('CALLER_UNKNOWN');
    const refusal = refusalOf(known.agent.state, purpose);
    if (refusal) throw serverError(refusal, { agentId });
    // A connection may outlive the certificate that it began with.
    if (given.notAfterMs <= this.machine.nowMs()) throw serverError('CALLER_CERTIFICATE_EXPIRED');
    return known.caller;
  }

  private async readAgent(key: string): Promise<KnownAgent | undefined> {
    const [merchantId, agentId] = JSON.parse(key) as [string, string];
    if (!uuidPattern.test(agentId)) return undefined;
    const agent = await this.store.findAgent(merchantId, agentId);
    if (!agent) return undefined;
    const terminalIds = new Set(await this.store.terminalIdsOf(merchantId, agent.storeId));
    const certificates = await this.store.certificatesOf(merchantId, agentId, 0);
    const { storeId, publicKeySpki, state } = agent;
    return {
      agent,
      caller: { merchantId, storeId, terminalIds, agentId, state, publicKeySpki },
      certificates: new Map(certificates.map((row) => [row.serialNumber, row])),
    };
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
