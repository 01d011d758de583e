/** What an instruction posts at its transitions, by its purpose. Data and its reading; pure. */
import type { PostingEvent } from '../ledger/posting.ts';
import type { PostingEventKind } from '../ledger/posting-rules.ts';
import type { InstructionPurpose, InstructionRecord } from './bank-records.ts';

export type PostedStep = 'created' | 'confirmed' | 'rejected' | 'returned';

/**
 * Purposes that are missing here are posted by the module that had them sent, by its outcome handler: a
 * withdrawal's journal knows the fee and the hold, which an instruction does not.
 */
export const instructionPostings: Readonly<
  Partial<Record<InstructionPurpose, Readonly<Partial<Record<PostedStep, PostingEventKind>>>>>
> = {
  settlement: {
    created: 'settlement_instructed',
    confirmed: 'settlement_confirmed',
    rejected: 'settlement_rejected',
    returned: 'settlement_returned',
  },
  fees_withdrawn: { confirmed: 'fees_withdrawn', returned: 'own_money_paid_in' },
  own_money_paid_in: { confirmed: 'own_money_paid_in', returned: 'fees_withdrawn' },
  suspense_sent_back: { confirmed: 'suspense_sent_back', returned: 'money_to_suspense' },
};

export function instructionPosting(
  instruction: InstructionRecord,
  step: PostedStep,
  platformDate: string,
): PostingEvent | undefined {
  const kind = instructionPostings[instruction.purpose]?.[step];
  if (!kind) return undefined;
  return {
    kind,
    reference: instruction.instructionId,
    ...(instruction.merchantId && { merchantId: instruction.merchantId }),
    currency: instruction.currency,
    amounts: { amount: instruction.amountMinor },
    subjects: bankSubjects(instruction),
    // The merchant's book takes it on the day on which it was told, or on which the bank moved the money.
    businessDate: step === 'created' ? instruction.businessDate : platformDate,
    platformDate,
  };
}

function bankSubjects(instruction: InstructionRecord): NonNullable<PostingEvent['subjects']> {
  const { purpose, bankAccountId, payeeBankAccountId } = instruction;
  if (purpose === 'fees_withdrawn') return { bankAccountId, ownBankAccountId: payeeBankAccountId ?? '' };
  if (purpose === 'own_money_paid_in') {
    return { bankAccountId: payeeBankAccountId ?? '', ownBankAccountId: bankAccountId };
  }
  return { bankAccountId };
}
