import { describe, expect, it } from 'vitest';
import type { Announcement } from './announcement.ts';
import {
  answerTimeoutMs,
  type SpeechInput,
  type SpeechOutput,
  type SpeechState,
  silentSpeech,
  speechDueMs,
  speechStep,
} from './speech-session.ts';

const speech = (speechId: string): Announcement => ({ speechId, parts: ['XJSK', '{$1.00}'], text: `现金 ${speechId}` });
const announce = (speechId: string): SpeechInput => ({ kind: 'announce', speech: speech(speechId), once: true });
const answer = (id: string, code = 200): SpeechInput => ({ kind: 'heard', message: { kind: 'answer', id, code } });
const settings = { idPrefix: 'a-' };

/** From `silentSpeech` on, each input at the time it is due. */
function run(inputs: readonly SpeechInput[], by: Parameters<typeof speechStep>[0] = settings) {
  let state: SpeechState = silentSpeech;
  let nowMs = 0;
  const outputs: SpeechOutput[] = [];
  for (const input of inputs) {
    if (input.kind === 'time') nowMs = Math.min(speechDueMs(state), nowMs + 60_000);
    const step = speechStep(by, state, input, nowMs);
    state = step.state;
    outputs.push(...step.outputs);
  }
  return { state, outputs, said: outputs.flatMap(saidOf) };
}
const saidOf = (output: SpeechOutput): string[] =>
  output.kind === 'send' && 'speechId' in output.request.params
    ? [`${output.request.id} ${output.request.params.speechId}`]
    : [];

const states = {
  down: run([announce('p')]).state,
  quiet: run([announce('p'), { kind: 'opened' }, answer('a-1')]).state,
  saying: run([announce('p'), { kind: 'opened' }]).state,
};

describe('every state and every input', () => {
  const inputs: Record<string, SpeechInput> = {
    opened: { kind: 'opened' },
    closed: { kind: 'closed' },
    'another speech': announce('q'),
    'the same speech': announce('p'),
    'a test': { kind: 'announce', speech: speech('t'), once: false },
    replay: { kind: 'replay' },
    'its answer': answer('a-1'),
    'its refusal': answer('a-1', 400),
    'an answer to another': answer('b-1'),
    played: { kind: 'heard', message: { kind: 'played', speechId: 'p' } },
    time: { kind: 'time' },
  };
  /** State after, how many wait, and what comes out. */
  const table: Record<keyof typeof states, Record<keyof typeof inputs, string>> = {
    down: {
      opened: 'saying 1: a-1 p',
      closed: 'down 1:',
      'another speech': 'down 2:',
      'the same speech': 'down 1:',
      'a test': 'down 2:',
      replay: 'down 1: no_replay',
      'its answer': 'down 1:',
      'its refusal': 'down 1:',
      'an answer to another': 'down 1:',
      played: 'down 1:',
      time: 'down 1:',
    },
    quiet: {
      opened: 'quiet 0:',
      closed: 'down 0:',
      'another speech': 'saying 1: a-2 q',
      'the same speech': 'quiet 0:',
      'a test': 'saying 1: a-2 t',
      replay: 'saying 1: a-2 p-r1',
      'its answer': 'quiet 0:',
      'its refusal': 'quiet 0:',
      'an answer to another': 'quiet 0:',
      played: 'quiet 0:',
      time: 'quiet 0:',
    },
    saying: {
      opened: 'saying 1: a-2 p',
      closed: 'down 1:',
      'another speech': 'saying 2:',
      'the same speech': 'saying 1:',
      'a test': 'saying 2:',
      // It will be heard yet.
      replay: 'saying 1:',
      'its answer': 'quiet 0: accepted',
      'its refusal': 'quiet 0: refused',
      'an answer to another': 'saying 1:',
      played: 'saying 1:',
      time: 'saying 1: a-2 p',
    },
  };
  for (const [name, state] of Object.entries(states)) {
    it.each(Object.entries(inputs))(`${name}: %s`, (inputName, input) => {
      expect(state.status).toBe(name);
      const step = speechStep(settings, state, input, answerTimeoutMs);
      const out = step.outputs.map((output) => saidOf(output)[0] ?? output.kind).join(' ');
      expect(`${step.state.status} ${step.state.told.waiting.length}: ${out}`.trim()).toBe(
        table[name as keyof typeof states][inputName],
      );
    });
  }
});

describe('a speech', () => {
  it('is given up after five tries, and the next one is said at once', () => {
    const time: SpeechInput = { kind: 'time' };
    const { said, outputs } = run([{ kind: 'opened' }, announce('p'), announce('q'), time, time, time, time, time]);
    expect(said).toEqual(['a-1 p', 'a-2 p', 'a-3 p', 'a-4 p', 'a-5 p', 'a-6 q']);
    expect(outputs).toContainEqual({ kind: 'given_up', speechId: 'p' });
  });

  it('is answered by the answer to any of its tries, and by none of an earlier speech', () => {
    const { said, state } = run([
      ...[{ kind: 'opened' } as const, announce('p'), { kind: 'time' } as const, answer('a-1'), announce('q')],
      answer('a-2'),
    ]);
    expect(said).toEqual(['a-1 p', 'a-2 p', 'a-3 q']);
    expect(state).toMatchObject({ status: 'saying', told: { waiting: [{ speechId: 'q' }] } });
  });

  it('that is not in hand gives way where too many wait', () => {
    const many = Array.from({ length: 60 }, (_, n) => announce(`p${n}`));
    const { waiting } = run(many).state.told;
    expect(waiting.map(({ speechId }) => speechId)).toEqual([
      'p0',
      ...Array.from({ length: 49 }, (_, n) => `p${n + 11}`),
    ]);
  });

  it('is said again once, however often that is asked for while it waits, and later again', () => {
    const replay: SpeechInput = { kind: 'replay' };
    const { said, outputs } = run([
      ...[replay, { kind: 'opened' } as const, announce('p'), answer('a-1'), replay, replay, answer('a-2'), replay],
    ]);
    expect(said).toEqual(['a-1 p', 'a-2 p-r1', 'a-3 p-r2']);
    expect(outputs[0]).toEqual({ kind: 'no_replay', code: 'SPEAKER_NOTHING_SAID' });
  });

  it('of a test is no payment’s: it is not what is said again', () => {
    const test: SpeechInput = { kind: 'announce', speech: speech('t'), once: false };
    const { said } = run([{ kind: 'opened' }, announce('p'), answer('a-1'), test, answer('a-2'), { kind: 'replay' }]);
    expect(said.at(-1)).toBe('a-3 p-r1');
  });

  it('comes behind the volume, which is set at each opening', () => {
    const { outputs } = run([announce('p'), { kind: 'opened' }], { idPrefix: '', volume: 60 });
    expect(outputs.map((output) => output.kind === 'send' && output.request.method)).toEqual([
      'thing.service.property.set',
      'thing.service.SpeechPost',
    ]);
  });
});
