import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../device/device.fixture.ts';
import { Speaker } from './speaker.ts';
import { spokenText } from './words.ts';

const newSpeaker = (framing: 'lines' | 'messages' = 'lines', playMs = 800) =>
  bareDevice((ports) => new Speaker(ports, { framing, playMs }));

const request = (id: string, speechId: string, parts = ['WXDZ', '{$12.30}']) => ({
  id,
  version: '1.0',
  method: 'thing.service.SpeechPost',
  params: { speechId, parts, text: '微信到账12.30元' },
});
const line = (message: unknown) => Buffer.from(`${JSON.stringify(message)}\n`);
const said = (speaker: ReturnType<typeof newSpeaker>) =>
  Buffer.from(speaker.takeSent())
    .toString()
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => JSON.parse(text) as unknown);

describe('a cloud speaker', () => {
  it('answers that it heard, plays, and reports the play', async () => {
    const speaker = newSpeaker();
    speaker.device.receive(line(request('1', 's1')));
    expect(said(speaker)).toEqual([{ id: '1', code: 200, data: { duplicate: false } }]);
    expect(speaker.device.snapshot()).toMatchObject({ playing: '微信到账12.30元', playedCount: 0 });
    await speaker.clock.advance(800);
    const playedAtMs = speaker.clock.nowMs();
    expect(said(speaker)).toEqual([
      {
        id: 'played-s1',
        version: '1.0',
        method: 'thing.event.SpeechPlayed.post',
        params: { speechId: 's1', playedAtMs },
      },
    ]);
    expect(speaker.device.played()).toEqual([
      { speechId: 's1', text: '微信到账12.30元', heard: '微信到账12.30元', parts: ['WXDZ', '{$12.30}'], playedAtMs },
    ]);
  });

  it('plays one speech id once, also when it is repeated after a power cut', async () => {
    const speaker = newSpeaker();
    speaker.device.receive(line(request('1', 's1')));
    await speaker.clock.advance(800);
    speaker.device.powerCut();
    speaker.device.receive(line(request('2', 's1')));
    await speaker.clock.advance(5000);
    expect(said(speaker)).toContainEqual({ id: '2', code: 200, data: { duplicate: true } });
    expect(speaker.device.played()).toHaveLength(1);
  });

  it('plays one after the other', async () => {
    const speaker = newSpeaker();
    speaker.device.receive(Buffer.concat([line(request('1', 's1')), line(request('2', 's2'))]));
    await speaker.clock.advance(800);
    expect(speaker.device.played().map(({ speechId }) => speechId)).toEqual(['s1']);
    await speaker.clock.advance(800);
    expect(speaker.device.played().map(({ speechId }) => speechId)).toEqual(['s1', 's2']);
  });

  it('takes lines in pieces', () => {
    const speaker = newSpeaker();
    for (const byte of line(request('1', 's1'))) speaker.device.receive(Uint8Array.of(byte));
    expect(said(speaker)).toHaveLength(1);
  });

  it('answers 400 to what it does not understand', () => {
    const speaker = newSpeaker();
    for (const message of [{ id: '1' }, { ...request('1', 's'), method: 'other' }, request('1', 's', ['XXXX'])]) {
      speaker.device.receive(line(message));
      expect(said(speaker)).toEqual([{ id: '1', code: 400, data: {} }]);
    }
    speaker.device.receive(Buffer.from('nonsense\n'));
    expect(said(speaker)).toEqual([{ id: '', code: 400, data: {} }]);
  });

  it('drops a line without an end, and lets so many wait and no more', () => {
    const speaker = newSpeaker();
    speaker.device.receive(Buffer.alloc(9000, 'x'));
    expect(speaker.heard).toEqual(['discarded: a line without an end']);
    for (let n = 0; n < 202; n++) speaker.device.receive(line(request('r', `s${n}`)));
    expect(said(speaker).at(-1)).toEqual({ id: 'r', code: 429, data: {} });
  });

  it('plays and keeps silent when its answers are muted', async () => {
    const speaker = newSpeaker('messages', 0);
    expect(speaker.device.hand('mute-answers', {})).toEqual({ answersMuted: true });
    speaker.device.receive(Buffer.from(JSON.stringify(request('1', 's1'))));
    expect(said(speaker)).toEqual([]);
    await speaker.clock.advance(0);
    expect(speaker.sent.map(({ topic }) => topic)).toEqual(['event']);
    expect(speaker.device.hand('mute-answers', { on: 'false' })).toEqual({ answersMuted: false });
    expect(thrownCode(() => speaker.device.hand('mute-answers', { on: 7 }))).toBe('HAND_BAD_INPUT');
  });

  it('is as loud as it is told, and has no other property', () => {
    const speaker = newSpeaker();
    const set = (params: object) => ({ id: 'v', version: '1.0', method: 'thing.service.property.set', params });
    expect(speaker.device.snapshot()).toMatchObject({ volume: 60 });
    speaker.device.receive(line(set({ SpeechVolume: 30 })));
    expect(speaker.sent.at(-1)).toMatchObject({ topic: 'property_reply' });
    expect(said(speaker)).toEqual([{ id: 'v', code: 200, data: {} }]);
    for (const wrong of [{ SpeechVolume: 101 }, { SpeechVolume: 30.5 }, { Light: 1 }, {}]) {
      speaker.device.receive(line(set(wrong)));
      expect(said(speaker)).toEqual([{ id: 'v', code: 400, data: {} }]);
    }
    expect(speaker.device.snapshot()).toMatchObject({ volume: 30 });
  });

  it('says each part in words', () => {
    expect(spokenText(['ZFBDZ', '{$1000}'])).toBe('支付宝到账1000元');
    expect(spokenText(['YHKDZ', '{$0.05}'])).toBe('银行卡到账0.05元');
    expect(spokenText(['YEDZ', '{$0.05}'])).toBe('余额到账0.05元');
    expect(spokenText(['XJSK', '{$1.5}'])).toBe('现金收款1.5元');
    expect(spokenText(['TKCG', '{$01}'])).toBeUndefined();
  });
});
