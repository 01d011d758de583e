import { durationSetting, type ProcessContext, portSetting, readConfig } from '@qiantai/foundation';
import { z } from 'zod';
import { dataFolderPreset } from './data-folder.ts';
import { brokerShape, isBroker } from './devices/settings/device-settings.ts';
import { parseDeviceAddress } from './devices/transport/address.ts';
import { checkingMsPreset } from './sale/limits.ts';

const deviceSetting = z
  .string()
  .default('none')
  .transform((text, context) => {
    try {
      return parseDeviceAddress(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });

const fields = z.object({
  TERMINAL_ID: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'the id of this terminal, as headquarters knows it'),
  /** What the agent's page or command shows: pairs this till, once. */
  PAIRING_CODE: z
    .string()
    .regex(/^[0-9A-Za-z\s-]{24,40}$/, 'six groups of four letters and digits')
    .optional(),
  /** A standing secret that the agent knows, too: pairs this till at its first start without a code. */
  TILL_TOKEN: z.string().min(16, 'the standing secret that the agent knows for this till').optional(),
  AGENT_ADDRESS: z.string().default('localhost:50061'),
  BROWSER_PORT: portSetting(8050),
  /** The till's own API for apps on the device (docs/local-api.md); 0: off. */
  LOCAL_API_PORT: portSetting(0),
  QIANTAI_DATA_DIR: z.string().default(dataFolderPreset),
  SCANNER: deviceSetting,
  READER: deviceSetting,
  /** What a magnetic reader in the clear is for: it never takes payments. */
  READER_USE: z.enum(['payment', 'membership']).default('payment'),
  PRINTER: deviceSetting,
  SPEAKER: deviceSetting,
  /** Of a speaker behind a broker (docs/devices.md). */
  SPEAKER_TOPIC: brokerShape.topic,
  SPEAKER_CLIENT_ID: brokerShape.clientId,
  SPEAKER_USER: brokerShape.user,
  SPEAKER_PASSWORD: brokerShape.password,
  SCALE: deviceSetting,
  POLE: deviceSetting,
  /** Lines that the system does not list, or folders of them, for the page on which devices are set up. */
  DEVICE_PATHS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((path) => path.trim() || [])),
  /** How long an answer may take before the screen says that the result is unknown. */
  CHECKING_MS: durationSetting(checkingMsPreset),
  TILL_LANGUAGE: z.enum(['zh', 'en']).default('zh'),
});

const brokerless = ['SCANNER', 'READER', 'PRINTER', 'SCALE', 'POLE'] as const;

const schema = fields.superRefine((config, context) => {
  for (const name of brokerless) {
    if (!isBroker(config[name])) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'only a speaker stands behind a broker' });
  }
  if (isBroker(config.SPEAKER) && config.SPEAKER_TOPIC === '') {
    const message = 'the root of the topics of a speaker behind a broker';
    context.addIssue({ code: 'custom', path: ['SPEAKER_TOPIC'], message });
  }
});

export type TillConfig = z.infer<typeof schema>;

/** @throws Error that names every bad setting. */
export function tillConfig(env: ProcessContext['env']): TillConfig {
  return readConfig(schema, env);
}
