/** The accounts with their providers over HTTP, as the server runs them. */
import { createHttpTransport } from '../channels/http-transport.ts';
import { type AccountServiceOptions, type Accounts, createAccountService } from './account-service.ts';
import { createIdentityChecker, noIdentityChecker } from './identity-provider.ts';
import type { ProviderSettings } from './provider-exchange.ts';
import { createSmsSender, noSmsSender } from './sms-provider.ts';

export interface StartAccountsOptions extends Omit<AccountServiceOptions, 'identity' | 'sms'> {
  /** Undefined: accounts wait for their identity. */
  identityProvider: ProviderSettings | undefined;
  /** Undefined: no code is sent. */
  smsProvider: ProviderSettings | undefined;
}

export interface RunningAccounts {
  accounts: Accounts;
  stop(): Promise<void>;
}

export function startAccounts({ identityProvider, smsProvider, ...options }: StartAccountsOptions): RunningAccounts {
  const { clock, random } = options;
  const transport = createHttpTransport({ clock });
  const over = (settings: ProviderSettings) => ({ settings, transport, clock, random });
  const accounts = createAccountService({
    ...options,
    identity: identityProvider ? createIdentityChecker(over(identityProvider)) : noIdentityChecker,
    sms: smsProvider ? createSmsSender(over(smsProvider)) : noSmsSender,
  });
  accounts.identity.start();
  return {
    accounts,
    stop: async () => {
      await accounts.identity.stop();
      await transport.close();
    },
  };
}
