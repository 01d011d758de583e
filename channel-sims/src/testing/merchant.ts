/** For tests: a WeChat Pay merchant who signs for himself. */
import { createSign, randomBytes } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import type { ChannelSimsDescription } from '../description.ts';

type Counterpart = { description: ChannelSimsDescription; clock: Clock };

/** Opens an order for a QR code and gives what the code says. */
export async function openNativeOrder(
  simulation: Counterpart,
  order: { outTradeNo: string; notifyUrl: string },
): Promise<string> {
  const answer = await ask(simulation, '/v3/pay/transactions/native', {
    out_trade_no: order.outTradeNo,
    notify_url: order.notifyUrl,
  });
  return (answer as { code_url: string }).code_url;
}

/** Takes the money of the customer who shows the code. */
export function payByCode(simulation: Counterpart, order: { outTradeNo: string; code: string }): Promise<unknown> {
  return ask(simulation, '/v3/pay/transactions/codepay', {
    out_trade_no: order.outTradeNo,
    payer: { auth_code: order.code },
    scene_info: { store_info: { id: '1' } },
  });
}

/** A signed request for 8.80. */
async function ask(simulation: Counterpart, uri: string, members: Record<string, unknown>): Promise<unknown> {
  const { wechat } = simulation.description;
  const body = JSON.stringify({
    appid: wechat.appid,
    mchid: wechat.mchid,
    description: '便利店',
    amount: { total: 880, currency: 'CNY' },
    ...members,
  });
  const timestamp = Math.floor(simulation.clock.nowMs() / 1000);
  const nonce = randomBytes(16).toString('hex');
  const signature = createSign('RSA-SHA256')
    .update(`POST\n${uri}\n${timestamp}\n${nonce}\n${body}\n`)
    .sign(wechat.merchantPrivateKeyPem, 'base64');
  const parts = { mchid: wechat.mchid, serial_no: wechat.merchantSerialNo, timestamp, nonce_str: nonce, signature };
  const authorization = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
  const response = await fetch(wechat.baseUrl + uri, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `WECHATPAY2-SHA256-RSA2048 ${authorization.join(',')}`,
    },
    body,
  });
  return await response.json();
}
