import { expect, it } from 'vitest';
import { tillConfig } from './config.ts';

const env = { TERMINAL_ID: 'T1' };

it('a speaker may stand behind a broker, with its topic and login, and nothing else may', () => {
  const config = tillConfig({
    ...env,
    ...{ SPEAKER: 'mqtts:broker.shop', SPEAKER_TOPIC: '/sys/pk/dn/thing', SPEAKER_USER: 'till', SPEAKER_PASSWORD: 'x' },
  });
  expect(config).toMatchObject({
    SPEAKER: { kind: 'mqtts', host: 'broker.shop', port: 8883 },
    ...{ SPEAKER_TOPIC: '/sys/pk/dn/thing', SPEAKER_USER: 'till', SPEAKER_CLIENT_ID: '' },
  });
  expect(tillConfig({ ...env, SPEAKER: 'mqtt:[::1]:1884', SPEAKER_TOPIC: 't' }).SPEAKER).toEqual({
    ...{ kind: 'mqtt', host: '[::1]', port: 1884 },
  });
  expect(() => tillConfig({ ...env, SPEAKER: 'mqtt:h' })).toThrow(/SPEAKER_TOPIC/);
  expect(() => tillConfig({ ...env, SPEAKER: 'mqtt:h', SPEAKER_TOPIC: '/a/#' })).toThrow(/SPEAKER_TOPIC/);
  expect(() => tillConfig({ ...env, PRINTER: 'mqtt:h' })).toThrow(/PRINTER: only a speaker/);
  expect(() => tillConfig({ ...env, SPEAKER: 'mqtt:h:0', SPEAKER_TOPIC: 't' })).toThrow(/SPEAKER/);
});
