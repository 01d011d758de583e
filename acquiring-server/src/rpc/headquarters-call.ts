/** Calls of people of a merchant: who asks (by the token of a session), may they, and until when. */
import type { handleClientStreamingCall, handleUnaryCall, Metadata } from '@grpc/grpc-js';
import { type Clock, CodedError } from '@qiantai/foundation';
import { toServiceError } from '@qiantai/protos';
import { checkTime, type Deadline } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import type { HeadquartersRight, HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { HeadquartersSessions } from '../headquarters/session.ts';
import { deadlineOf } from './operator.ts';
import { anyCall, logFault, type UnaryContext } from './unary.ts';

/** Metadata key under which a session's token comes. */
export const sessionKey = 'headquarters-session';

export interface HqContext extends Pick<UnaryContext, 'metrics' | 'log'> {
  sessions: Pick<HeadquartersSessions, 'userOf'>;
  /** The machine's clock, which the deadlines of calls go by. */
  clock: Pick<Clock, 'nowMs'>;
}

export interface HqCallOptions {
  /** One of these is asked for; absent: whoever has signed in. */
  right?: HeadquartersRight | readonly HeadquartersRight[];
  /** For a call without a deadline of its own; absent: 30 s. */
  timeMs?: number;
}

export interface HqCall {
  deadline: Deadline;
  token: string;
}

const defaultTimeMs = 30_000;

/** In the manner of `operatorCall`. @throws CodedError HEADQUARTERS_SESSION_OVER, HEADQUARTERS_FORBIDDEN */
export function hqCall<Request, Reply>(
  context: HqContext,
  options: HqCallOptions,
  handle: (user: HeadquartersUser, request: Request, call: HqCall) => Promise<Reply>,
): handleUnaryCall<Request, Reply> {
  return anyCall(context, async (request, call) => {
    const deadline = deadlineOf(call, context.clock, options.timeMs ?? defaultTimeMs);
    checkTime(deadline);
    const token = tokenOf(call.metadata);
    const user = await context.sessions.userOf(token);
    checkRight(user, options);
    return await handle(user, request, { deadline, token });
  });
}

/**
 * The same for a call whose request is a stream. The user is asked for before a message is taken, and what `take`
 * throws ends the call at once.
 */
export function hqUpload<Part, Reply, Gathered>(
  context: HqContext,
  options: HqCallOptions,
  gathering: { begin: () => Gathered; take: (gathered: Gathered, part: Part) => void },
  handle: (user: HeadquartersUser, gathered: Gathered, call: HqCall) => Promise<Reply>,
): handleClientStreamingCall<Part, Reply> {
  return (call, callback) => {
    const measured = context.metrics.begin(call.getPath());
    const answer = async (): Promise<Reply> => {
      const deadline = deadlineOf(call, context.clock, options.timeMs ?? defaultTimeMs);
      const token = tokenOf(call.metadata);
      const user = await context.sessions.userOf(token);
      checkRight(user, options);
      const gathered = gathering.begin();
      for await (const part of call) gathering.take(gathered, part as Part);
      checkTime(deadline);
      return await handle(user, gathered, { deadline, token });
    };
    answer().then(
      (reply) => {
        measured.end('OK');
        callback(null, reply);
      },
      (thrown: unknown) => {
        measured.end(thrown instanceof CodedError ? thrown.code : 'INTERNAL');
        if (!(thrown instanceof CodedError)) logFault(context.log, call.getPath(), thrown);
        callback(toServiceError(thrown));
      },
    );
  };
}

export function tokenOf(metadata: Metadata): string {
  return String(metadata.get(sessionKey)[0] ?? '');
}

/** @throws CodedError HEADQUARTERS_FORBIDDEN */
export function checkRight(user: HeadquartersUser, { right }: HqCallOptions): void {
  if (right === undefined) return;
  const rights = typeof right === 'string' ? [right] : right;
  if (rights.some((one) => user.rights.has(one))) return;
  throw serverError('HEADQUARTERS_FORBIDDEN', { login: user.login, right: rights.join(', ') });
}

/** @throws CodedError HEADQUARTERS_NOT_YOURS where a scope, or a store by its bare id, is not at or below the user's node */
export function checkVisible(user: HeadquartersUser, scopeOrStoreId: string): void {
  if (user.canSee(scopeOrStoreId)) return;
  throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope: scopeOrStoreId.slice(0, 80) });
}
