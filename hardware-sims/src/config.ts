/** Settings of the process, and the file that says which devices there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, portSetting, readConfig } from '@qiantai/foundation';
import { z } from 'zod';
import { faultRatesSchema } from './device/faults.ts';
import { issueText } from './device/hand-input.ts';
import { simError } from './errors.ts';
import { type MemberWalletSettings, memberWalletSchema } from './phone/member-wallet.ts';

const settingsSchema = z.object({
  HARDWARE_SIMS_CONFIG: z.string().min(1).optional(),
  PANEL_PORT: portSetting(8070),
  QIANTAI_DATA_DIR: z.string().min(1).default('.data/hardware-sims'),
  CHANNEL_SIMS_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8090'),
  /** A JSON file: where the server is, and the member whose app the phone has (phone/member-wallet.ts). */
  MEMBER_WALLET_CONFIG: z.string().min(1).optional(),
  SEED: z.string().min(1).max(64).default('1'),
});

const idSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens');
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9A-Fa-f]{${bytes * 2}}$`), `${bytes} bytes in hex`);
/** Bits a second that the line is paced by; 0 sends as fast as it goes. */
const bitsPerSecond = z.number().int().min(0).max(1_000_000).default(0);
const serialLine = { interface: z.literal('serial'), link: z.string().min(1), bitsPerSecond };
const common = { id: idSchema, faults: faultRatesSchema.optional() };
const playMs = z.number().int().min(0).max(60_000).default(800);
/** The test key of ANSI X9.24-1 annex B; the card host has the same (docs/processes.md, `card.bdkHex`). */
const testBaseKeyHex = '0123456789ABCDEFFEDCBA9876543210';

const scannerSchema = z.union([
  z.strictObject({ ...common, kind: z.literal('scanner'), ...serialLine }),
  z.strictObject({
    ...common,
    kind: z.literal('scanner'),
    interface: z.literal('hid-tcp'),
    port: z.number().int().min(0).max(65535).default(0),
  }),
]);

const readerSchema = z.strictObject({
  ...common,
  kind: z.literal('reader'),
  ...serialLine,
  /** `pos-integrado`: a terminal that authorises by itself, and holds no keys of ours. */
  protocol: z.enum(['a', 'pos-integrado']).default('a'),
  bdkHex: hex(16).default(testBaseKeyHex),
  /** 10 bytes: triple DES DUKPT. 8 bytes, an initial key's id: AES DUKPT. */
  initialKeySerialNumberHex: z.union([hex(10), hex(8)]).optional(),
});

const printerSchema = z.strictObject({
  ...common,
  kind: z.literal('printer'),
  ...serialLine,
  columns: z.number().int().min(16).max(96).default(48),
});

/** A loopback TCP port in the place of a serial line. */
const tcpLine = { interface: z.literal('tcp'), port: z.number().int().min(0).max(65535).default(0) };
const scale = {
  ...common,
  kind: z.literal('scale'),
  /** Two digits of kilograms are all that the protocol has room for. */
  capacityGrams: z.number().int().min(100).max(99_999).default(15_000),
  divisionGrams: z.number().int().min(1).max(1000).default(1),
  settleMs: z.number().int().min(0).max(60_000).default(600),
};
const pole = { ...common, kind: z.literal('pole') };
const scaleSchema = z.union([z.strictObject({ ...scale, ...serialLine }), z.strictObject({ ...scale, ...tcpLine })]);
const poleSchema = z.union([z.strictObject({ ...pole, ...serialLine }), z.strictObject({ ...pole, ...tcpLine })]);

const speakerSchema = z.union([
  z.strictObject({ ...common, kind: z.literal('speaker'), ...serialLine, playMs }),
  z.strictObject({
    ...common,
    kind: z.literal('speaker'),
    interface: z.literal('mqtt'),
    broker: z.url({ protocol: /^mqtts?$/ }),
    productKey: z.string().min(1).max(64),
    deviceName: z.string().min(1).max(64),
    secret: z.string().min(1).max(200),
    playMs,
  }),
]);

export const devicesFileSchema = z
  .strictObject({
    devices: z
      .array(z.union([scannerSchema, readerSchema, printerSchema, speakerSchema, scaleSchema, poleSchema]))
      .max(400),
    /** Codes that the panel offers to scan. */
    presets: z
      .array(z.strictObject({ code: z.string().min(1).max(2048), label: z.string().min(1).max(80) }))
      .max(100)
      .default([]),
  })
  .refine((file) => new Set(file.devices.map((device) => device.id)).size === file.devices.length, {
    message: 'two devices have one id',
  });

export type DevicesFile = z.infer<typeof devicesFileSchema>;
export type DeviceConfig = DevicesFile['devices'][number];

export interface Settings {
  devices: DevicesFile;
  panelPort: number;
  dataDir: string;
  /** Where the customer's phone finds the simulated channels. */
  channelSimsUrl: string;
  /** Undefined: the phone has no wallet of a member. */
  memberWallet: MemberWalletSettings | undefined;
  seed: string;
}

/** @throws Error that names every bad setting; CodedError CONFIG_UNREADABLE for a file of them. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const settings = readConfig(settingsSchema, env);
  return {
    devices: settings.HARDWARE_SIMS_CONFIG
      ? readConfigFile(settings.HARDWARE_SIMS_CONFIG, devicesFileSchema)
      : oneTill(settings.QIANTAI_DATA_DIR),
    panelPort: settings.PANEL_PORT,
    dataDir: settings.QIANTAI_DATA_DIR,
    channelSimsUrl: settings.CHANNEL_SIMS_URL,
    memberWallet: settings.MEMBER_WALLET_CONFIG
      ? readConfigFile(settings.MEMBER_WALLET_CONFIG, memberWalletSchema)
      : undefined,
    seed: settings.SEED,
  };
}

function readConfigFile<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw simError('CONFIG_UNREADABLE', { file, reason: errorText(error) }, { cause: error });
  }
  const read = schema.safeParse(value);
  if (!read.success) throw simError('CONFIG_UNREADABLE', { file, reason: issueText(read.error) });
  return read.data;
}

/** Without a file: one till's six devices, under the data folder. */
function oneTill(dataDir: string): DevicesFile {
  const serial = (kind: string) => ({
    id: `till-1-${kind}`,
    kind,
    interface: 'serial',
    link: join(dataDir, 'devices', `till-1-${kind}`),
  });
  return devicesFileSchema.parse({
    devices: ['scanner', 'reader', 'printer', 'speaker', 'scale', 'pole'].map(serial),
    presets: [
      { code: '6901234567892', label: 'EAN-13' },
      { code: '96385074', label: 'EAN-8' },
      { code: '2112345015002', label: '1.5 kg' },
    ],
  });
}
