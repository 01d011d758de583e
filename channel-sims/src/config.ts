import { readFileSync } from 'node:fs';
import { errorText, portSetting } from '@qiantai/foundation';
import { z } from 'zod';
import { simsError } from './errors.ts';
import { faultRatesSchema } from './hands/behaviours.ts';
import { currencySchema } from './values/amount.ts';

export const environmentSchema = z.object({
  CHANNEL_SIMS_CONFIG: z.string().min(1).optional(),
  CHANNEL_SIMS_PORT: portSetting(8090),
  CARD_HOST_PORT: portSetting(8583),
  QIANTAI_DATA_DIR: z.string().min(1).default('.data/channel-sims'),
  SEED: z.string().min(1).max(100).default('1'),
});

const basisPoints = z.number().int().min(0).max(1000);

/** The file that CHANNEL_SIMS_CONFIG names; every member has a preset. */
export const simulationConfigSchema = z.strictObject({
  /** The merchant's; messages in another are refused. */
  currency: currencySchema.default('CNY'),
  cardTerminalIds: z
    .array(z.string().regex(/^[0-9A-Z]{8}$/))
    .min(1)
    .max(10_000)
    .default(Array.from({ length: 8 }, (_, index) => String(10_000_001 + index))),
  faults: faultRatesSchema.default({}),
  /** What each channel charges, hundredths of a per cent; the presets are the costs of the demo chain's accounts. */
  feeBasisPoints: z
    .strictObject({
      wechat: basisPoints.default(20),
      alipay: basisPoints.default(20),
      unionpay: basisPoints.default(20),
      card: basisPoints.default(30),
    })
    .prefault({}),
  /** WeChat Pay's deliveries with a false signature, which a merchant must refuse. */
  signTestProbes: z.boolean().default(false),
});

export type SimulationConfig = z.infer<typeof simulationConfigSchema>;

/** @throws SIMS_CONFIG_BAD where the file is not such a configuration. */
export function readSimulationConfig(file: string | undefined): SimulationConfig {
  if (file === undefined) return simulationConfigSchema.parse({});
  try {
    return simulationConfigSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : errorText(error);
    throw simsError('SIMS_CONFIG_BAD', { file, why }, { cause: error });
  }
}
