/** What waits for the server and why, what it refused and what persons do with it, and alarms. */
import { useState } from 'react';
import type { CounterPlaceShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { dayClockText } from '../../format/time.ts';
import { useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ProofPad } from '../../parts/proof-pad.tsx';
import { queueText } from '../../words/queue-words.ts';
import { CounterFrame } from './counter-frame.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Queue = Extract<CounterPlaceShown, { name: 'queue' }>;
type Row = Queue['waiting'][number];
type Dead = Queue['dead'][number];
type Way = Dead['can'][number];
type Proof = { number: string; pin: string };
type Mending = { row: Dead; way: Exclude<Way, 'correct'>; reason: string; first: Proof | null };

export function QueueView({ queue }: { queue: Queue }) {
  const { send, tell } = useTill();
  const [mending, setMending] = useState<Mending | null>(null);
  const { waiting, dead, alarms } = queue;
  const sync = () => void send({ type: 'queue_sync' });
  const refresh = () => void send({ type: 'queue_refresh' });
  useKeys('view', ({ key }) => {
    if (key === '1') sync();
    else if (key === '2') refresh();
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('queue.title')} place="queue">
      <div className="counter-bar">
        <Button icon="cloudUp" keyCap="1" onPress={sync}>
          {tell('queue.sync')}
        </Button>
        <Button icon="returnArrow" keyCap="2" onPress={refresh}>
          {tell('queue.refresh')}
        </Button>
      </div>
      <div className="counter-list queue">
        {waiting.length + dead.length + alarms.length === 0 && (
          <div className="empty">
            <Icon name="check" size={44} />
            <strong>{tell('queue.none')}</strong>
          </div>
        )}
        {alarms.length > 0 && <Alarms alarms={alarms} />}
        {dead.length > 0 && (
          <section>
            <h2>{tell('queue.dead', { count: dead.length })}</h2>
            <ul>
              {dead.map((row) => (
                <DeadRow
                  key={`${row.kind} ${row.key}`}
                  row={row}
                  onWay={(way) => {
                    if (way === 'correct') void send({ type: 'queue_show', row: { kind: row.kind, key: row.key } });
                    else setMending({ row, way, reason: '', first: null });
                  }}
                />
              ))}
            </ul>
          </section>
        )}
        {waiting.length > 0 && (
          <section>
            <h2>{tell('queue.waiting', { count: waiting.length })}</h2>
            <ul>
              {waiting.map((row) => (
                <li key={`${row.kind} ${row.key}`} className="counter-row">
                  <RowText row={row} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {mending && <Mend mending={mending} onChange={setMending} />}
    </CounterFrame>
  );
}

function Alarms({ alarms }: { alarms: Queue['alarms'] }) {
  const { send, tell } = useTill();
  return (
    <section>
      <h2>{tell('queue.alarms', { count: alarms.length })}</h2>
      <ul>
        {alarms.map((alarm) => (
          <li key={alarm.alarmId} className="counter-row">
            <Icon name="warning" size={22} />
            <div className="counter-row-text">
              <strong>{queueText(tell.language, alarm.code)}</strong>
              <small>
                <code>{alarm.code}</code> {alarm.details} · {dayClockText(alarm.lastAtMs)} ·{' '}
                {tell('queue.times', { count: alarm.count })}
              </small>
            </div>
            <Button onPress={() => void send({ type: 'queue_acknowledge', alarmId: alarm.alarmId })}>
              {tell('queue.acknowledge')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function DeadRow({ row, onWay }: { row: Dead; onWay: (way: Way) => void }) {
  const { tell } = useTill();
  return (
    <li className="counter-row">
      <RowText row={row} dead />
      <div className="queue-ways">
        {row.can.map((way) => (
          <Button key={way} onPress={() => onWay(way)}>
            {tell(`queue.${way}`)}
          </Button>
        ))}
      </div>
    </li>
  );
}

export function RowText({ row, dead = false }: { row: Row; dead?: boolean }) {
  const { tell } = useTill();
  const nextTry =
    row.nextTryAtMs > 0 ? tell('queue.next_try', { time: dayClockText(row.nextTryAtMs) }) : tell('queue.with_line');
  const why = row.lastCode === '' ? '' : queueText(tell.language, row.lastCode);
  return (
    <div className="counter-row-text">
      <strong>
        {tell(`queue.${row.kind}`)} · {row.key.slice(-12)}
      </strong>
      <small>
        {tell('naming.since', { time: dayClockText(row.recordedAtMs) })} · {tell('queue.tries', { count: row.tries })}
        {/* What was refused for good is not tried again by itself. */}
        {!dead && ` · ${nextTry}`}
        {why !== '' && (
          <>
            {' · '}
            {why} <code>{row.lastCode}</code>
          </>
        )}
      </small>
    </div>
  );
}

/** Why, in a few words; and for writing off two persons, one after the other. */
function Mend({ mending, onChange }: { mending: Mending; onChange: (mending: Mending | null) => void }) {
  const { send, tell } = useTill();
  const { row, way, reason, first } = mending;
  const close = () => onChange(null);
  const named = { kind: row.kind, key: row.key };
  if (reason === '') {
    const onReason = (text: string) => {
      if (way === 'write_off') {
        onChange({ ...mending, reason: text });
        return;
      }
      close();
      void send({ type: 'queue_retry', row: named, reason: text });
    };
    return (
      <ReasonDialog title={tell(`queue.${way}`)} body={tell('queue.reason_body')} onReason={onReason} onClose={close} />
    );
  }
  return (
    <ProofPad
      key={first ? 'second' : 'first'}
      title={`${tell('queue.write_off')} · ${tell(first ? 'queue.second' : 'queue.first')}`}
      body={reason}
      onClose={close}
      onProve={async (number, pin) => {
        if (!first) {
          onChange({ ...mending, first: { number, pin } });
          return true;
        }
        const reply = await send({ type: 'queue_write_off', row: named, reason, first, second: { number, pin } });
        // Which of the two was wrong is not told: both are asked again.
        if (reply.ok) close();
        else onChange({ ...mending, first: null });
        return reply.ok;
      }}
    />
  );
}
