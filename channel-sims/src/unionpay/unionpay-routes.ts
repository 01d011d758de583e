/** UnionPay's gateway over HTTP: signed forms in, signed `k=v` text out. */
import type { KeyObject } from 'node:crypto';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { HeldAnswers } from '../hands/held-answers.ts';
import type { WireLog } from '../hands/wire-log.ts';
import { frameFields } from './unionpay-dialect.ts';
import { refuse, type UnionpayAnswer, type UnionpayOperations } from './unionpay-operations.ts';
import { answerText, type Fields, type GatewayKeys, isSigned, signedFields } from './unionpay-signature.ts';

export interface UnionpayRoutesOptions {
  operations: UnionpayOperations;
  merId: string;
  /** Serial number of the merchant's certificate, decimal. */
  merchantCertId: string;
  merchantPublicKey: KeyObject;
  keys: GatewayKeys;
  held: HeldAnswers;
  wire: WireLog;
}

/** Where each kind of request goes; merchants are given these as whole URLs. */
export const unionpayPaths = {
  backTransReq: '/gateway/api/backTransReq.do',
  queryTrans: '/gateway/api/queryTrans.do',
  fileTrans: '/unionpay/filedownload',
} as const;
type Address = keyof typeof unionpayPaths;

export function unionpayRoutes(options: UnionpayRoutesOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(formbody, { parser: (text: string) => ({ pairs: [...new URLSearchParams(text)] }) });
    for (const [address, path] of Object.entries(unionpayPaths)) {
      app.post(path, (request, reply) => {
        const pairs = (request.body as { pairs?: Array<[string, string]> } | null)?.pairs ?? [];
        const form = uniqueFields(pairs);
        options.wire.record({
          channel: 'unionpay',
          direction: 'in',
          what: `POST ${path} ${form?.['txnType'] ?? '?'}/${form?.['txnSubType'] ?? '?'}`,
          body: shown(form ?? {}),
        });
        send(reply, form, form ? answerTo(address as Address, form) : refuse('10'));
      });
    }
  };

  function answerTo(address: Address, form: Fields): UnionpayAnswer {
    if (form['merId'] !== options.merId) return refuse('31');
    if (form['certId'] !== options.merchantCertId || !isSigned(form, options.merchantPublicKey)) return refuse('11');
    return options.operations.perform(address, form);
  }

  function send(reply: FastifyReply, form: Fields | undefined, answer: UnionpayAnswer): void {
    if (answer.kind === 'silence') {
      options.wire.record({ channel: 'unionpay', direction: 'out', what: 'no answer', body: '' });
      options.held.hold(reply);
      return;
    }
    const fields = { ...frameFields, ...repeated(form ?? {}), ...answer.fields };
    const signed = signedFields(fields, options.keys, answer.manner === 'badly_signed');
    options.wire.record({ channel: 'unionpay', direction: 'out', what: '200', body: shown(signed) });
    reply.header('content-type', 'text/html;charset=UTF-8').send(answerText(signed));
  }
}

/** Members of a request that its answer repeats, where they have a form that an answer can carry. */
function repeated(form: Fields): Fields {
  const names = ['txnType', 'txnSubType', 'merId', 'orderId', 'txnTime'];
  const plain = names.filter((name) => /^[A-Za-z0-9]{1,64}$/.test(form[name] ?? ''));
  return Object.fromEntries(plain.map((name) => [name, form[name] as string]));
}

/** One value for each name; undefined where a name comes twice, since a signature could cover either. */
function uniqueFields(pairs: ReadonlyArray<[string, string]>): Fields | undefined {
  const names = new Set(pairs.map(([name]) => name));
  return names.size === pairs.length ? Object.fromEntries(pairs) : undefined;
}

/** For the log: without what is long and says nothing to a reader. */
function shown(fields: Fields): string {
  const { signature: _signature, signPubKeyCert: _certificate, fileContent, ...told } = fields;
  return answerText(fileContent === undefined ? told : { ...told, fileContent: `${fileContent.length} characters` });
}
