/** The custody bank's interface over HTTP: every request's signature is checked, every answer is signed. */
import type { Clock } from '@qiantai/foundation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { HeldAnswers } from '../hands/held-answers.ts';
import type { WireLog } from '../hands/wire-log.ts';
import { currencyExponent, decimalText } from '../values/amount.ts';
import { beijingDate, beijingDayStartMs, isBillPublished } from '../values/beijing-time.ts';
import type { BankInstruction } from './bank-book.ts';
import type { AnswerManner, BankEngine, EngineAnswer } from './bank-engine.ts';
import { answerHeaders, requestFault } from './bank-signature.ts';
import { statementText } from './bank-statement.ts';

export interface BankRoutesOptions {
  engine: BankEngine;
  clientId: string;
  secret: string;
  clock: Clock;
  held: HeldAnswers;
  wire: WireLog;
}

/** Statements come out at one in the morning of the next day. */
const statementHour = 1;
const noncesMax = 10_000;

const text = (lengthMax: number) => z.string().min(1).max(lengthMax);
const instructionSchema = z.strictObject({
  instructionNo: z.string().regex(/^[0-9A-Za-z-]{8,64}$/),
  payerAccount: z.string().regex(/^\d{8,32}$/),
  payeeName: text(120),
  payeeBank: text(120),
  payeeAccount: z.string().regex(/^[0-9A-Za-z]{4,40}$/),
  payeeKind: z.enum(['personal', 'corporate']),
  amount: z.string().regex(/^\d{1,11}(\.\d{1,4})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  remark: z.string().max(120),
});

interface Answer {
  status: number;
  body: string;
  manner: AnswerManner;
}

export function bankRoutes(options: BankRoutesOptions) {
  const { engine, clock, wire } = options;
  const nonces = new Set<string>();

  return async (app: FastifyInstance): Promise<void> => {
    // The signature covers the bytes of the body, so they are kept as they came.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    app.addHook('preHandler', (request, reply, done) => {
      wire.record({
        channel: 'bank',
        direction: 'in',
        what: `${request.method} ${request.url.replace(/(account=)\w*(\w{4})/, '$1****$2')}`,
        body: redacted(bodyOf(request)),
      });
      const fault = faultOf(request);
      if (fault) send(request, reply, plain(401, { status: 'refused', reasonCode: fault }));
      else done();
    });

    app.post('/custody-bank/v1/instructions', (request, reply) => {
      const parsed = instructionSchema.safeParse(parseJson(bodyOf(request)));
      if (!parsed.success) {
        send(request, reply, plain(400, { status: 'refused', reasonCode: 'BAD_REQUEST' }));
        return;
      }
      const { answer, manner } = engine.submit(parsed.data);
      send(request, reply, worded(answer, manner, parsed.data));
    });

    app.get<{ Params: { no: string } }>('/custody-bank/v1/instructions/:no', (request, reply) => {
      const { answer, manner } = engine.inquire(request.params.no);
      send(request, reply, worded(answer, manner, { instructionNo: request.params.no }));
    });

    app.get<{ Querystring: { account?: string; date?: string } }>('/custody-bank/v1/statements', (request, reply) => {
      send(request, reply, statement(request.query));
    });
  };

  function faultOf(request: FastifyRequest): string | undefined {
    const fault = requestFault(
      { method: request.method, uri: request.raw.url ?? '', body: bodyOf(request), headers: request.headers },
      { clientId: options.clientId, secret: options.secret, nowMs: clock.nowMs() },
    );
    if (fault) return fault;
    const nonce = nonceOf(request);
    if (nonces.has(nonce)) return 'REPEATED_NONCE';
    if (nonces.size >= noncesMax) nonces.clear();
    nonces.add(nonce);
    return undefined;
  }

  function statement(query: { account?: string; date?: string }): Answer {
    const account = engine.book.accounts.get(query.account ?? '');
    const date = query.date ?? '';
    if (!account || beijingDayStartMs(date) === undefined) {
      return plain(404, { status: 'refused', reasonCode: account ? 'BAD_DATE' : 'NO_SUCH_ACCOUNT' });
    }
    if (!isBillPublished({ date, hour: statementHour, nowMs: clock.nowMs() })) {
      return plain(409, { status: 'not_ready' });
    }
    engine.settleDue();
    const body = statementText(account, date, currencyExponent(account.currency));
    return { status: 200, body, manner: { kind: 'normal' } };
  }

  function send(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
    const { manner } = answer;
    if (manner.kind === 'silent') {
      wire.record({ channel: 'bank', direction: 'out', what: 'no answer', body: '' });
      options.held.hold(reply);
      return;
    }
    if (manner.kind === 'late') {
      // Who asked may have given up by then.
      clock.setTimeout(() => write(request, reply, answer), manner.delayMs);
      return;
    }
    write(request, reply, answer);
  }

  function write(request: FastifyRequest, reply: FastifyReply, { status, body, manner }: Answer): void {
    if (reply.raw.destroyed) return;
    wire.record({ channel: 'bank', direction: 'out', what: String(status), body: redacted(body) });
    const signed = { status, body, nonce: nonceOf(request), spoil: manner.kind === 'badly_signed' };
    reply
      .code(status)
      .headers(answerHeaders(signed, { secret: options.secret, nowMs: clock.nowMs() }))
      .header('content-type', 'application/json; charset=utf-8')
      .send(body);
  }
}

function worded(answer: EngineAnswer, manner: AnswerManner, asked: { instructionNo: string }): Answer {
  const { instructionNo } = asked;
  switch (answer.kind) {
    case 'instruction':
      return { status: 200, body: JSON.stringify(shown(answer.instruction, manner)), manner };
    case 'not_taken':
      return { ...plain(200, { ...asked, status: 'not_taken', reasonCode: answer.reasonCode }), manner };
    case 'conflict':
      return plain(409, { instructionNo, status: 'conflict' });
    case 'not_found':
      return { ...plain(404, { instructionNo, status: 'not_found' }), manner };
    case 'bad_request':
      return plain(400, { instructionNo, status: 'refused', reasonCode: 'BAD_REQUEST', why: answer.why });
  }
}

/** One that came back was paid: the return is told by the statement. */
function shown(instruction: BankInstruction, manner: AnswerManner): Record<string, string> {
  const { state } = instruction;
  const amountMinor = instruction.amountMinor + (manner.kind === 'wrong_amount' ? 1n : 0n);
  const bookedAtMs =
    state.status === 'confirmed' ? state.atMs : state.status === 'returned' ? state.confirmedAtMs : undefined;
  return {
    instructionNo: instruction.instructionNo,
    payerAccount: instruction.payerAccount,
    payeeAccount: instruction.payeeAccount,
    amount: decimalText(amountMinor, currencyExponent(instruction.currency)),
    currency: instruction.currency,
    status: state.status === 'returned' ? 'confirmed' : state.status,
    reference: instruction.reference,
    ...(bookedAtMs !== undefined && { bookedOn: beijingDate(bookedAtMs) }),
    ...(state.status === 'rejected' && { reasonCode: state.reasonCode }),
  };
}

function plain(status: number, body: Record<string, string>): Answer {
  return { status, body: JSON.stringify(body), manner: { kind: 'normal' } };
}

/** Account numbers go but for their last four digits. */
function redacted(body: string): string {
  return body.replace(/("(?:payerAccount|payeeAccount|account|counterpartyAccount)":")\w*(\w{4}")/g, '$1****$2');
}

function nonceOf(request: FastifyRequest): string {
  return String(request.headers['x-bank-nonce'] ?? '');
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
