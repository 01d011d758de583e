/** The core's Router over the merchant's accounts: reads them, lets the pure router decide. */
import type { Routed, Router } from '../payment/ports.ts';
import { type RoutableAccount, route } from './route.ts';

export interface RoutableAccountSource {
  /** All of a merchant's accounts, the disabled ones too: the decision says why they were left out. */
  channelAccountsOf(merchantId: string): Promise<readonly RoutableAccount[]>;
}

export function createRouter(accounts: RoutableAccountSource): Router {
  return {
    route: async ({ caller, request, tried }): Promise<Routed> => {
      const known = await accounts.channelAccountsOf(caller.merchantId);
      const { paymentKey, amount, tender, paymentCode, channel } = request;
      const {
        chosen,
        channel: wanted,
        candidates,
      } = route({ paymentKey, amount, tender, paymentCode, channel, tried }, known);
      const decision = { chosen, channel: wanted, candidates: candidates.map((candidate) => ({ ...candidate })) };
      const account = known.find((candidate) => candidate.account.id === chosen)?.account;
      return account ? { kind: 'candidate', account, decision } : { kind: 'none', decision };
    },
  };
}
