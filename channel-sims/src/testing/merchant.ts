/** For tests: a WeChat Pay merchant who signs for himself. */
import { createSign, randomBytes } from 'node:crypto';
import type { Clock } from '@qiantai/foundation';
import type { ChannelSimsDescription } from '../description.ts';

/** Opens an order for a QR code and gives what the code says. */
export async function openNativeOrder(
  simulation: { description: ChannelSimsDescription; clock: Clock },
  order: { outTradeNo: string; notifyUrl: string },
): Promise<string> {
  const { wechat } = simulation.description;
  const uri = '/v3/pay/transactions/native';
  const body = JSON.stringify({
    appid: wechat.appid,
    mchid: wechat.mchid,
    description: '便利店',
    out_trade_no: order.outTradeNo,
    notify_url: order.notifyUrl,
    amount: { total: 880, currency: 'CNY' },
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
  return ((await response.json()) as { code_url: string }).code_url;
}
