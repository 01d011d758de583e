/** A new device takes the place of one that was handed over: its statement is proved, then taken once. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { type Clock, errorText, type Log } from '@qiantai/foundation';
import { type HandoverStatement, handoverSealHash, handoverStatementSchema, handoverText } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { EnrolmentStore } from './enrolment-store.ts';
import type { SuccessionStore, TakeOverOutcome } from './succession-store.ts';

export interface TakingOver {
  merchantId: string;
  storeId: string;
  agentId: string;
}

export class HandoverService {
  private readonly options: {
    store: SuccessionStore;
    agents: Pick<EnrolmentStore, 'findAgent'>;
    clock: Pick<Clock, 'nowMs'>;
    log: Log;
  };

  constructor(options: HandoverService['options']) {
    this.options = options;
  }

  /**
   * @returns the key of the device of before
   * @throws CodedError HANDOVER_BAD_STATEMENT, HANDOVER_SEAL_USED, HANDOVER_REFUSED
   */
  async takeOver(
    caller: TakingOver,
    statementJson: string,
    signature: Uint8Array,
  ): Promise<{ agentId: string; publicKeySpki: Uint8Array }> {
    const { store, agents, clock, log } = this.options;
    const statement = statementOf(statementJson);
    if (statement.storeId !== caller.storeId || statement.agentId === caller.agentId) {
      throw serverError('HANDOVER_BAD_STATEMENT', { why: 'it is of another store, or of this very device' });
    }
    const predecessor = await agents.findAgent(caller.merchantId, statement.agentId);
    if (!predecessor || predecessor.storeId !== caller.storeId) {
      throw serverError('HANDOVER_BAD_STATEMENT', { why: 'the device that it names is not of this store' });
    }
    if (!signedBy(predecessor.publicKeySpki, statementJson, signature)) {
      throw serverError('HANDOVER_BAD_STATEMENT', { why: 'the device that it names did not sign it' });
    }
    const sealHash = handoverSealHash(statement);
    const { merchantId, storeId, agentId } = caller;
    const names = { merchantId, storeId, agentId };
    const outcome = await store.takeOver({ ...names, sealHash, statement, takenOverAtMs: clock.nowMs() });
    refuse(outcome, statement);
    log.warn({ ...names, predecessorId: statement.agentId, sealHash, outcome: outcome.kind }, 'agent.taken_over');
    return { agentId: predecessor.agentId, publicKeySpki: predecessor.publicKeySpki };
  }
}

function statementOf(text: string): HandoverStatement {
  let statement: HandoverStatement;
  try {
    statement = handoverStatementSchema.parse(JSON.parse(text));
  } catch (error) {
    throw serverError('HANDOVER_BAD_STATEMENT', { why: errorText(error).slice(0, 200) }, { cause: error });
  }
  if (handoverText(statement) !== text)
    throw serverError('HANDOVER_BAD_STATEMENT', { why: 'its text is not canonical' });
  return statement;
}

function signedBy(publicKeySpki: Uint8Array, text: string, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKeySpki), format: 'der', type: 'spki' });
  const hash = createHash('sha256').update(text).digest();
  return signature.length === 64 && verify('sha256', hash, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function refuse(outcome: TakeOverOutcome, statement: HandoverStatement): void {
  switch (outcome.kind) {
    case 'taken_over':
    case 'taken_over_before':
      return;
    case 'seal_used':
      throw serverError('HANDOVER_SEAL_USED', { agentId: statement.agentId });
    case 'follows_another':
      throw serverError('HANDOVER_REFUSED', { why: 'this device followed another one already' });
    case 'predecessor_revoked':
      throw serverError('HANDOVER_REFUSED', { why: `the agent ${statement.agentId} was revoked` });
  }
}
