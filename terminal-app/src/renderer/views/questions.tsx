/** What the till asks and waits for, over whatever view is below: an approval, the customer's age. */
import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import { isDeliberate, type KeyHandler } from '../keys/use-keys.tsx';
import { Approvers } from '../parts/approvers.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pad } from '../parts/pad.tsx';
import { PinDots } from '../parts/pin-dots.tsx';
import { type PhraseKey, phrases } from '../words/words.ts';

type Question = NonNullable<TillSnapshot['question']>;
type Approval = Extract<Question, { kind: 'approval' }>;
type Age = Extract<Question, { kind: 'age' }>;

const pinLengthMax = 12;

export function QuestionDialog({ question }: { question: Question }) {
  return question.kind === 'approval' ? <ApprovalDialog question={question} /> : <AgeDialog question={question} />;
}

/** A second person: chosen by name or number, proved by a PIN here or by a card at the scanner. */
function ApprovalDialog({ question }: { question: Approval }) {
  const { snapshot, send, tell } = useTill();
  const { approvers } = snapshot;
  // Nobody is chosen beforehand, though only one may: the hand types number and PIN as everywhere.
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState('');
  const chosen = approvers.find((operator) => operator.number === number);
  const without = chosen ? undefined : snapshot.operators.find((operator) => operator.number === number);
  const leave = () => void send({ type: 'leave_approval' });
  const choose = (wanted: string) => {
    setNumber(wanted);
    setPin('');
  };
  const approve = () => {
    if (!chosen || pin === '') return;
    void send({ type: 'approve', number: chosen.number, pin });
    // Right or wrong, it is typed anew.
    setPin('');
  };
  const step = (by: number) => {
    const at = approvers.findIndex((operator) => operator.number === number);
    const next = approvers[Math.min(approvers.length - 1, Math.max(0, at + by))];
    if (next) choose(next.number);
  };
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9]$/.test(key)) {
      if (chosen) setPin((typed) => (typed + key).slice(0, pinLengthMax));
      else setNumber((typed) => (typed + key).slice(0, 8));
    } else if (key === 'Backspace') pin === '' ? setNumber((typed) => typed.slice(0, -1)) : setPin(pin.slice(0, -1));
    else if (key === 'Enter') approve();
    else if (key === 'ArrowUp' || key === 'ArrowDown') step(key === 'ArrowUp' ? -1 : 1);
    else if (key === 'Scanned') setPin('');
    else return false;
    return true;
  };
  const name = tell.language === 'zh' ? question.nameZh : question.nameEn || question.nameZh;

  return (
    <Dialog title={tell('approval.title')} onClose={leave} className="approval" onKey={onKey}>
      <p className="approval-what">
        <strong>{tell(wordsOfRight(question.right))}</strong>
        {name && <span>{name}</span>}
        {question.overLimit && <OverLimit over={question.overLimit} />}
      </p>
      <div className="approval-ways">
        <div className="approval-side">
          <Notice />
          <div className="approval-who">
            <Approvers chosen={number} onChoose={choose} />
          </div>
        </div>
        <div className="approval-pin">
          <p className="pin-for" aria-live="polite">
            {chosen
              ? tell('sign_in.pin_for', { name: chosen.name })
              : without
                ? tell('approval.without', { name: without.name })
                : number || tell('approval.who')}
          </p>
          <PinDots length={pin.length} />
          <Pad
            onKey={(key) => onKey({ key, charactersBefore: 0 })}
            backspaceLabel={tell('sign_in.delete')}
            enter={{ label: tell('approval.allow'), disabled: !chosen || pin === '' }}
          />
          <Button className="approval-leave" icon="back" keyCap="Esc" onPress={leave}>
            {tell('approval.leave')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** What is left of the day's limit, and whose it is. */
function OverLimit({ over }: { over: NonNullable<Approval['overLimit']> }) {
  const { snapshot, tell } = useTill();
  const left = moneyText(over.leftMinor, snapshot.till);
  const wanted = moneyText(over.wantedMinor, snapshot.till);
  return (
    <span className="approval-figures">
      {tell(over.of === 'store' ? 'approval.over_store' : 'approval.over_operator', { left, wanted })}
    </span>
  );
}

function wordsOfRight(right: string): PhraseKey {
  const key = `approval.${right}`;
  return Object.hasOwn(phrases, key) ? (key as PhraseKey) : 'approval.other';
}

/** The answer is the cashier's alone: no scanner's Enter gives it. */
function AgeDialog({ question }: { question: Age }) {
  const { send, tell } = useTill();
  const answer = (isOldEnough: boolean) => void send({ type: 'answer_age', isOldEnough });
  const onKey: KeyHandler = (press) => {
    const { key } = press;
    if (key === 'Scanned') return true;
    if (key !== 'Enter') return false;
    if (isDeliberate(press)) answer(true);
    return true;
  };
  const age = question.ageMin;
  const name = tell.language === 'zh' ? question.nameZh : question.nameEn;
  return (
    <Dialog title={tell('age.title', { age })} onClose={() => answer(false)} className="question age" onKey={onKey}>
      <p className="age-figure" aria-hidden="true">
        {age}+
      </p>
      <p>{tell('age.body', { name })}</p>
      <Notice />
      <div className="question-answers">
        <Button keyCap="Esc" onPress={() => answer(false)}>
          {tell('age.no')}
        </Button>
        <Button look="brand" keyCap="Enter" deliberate onPress={() => answer(true)}>
          {tell('age.yes', { age })}
        </Button>
      </div>
    </Dialog>
  );
}
