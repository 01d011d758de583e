/**
 * Takes an instruction from where it stands to where it waits or ends. Its number stays the same on every try, so a
 * repeat is harmless at the bank; a time-out is never a failure: what is unknown is asked for until the bank says.
 */
import { CodedError, errorText, unreachable } from '@qiantai/foundation';
import { beijingDate } from '../payment/beijing-date.ts';
import { delayOf } from '../payment/timings.ts';
import { createTurns } from '../payment/turns.ts';
import { readBankAccount, readConnection, sealPurpose } from './bank-account-store.ts';
import { sendableAtMs } from './bank-hours.ts';
import type { InstructionRecord } from './bank-records.ts';
import type { AnswerAbout, BankConnection, InstructionOrder, InstructionOutcome } from './custody-bank.ts';
import type { CustodyDeps } from './custody-deps.ts';
import { openCustodyException } from './exception-store.ts';
import { applyInstructionChange, type InstructionChange } from './instruction-changes.ts';
import { lockInstruction, readInstruction, updateInstruction } from './instruction-store.ts';
import { isSettled } from './instruction-transitions.ts';

export interface InstructionDriver {
  /** One try or inquiry, where one is due; with `now` whatever its due time says. */
  drive(instructionId: string, options?: { now: boolean }): Promise<void>;
  idle(): Promise<void>;
}

export function createInstructionDriver(deps: CustodyDeps): InstructionDriver {
  const turns = createTurns();
  return {
    drive: async (instructionId, options = { now: false }) =>
      await turns.run(instructionId, async () => await step(deps, instructionId, options)),
    idle: turns.idle,
  };
}

async function step(deps: CustodyDeps, instructionId: string, options: { now: boolean }): Promise<void> {
  const instruction = await readInstruction(deps.database.pool, instructionId);
  if (!instruction || isSettled(instruction.status)) return;
  if (!options.now && instruction.dueAtMs !== null && instruction.dueAtMs > deps.clock.nowMs()) return;
  const connection = await readConnection(deps.database.pool, deps.secretBox, instruction.bankAccountId);
  switch (instruction.status) {
    case 'created':
      if (await mustWait(deps, instruction)) return;
      return await send(deps, instruction, connection);
    case 'sent':
      // Nobody has it under way any more, so whoever sent it ended before an answer came.
      await change(deps, instructionId, () => ({ event: 'no_answer', detail: 'its server ended' }));
      return await ask(deps, instruction, connection);
    case 'accepted':
    case 'unknown':
      return await ask(deps, instruction, connection);
    default:
      return;
  }
}

/** Whether the bank does not pay such payees now; it is shown, and tried again when the bank opens. */
async function mustWait(deps: CustodyDeps, instruction: InstructionRecord): Promise<boolean> {
  const account = await readBankAccount(deps.database.pool, instruction.bankAccountId);
  if (!account) return false;
  const nowMs = deps.clock.nowMs();
  const sendable = sendableAtMs(account, instruction.payeeKind, nowMs);
  if (sendable <= nowMs) return false;
  await deps.database.transaction(async (client) => {
    const held = await lockInstruction(client, instruction.instructionId);
    if (held?.status !== 'created') return;
    await updateInstruction(client, { ...held, waitsFor: 'bank_hours', dueAtMs: sendable, updatedAtMs: nowMs });
  });
  deps.alarm.ringAt(sendable);
  return true;
}

async function send(deps: CustodyDeps, instruction: InstructionRecord, connection: BankConnection): Promise<void> {
  const { instructionId } = instruction;
  // Committed before the first byte leaves.
  const sent = await change(deps, instructionId, (_, nowMs) => ({
    event: 'sent',
    fields: { driver: deps.instanceId, sentAtMs: nowMs, waitsFor: '', dueAtMs: nowMs + deps.timings.callLeaseMs },
  }));
  if (sent?.status !== 'sent') return;
  const order = orderOf(deps, sent);
  const outcome = await guarded(deps, instructionId, async () => await deps.bank.submit(connection, order));
  await take(deps, instructionId, { connection, order, outcome });
}

