/**
 * The simulators alone, for foreign clients:
 * `node channel-sims/src/sims.ts --json FILE [--seed N] [--port N] [--card-port N] [--data DIR] [--config FILE]`
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runProcess } from '@qiantai/foundation';
import { writePrivately } from './credentials/credential-file.ts';
import { startFromSettings } from './start.ts';

const { values: wish } = parseArgs({
  options: {
    json: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
    'card-port': { type: 'string' },
    data: { type: 'string' },
    config: { type: 'string' },
  },
});

await runProcess('channel-sims', async (context) => {
  const { env } = context;
  const running = await startFromSettings(context, {
    ...env,
    SEED: wish.seed ?? env['SEED'],
    CHANNEL_SIMS_PORT: wish.port ?? env['CHANNEL_SIMS_PORT'],
    CARD_HOST_PORT: wish['card-port'] ?? env['CARD_HOST_PORT'],
    QIANTAI_DATA_DIR: wish.data ?? env['QIANTAI_DATA_DIR'],
    CHANNEL_SIMS_CONFIG: wish.config ?? env['CHANNEL_SIMS_CONFIG'],
  });
  const { http, wechat, alipay, unionpay, card } = running.description;
  const lines = [
    `WeChat Pay v3    ${wechat.baseUrl}/v3/…  (mchid ${wechat.mchid})`,
    `Alipay           ${alipay.gatewayUrl}  (app ${alipay.appId})`,
    `UnionPay QR      ${unionpay.backTransUrl}  (merchant ${unionpay.merId})`,
    `ISO 8583 host    ${card.host}:${card.port}  (${card.terminals.length} terminals)`,
    `hands and books  ${http}/sim/…`,
  ];
  if (wish.json !== undefined) {
    // Private keys are in it: only its owner may read it.
    writePrivately(resolve(wish.json), JSON.stringify(running.description, null, 2));
    lines.push(`keys and addresses are in ${wish.json}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return running;
});
