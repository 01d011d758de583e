import { useEffect } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import type { Link } from '../connection/till-connection.ts';
import { useTill } from '../connection/use-till.tsx';
import { windowClose } from '../connection/window-close.ts';
import { clockText } from '../format/time.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { phrases, sentenceFor } from '../words/words.ts';

/** The till itself is not ready: a sentence, what it means, and what to do. */
export function WaitingView(props: { title: string; body: string; advice?: string; busy?: boolean }) {
  return (
    <section className="waiting" role="status">
      {props.busy ? (
        <Mark size={72} />
      ) : (
        <span className="waiting-sign waiting-sign-warn">
          <Icon name="warning" size={44} />
        </span>
      )}
      <h1>{props.title}</h1>
      <p>{props.body}</p>
      {props.advice && <p className="waiting-advice">{props.advice}</p>}
    </section>
  );
}

/** Why the agent does not serve this till, since when, and what to do. */
export function AgentGoneView({ snapshot }: { snapshot: TillSnapshot }) {
  const { tell } = useTill();
  const { reasonCode, goneSinceMs, ownRecords } = snapshot.connection;
  const sentence = sentenceFor(tell.language, { code: reasonCode || 'AGENT_GONE', params: {} });
  const since = goneSinceMs > 0 ? tell('agent_gone.since', { time: clockText(goneSinceMs) }) : '';
  const kept = ownRecords > 0 ? tell('agent_gone.own_records', { count: ownRecords }) : '';
  const general = reasonCode === 'AGENT_GONE' || reasonCode === '';
  return (
    <WaitingView
      title={general ? tell('agent_gone.title') : sentence.what}
      body={general ? `${tell('agent_gone.body')} ${since}`.trim() : `${sentence.next} ${since}`.trim()}
      advice={`${kept} ${general ? tell('agent_gone.what_to_do') : tell('agent_gone.body')}`.trim()}
    />
  );
}

/** The cashier closed the till; a browser may have left the window. */
export function ClosedView() {
  const { tell } = useTill();
  useKeys('view', () => true);
  return (
    <section className="waiting waiting-opening" role="status" data-view="closed">
      <Mark size={72} />
      <h1>{tell('closing.done')}</h1>
      <p>{tell('closing.done_body')}</p>
      <Button onPress={windowClose.reopen}>{tell('closing.reopen')}</Button>
    </section>
  );
}

/** Before the first snapshot no language is known: both are shown. */
export function OpeningScreen({ link }: { link: Link }) {
  const key = link === 'lost' ? 'lost.title' : 'starting.title';
  return (
    <section className="waiting waiting-opening" role="status" data-view="opening">
      <Mark size={72} />
      <h1 lang="zh-CN">{phrases[key].zh}</h1>
      <p lang="en">{phrases[key].en}</p>
    </section>
  );
}

/** The line between screen and till broke: what is painted may be old, so nothing of it can be pressed. */
export function LostTill() {
  const { tell } = useTill();
  useEffect(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement) focused.blur();
  }, []);
  return (
    <div className="lost" role="alert">
      <div className="lost-card">
        <span className="waiting-sign waiting-sign-bad">
          <Icon name="warning" size={44} />
        </span>
        <h1>{tell('lost.title')}</h1>
        <p>{tell('lost.body')}</p>
      </div>
    </div>
  );
}
