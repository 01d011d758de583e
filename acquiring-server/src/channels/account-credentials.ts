/** Credentials of channel accounts: the schema of each channel, and parsing once for each object. */
import type { z } from 'zod';
import { alipayCredentialsSchema } from './alipay/alipay-credentials.ts';
import { balanceCredentialsSchema } from './balance/balance-credentials.ts';
import { cardCredentialsSchema } from './card/card-credentials.ts';
import type { ChannelAccount } from './port.ts';
import { unionpayCredentialsSchema } from './unionpay/unionpay-credentials.ts';
import { wechatCredentialsSchema } from './wechat/wechat-credentials.ts';

export const credentialsSchemas = {
  wechat: wechatCredentialsSchema,
  alipay: alipayCredentialsSchema,
  unionpay: unionpayCredentialsSchema,
  card: cardCredentialsSchema,
  balance: balanceCredentialsSchema,
} as const;

type CredentialsOf<Channel extends ChannelAccount['channel']> = z.infer<(typeof credentialsSchemas)[Channel]>;

const parsed = new WeakMap<object, unknown>();

/** @throws ZodError for credentials that do not fit; the gateway has asked `credentialsProblem` before. */
export function credentialsOf<Channel extends ChannelAccount['channel']>(
  channel: Channel,
  account: ChannelAccount,
): CredentialsOf<Channel> {
  const known = parsed.get(account.credentials);
  if (known !== undefined) return known as CredentialsOf<Channel>;
  const fresh = credentialsSchemas[channel].parse(account.credentials);
  parsed.set(account.credentials, fresh);
  return fresh as CredentialsOf<Channel>;
}

/** What is wrong with an account's credentials, naming members and never their values. */
export function credentialsProblem(account: ChannelAccount): string | undefined {
  if (parsed.has(account.credentials)) return undefined;
  const result = credentialsSchemas[account.channel].safeParse(account.credentials);
  if (result.success) return undefined;
  const members = new Set(result.error.issues.map((issue) => issue.path.join('.')));
  return `the credentials of ${account.id} are not right: ${[...members].join(', ')}`;
}
