/** Withdrawals over the custody's desk: it sends, asks and reads statements; here its outcomes become ours. */
import type { BankAccountRecord } from '../custody/bank-records.ts';
import type { Custody } from '../custody/create-custody.ts';
import type { OutcomeHandler } from '../custody/custody-deps.ts';
import type { InstructionDesk } from '../custody/instruction-desk.ts';
import type { OperationFacts } from './member-operation-service.ts';
import type { OperationRef } from './operation-record.ts';
import { noChannels, type OperationChannels, type PayOut, type PayOutCall, type PayOutOutcome } from './ports.ts';

/** The instruction's number at the bank is the desk's; ours stands in its subject reference. */
export function custodyPayOut(desk: Pick<InstructionDesk, 'instruct'>): PayOut {
  return {
    way: 'instruct',
    instruct: async (client, call) => {
      await desk.instruct(client, {
        purpose: 'withdrawal',
        bankAccountId: call.bankAccountId,
        payee: {
          name: call.beneficiary.name,
          bank: call.beneficiary.bankCode,
          accountNumber: call.beneficiary.cardNumber,
          kind: call.beneficiary.payeeKind,
        },
        amountMinor: call.amount.amountMinor,
        subjectReference: subjectReferenceOf(call),
        remark: call.remark.slice(0, 100),
      });
    },
  };
}

/** Withdrawals from the open custody account of their currency; no channel for recharges. */
export function custodyChannels(custody: Pick<Custody, 'desk' | 'listBankAccounts'>): OperationChannels {
  const payOut = custodyPayOut(custody.desk);
  const find = async (fits: (account: BankAccountRecord) => boolean) => {
    const accounts = await custody.listBankAccounts();
    const found = accounts.find((one) => one.purpose === 'custody' && one.status === 'open' && fits(one));
    return found && { bankAccountId: found.bankAccountId, payOut };
  };
  return {
    ...noChannels,
    payOut: async (_companyId, currency) => await find((account) => account.currency === currency),
    payOutByAccount: async (_companyId, bankAccountId) =>
      await find((account) => account.bankAccountId === bankAccountId),
  };
}

/**
 * For `desk.onOutcome('withdrawal', …)`: runs in the transaction of the instruction's transition. The instruction
 * carries the amount and account that the bank was told, so the core compares those with the withdrawal's.
 */
export function custodyOutcomes(facts: Pick<OperationFacts, 'takePayOutOutcome'>): OutcomeHandler {
  return async (client, instruction, fact) => {
    const subject = subjectOf(instruction.subjectReference);
    if (!subject) return;
    const word = {
      channelNumber: subject.channelNumber,
      channelTransactionId: instruction.instructionId,
      channelAccountId: instruction.bankAccountId,
      amount: { amountMinor: instruction.amountMinor, currency: instruction.currency },
      ...(fact.platformDate !== '' && { onDate: fact.platformDate }),
    };
    const outcomes = {
      confirmed: { kind: 'approved', facts: word },
      rejected: {
        kind: 'declined',
        reasonCode: fact.reasonCode,
        channelMessage: '',
        ...(word.onDate !== undefined && { onDate: word.onDate }),
      },
      returned: { kind: 'returned', facts: word, why: fact.reasonCode },
    } satisfies Record<typeof fact.event, PayOutOutcome>;
    await facts.takePayOutOutcome(client, subject, outcomes[fact.event]);
  };
}

function subjectReferenceOf(call: PayOutCall): string {
  return `${call.companyId}/${call.operationKey}/${call.channelNumber}`;
}

/** Undefined where the instruction is no withdrawal of a member. */
function subjectOf(subjectReference: string): (OperationRef & { channelNumber: string }) | undefined {
  const parts = subjectReference.split('/');
  const [channelNumber, operationKey] = [parts.pop(), parts.pop()];
  const companyId = parts.join('/');
  return channelNumber && operationKey && companyId ? { companyId, operationKey, channelNumber } : undefined;
}
