/**
 * What the agent is asked about deeds: whether a second person allows one, and that it stands in the journal. The
 * command that began the deed waits for the answer, which is an event of the sale.
 */
import type { AgentClient } from '../edge/agent-client.ts';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { Effect, TillEvent } from '../sale/events.ts';

export class DeedDesk {
  private readonly options: {
    agent: Pick<AgentClient, 'approve' | 'recordDeed'>;
    agentPresent(): boolean;
    /** The failure as a notice, told to whoever watches the agent. */
    failed(failure: AgentFailure): { code: string };
  };

  constructor(options: DeedDesk['options']) {
    this.options = options;
  }

  async approve(asked: Extract<Effect, { kind: 'ask_approval' }>): Promise<TillEvent> {
    if (!this.options.agentPresent()) return lookupFailed('AGENT_GONE');
    try {
      return { kind: 'approved', approvalId: await this.options.agent.approve(asked) };
    } catch (error) {
      if (!(error instanceof AgentFailure)) throw error;
      const { code } = this.options.failed(error);
      return { kind: 'approval_refused', notice: { code, params: {} } };
    }
  }

  /** Asked twice where nobody answered: the same deed again is the same deed. */
  async record({ record, deed, approval }: Extract<Effect, { kind: 'record_deed' }>): Promise<TillEvent> {
    const { agent, agentPresent, failed } = this.options;
    if (!agentPresent()) return lookupFailed('AGENT_GONE');
    try {
      await agent.recordDeed(record).catch((error: unknown) => {
        if (!(error instanceof AgentFailure) || error.kind !== 'gone') throw error;
        return agent.recordDeed(record);
      });
      return { kind: 'deed_recorded', deed, approval };
    } catch (error) {
      if (!(error instanceof AgentFailure)) throw error;
      return lookupFailed(failed(error).code);
    }
  }
}

function lookupFailed(code: string): TillEvent {
  return { kind: 'lookup_failed', notice: { code, params: {} } };
}
