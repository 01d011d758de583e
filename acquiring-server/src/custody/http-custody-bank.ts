/** The custody bank over HTTP: messages are made and read by bank-messages.ts, this sends them. */
import type { Clock, Random } from '@qiantai/foundation';
import { billLimits, type HttpTransport, payLimits } from '../channels/http-exchange.ts';
import {
  inquiryRequest,
  type RequestStamp,
  readInstructionAnswer,
  readStatementAnswer,
  statementRequest,
  submitRequest,
} from './bank-messages.ts';
import type { CustodyBank } from './custody-bank.ts';

export function createHttpCustodyBank(deps: {
  transport: HttpTransport;
  clock: Pick<Clock, 'nowMs'>;
  random: Pick<Random, 'bytes'>;
}): CustodyBank {
  const { transport, clock, random } = deps;
  const stampNow = (): RequestStamp => ({
    nowMs: clock.nowMs(),
    nonce: Buffer.from(random.bytes(16)).toString('hex'),
  });
  return {
    submit: async (connection, order) => {
      const stamp = stampNow();
      const result = await transport.send(submitRequest(connection, order, stamp), payLimits);
      const asked = { instructionNo: order.instructionNo, stamp, nowMs: clock.nowMs() };
      return readInstructionAnswer(connection, result, asked);
    },
    inquire: async (connection, instructionNo) => {
      const stamp = stampNow();
      const result = await transport.send(inquiryRequest(connection, instructionNo, stamp), payLimits);
      const outcome = readInstructionAnswer(connection, result, { instructionNo, stamp, nowMs: clock.nowMs() });
      // That the question did not leave says nothing of the instruction.
      return outcome.kind === 'not_taken' ? { kind: 'unknown', why: outcome.why } : outcome;
    },
    downloadStatement: async (connection, date) => {
      const stamp = stampNow();
      const result = await transport.send(statementRequest(connection, date, stamp), billLimits);
      return readStatementAnswer(connection, result, { stamp, nowMs: clock.nowMs() });
    },
  };
}
