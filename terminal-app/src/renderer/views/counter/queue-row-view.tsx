/** One entry that the server refused: its facts to be put right, and written again with a reason. */
import { useState } from 'react';
import type { CounterPlaceShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { isDeliberate, useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { entryName, factName } from '../../words/fact-words.ts';
import { CounterFrame } from './counter-frame.tsx';
import { RowText } from './queue-view.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Place = Extract<CounterPlaceShown, { name: 'queue_row' }>;
type Fact = Place['facts'][number];
/** By the path; null: the fact goes. */
type Edits = Readonly<Record<string, string | null>>;

export function QueueRowView({ place }: { place: Place }) {
  const { send, tell } = useTill();
  const { row, entryKind, facts } = place;
  const [edits, setEdits] = useState<Edits>({});
  const [asking, setAsking] = useState(false);
  const wrong = facts.filter((fact) => fact.fault !== '').length;
  const changes = facts.flatMap((fact) => {
    const value = wished(fact, edits);
    return value === fact.value ? [] : [{ path: fact.path, value }];
  });
  useKeys('view', (press) => {
    if (press.key === 'Enter' && isDeliberate(press)) setAsking(true);
    else if (press.key === 'Escape') void send({ type: 'counter_leave' });
    else return press.key === 'Enter';
    return true;
  });
  return (
    <CounterFrame title={tell('facts.title', { entry: entryName(tell.language, entryKind) })} place="queue">
      <div className="counter-row facts-row">
        <RowText row={row} dead />
      </div>
      <p className="facts-told">{tell(wrong === 0 ? 'facts.right' : 'facts.told', { count: wrong })}</p>
      <ul className="counter-list facts">
        {facts.map((fact) => (
          <FactRow
            key={fact.path}
            fact={fact}
            value={wished(fact, edits)}
            onChange={(value) => setEdits({ ...edits, [fact.path]: value })}
          />
        ))}
      </ul>
      <footer className="counter-foot">
        <span className="facts-count">{tell('facts.changed', { count: changes.length })}</span>
        <Button look="brand" className="counter-go" keyCap="Enter" deliberate onPress={() => setAsking(true)}>
          {tell('queue.correct')}
        </Button>
      </footer>
      {asking && (
        <ReasonDialog
          title={tell('queue.correct')}
          body={tell('queue.reason_body')}
          onReason={(reason) => {
            setAsking(false);
            void send({ type: 'queue_correct', changes, reason });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </CounterFrame>
  );
}

/** What nobody knows goes unless a person keeps it. */
function wished(fact: Fact, edits: Edits): string | null {
  const edit = edits[fact.path];
  return edit === undefined ? (fact.fault === 'unknown' ? null : fact.value) : edit;
}

function FactRow(props: { fact: Fact; value: string | null; onChange: (value: string | null) => void }) {
  const { tell } = useTill();
  const { fact, value, onChange } = props;
  const name = factName(tell.language, fact.path);
  const isEditable = !fact.isFixed && fact.type !== 'other' && fact.fault !== 'unknown';
  const choices = fact.type === 'yes_no' ? ['true', 'false'] : fact.choices;
  return (
    <li className={`fact ${fact.fault === '' ? '' : 'fact-wrong'}`}>
      <span className="fact-name">
        {name} <code>{fact.path}</code>
        {fact.fault !== '' && <strong className="fact-fault">{tell(`facts.${fact.fault}`)}</strong>}
        {fact.isFixed && <small>{tell('facts.fixed')}</small>}
      </span>
      {!isEditable ? (
        <output className={`fact-value ${value === null ? 'fact-gone' : ''}`}>{fact.value || '—'}</output>
      ) : choices.length > 0 ? (
        <span className="fact-choices">
          {choices.map((choice) => (
            <Button key={choice} pressed={value === choice} onPress={() => onChange(choice)}>
              {fact.type === 'yes_no' ? tell(choice === 'true' ? 'facts.yes' : 'facts.no') : choice}
            </Button>
          ))}
        </span>
      ) : (
        <input
          type="text"
          className="fact-input"
          aria-label={name}
          aria-invalid={fact.fault !== '' && value === fact.value}
          inputMode={fact.type === 'number' ? 'decimal' : 'text'}
          value={value ?? ''}
          maxLength={400}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {fact.fault === 'unknown' && (
        <Button onPress={() => onChange(value === null ? fact.value : null)}>
          {tell(value === null ? 'facts.keep' : 'facts.drop')}
        </Button>
      )}
      {fact.fault !== '' && fact.type === 'other' && fact.fault !== 'unknown' && (
        <small>{tell('facts.at_agent')}</small>
      )}
    </li>
  );
}
