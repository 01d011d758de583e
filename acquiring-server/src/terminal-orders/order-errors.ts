/** What the services of orders that are pushed to terminals answer with. */
import type { ErrorDefinition } from '@qiantai/foundation';

const refused = (grpc: ErrorDefinition['grpc'], http: number, message: string): ErrorDefinition => ({
  message,
  grpc,
  http,
  retryable: false,
});

export const terminalOrderErrors = {
  TERMINAL_ORDER_BAD: refused('INVALID_ARGUMENT', 400, 'The order is not right: {why}'),
  TERMINAL_ORDER_CONFLICT: refused('ALREADY_EXISTS', 409, 'The order {orderId} was pushed with other contents'),
  TERMINAL_ORDER_NOT_FOUND: refused('NOT_FOUND', 404, 'There is no order {orderId} at a terminal that you see'),
  TERMINAL_ORDER_TAKEN_UP: refused(
    'FAILED_PRECONDITION',
    409,
    'The order is being paid at its terminal: a cancel is too late. It can be refused or put back there',
  ),
  TERMINAL_ORDER_NOT_NOW: refused('FAILED_PRECONDITION', 409, 'An order that is {state} does not take {event}'),
  TERMINAL_ORDERS_TOO_MANY: {
    ...refused('RESOURCE_EXHAUSTED', 429, 'The terminal {terminalId} has {count} open orders already'),
    retryable: true,
  },
} as const;
