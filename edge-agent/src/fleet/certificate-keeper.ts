/**
 * Keeps the agent's certificate good (certificate-times.ts): renewed over the line, and asked for at the enrolment
 * port where the server says that it has ended. The key stays the same, so what comes is put into the identity and
 * the line is opened anew with it.
 */
import { readFileSync } from 'node:fs';
import { credentials } from '@grpc/grpc-js';
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';
import type { EnrolReply__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/EnrolReply.ts';
import { certificateRequest, checkedCertificate } from '../enrolment/certificate-request.ts';
import type { DeviceKey } from '../enrolment/device-key.ts';
import type { Identity, IdentityStore } from '../enrolment/enrolment-store.ts';
import { type CallOutcome, outcomeOfError } from '../sync/outcome.ts';
import { certificateLife, renewAgainMs, renewAtMs, renewLookMs, renewRetry } from './certificate-times.ts';
import type { FleetCalls } from './fleet-calls.ts';

const callTimeoutMs = 10_000;
/** What the server still says of the certificate before is not believed for this long. */
const settlingMs = 5000;
const recoverRetry = { firstMs: 2000, maxMs: 15 * 60_000 };

export interface CertificateKeeper {
  /** The line is up: whether it is time to renew. */
  online(): void;
  /** The server says that the certificate has ended. */
  ended(): void;
  /** End of the newest certificate, milliseconds; 0 without one. */
  endsAtMs(): number;
  stop(): Promise<void>;
}

export function keepCertificate(parts: {
  key: DeviceKey;
  identities: IdentityStore;
  identity: () => Identity | undefined;
  /** The line is opened anew with it. */
  onRenewed: (identity: Identity) => void;
  /** The enrolment port's own word that there is no way back: a code of the server. */
  onRefused: (code: string) => void;
  calls: () => FleetCalls | undefined;
  isOnline: () => boolean;
  enrolmentAddress: string;
  caFile: string;
  /** The server's time as far as it is known: the machine's clock and the measured offset. */
  serverNowMs: () => number;
  clock: Clock;
  random: Random;
  log: Log;
}): CertificateKeeper {
  const { clock, random, log } = parts;
  const stopping = new AbortController();
  const fraction = random.fraction();
  let recovering: Promise<void> | undefined;
  let looking: Promise<void> | undefined;
  let failures = 0;
  let waitUntilMs = 0;
  let takenAtMs = Number.NEGATIVE_INFINITY;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await lookOnce();
      const delayMs = failures > 0 ? backoffMs(failures - 1, renewRetry, random) : renewLookMs;
      await pause(delayMs);
    }
  }

  function lookOnce(): Promise<void> {
    looking ??= look()
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'certificate.look_failed'))
      .finally(() => {
        looking = undefined;
      });
    return looking;
  }

  async function pause(delayMs: number): Promise<void> {
    await clock.sleep(delayMs, stopping.signal).catch(() => undefined);
  }

  async function look(): Promise<void> {
    const identity = parts.identity();
    const calls = parts.calls();
    if (!identity || !calls || !parts.isOnline()) {
      failures = 0;
      return;
    }
    const nowMs = parts.serverNowMs();
    if (nowMs < waitUntilMs || nowMs < renewAtMs(certificateLife(identity.certificatePem), fraction)) return;
    const outcome = await calls.renewCertificate(await certificateRequest(parts.key));
    if (outcome.kind !== 'answered') {
      failures += 1;
      log.warn({ outcome }, 'certificate.not_renewed');
      return;
    }
    failures = 0;
    if (!take(identity, outcome.value)) waitUntilMs = nowMs + renewAgainMs;
  }

  /** False where it is the certificate that we have. @throws CodedError ENROLMENT_BAD_REPLY */
  function take(identity: Identity, given: { certificate: Uint8Array; authority: Uint8Array }): boolean {
    const { certificatePem, authorityPem } = checkedCertificate(given, parts.key);
    if (certificatePem === identity.certificatePem) return false;
    const renewed = { ...identity, certificatePem, authorityPem };
    parts.identities.renew(renewed);
    takenAtMs = clock.monotonicMs();
    log.info(
      { agentId: identity.agentId, endsAtMs: certificateLife(certificatePem).notAfterMs },
      'certificate.renewed',
    );
    parts.onRenewed(renewed);
    return true;
  }

  function ended(): void {
    if (clock.monotonicMs() - takenAtMs < settlingMs) return;
    recovering ??= recover()
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'certificate.recovery_failed'))
      .finally(() => {
        recovering = undefined;
        // The line may have come back before the certificate was taken.
        if (!stopping.signal.aborted) void lookOnce();
      });
  }

  async function recover(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      const identity = parts.identity();
      if (!identity) return;
      const outcome = await askForAnother(identity);
      if (stopping.signal.aborted) return;
      // Activated anew meanwhile: what is said of the one before counts no more.
      if (parts.identity() !== identity) return;
      if (outcome.kind === 'answered') {
        if (!take(identity, outcome.value)) log.warn('certificate.has_not_ended');
        return;
      }
      log.warn({ outcome }, 'certificate.not_recovered');
      if (outcome.kind === 'refused') parts.onRefused(outcome.code);
      await pause(backoffMs(attempt, recoverRetry, random));
    }
  }

  async function askForAnother(identity: Identity): Promise<CallOutcome<EnrolReply__Output>> {
    const { EnrolmentService } = acquiringServices();
    const client = new EnrolmentService(
      parts.enrolmentAddress,
      credentials.createSsl(Buffer.from(identity.authorityPem + caOf(parts.caFile))),
    );
    const message = {
      certificate: derOf(identity.certificatePem),
      certificateRequest: Buffer.from(await certificateRequest(parts.key)),
    };
    return await new Promise((resolve) => {
      client.recoverCertificate(message, { deadline: clock.deadline(callTimeoutMs) }, (error, reply) => {
        client.close();
        if (error) resolve(outcomeOfError(error));
        else if (reply) resolve({ kind: 'answered', value: reply });
        else resolve({ kind: 'unanswered', left: true, why: 'no reply' });
      });
    });
  }

  const running = run();
  return {
    online: () => void lookOnce(),
    ended,
    endsAtMs: () => {
      const identity = parts.identity();
      return identity ? certificateLife(identity.certificatePem).notAfterMs : 0;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([running, looking, recovering]);
    },
  };
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
}

function caOf(file: string): string {
  try {
    return `\n${readFileSync(file, 'utf8')}`;
  } catch {
    // The authority that the identity holds is enough.
    return '';
  }
}
