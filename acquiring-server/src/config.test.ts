import { describe, expect, it } from 'vitest';
import { readServerConfig } from './config.ts';

describe('the settings of providers', () => {
  it('are an address with app and secret before the host', () => {
    const config = readServerConfig({
      IDENTITY_PROVIDER: 'https://app-1:s%2Fcret@id.example.com/base/',
      SMS_PROVIDER: '',
    });
    expect(config.identityProvider).toEqual({
      baseUrl: 'https://id.example.com/base',
      appId: 'app-1',
      secret: 's/cret',
    });
    expect(config.smsProvider).toBeUndefined();
  });

  it('are refused without them, and nothing of the value is repeated', () => {
    for (const address of ['https://id.example.com', 'https://app@id.example.com', 'ftp://a:b@c', 'x']) {
      expect(() => readServerConfig({ SMS_PROVIDER: address })).toThrow('SMS_PROVIDER');
    }
    expect(() => readServerConfig({ SMS_PROVIDER: 'ftp://a:hush@c' })).not.toThrow('hush');
  });
});
