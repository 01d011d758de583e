/** Which line a device is on, and how it is set: chosen from what is plugged in, or typed. */
import { useState } from 'react';
import type { TillCommand, TillReply, TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { Button } from '../parts/button.tsx';
import { inOne, type PhraseKey, sentenceFor } from '../words/words.ts';

export type DeviceRole = Extract<TillCommand, { type: 'set_device' }>['role'];
export type Found = NonNullable<Extract<TillReply, { ok: true }>['found']>[number];
type Options = Extract<TillCommand, { type: 'set_device' }>['options'];
type Value = Options[string];

interface Choice {
  option: string;
  label: PhraseKey;
  values: ReadonlyArray<{ value: Value; words: PhraseKey | string }>;
}

/** The options that a shop needs; the others keep what they are (docs/devices.md). */
const choices: Readonly<Record<DeviceRole, readonly Choice[]>> = {
  scanner: [
    {
      option: 'end',
      label: 'set_up.end',
      values: (['cr_or_lf', 'tab', 'etx', 'quiet'] as const).map((value) => ({ value, words: `set_up.end_${value}` })),
    },
  ],
  reader: [],
  printer: [
    {
      option: 'columns',
      label: 'set_up.columns',
      values: [
        { value: 48, words: '80 mm' },
        { value: 32, words: '58 mm' },
      ],
    },
    {
      option: 'cut',
      label: 'set_up.cut',
      values: (['full', 'partial', 'none'] as const).map((value) => ({ value, words: `set_up.cut_${value}` })),
    },
    {
      option: 'barcode',
      label: 'set_up.barcode',
      values: [
        { value: true, words: 'set_up.yes' },
        { value: false, words: 'set_up.no' },
      ],
    },
    {
      option: 'cardSlip',
      label: 'set_up.cardSlip',
      values: (['signature', 'always', 'never'] as const).map((value) => ({ value, words: `set_up.slip_${value}` })),
    },
    {
      option: 'drawerOpenLevel',
      label: 'set_up.drawerOpenLevel',
      values: (['high', 'low', 'none'] as const).map((value) => ({ value, words: `set_up.level_${value}` })),
    },
  ],
  speaker: [
    {
      option: 'volume',
      label: 'set_up.volume',
      values: [20, 40, 60, 80, 100].map((value) => ({ value, words: String(value) })),
    },
  ],
  scale: [],
  pole: [
    {
      option: 'charset',
      label: 'set_up.charset',
      values: (['gb18030', 'ascii'] as const).map((value) => ({ value, words: `set_up.charset_${value}` })),
    },
  ],
};

/** What a reader on a serial line speaks stands in front of its address (docs/devices.md). */
const serialKind = /^serial(-b)?:/;
const readerProtocol: Choice = {
  option: 'protocol',
  label: 'set_up.protocol',
  values: [
    { value: 'serial:', words: 'set_up.protocol_a' },
    { value: 'serial-b:', words: 'POS Integrado' },
  ],
};

/** Of a speaker behind a broker; what is secret goes in and never comes out. */
const brokerTexts = [
  { option: 'topic', label: 'set_up.topic', hint: '/sys/…/…/thing', isSecret: false },
  { option: 'clientId', label: 'set_up.client_id', hint: '', isSecret: false },
  { option: 'user', label: 'set_up.user', hint: '', isSecret: false },
  { option: 'password', label: 'set_up.password', hint: '', isSecret: true },
] as const;
const isBroker = (address: string): boolean => /^mqtts?:/.test(address);

const noAddress = 'none';

export function DeviceSetUp(props: {
  device: TillSnapshot['devices'][number];
  role: DeviceRole;
  /** Null: still looking. */
  found: readonly Found[] | null;
  onBack: () => void;
}) {
  const { send, tell } = useTill();
  const { role, found, device } = props;
  const [address, setAddress] = useState(device.health?.address || noAddress);
  const [options, setOptions] = useState<Options>(device.health?.options ?? {});
  const [came, setCame] = useState<TillReply | null>(null);
  const likelyFirst = found?.toSorted((a, b) => Number(b.roles.includes(role)) - Number(a.roles.includes(role))) ?? [];
  const refused = came && !came.ok ? sentenceFor(tell.language, came.error) : null;
  const choose = (next: string) => {
    setAddress(next);
    setCame(null);
  };
  const save = () =>
    void send({ type: 'set_device', role, address: address.trim() || noAddress, options }).then(setCame);
  return (
    <div className="set-up">
      <h3>{tell('set_up.found')}</h3>
      <div className="set-up-choices">
        <Button className="set-up-choice" pressed={address === noAddress} onPress={() => choose(noAddress)}>
          {tell('set_up.no_device')}
        </Button>
        {role === 'speaker' && (
          <Button
            className="set-up-choice"
            pressed={isBroker(address)}
            onPress={() => isBroker(address) || choose('mqtt:')}
          >
            {tell('set_up.broker')}
          </Button>
        )}
        {likelyFirst.map((one) => (
          <Button
            key={one.address}
            className="set-up-choice"
            pressed={address === one.address}
            onPress={() => choose(one.address)}
          >
            <span>
              {one.name}
              {one.roles.includes(role) && ` · ${tell('set_up.likely')}`}
            </span>
            <small>{one.address}</small>
          </Button>
        ))}
        {likelyFirst.length === 0 && (
          <p className="muted">{tell(found === null ? 'set_up.looking' : 'set_up.nothing')}</p>
        )}
      </div>
      <label className="set-up-address">
        <span>{tell('set_up.address')}</span>
        <input
          value={address === noAddress ? '' : address}
          onChange={(event) => choose(event.target.value)}
          placeholder={isBroker(address) ? 'mqtt:192.168.1.10:1883' : 'serial:/dev/ttyUSB0'}
          maxLength={300}
          spellCheck={false}
          autoComplete="off"
        />
      </label>
      {role === 'reader' && serialKind.test(address) && (
        <Option
          choice={readerProtocol}
          value={address.startsWith('serial-b:') ? 'serial-b:' : 'serial:'}
          onChoose={(change) => choose(address.replace(serialKind, String(change({})[readerProtocol.option])))}
        />
      )}
      {role === 'speaker' && isBroker(address) && <BrokerTexts options={options} onChange={setOptions} />}
      {choices[role].map((choice) => (
        <Option key={choice.option} choice={choice} value={options[choice.option]} onChoose={setOptions} />
      ))}
      <div className="set-up-foot">
        <p role="status" className={came?.ok ? 'set-up-saved' : ''}>
          {refused ? inOne(refused, tell.language) : came?.ok ? tell('set_up.saved') : ''}
        </p>
        <Button onPress={props.onBack}>{tell('set_up.back')}</Button>
        <Button look="brand" onPress={save}>
          {tell('set_up.save')}
        </Button>
      </div>
    </div>
  );
}

function BrokerTexts(props: { options: Options; onChange: (change: (before: Options) => Options) => void }) {
  const { tell } = useTill();
  return brokerTexts.map(({ option, label, hint, isSecret }) => (
    <label key={option} className="set-up-address">
      <span>{tell(label)}</span>
      <input
        type={isSecret ? 'password' : 'text'}
        value={String(props.options[option] ?? '')}
        onChange={({ target }) => props.onChange((before) => ({ ...before, [option]: target.value.trim() }))}
        placeholder={isSecret ? tell('set_up.password_kept') : hint}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
      />
    </label>
  ));
}

function Option(props: {
  choice: Choice;
  value: Value | undefined;
  onChoose: (change: (before: Options) => Options) => void;
}) {
  const { tell } = useTill();
  const { choice, value } = props;
  return (
    <fieldset className="set-up-option" aria-label={tell(choice.label)}>
      <span aria-hidden="true">{tell(choice.label)}</span>
      <div>
        {choice.values.map((one) => (
          <Button
            key={String(one.value)}
            pressed={one.value === value}
            onPress={() => props.onChoose((before) => ({ ...before, [choice.option]: one.value }))}
          >
            {one.words.startsWith('set_up.') ? tell(one.words as PhraseKey) : one.words}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
