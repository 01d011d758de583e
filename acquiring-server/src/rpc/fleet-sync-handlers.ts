/** FleetSyncService: orders down, answers and health up, certificates renewed. An agent that retires may all of it. */
import type { Clock } from '@qiantai/foundation';
import { type HealthReport, healthReportSchema, uuid7From } from '@qiantai/protos';
import type { RenewalService } from '../enrolment/renewal-service.ts';
import { serverError } from '../errors.ts';
import type { Fleet } from '../fleet/create-fleet.ts';
import type { AgentCaller } from './caller.ts';
import type { Answered, Received } from './messages.ts';
import { agentCall, type UnaryContext } from './unary.ts';

type Handlers = {
  [Method in 'FetchOrders' | 'AnswerOrder' | 'ReportHealth' | 'RenewCertificate']: ReturnType<
    typeof agentCall<Received<'FleetSyncService', Method>, Answered<'FleetSyncService', Method>>
  >;
};

const reportCharactersMax = 262_144;

export function fleetSyncHandlers(
  context: UnaryContext,
  services: { fleet: Fleet; renewal: RenewalService; clock: Pick<Clock, 'nowMs'> },
): Handlers {
  const { fleet, renewal, clock } = services;
  return {
    FetchOrders: agentCall(
      context,
      async (caller, message) => {
        if (message.limit < 0) throw serverError('FLEET_BAD_REQUEST', { field: 'limit', why: 'below 0' });
        const orders = await fleet.orders.fetch(caller, message.limit);
        return {
          orders: orders.map((order) => ({
            orderId: order.orderId,
            kind: order.kind,
            paramsJson: JSON.stringify(order.params),
            expiresAtMs: String(order.expiresAtMs),
          })),
        };
      },
      'draining',
    ),
    AnswerOrder: agentCall(
      context,
      async (caller, message) => {
        const orderId = uuid7From<string>(message.orderId, 'order_id');
        const order = await fleet.orders.answer(caller, { ...message, orderId });
        return { state: order.state };
      },
      'draining',
    ),
    ReportHealth: agentCall(
      context,
      async (caller, message) => {
        const report = reportOf(message.reportJson);
        const { merchantId, storeId, agentId } = caller;
        if (caller.state === 'active') {
          const reportedAtMs = clock.nowMs();
          await fleet.health.put({ merchantId, storeId, agentId, reportedAtMs, report });
        }
        if (caller.state === 'retiring' && report.drained && (await holdsAll(fleet, caller, report))) {
          await fleet.agents.drained({ merchantId, agentId });
        }
        await fleet.agents.noteVersion(caller, report.agentVersion);
        const wanted = await fleet.releases.wantedOf({ merchantId, storeId }, report.updateChannel);
        return { wanted };
      },
      'draining',
    ),
    RenewCertificate: agentCall(
      context,
      async (caller, message) => {
        const renewed = await renewal.renew(caller, message.certificateRequest);
        return {
          certificate: Buffer.from(renewed.certificateDer),
          authority: Buffer.from(renewed.authorityDer),
        };
      },
      'draining',
    ),
  };
}

/** Whether every journal stands here where the agent says that it stands there. */
async function holdsAll(fleet: Fleet, caller: AgentCaller, report: HealthReport): Promise<boolean> {
  const held = await fleet.health.terminals(caller.merchantId, [caller.storeId]);
  const headOf = new Map(held.map((terminal) => [terminal.terminalId, terminal.serverHead]));
  return report.terminals.every((terminal) => terminal.headSequence <= (headOf.get(terminal.terminalId) ?? 0));
}

function reportOf(text: string) {
  const bad = (why: string) => serverError('FLEET_BAD_REQUEST', { field: 'report_json', why });
  if (text.length > reportCharactersMax || text.includes('\\u0000')) throw bad('too long, or with a NUL');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad('not JSON');
  }
  const parsed = healthReportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw bad(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
