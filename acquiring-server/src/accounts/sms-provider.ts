/** Text messages by a provider over HTTP. */
import type { SmsSender } from './ports.ts';
import { callProvider, type ProviderExchangeDeps } from './provider-exchange.ts';

export function createSmsSender(deps: ProviderExchangeDeps): SmsSender {
  return {
    send: async ({ messageNo, phone, template, code }) => {
      const result = await callProvider(deps, '/sms/v1/messages', { messageNo, phone, template, parameters: { code } });
      if (result.kind === 'unknown') {
        return result.isSent ? { kind: 'unknown', why: result.why } : { kind: 'refused', providerCode: '' };
      }
      return result.code === '0000' ? { kind: 'sent' } : { kind: 'refused', providerCode: result.code };
    },
  };
}

/** Where no provider is set. */
export const noSmsSender: SmsSender = { send: async () => ({ kind: 'refused', providerCode: '' }) };
