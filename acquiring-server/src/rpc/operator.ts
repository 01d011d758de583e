/** Calls at the operations port: who asks, may they, and until when. */

import type { PeerCertificate } from 'node:tls';
import type { handleServerStreamingCall, handleUnaryCall, ServerWritableStream } from '@grpc/grpc-js';
import { type Clock, CodedError } from '@qiantai/foundation';
import { toServiceError } from '@qiantai/protos';
import { checkTime, type Deadline, deadlineAt } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import { type OperatorRole, operatorSubject } from '../operators/operator-roles.ts';
import type { OperatorRow, OperatorStore } from '../operators/operator-store.ts';
import { peerCertificateOf } from './peer-certificate.ts';
import { anyCall, logFault, type UnaryContext } from './unary.ts';

/** A person or program of the platform. */
export interface Operator {
  name: string;
  roles: ReadonlySet<OperatorRole>;
}

export interface OperatorContext extends Pick<UnaryContext, 'metrics' | 'log'> {
  operators: Operators;
  /** The machine's clock, which the deadlines of calls go by. */
  clock: Pick<Clock, 'nowMs'>;
}

export interface OperatorCallOptions {
  /** One of these is asked for; absent: every operator may. */
  role?: OperatorRole | readonly OperatorRole[];
}

export interface OperatorCall {
  deadline: Deadline;
}

export interface OperatorStream<Reply> extends OperatorCall {
  /**
   * Hands a message on when the caller is ready for it.
   * @throws CodedError CALL_DEADLINE_EXCEEDED where the time is over or the caller has gone
   */
  write(reply: Reply): Promise<void>;
}

/** A call without a deadline of its own gets one: nothing goes on for ever. */
const defaultTimeMs = 30_000;
const defaultStreamTimeMs = 600_000;

/** A call of an operator, in the manner of `agentCall`. */
export function operatorCall<Request, Reply>(
  context: OperatorContext,
  options: OperatorCallOptions,
  handle: (operator: Operator, request: Request, call: OperatorCall) => Promise<Reply>,
): handleUnaryCall<Request, Reply> {
  return anyCall(context, async (request, call) => {
    const operator = await context.operators.operatorOf(peerCertificateOf(call));
    checkRole(operator, options);
    const deadline = deadlineOf(call, context.clock, defaultTimeMs);
    checkTime(deadline);
    return await handle(operator, request, { deadline });
  });
}

/** The same for a call that is answered by a stream. */
export function operatorStream<Request, Reply>(
  context: OperatorContext,
  options: OperatorCallOptions,
  handle: (operator: Operator, request: Request, call: OperatorStream<Reply>) => Promise<void>,
): handleServerStreamingCall<Request, Reply> {
  return (call) => {
    const measured = context.metrics.begin(call.getPath());
    const answer = async () => {
      const operator = await context.operators.operatorOf(peerCertificateOf(call));
      checkRole(operator, options);
      const deadline = deadlineOf(call, context.clock, defaultStreamTimeMs);
      await handle(operator, call.request, { deadline, write: (reply) => writeWhenReady(call, reply, deadline) });
    };
    answer().then(
      () => {
        measured.end('OK');
        call.end();
      },
      (thrown: unknown) => {
        measured.end(thrown instanceof CodedError ? thrown.code : 'INTERNAL');
        if (!(thrown instanceof CodedError)) logFault(context.log, call.getPath(), thrown);
        call.emit('error', toServiceError(thrown));
      },
    );
  };
}

async function writeWhenReady<Reply>(
  call: ServerWritableStream<unknown, Reply>,
  reply: Reply,
  deadline: Deadline,
): Promise<void> {
  checkTime(deadline);
  if (call.cancelled) throw serverError('CALL_DEADLINE_EXCEEDED');
  if (call.write(reply)) return;
  await new Promise<void>((done) => {
    const ready = () => {
      call.off('drain', ready);
      call.off('cancelled', ready);
      done();
    };
    call.once('drain', ready);
    call.once('cancelled', ready);
  });
}

export function deadlineOf(
  call: { getDeadline(): Date | number },
  clock: Pick<Clock, 'nowMs'>,
  presetMs: number,
): Deadline {
  const atMs = Number(call.getDeadline());
  return deadlineAt(Number.isFinite(atMs) ? atMs : clock.nowMs() + presetMs, clock);
}

/** @throws CodedError OPERATOR_FORBIDDEN */
function checkRole(operator: Operator, { role }: OperatorCallOptions): void {
  if (role === undefined) return;
  const roles = typeof role === 'string' ? [role] : role;
  if (roles.some((one) => operator.roles.has(one))) return;
  throw serverError('OPERATOR_FORBIDDEN', { name: operator.name, roles: roles.join(', ') });
}

/** How long a revocation may stay unseen by a server that has heard the operator before. */
const rememberedMs = 3000;

/** Operators by their certificates, as they are recorded now. */
export class Operators {
  private readonly rows: ShortMemory<OperatorRow | undefined>;

  constructor(options: { store: OperatorStore; clock: Pick<Clock, 'nowMs'> }) {
    this.rows = new ShortMemory({ clock: options.clock, ageMsMax: rememberedMs, keyCountMax: 1000 }, (serialNumber) =>
      options.store.find(serialNumber),
    );
  }

  /** @throws CodedError OPERATOR_UNKNOWN, OPERATOR_REVOKED */
  async operatorOf(certificate: PeerCertificate | undefined): Promise<Operator> {
    const { O, OU, CN } = certificate?.subject ?? {};
    if (!certificate || O !== operatorSubject.organisation || OU !== operatorSubject.unit) {
      throw serverError('OPERATOR_UNKNOWN');
    }
    // TLS has proved that our authority signed it; the number says that it is one that was recorded.
    const row = await this.rows.get(certificate.serialNumber);
    if (!row || row.name !== CN) throw serverError('OPERATOR_UNKNOWN');
    if (row.revokedAtMs !== null) throw serverError('OPERATOR_REVOKED', { name: row.name });
    return { name: row.name, roles: new Set(row.roles) };
  }
}