async function ask(deps: CustodyDeps, instruction: InstructionRecord, connection: BankConnection): Promise<void> {
  const { instructionId } = instruction;
  const order = orderOf(deps, instruction);
  const outcome = await guarded(deps, instructionId, async () => await deps.bank.inquire(connection, instructionId));
  // The bank never had it: the same number goes again. Of one that it had accepted this is no answer.
  if (outcome.kind === 'not_found' && instruction.status !== 'accepted') {
    if (await mayGoAgain(deps, instruction)) await send(deps, instruction, connection);
    return;
  }
  await take(deps, instructionId, { connection, order, outcome });
}

/** Outside the bank's hours it stays unknown until they begin: only then it is sent again. */
async function mayGoAgain(deps: CustodyDeps, instruction: InstructionRecord): Promise<boolean> {
  const account = await readBankAccount(deps.database.pool, instruction.bankAccountId);
  const nowMs = deps.clock.nowMs();
  const sendable = account ? sendableAtMs(account, instruction.payeeKind, nowMs) : nowMs;
  if (sendable <= nowMs) return true;
  await change(deps, instruction.instructionId, () => ({
    event: 'no_answer',
    detail: 'the bank never had it; it goes again when the bank opens',
    fields: { waitsFor: 'bank_hours', dueAtMs: sendable },
  }));
  return false;
}

function orderOf(deps: CustodyDeps, instruction: InstructionRecord): InstructionOrder {
  const { instructionId, payeeName, payeeBank, payeeKind, amountMinor, remark } = instruction;
  const accountNumber = deps.secretBox.open(sealPurpose.payee(instructionId), instruction.payeeAccountSealed);
  return {
    instructionNo: instructionId,
    payee: { name: payeeName, bank: payeeBank, kind: payeeKind, accountNumber: accountNumber.toString() },
    amountMinor,
    remark,
  };
}

interface Answered {
  connection: BankConnection;
  order: InstructionOrder;
  outcome: InstructionOutcome;
}

async function take(deps: CustodyDeps, instructionId: string, answered: Answered): Promise<void> {
  deps.log.info({ instructionId, outcome: answered.outcome.kind }, 'custody.instruction_answered');
  try {
    await change(deps, instructionId, (instruction, nowMs) => changeOf(deps, instruction, answered, nowMs));
  } catch (error) {
    // What the bank did stands; the books refuse it, and a person must see why. It is asked for again when due.
    if (!(error instanceof CodedError)) throw error;
    deps.log.error({ instructionId, code: error.code }, 'custody.instruction_not_posted');
    await openCustodyException(deps.database.pool, deps.ids, {
      code: 'INSTRUCTION_NOT_POSTED',
      subject: instructionId,
      detail: `${answered.outcome.kind}: ${error.code} ${error.message}`,
      atMs: deps.clock.nowMs(),
    });
    await change(deps, instructionId, (instruction, nowMs) => ({
      event: 'no_answer',
      detail: `not posted: ${error.code}`,
      fields: laterOf(deps, instruction, nowMs).fields,
    }));
  }
}

/** What an outcome means for the instruction. */
function changeOf(
  deps: CustodyDeps,
  instruction: InstructionRecord,
  answered: Answered,
  nowMs: number,
): InstructionChange {
  const { outcome } = answered;
  const later = laterOf(deps, instruction, nowMs);
  const fault = 'about' in outcome ? faultOf(instruction, answered, outcome, nowMs) : undefined;
  if (fault) {
    const exception = { code: 'INSTRUCTION_ANSWER_DIFFERS' as const, detail: fault };
    return { event: 'no_answer', detail: fault, fields: later.fields, exception };
  }
  switch (outcome.kind) {
    case 'accepted':
      return { event: 'accepted', ...later, fields: { ...later.fields, bankReference: outcome.bankReference } };
    case 'confirmed':
      return {
        event: 'confirmed',
        platformDate: outcome.bookedOn,
        fields: { bankReference: outcome.bankReference, reasonCode: '', reasonText: '' },
      };
    case 'rejected':
      return {
        event: 'rejected',
        detail: outcome.reasonCode,
        // No money moved, so it counts for the day on which we heard of it.
        platformDate: beijingDate(nowMs),
        fields: { bankReference: outcome.bankReference, reasonCode: outcome.reasonCode },
      };
    case 'not_taken':
      return notTaken(outcome, later);
    case 'not_found':
    case 'unknown': {
      const detail = outcome.kind === 'unknown' ? outcome.why : 'the bank does not know it any more';
      return { event: 'no_answer', ...later, detail, fields: { ...later.fields, reasonText: detail.slice(0, 200) } };
    }
    default:
      return unreachable(outcome);
  }
}

