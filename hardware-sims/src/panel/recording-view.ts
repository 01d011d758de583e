/** A device's conversation, recorded and replayed. */
import type { Device, ReplayDifference, ReplayState } from './api-types.ts';
import type { CardContext } from './device-card.ts';
import { button, element, setText } from './dom.ts';
import type { PartView } from './faults-view.ts';

const differencesShown = 10;
const hexShown = 64;

export function recordingView(first: Device, context: CardContext): PartView {
  const { hub, word } = context;
  let device = first;
  const record = button('', 'quiet', () => void hub.record(first.id, !device.recording?.running));
  const state = element('span', { class: 'muted', role: 'status' });
  const download = element(
    'a',
    { class: 'link', href: `/api/devices/${first.id}/recording`, download: `${first.id}.jsonl` },
    word('download'),
  );
  const fast = element('input', { id: `${first.id}-fast`, type: 'checkbox' });
  const file = element('input', { id: `${first.id}-replay`, type: 'file', accept: '.jsonl,application/jsonl' });
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    void chosen.text().then((text) => hub.replay(first.id, text, fast.checked ? 'fast' : 'recorded'));
    file.value = '';
  });
  const stop = button(word('replayStop'), 'quiet', () => void hub.stopReplay(first.id));
  const result = element('div', { class: 'replay', 'aria-live': 'polite' });
  const root = element(
    'details',
    { class: 'faults' },
    element('summary', {}, word('conversation')),
    element('div', { class: 'row' }, record, state, download),
    element('label', { for: file.id }, word('replayFile')),
    file,
    element('label', { class: 'check' }, fast, word('replayFast')),
    stop,
    result,
  );
  const update = (now: Device) => {
    device = now;
    const { recording, replay } = now;
    setText(record, word(recording?.running ? 'recordStop' : 'record'));
    const full = recording?.full ? ` · ${word('recordingFull')}` : '';
    setText(state, recording ? word('recorded', recording.entries) + full : '');
    download.hidden = !recording;
    stop.hidden = replay?.status !== 'running';
    result.replaceChildren(...(replay ? replayWords(replay, context) : []));
  };
  return { root, update };
}

function replayWords(replay: ReplayState, context: CardContext): HTMLElement[] {
  const { word } = context;
  const state = `${word(`replay_${replay.status}`)} ${replay.step}/${replay.steps} · ${word('replayDifferences', replay.differenceCount)}`;
  const shown = replay.differences.slice(0, differencesShown);
  return [
    element('p', { class: replay.differenceCount === 0 ? 'good-words' : 'bad-words' }, state),
    ...shown.map((difference) => differenceRow(difference, context)),
  ];
}

function differenceRow({ step, kind, expectedHex, gotHex }: ReplayDifference, { word }: CardContext): HTMLElement {
  const line = (label: string, hex: string) =>
    element(
      'div',
      { class: 'log-hex' },
      `${label} ${hex.slice(0, hexShown) || '–'}${hex.length > hexShown ? '…' : ''}`,
    );
  return element(
    'div',
    { class: 'difference' },
    element('strong', {}, `${word('replayStep', step)}: ${word(`difference_${kind}`)}`),
    line(word('differenceRecorded'), expectedHex),
    line(word('differenceNow'), gotHex),
  );
}
