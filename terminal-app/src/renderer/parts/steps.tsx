import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import type { PhraseKey } from '../words/words.ts';
import { Icon } from './icon.tsx';

type Payment = NonNullable<TillSnapshot['payment']>;
type Phase = Payment['phase'];

/** The way of a payment from its first step to its result, by tender. */
const paths: Readonly<Record<Payment['tender'], ReadonlyArray<{ words: PhraseKey; phases: readonly Phase[] }>>> = {
  payment_code: [
    { words: 'phase.step_code', phases: ['present_code'] },
    { words: 'phase.step_check', phases: ['checking', 'waiting_customer', 'cancelling'] },
  ],
  balance: [
    { words: 'phase.step_code', phases: ['present_code'] },
    { words: 'phase.step_check', phases: ['checking', 'waiting_customer', 'cancelling'] },
  ],
  qr: [
    { words: 'phase.step_show', phases: ['show_qr'] },
    { words: 'phase.step_check', phases: ['checking', 'waiting_customer', 'cancelling'] },
  ],
  card: [
    { words: 'phase.step_card', phases: ['present_card'] },
    { words: 'phase.step_pin', phases: ['enter_pin'] },
    { words: 'phase.step_check', phases: ['checking', 'waiting_customer', 'cancelling'] },
  ],
  cash: [{ words: 'phase.step_check', phases: ['checking'] }],
};

/** Where the payment stands, without anything that moves. */
export function Steps({ payment }: { payment: Payment }) {
  const { tell } = useTill();
  const path = paths[payment.tender];
  const at = path.findIndex((step) => step.phases.includes(payment.phase));
  return (
    <ol className="steps">
      {path.map((step, index) => (
        <li key={step.words} className={stepClass(index, at)} aria-current={index === at ? 'step' : undefined}>
          <span className="step-mark">{index < at ? <Icon name="check" size={16} /> : index + 1}</span>
          {tell(step.words)}
        </li>
      ))}
      <li className="step-later">
        <span className="step-mark">{path.length + 1}</span>
        {tell('phase.step_done')}
      </li>
    </ol>
  );
}

function stepClass(index: number, at: number): string {
  if (index < at) return 'step-done';
  return index === at ? 'step-now' : 'step-later';
}
