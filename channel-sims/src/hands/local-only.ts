/**
 * The hands and the phone's page move other people's money without a signature, so a call must name this machine
 * as its host (a foreign name that resolves to 127.0.0.1 does not pass) and a page that calls must be our own.
 */
import type { FastifyInstance } from 'fastify';
import { simsError } from '../errors.ts';

const localHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

export function localOnly(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { host = '', origin } = request.headers;
    const isOurs = localHost.test(host) && (origin === undefined || origin === `http://${host}`);
    done(isOurs ? undefined : simsError('SIMS_REQUEST_FOREIGN'));
  });
}
