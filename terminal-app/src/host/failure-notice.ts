import { unreachable } from '@qiantai/foundation';
import type { AgentFailure } from '../edge/agent-failure.ts';
import type { Notice } from '../sale/model.ts';

/** The agent's own code where it answered; the screen's catalogue has the sentence. */
export function noticeOf(failure: AgentFailure): Notice {
  switch (failure.kind) {
    case 'gone':
      return { code: 'AGENT_GONE', params: {} };
    case 'session':
      return { code: 'SIGN_IN_FIRST', params: {} };
    case 'not_ready':
    case 'not_found':
    case 'refused':
      return { code: failure.code, params: {} };
    default:
      return unreachable(failure.kind);
  }
}
