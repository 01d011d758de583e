/** What the fleet's services answer with. */
import type { ErrorDefinition } from '@qiantai/foundation';

const refused = (grpc: ErrorDefinition['grpc'], http: number, message: string): ErrorDefinition => ({
  message,
  grpc,
  http,
  retryable: false,
});

export const fleetErrors = {
  CALLER_NO_CERTIFICATE: refused('UNAUTHENTICATED', 401, 'This port is for agents with a certificate; enrol first'),
  CALLER_CERTIFICATE_EXPIRED: refused(
    'UNAUTHENTICATED',
    401,
    'The certificate has ended. Ask for a new one at the enrolment port (RecoverCertificate)',
  ),
  CALLER_CERTIFICATE_FOREIGN: refused('UNAUTHENTICATED', 401, 'The certificate is not of the authority of this server'),
  CALLER_RETIRING: refused(
    'PERMISSION_DENIED',
    403,
    'The agent {agentId} goes out of service: its journal is taken, nothing new begins. Use the agent in its place',
  ),
  CALLER_RETIRED: refused('UNAUTHENTICATED', 401, 'The agent {agentId} is out of service. Enrol it with a new code'),
  ENROLMENT_TOO_MANY_TRIES: {
    ...refused('RESOURCE_EXHAUSTED', 429, 'Too many wrong tries from this address. Try again in {retryAfterS} s'),
    retryable: true,
  },
  ENROLMENT_CODE_WITHDRAWN: refused('PERMISSION_DENIED', 403, 'The activation code was withdrawn; ask for a new one'),
  ENROLMENT_KEY_REVOKED: refused(
    'PERMISSION_DENIED',
    403,
    'The key of this device belongs to an agent that was revoked. Ask for a code that takes its place',
  ),
  CERTIFICATE_NOT_OURS: refused('UNAUTHENTICATED', 401, 'The certificate is not one that this authority gave: {why}'),
  CERTIFICATE_OTHER_KEY: refused(
    'PERMISSION_DENIED',
    403,
    'The request is not for the key that the agent enrolled with',
  ),
  FLEET_AGENT_NOT_FOUND: refused('NOT_FOUND', 404, 'There is no agent {agentId} of this merchant'),
  FLEET_AGENT_STATE: refused('FAILED_PRECONDITION', 409, 'An agent that is {state} does not take the event {event}'),
  FLEET_STORE_NOT_FOUND: refused('NOT_FOUND', 404, 'There is no store {storeId} of this merchant'),
  FLEET_CODE_NOT_FOUND: refused('NOT_FOUND', 404, 'There is no activation code {codeId} of this merchant'),
  FLEET_CODE_NOT_OPEN: refused('FAILED_PRECONDITION', 409, 'The activation code is {state}, so it cannot be withdrawn'),
  FLEET_CODES_TOO_MANY: refused(
    'RESOURCE_EXHAUSTED',
    429,
    'The store {storeId} has {count} codes that wait to be used. Withdraw some first',
  ),
  FLEET_ORDER_NOT_FOUND: refused('NOT_FOUND', 404, 'There is no order {orderId} for this agent'),
  FLEET_ORDER_STATE: refused('FAILED_PRECONDITION', 409, 'An order that is {state} does not take the event {event}'),
  FLEET_ORDER_CONFLICT: refused('ALREADY_EXISTS', 409, 'The order {orderId} was placed with other contents'),
  FLEET_ORDERS_TOO_MANY: refused(
    'RESOURCE_EXHAUSTED',
    429,
    'The agent has {count} orders that wait already. Let them end first',
  ),
  FLEET_RELEASE_NOT_FOUND: refused('NOT_FOUND', 404, 'There is no release {version} of {component} in {channel}'),
  FLEET_RELEASE_CONFLICT: refused(
    'ALREADY_EXISTS',
    409,
    'The release {version} of {component} in {channel} has another package. A package needs a version of its own',
  ),
  FLEET_BAD_REQUEST: refused('INVALID_ARGUMENT', 400, '{field}: {why}'),
  FLEET_FORBIDDEN: refused('PERMISSION_DENIED', 403, 'You may not see or change this: {why}'),
} as const satisfies Record<string, ErrorDefinition>;
