/**
 * How a device becomes a store's agent: an activation code, used once, and a key that was made on the device.
 *
 * The code is used up in the transaction that records the agent. When the answer is lost on its way, the same
 * code with the same key gets the same certificate again; with another key the code is used.
 */
import type { Clock, Log } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { TryLimit } from '../fleet/try-limit.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import type { CertificateAuthority, CertificateRequest } from './certificate-authority.ts';
import type { AgentRow, EnrolmentStore } from './enrolment-store.ts';

export interface EnrolmentRequest {
  activationCode: string;
  /** PKCS#10, DER. */
  certificateRequest: Uint8Array;
  deviceDescription: string;
  /** Where it came from, for the bound of wrong tries. */
  source: string;
}

export interface Enrolment {
  agentId: string;
  storeId: string;
  merchantId: string;
  certificateDer: Uint8Array;
  authorityDer: Uint8Array;
  terminalIds: string[];
}

export interface EnrolmentServiceOptions {
  store: EnrolmentStore;
  authority: CertificateAuthority;
  secretBox: SecretBox;
  ids: IdMint;
  clock: Pick<Clock, 'nowMs'>;
  tries: TryLimit;
  log: Log;
}

/** What the fingerprints of activation codes are made for; the seed makes them by the same word. */
export const activationCodePurpose = 'activation_code';

export class EnrolmentService {
  private readonly options: EnrolmentServiceOptions;

  constructor(options: EnrolmentServiceOptions) {
    this.options = options;
  }

  /**
   * @throws CodedError ENROLMENT_BAD_REQUEST, ENROLMENT_CODE_UNKNOWN, ENROLMENT_CODE_USED, ENROLMENT_CODE_WITHDRAWN,
   *   ENROLMENT_CODE_EXPIRED, ENROLMENT_KEY_REVOKED, ENROLMENT_TOO_MANY_TRIES
   */
  async enrol(request: EnrolmentRequest): Promise<Enrolment> {
    const { store, authority, secretBox, clock, ids, tries, log } = this.options;
    tries.check(request.source);
    // The request is proved before the code is looked at: a broken device must not use a code up.
    const certificateRequest = await authority.readRequest(request.certificateRequest);
    const fingerprint = secretBox.fingerprint(activationCodePurpose, request.activationCode);
    const code = await store.findCode(fingerprint);
    if (!code) {
      tries.failed(request.source);
      log.warn({ source: request.source }, 'enrolment.code_unknown');
      throw serverError('ENROLMENT_CODE_UNKNOWN');
    }
    if (code.agentId !== null) return await this.again(code.merchantId, code.agentId, certificateRequest);
    if (code.withdrawnAtMs !== null) throw serverError('ENROLMENT_CODE_WITHDRAWN');
    if (code.expiresAtMs <= clock.nowMs()) throw serverError('ENROLMENT_CODE_EXPIRED');
    await this.checkKey(certificateRequest, code.replacesAgentId);

    const names = { agentId: ids.uuid7(), storeId: code.storeId, merchantId: code.merchantId };
    const certificate = await authority.issueAgentCertificate(certificateRequest, names);
    const redeemed = await store.redeem(fingerprint, {
      ...names,
      serialNumber: certificate.serialNumber,
      certificate: certificate.der,
      publicKeySpki: certificateRequest.publicKeySpki,
      deviceDescription: request.deviceDescription,
      enrolledAtMs: clock.nowMs(),
      replacesAgentId: code.replacesAgentId,
      issuedAtMs: certificate.issuedAtMs,
      notAfterMs: certificate.notAfterMs,
    });
    if (!redeemed) return await this.afterLosing(fingerprint, certificateRequest);
    log.info({ ...names, serialNumber: certificate.serialNumber }, 'enrolment.done');
    return await this.enrolmentOf({ ...names, certificate: certificate.der });
  }

  /** The key of a revoked agent comes back only where a person said so, by a code that takes that agent's place. */
  private async checkKey(request: CertificateRequest, replacesAgentId: string | null): Promise<void> {
    const stolen = await this.options.store.stolenAgentsWithKey(request.publicKeySpki);
    if (stolen.length > 0 && !stolen.some((agent) => agent.agentId === replacesAgentId)) {
      throw serverError('ENROLMENT_KEY_REVOKED');
    }
  }

  /** Another call used the code up in between: a repeat of this one, or another device. */
  private async afterLosing(fingerprint: Uint8Array, request: CertificateRequest): Promise<Enrolment> {
    const code = await this.options.store.findCode(fingerprint);
    if (!code || code.agentId === null) throw serverError('ENROLMENT_CODE_EXPIRED');
    return await this.again(code.merchantId, code.agentId, request);
  }

  private async again(merchantId: string, agentId: string, request: CertificateRequest): Promise<Enrolment> {
    const agent = await this.options.store.findAgent(merchantId, agentId);
    const sameKey = agent && Buffer.from(agent.publicKeySpki).equals(request.publicKeySpki);
    if (!sameKey || agent.state === 'stolen' || agent.state === 'retired') throw serverError('ENROLMENT_CODE_USED');
    return await this.enrolmentOf(agent);
  }

  private async enrolmentOf(
    agent: Pick<AgentRow, 'merchantId' | 'agentId' | 'storeId' | 'certificate'>,
  ): Promise<Enrolment> {
    return {
      agentId: agent.agentId,
      storeId: agent.storeId,
      merchantId: agent.merchantId,
      certificateDer: agent.certificate,
      authorityDer: this.options.authority.certificateDer,
      terminalIds: await this.options.store.terminalIdsOf(agent.merchantId, agent.storeId),
    };
  }
}
