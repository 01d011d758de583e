/**
 * The customer's phone says paid and the till does not know it: the number on the phone finds the payment. What was
 * scanned or typed proves nothing; it only says which payment to ask for, and the agent's word counts as ever.
 */
import { keyOfChannelOrderNo } from '@qiantai/protos';
import { showableCode, walletOfPaymentCode } from './codes.ts';
import type { StageOf } from './model.ts';
import { go, type Handler, refuse, type Situation, stay } from './situation.ts';

/** WeChat Pay's and Alipay's numbers of a payment are longer than any payment code; UnionPay's have 20 or 21 digits. */
const channelNumber = /^(?:[0-9]{20,21}|[0-9]{26,64})$/;

export const mayBePaymentNumber = (code: string): boolean =>
  (channelNumber.test(code) && walletOfPaymentCode(code) === null) || keyOfChannelOrderNo(code) !== undefined;

export const scanWhileAsking: Handler<'paying' | 'unknown', 'scan'> = ({ state, stage }, { code }) => {
  if (state.usedPaymentCodes.includes(code)) return stay(state);
  if (mayBePaymentNumber(code)) return stay(state, [{ kind: 'find_payment', number: code }]);
  return refuse(state, stage.status === 'unknown' ? 'RESULT_WAITS' : 'PAYMENT_IN_PROGRESS');
};

export const findPayment: Handler<'paying' | 'unknown', 'find_payment'> = ({ state }, { number }) =>
  stay(state, [{ kind: 'find_payment', number }]);

export const paymentFound: Handler<'paying' | 'unknown', 'payment_found'> = (situation, { number, found }) => {
  const { state, stage } = situation;
  if (!found) return refuse(state, 'NO_PAYMENT_BY_NUMBER', { number: showableCode(number) });
  if (found.paymentKey === stage.attempt.key) return thisOne(situation, found.isPaid);
  const givenUp = state.givenUp.find(({ attempt }) => attempt.key === found.paymentKey);
  if (givenUp) {
    const said = refuse(state, 'PAYMENT_WAS_GIVEN_UP');
    return { ...said, effects: [{ kind: 'ask_now', key: givenUp.attempt.key }] };
  }
  return found.receiptNo === ''
    ? refuse(state, 'PAYMENT_OF_ANOTHER_SALE')
    : refuse(state, 'PAYMENT_OF_RECEIPT', { receiptNo: found.receiptNo });
};

/** Asked once more by its key: the answer that settles it is checked like any other. */
function thisOne({ state, stage }: Situation<StageOf<'paying' | 'unknown'>>, isPaid: boolean) {
  const ask = { kind: 'ask_now', key: stage.attempt.key } as const;
  if (isPaid) return go(state, stage, [ask]);
  const said = refuse(state, 'PAYMENT_NOT_PAID_YET');
  return { ...said, effects: [ask] };
}
