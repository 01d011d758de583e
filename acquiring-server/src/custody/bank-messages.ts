/** The bank's messages: typed requests to bytes, bytes to typed outcomes. Pure; amounts are decimals on the wire. */
import { type Currency, currencyExponents, decimalFromMinor } from '@qiantai/protos';
import { z } from 'zod';
import { instantOfBeijingText } from '../channels/beijing-time.ts';
import type { HttpRequest, HttpResult } from '../channels/http-exchange.ts';
import { answerFault, requestHeaders } from './bank-signature.ts';
import type {
  AnswerAbout,
  BankConnection,
  BankStatement,
  BankStatementLine,
  InstructionOrder,
  InstructionOutcome,
  StatementOutcome,
} from './custody-bank.ts';

/** When and by which nonce a request is made; the answer must carry the nonce. */
export interface RequestStamp {
  nowMs: number;
  /** 32 hexadecimal digits. */
  nonce: string;
}

export function submitRequest(connection: BankConnection, order: InstructionOrder, stamp: RequestStamp): HttpRequest {
  const body = JSON.stringify({
    instructionNo: order.instructionNo,
    payerAccount: connection.accountNumber,
    payeeName: order.payee.name,
    payeeBank: order.payee.bank,
    payeeAccount: order.payee.accountNumber,
    payeeKind: order.payee.kind,
    amount: decimalFromMinor(order.amountMinor, connection.currency),
    currency: connection.currency,
    remark: order.remark,
  });
  return signed(connection, { method: 'POST', uri: '/custody-bank/v1/instructions', body }, stamp);
}

export function inquiryRequest(connection: BankConnection, instructionNo: string, stamp: RequestStamp): HttpRequest {
  const uri = `/custody-bank/v1/instructions/${encodeURIComponent(instructionNo)}`;
  return signed(connection, { method: 'GET', uri, body: '' }, stamp);
}

export function statementRequest(connection: BankConnection, date: string, stamp: RequestStamp): HttpRequest {
  const uri = `/custody-bank/v1/statements?account=${encodeURIComponent(connection.accountNumber)}&date=${date}`;
  return signed(connection, { method: 'GET', uri, body: '' }, stamp);
}

function signed(
  connection: BankConnection,
  request: { method: 'GET' | 'POST'; uri: string; body: string },
  stamp: RequestStamp,
): HttpRequest {
  return {
    method: request.method,
    url: connection.credentials.baseUrl.replace(/\/+$/, '') + request.uri,
    headers: requestHeaders(connection.credentials, request, stamp),
    body: request.body,
  };
}

const instructionAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('accepted'), ...aboutMembers(), reference: z.string().max(64) }),
  z.object({
    status: z.literal('confirmed'),
    ...aboutMembers(),
    reference: z.string().max(64),
    bookedOn: z.iso.date(),
  }),
  z.object({
    status: z.literal('rejected'),
    ...aboutMembers(),
    reference: z.string().max(64),
    reasonCode: z.string().max(64),
  }),
  z.object({ status: z.literal('not_taken'), instructionNo: z.string(), reasonCode: z.string().max(64) }),
  z.object({ status: z.literal('not_found'), instructionNo: z.string() }),
  z.object({ status: z.literal('conflict'), instructionNo: z.string() }),
]);

function aboutMembers() {
  return {
    instructionNo: z.string(),
    payerAccount: z.string(),
    payeeAccount: z.string(),
    amount: z.string(),
    currency: z.string(),
  };
}

/** `asked` names the instruction, so that an answer about another one is none. */
export function readInstructionAnswer(
  connection: BankConnection,
  result: HttpResult,
  asked: { instructionNo: string; stamp: RequestStamp; nowMs: number },
): InstructionOutcome {
  if (result.kind === 'not_sent') return { kind: 'not_taken', reason: 'not_sent', why: result.why };
  if (result.kind === 'no_answer') return { kind: 'unknown', why: result.why };
  const { answer } = result;
  const fault = answerFault(connection.credentials, answer, { nowMs: asked.nowMs, nonce: asked.stamp.nonce });
  if (fault) return { kind: 'unknown', why: fault };
  const parsed = instructionAnswer.safeParse(jsonOf(answer.body));
  if (!parsed.success) return { kind: 'unknown', why: `HTTP ${answer.status} with an answer that is not understood` };
  const message = parsed.data;
  if (message.instructionNo !== asked.instructionNo) return { kind: 'unknown', why: 'the answer names another number' };
  switch (message.status) {
    case 'not_found':
      return answer.status === 404 ? { kind: 'not_found' } : { kind: 'unknown', why: 'an odd "not found"' };
    case 'conflict':
      return { kind: 'unknown', why: 'the bank has another instruction under this number' };
    case 'not_taken': {
      const reason = notTakenReasons[message.reasonCode];
      if (!reason) return { kind: 'unknown', why: `the bank did not take it: ${message.reasonCode}` };
      return { kind: 'not_taken', reason, why: message.reasonCode };
    }
    default:
      return moved(message, connection.currency);
  }
}

