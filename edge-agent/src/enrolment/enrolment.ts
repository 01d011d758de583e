/**
 * The first start: a certificate request signed by the device's key, sent with the activation code over TLS,
 * until the server answers. The key stands on the disk before the code is sent, and the server gives the same
 * code with the same key the same certificate, so an agent that dies in between loses nothing.
 */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { credentials } from '@grpc/grpc-js';
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import { acquiringServices } from '@qiantai/protos';
import type { EnrolReply__Output } from '@qiantai/protos/generated/qiantai/acquiring/v1/EnrolReply.ts';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import { outcomeOfError } from '../sync/outcome.ts';
import { certificateRequest, checkedCertificate } from './certificate-request.ts';
import type { DeviceKey } from './device-key.ts';
import type { Identity, IdentityStore } from './enrolment-store.ts';

const callTimeoutMs = 10_000;
const retry = { firstMs: 250, maxMs: 5000 };

const replySchema = z.object({
  agentId: z.string().min(1).max(64),
  storeId: z.string().min(1).max(64),
  merchantId: z.string().min(1).max(64),
  terminalIds: z.array(z.string().min(1).max(64)).min(1).max(1000),
});

export interface EnrolmentParts {
  address: string;
  caFile: string;
  activationCode: string | undefined;
  /** Who this device was before it is activated anew. */
  held?: Identity | undefined;
  key: DeviceKey;
  identities: IdentityStore;
  clock: Clock;
  random: Random;
  log: Log;
  signal: AbortSignal;
  /** Why there is no certificate yet, for the tills and the page. */
  onWhy: (why: string) => void;
}

/** Resolves with the identity once the server gave one; undefined where the agent was stopped before. */
export async function enrol(parts: EnrolmentParts): Promise<Identity | undefined> {
  for (let attempt = 0; !parts.signal.aborted; attempt++) {
    const why = await tryOnce(parts).catch((error: unknown) => errorText(error));
    if (typeof why !== 'string') return why;
    parts.onWhy(why);
    parts.log.warn({ why, attempt }, 'enrolment.waiting');
    await parts.clock.sleep(backoffMs(attempt, retry, parts.random), parts.signal).catch(() => undefined);
  }
  return undefined;
}

/** The identity, or why there is none yet. */
async function tryOnce(parts: EnrolmentParts): Promise<Identity | string> {
  if (parts.activationCode === undefined) return 'ACTIVATION_CODE is not set.';
  const request = await certificateRequest(parts.key);
  const reply = await callEnrol(parts, parts.activationCode, request);
  if (typeof reply === 'string') return reply;
  const identity = identityOf(reply, parts.key);
  const { held } = parts;
  // The data folder holds the journals and the settings of its store.
  if (held && (held.storeId !== identity.storeId || held.merchantId !== identity.merchantId)) {
    return agentError('ENROLMENT_OTHER_STORE', { storeId: identity.storeId, heldStoreId: held.storeId }).message;
  }
  parts.identities.write(identity, parts.clock.nowMs());
  parts.log.info({ agentId: identity.agentId, storeId: identity.storeId }, 'enrolment.done');
  return identity;
}

function callEnrol(
  parts: EnrolmentParts,
  activationCode: string,
  request: Uint8Array,
): Promise<EnrolReply__Output | string> {
  const { EnrolmentService } = acquiringServices();
  const client = new EnrolmentService(parts.address, credentials.createSsl(readFileSync(parts.caFile)));
  const message = {
    activationCode,
    certificateRequest: Buffer.from(request),
    deviceDescription: `edge-agent on ${hostname()}`.slice(0, 200),
  };
  return new Promise((resolve) => {
    client.enrol(message, { deadline: parts.clock.deadline(callTimeoutMs) }, (error, reply) => {
      client.close();
      if (!error && reply) {
        resolve(reply);
        return;
      }
      const outcome = error ? outcomeOfError(error) : undefined;
      if (outcome?.kind === 'refused' || outcome?.kind === 'busy') {
        resolve(agentError('ENROLMENT_REFUSED', { why: `${outcome.code}: ${outcome.message}` }).message);
      } else resolve(`The server does not answer at ${parts.address}: ${error?.details ?? 'no reply'}`);
    });
  });
}

/** @throws CodedError ENROLMENT_BAD_REPLY */
function identityOf(reply: EnrolReply__Output, key: DeviceKey): Identity {
  const named = replySchema.safeParse(reply);
  if (!named.success) throw agentError('ENROLMENT_BAD_REPLY', { why: z.prettifyError(named.error) });
  return { ...named.data, ...checkedCertificate(reply, key) };
}
