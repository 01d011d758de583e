/** Equal requests have equal fingerprints; who lacks the key learns nothing from one, not a document's number. */
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import type { AccountDeps } from './account-deps.ts';
import type { KeyedRequest } from './request-store.ts';

export function fingerprintOf(
  deps: Pick<AccountDeps, 'secretBox'>,
  request: { requestKey: string; method: string; payload: JsonValue },
): KeyedRequest {
  const { requestKey, method, payload } = request;
  return {
    requestKey,
    method,
    payloadFingerprint: deps.secretBox.fingerprint('account-request', canonicalJson(payload)),
  };
}
