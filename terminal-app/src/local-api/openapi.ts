/** The description of the till's own API (OpenAPI 3.1), made from the schemas that check its requests. */
import { z } from 'zod';
import {
  errorSchema,
  offerSchema,
  orderSchema,
  slipAnswerSchema,
  slipSchema,
  tillSchema,
  waitMsMax,
} from './requests.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({ content: { 'application/json': { schema: ref(name) } } });
const errors = { default: { description: 'Refused, or not possible now', ...json('Error') } };
const orderId = { name: 'orderId', in: 'path', required: true, schema: { type: 'string' } };

export function openApi(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Qiantai till, local API',
      version,
      description: 'For apps on the device of a till. Loopback only; a token for each app. See docs/local-api.md.',
    },
    security: [{ token: [] }],
    paths: {
      '/v1/till': {
        get: { summary: 'How the till is', responses: { 200: { description: 'Now', ...json('Till') }, ...errors } },
      },
      '/v1/orders': {
        post: {
          summary: 'Ask for an order to be paid. The same order again is the same order',
          requestBody: { required: true, ...json('Offer') },
          responses: { 200: { description: 'It waits at the till', ...json('Order') }, ...errors },
        },
      },
      '/v1/orders/{orderId}': {
        get: {
          summary: 'How an order stands; waits for its next change',
          parameters: [
            orderId,
            { name: 'wait', in: 'query', schema: { type: 'integer', minimum: 0, maximum: waitMsMax } },
            { name: 'revision', in: 'query', schema: { type: 'integer', minimum: 0 } },
          ],
          responses: { 200: { description: 'The order', ...json('Order') }, ...errors },
        },
      },
      '/v1/orders/{orderId}/cancel': {
        post: {
          summary: 'Take an order back that nobody has taken up',
          parameters: [orderId],
          responses: { 200: { description: 'It is cancelled', ...json('Order') }, ...errors },
        },
      },
      '/v1/print': {
        post: {
          summary: 'Print a slip of plain text. The same slip again is not printed again',
          requestBody: { required: true, ...json('Slip') },
          responses: { 200: { description: 'It waits for the printer', ...json('SlipAnswer') }, ...errors },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Till: schemaOf(tillSchema, 'output'),
        Offer: schemaOf(offerSchema, 'input'),
        Order: schemaOf(orderSchema, 'output'),
        Slip: schemaOf(slipSchema, 'input'),
        SlipAnswer: schemaOf(slipAnswerSchema, 'output'),
        Error: schemaOf(errorSchema, 'output'),
      },
    },
  };
}
