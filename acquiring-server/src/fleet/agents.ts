/** What people do with agents: revoke, retire; and how a retiring one comes to its end. */
import type { Clock, Log } from '@qiantai/foundation';
import type { EnrolmentStore } from '../enrolment/enrolment-store.ts';
import { serverError } from '../errors.ts';
import type { AgentEvent } from './agent-states.ts';
import type { AgentStore, FleetAgent } from './agent-store.ts';

const listMax = 1000;

export class Agents {
  private readonly options: { store: AgentStore; enrolment: EnrolmentStore; clock: Pick<Clock, 'nowMs'>; log: Log };

  constructor(options: Agents['options']) {
    this.options = options;
  }

  async list(merchantId: string, storeIds: readonly string[] | undefined): Promise<FleetAgent[]> {
    return await this.options.store.list(merchantId, storeIds, listMax);
  }

  /** @throws CodedError FLEET_AGENT_NOT_FOUND */
  async find(merchantId: string, agentId: string): Promise<FleetAgent> {
    const agent = uuidPattern.test(agentId) ? await this.options.store.find(merchantId, agentId) : undefined;
    if (!agent) throw serverError('FLEET_AGENT_NOT_FOUND', { agentId });
    return agent;
  }

  /** @throws CodedError FLEET_AGENT_NOT_FOUND, FLEET_AGENT_STATE */
  async step(
    agent: { merchantId: string; agentId: string },
    event: Extract<AgentEvent, 'retire' | 'revoke'>,
    mark: { by: string; reason: string },
  ): Promise<FleetAgent> {
    const { enrolment, clock, log } = this.options;
    await this.find(agent.merchantId, agent.agentId);
    const state = await enrolment.move(agent, event, { ...mark, atMs: clock.nowMs() });
    log.warn({ ...agent, state, by: mark.by }, 'agent.moved');
    return await this.find(agent.merchantId, agent.agentId);
  }

  /**
   * A retiring agent says that nothing waits at it any more, and its journals stand here as they stand there: it is
   * out of service from here on.
   */
  async drained(agent: { merchantId: string; agentId: string }): Promise<void> {
    const { enrolment, clock, log } = this.options;
    await enrolment.move(agent, 'drained', { atMs: clock.nowMs(), by: agent.agentId, reason: 'nothing waits' });
    log.info(agent, 'agent.retired');
  }

  /** Two were heard that speak by turns under its name. */
  async noteCloned({ merchantId, agentId }: { merchantId: string; agentId: string }): Promise<void> {
    this.options.log.error({ merchantId, agentId }, 'agent.cloned');
    await this.options.store.noteCloned(merchantId, agentId, this.options.clock.nowMs());
  }

  async noteVersion(agent: { merchantId: string; agentId: string }, version: string): Promise<void> {
    await this.options.store.noteVersion(agent.merchantId, agent.agentId, version);
  }
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