const notTakenReasons: Readonly<Record<string, 'bank_hours' | 'bank_funds'>> = {
  OUT_OF_HOURS: 'bank_hours',
  INSUFFICIENT_FUNDS: 'bank_funds',
};

function moved(
  message: Extract<z.infer<typeof instructionAnswer>, { amount: string }>,
  currency: Currency,
): InstructionOutcome {
  const amountMinor = minorOf(message.amount, currency);
  if (amountMinor === undefined) return { kind: 'unknown', why: 'the answer has no amount' };
  const about: AnswerAbout = {
    instructionNo: message.instructionNo,
    payerAccount: message.payerAccount,
    payeeAccount: message.payeeAccount,
    amountMinor,
    currency: message.currency,
  };
  const bankReference = message.reference;
  switch (message.status) {
    case 'accepted':
      return { kind: 'accepted', about, bankReference };
    case 'confirmed':
      return { kind: 'confirmed', about, bankReference, bookedOn: message.bookedOn };
    case 'rejected':
      return { kind: 'rejected', about, bankReference, reasonCode: message.reasonCode };
  }
}

/** Lines of one day's statement. */
export const statementLinesMax = 50_000;

const text = z.string().max(200);
const statementSchema = z.object({
  account: text,
  date: z.iso.date(),
  currency: text,
  opening: text,
  closing: text,
  lines: z
    .array(
      z.object({
        serialNo: z.string().regex(/^[0-9A-Za-z-]{1,40}$/),
        time: text,
        direction: z.enum(['in', 'out']),
        amount: text,
        balance: text,
        counterpartyName: text,
        counterpartyAccount: text,
        remark: text,
        instructionNo: text,
        kind: z.enum(['transfer', 'return', 'fee', 'interest']),
      }),
    )
    .max(statementLinesMax),
});

export function readStatementAnswer(
  connection: BankConnection,
  result: HttpResult,
  asked: { stamp: RequestStamp; nowMs: number },
): StatementOutcome {
  if (result.kind !== 'answer') return { kind: 'unknown', why: result.why };
  const { answer } = result;
  const fault = answerFault(connection.credentials, answer, { nowMs: asked.nowMs, nonce: asked.stamp.nonce });
  if (fault) return { kind: 'unknown', why: fault };
  if (answer.status === 409) return { kind: 'not_ready' };
  if (answer.status !== 200) return { kind: 'unreadable', why: `HTTP ${answer.status}` };
  const statement = statementOf(jsonOf(answer.body), connection.currency);
  return typeof statement === 'string'
    ? { kind: 'unreadable', why: statement }
    : { kind: 'statement', statement, bytes: answer.body };
}

/** The statement, or why it is none. */
function statementOf(value: unknown, currency: Currency): BankStatement | string {
  const parsed = statementSchema.safeParse(value);
  if (!parsed.success) return z.prettifyError(parsed.error).slice(0, 300);
  const { data } = parsed;
  const [openingMinor, closingMinor] = [minorOf(data.opening, currency), minorOf(data.closing, currency)];
  if (openingMinor === undefined || closingMinor === undefined) return 'a balance is no amount';
  const lines: BankStatementLine[] = [];
  for (const { amount, balance, time, ...line } of data.lines) {
    const amountMinor = minorOf(amount, currency);
    const balanceAfterMinor = minorOf(balance, currency);
    const bookedAtMs = instantOfBeijingText(time);
    if (!amountMinor || amountMinor < 0n || balanceAfterMinor === undefined || bookedAtMs === undefined) {
      return `the line ${line.serialNo} has no amount, balance or time`;
    }
    lines.push({ ...line, amountMinor, balanceAfterMinor, bookedAtMs });
  }
  return { accountNumber: data.account, date: data.date, currency: data.currency, openingMinor, closingMinor, lines };
}

/** Minor units of a decimal as banks write balances: up to 15 digits, a sign, exactly the currency's decimals. */
function minorOf(decimal: string, currency: Currency): bigint | undefined {
  const exponent = currencyExponents[currency];
  const form = exponent === 0 ? /^-?\d{1,15}$/ : new RegExp(`^-?\\d{1,15}\\.\\d{${exponent}}$`);
  return form.test(decimal) ? BigInt(decimal.replace('.', '')) : undefined;
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
