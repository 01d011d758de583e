/** The card acquirer's statements over HTTP: an index with the hash, then the file. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { beijingDayStartMs, isBillPublished } from '../values/beijing-time.ts';
import type { CardBook } from './card-book.ts';
import { statementCsv, statementRows } from './statement.ts';

/** Statements come out at eight in the morning of the next day. */
const statementHour = 8;

export function statementRoutes(options: { book: CardBook; secret: string; exponent: number; clock: Clock }) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', (request, reply, done) => {
      if (isAuthorised(request)) done();
      else refuse(reply, { status: 401, code: 'UNAUTHORISED', message: 'the statement secret is missing or wrong' });
    });

    app.get<{ Querystring: { date?: string } }>('/card/statements', (request, reply) => {
      const date = request.query.date ?? '';
      const found = find(date);
      if ('code' in found) {
        refuse(reply, found);
        return;
      }
      reply.send({
        date,
        rows: found.rowCount,
        sha256: createHash('sha256').update(found.bytes).digest('hex'),
        path: `/card/statements/${date}.csv`,
      });
    });

    app.get<{ Params: { file: string } }>('/card/statements/:file', (request, reply) => {
      const found = find(/^(.*)\.csv$/.exec(request.params.file)?.[1] ?? '');
      if ('code' in found) refuse(reply, found);
      else reply.header('content-type', 'text/csv; charset=utf-8').send(found.bytes);
    });
  };

  function find(date: string): { bytes: Buffer; rowCount: number } | Refusal {
    if (beijingDayStartMs(date) === undefined) {
      return { status: 400, code: 'BAD_DATE', message: 'date is YYYY-MM-DD, a day in Beijing' };
    }
    if (!isBillPublished({ date, hour: statementHour, nowMs: options.clock.nowMs() })) {
      return { status: 409, code: 'STATEMENT_NOT_READY', message: 'it comes out at 08:00 of the next day' };
    }
    const rows = statementRows(options.book, date);
    if (rows.length === 0) return { status: 404, code: 'NO_STATEMENT', message: 'nothing was settled on that day' };
    return { bytes: statementCsv(rows, options.exponent), rowCount: rows.length };
  }

  function isAuthorised(request: FastifyRequest): boolean {
    const expected = createHash('sha256').update(`Bearer ${options.secret}`).digest();
    const given = createHash('sha256')
      .update(request.headers.authorization ?? '')
      .digest();
    return timingSafeEqual(expected, given);
  }
}

interface Refusal {
  status: number;
  code: string;
  message: string;
}

function refuse(reply: FastifyReply, { status, code, message }: Refusal): void {
  reply.code(status).send({ code, message });
}
