/**
 * How an agent's certificate goes on. The key stays: it signs the journal, and what it signed has to be proved years
 * later; a new key comes with a new enrolment. The certificate before stays good until its own end, so an answer
 * that is lost leaves the agent with one that works.
 *
 * - renew: over mutual TLS, by the agent itself.
 * - recover: at the enrolment port, for one that was away until its certificate had ended. It shows the certificate
 *   and proves the key by the signature of its request. A request that somebody else sends again gets a certificate
 *   for that same key, which is of no use without it.
 */
import { type Clock, CodedError, type Log } from '@qiantai/foundation';
import { serverError } from '../errors.ts';
import { refusalOf } from '../fleet/agent-states.ts';
import type { TryLimit } from '../fleet/try-limit.ts';
import { agentCertificateLifeMs, type CertificateAuthority } from './certificate-authority.ts';
import type { Enrolment } from './enrolment-service.ts';
import type { AgentRow, EnrolmentStore } from './enrolment-store.ts';

/** Within this part of the newest certificate's life it is given again instead of another one. */
const freshMs = agentCertificateLifeMs / 3;

export interface RenewalServiceOptions {
  store: EnrolmentStore;
  authority: CertificateAuthority;
  /** The machine's clock: certificates are dated by it. */
  machine: Pick<Clock, 'nowMs'>;
  tries: TryLimit;
  log: Log;
}

export class RenewalService {
  private readonly options: RenewalServiceOptions;

  constructor(options: RenewalServiceOptions) {
    this.options = options;
  }

  /** @throws CodedError ENROLMENT_BAD_REQUEST, CERTIFICATE_OTHER_KEY, CALLER_UNKNOWN, CALLER_REVOKED, CALLER_RETIRED */
  async renew(
    caller: { merchantId: string; agentId: string },
    certificateRequest: Uint8Array,
  ): Promise<Pick<Enrolment, 'certificateDer' | 'authorityDer'>> {
    const agent = await this.agentOf(caller);
    return {
      certificateDer: await this.certificateFor(agent, certificateRequest),
      authorityDer: this.options.authority.certificateDer,
    };
  }

  /**
   * @throws CodedError CERTIFICATE_NOT_OURS, CERTIFICATE_OTHER_KEY, ENROLMENT_BAD_REQUEST, CALLER_UNKNOWN,
   *   CALLER_REVOKED, CALLER_RETIRED, ENROLMENT_TOO_MANY_TRIES
   */
  async recover(request: {
    certificate: Uint8Array;
    certificateRequest: Uint8Array;
    source: string;
  }): Promise<Enrolment> {
    const { authority, store, tries, log } = this.options;
    tries.check(request.source);
    try {
      const given = await authority.readAgentCertificate(request.certificate);
      const agent = await this.agentOf(given);
      if (!(await store.gaveCertificate(given.merchantId, given.agentId, given.serialNumber))) {
        throw serverError('CERTIFICATE_NOT_OURS', { why: 'it was not given to this agent' });
      }
      const certificateDer = await this.certificateFor(agent, request.certificateRequest);
      log.info({ agentId: agent.agentId, endedAtMs: given.notAfterMs }, 'certificate.recovered');
      return {
        agentId: agent.agentId,
        storeId: agent.storeId,
        merchantId: agent.merchantId,
        certificateDer,
        authorityDer: authority.certificateDer,
        terminalIds: await store.terminalIdsOf(agent.merchantId, agent.storeId),
      };
    } catch (error) {
      if (error instanceof CodedError) tries.failed(request.source);
      throw error;
    }
  }

  private async agentOf(name: { merchantId: string; agentId: string }): Promise<AgentRow> {
    const { store } = this.options;
    const agent = uuidPattern.test(name.agentId) ? await store.findAgent(name.merchantId, name.agentId) : undefined;
    if (!agent) throw serverError('CALLER_UNKNOWN');
    const refusal = refusalOf(agent.state, 'draining');
    if (refusal) throw serverError(refusal, { agentId: agent.agentId });
    return agent;
  }

  private async certificateFor(agent: AgentRow, certificateRequest: Uint8Array): Promise<Uint8Array> {
    const { authority, store, machine, log } = this.options;
    const request = await authority.readRequest(certificateRequest);
    if (!Buffer.from(request.publicKeySpki).equals(agent.publicKeySpki)) throw serverError('CERTIFICATE_OTHER_KEY');
    const nowMs = machine.nowMs();
    const [newest] = await store.certificatesOf(agent.merchantId, agent.agentId, nowMs);
    // A clock of ours that went back leaves one that begins later than now: that one is fresh as well.
    if (newest && nowMs - newest.issuedAtMs < freshMs) return newest.certificate;
    const { merchantId, agentId, storeId } = agent;
    const certificate = await authority.issueAgentCertificate(request, { merchantId, agentId, storeId });
    await store.addCertificate({
      merchantId,
      agentId,
      serialNumber: certificate.serialNumber,
      certificate: certificate.der,
      issuedAtMs: certificate.issuedAtMs,
      notAfterMs: certificate.notAfterMs,
    });
    log.info({ agentId, storeId, serialNumber: certificate.serialNumber }, 'certificate.renewed');
    return certificate.der;
  }
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