function notTaken(
  outcome: Extract<InstructionOutcome, { kind: 'not_taken' }>,
  later: Pick<InstructionChange, 'fields' | 'exception'>,
): InstructionChange {
  const { reason, why } = outcome;
  const fields = { ...later.fields, waitsFor: reason === 'not_sent' ? ('' as const) : reason, reasonText: why };
  // A custody account that cannot pay what was posted is never a thing to wait out in silence.
  if (reason === 'bank_funds') {
    return { event: 'not_taken', detail: why, fields, exception: { code: 'INSTRUCTION_BANK_FUNDS', detail: why } };
  }
  return { event: 'not_taken', ...later, detail: why, fields };
}

function laterOf(
  deps: CustodyDeps,
  instruction: InstructionRecord,
  nowMs: number,
): Pick<InstructionChange, 'fields' | 'exception'> & { fields: Partial<InstructionRecord> } {
  const stepCount = instruction.stepCount + 1;
  const delayMs = delayOf(deps.timings.instructionDelaysMs, instruction.stepCount);
  // Jitter over the upper half: what a bank's outage held up does not come back all at once.
  const dueAtMs = nowMs + Math.round(delayMs / 2 + deps.random.fraction() * (delayMs / 2));
  const overdue = stepCount >= deps.timings.triesBeforeException;
  return {
    fields: { stepCount, dueAtMs },
    ...(overdue && { exception: { code: 'INSTRUCTION_UNRESOLVED', detail: `${stepCount} tries` } }),
  };
}

/** Numbers, accounts, amount and day of an answer are compared before it counts. */
function faultOf(
  instruction: InstructionRecord,
  { connection, order }: Answered,
  outcome: Extract<InstructionOutcome, { about: AnswerAbout }>,
  nowMs: number,
): string | undefined {
  const { about } = outcome;
  if (about.instructionNo !== instruction.instructionId) return 'it names another instruction';
  if (about.payerAccount !== connection.accountNumber) return 'it names another paying account';
  if (about.payeeAccount !== order.payee.accountNumber) return 'it names another payee’s account';
  if (about.currency !== instruction.currency) return `it names the currency ${about.currency}`;
  if (about.amountMinor !== instruction.amountMinor) {
    return `it names ${about.amountMinor} minor units, not ${instruction.amountMinor}`;
  }
  if (outcome.kind === 'confirmed') {
    const { bookedOn } = outcome;
    if (bookedOn < instruction.platformDate || bookedOn > beijingDate(nowMs)) return `it was paid on ${bookedOn}`;
  }
  return undefined;
}

async function change(
  deps: CustodyDeps,
  instructionId: string,
  decide: (instruction: InstructionRecord, nowMs: number) => InstructionChange,
): Promise<InstructionRecord | undefined> {
  const result = await deps.database.transaction(async (client) => {
    const instruction = await lockInstruction(client, instructionId);
    if (!instruction) return undefined;
    const decided = decide(instruction, deps.clock.nowMs());
    const next = await applyInstructionChange(deps, client, instruction, decided);
    if (!next) {
      const { status } = instruction;
      deps.log.warn({ instructionId, status, event: decided.event }, 'custody.event_refused');
    }
    return next;
  });
  if (result?.dueAtMs) deps.alarm.ringAt(result.dueAtMs);
  return result;
}

async function guarded(
  deps: CustodyDeps,
  instructionId: string,
  call: () => Promise<InstructionOutcome>,
): Promise<InstructionOutcome> {
  try {
    return await call();
  } catch (error) {
    deps.log.error({ instructionId, error: errorText(error) }, 'custody.bank_threw');
    return { kind: 'unknown', why: errorText(error) };
  }
}
