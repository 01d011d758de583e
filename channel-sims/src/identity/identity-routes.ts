/** Identity checks over HTTP: two elements of a person, three of a company; and the hands for them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerError, read } from '../hands/hands-routes.ts';
import { localOnly } from '../hands/local-only.ts';
import { IdentityRegister } from './identity-register.ts';
import {
  type ExchangeOptions,
  faultWishSchema,
  keepBodies,
  type ProviderAnswer,
  SignedExchange,
} from './signed-exchange.ts';

const requestNo = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
const name = z.string().min(1).max(200);
const number = z.string().length(18);
const personSchema = z.strictObject({ requestNo, name, number });
const companySchema = personSchema.extend({ legalRepresentativeName: name });
const recordSchema = z.strictObject({ name, number, legalRepresentativeName: name.optional() });

export function identityRoutes(options: ExchangeOptions) {
  const register = new IdentityRegister();
  const exchange = new SignedExchange(options);

  const check = (schema: typeof personSchema | typeof companySchema) => (body: unknown) => {
    const request = schema.safeParse(body);
    if (!request.success) {
      return { answer: { code: '1005', message: '参数错误' } satisfies ProviderAnswer, fault: undefined };
    }
    const { requestNo: askedAs, ...elements } = request.data;
    const { result, reference } = register.check(askedAs, elements);
    const answer: ProviderAnswer = { code: '0000', message: '成功', data: { requestNo: askedAs, result, reference } };
    return { answer, fault: register.faultOf(elements.number) };
  };

  return async (app: FastifyInstance): Promise<void> => {
    await app.register(async (provider) => {
      keepBodies(provider);
      exchange.serve(provider, '/identity/v1/person', check(personSchema));
      exchange.serve(provider, '/identity/v1/company', check(companySchema));
    });
    await app.register(async (hands) => {
      localOnly(hands);
      hands.setErrorHandler(answerError);
      hands.get('/sim/identity', () => ({ charged: register.chargedCount }));
      hands.post('/sim/identity/records', (request) => {
        register.record(read(recordSchema, request.body));
        return { ok: true };
      });
      hands.post('/sim/identity/faults', (request) => {
        exchange.wish(read(faultWishSchema, request.body));
        return { ok: true };
      });
    });
  };
}
