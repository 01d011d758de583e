import { useState } from 'react';
import type { TillReply, TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { ageText } from '../format/time.ts';
import { Button } from '../parts/button.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { inOne, type PhraseKey, phrases, sentenceFor, type Tell } from '../words/words.ts';
import { useSayAgain } from './say-again.ts';

type Device = TillSnapshot['devices'][number];

const pictures: Readonly<Record<Device['kind'], IconName>> = {
  scanner: 'scanner',
  reader: 'reader',
  printer: 'printer',
  drawer: 'drawer',
  speaker: 'speaker',
  scale: 'scale',
  pole: 'pole',
};
const signs: Readonly<Record<Device['state'], { icon: IconName; tone: string }>> = {
  connected: { icon: 'check', tone: 'good' },
  disconnected: { icon: 'cross', tone: 'bad' },
  fault: { icon: 'warning', tone: 'warn' },
  absent: { icon: 'minus', tone: 'muted' },
};
/** More than none of these is worth a look at the cable. */
const badCounters = new Set(['errors', 'retries', 'discarded', 'reconnects', 'repeated', 'broken']);

/** One device: what it is, how it is, what its line went through; trying it and setting it up where that is allowed. */
export function DeviceRow(props: { device: Device; nowMs: number; mayTest: boolean; onSetUp: (() => void) | null }) {
  const { send, tell } = useTill();
  const { device } = props;
  const [said, setSaid] = useState('');
  const sayAgain = useSayAgain();
  const name = tell(`devices.${device.kind}`);
  const mayTest = props.mayTest && device.state !== 'absent';
  const test = () => {
    setSaid('');
    void send({ type: 'test_device', kind: device.kind }).then((reply) => setSaid(whatCame(reply, device.kind, tell)));
  };
  return (
    <li className={`device tone-${signs[device.state].tone}`}>
      <Icon name={pictures[device.kind]} size={32} />
      <div className="device-words">
        <strong>{name}</strong>
        <DeviceDetail device={device} nowMs={props.nowMs} />
      </div>
      <p className="device-state">
        <Icon name={signs[device.state].icon} size={18} />
        <span>{tell(`devices.${device.state}`)}</span>
      </p>
      <p className="device-said" role="status" hidden={said === ''}>
        {said}
      </p>
      {(device.health || mayTest || props.onSetUp || (device.kind === 'speaker' && sayAgain)) && (
        <div className="device-foot">
          <Counters device={device} />
          <div className="device-tools">
            {device.kind === 'speaker' && sayAgain && (
              <Button icon="speaker" onPress={sayAgain}>
                {tell('devices.say_again')}
              </Button>
            )}
            {mayTest && (
              <Button label={tell('devices.test_of', { device: name })} onPress={test}>
                {tell('devices.test')}
              </Button>
            )}
            {props.onSetUp && (
              <Button label={tell('devices.set_up_of', { device: name })} onPress={props.onSetUp}>
                {tell('devices.set_up')}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

function Counters({ device }: { device: Device }) {
  const { tell } = useTill();
  const counters = Object.entries(device.health?.counters ?? {}).filter(([name]) => isCounter(name));
  if (device.state === 'absent' || counters.length === 0) return null;
  return (
    <dl className="device-counters" aria-label={tell('devices.counters')}>
      {counters.map(([name, count]) => (
        <div key={name} className={badCounters.has(name) && count > 0 ? 'counter-bad' : ''}>
          <dt>{tell(`counter.${name}` as PhraseKey)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

const isCounter = (name: string): boolean => Object.hasOwn(phrases, `counter.${name}`);

function DeviceDetail({ device, nowMs }: { device: Device; nowMs: number }) {
  const { tell } = useTill();
  const { health, state, reasonCode } = device;
  if (state === 'absent') return null;
  const sentence = reasonCode !== '' && sentenceFor(tell.language, { code: reasonCode, params: {} });
  const waiting = health && health.waiting > 0 ? tell('devices.waiting', { count: health.waiting }) : '';
  const about = [health?.address, health?.detail, waiting].filter((text) => text);
  return (
    <>
      <small>
        {sentence ? (
          <>
            {inOne(sentence, tell.language)} <code>{sentence.code}</code>
          </>
        ) : (
          seenText(device, nowMs, tell)
        )}
      </small>
      {about.length > 0 && <small>{about.join(' · ')}</small>}
    </>
  );
}

function seenText({ lastSeenMs }: Device, nowMs: number, tell: Tell): string {
  if (lastSeenMs === 0) return tell('devices.never_seen');
  return tell('devices.last_seen', { age: ageText(nowMs - lastSeenMs, tell) });
}

/** What a person is to look at now, or why nothing came of it. */
function whatCame(reply: TillReply, kind: Device['kind'], tell: Tell): string {
  if (!reply.ok) return inOne(sentenceFor(tell.language, reply.error), tell.language);
  const { weight, answers = [] } = reply;
  if (answers.length > 0) {
    const said = answers.map((answer) => tell(`answer.${answer.kind}`, answer.params));
    return said.join(tell.language === 'zh' ? '；' : '; ');
  }
  if (weight?.kind === 'stable') return tell('devices.weight', { weight: (weight.weightG / 1000).toFixed(3) });
  if (weight) return tell(`devices.weight_${weight.kind}`);
  return kind === 'scale' ? '' : tell(`devices.tested_${kind}`);
}
