/**
 * Which device does what at this till, as a person set it up here. A role that is not set up follows the process's own
 * settings (SCANNER, PRINTER, …).
 */
import { z } from 'zod';
import { serialScanSettingsSchema } from '../scanner/serial-framing.ts';
import { addressText, type DeviceAddress, parseDeviceAddress } from '../transport/address.ts';

/** The drawer has none: it is on its printer's plug. */
export const deviceRoles = ['scanner', 'reader', 'printer', 'speaker', 'scale', 'pole'] as const;
export type DeviceRole = (typeof deviceRoles)[number];

const address = z
  .string()
  .max(300)
  .transform((text, context): DeviceAddress => {
    try {
      return parseDeviceAddress(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not a device address' });
      return z.NEVER;
    }
  });
const baudRate = (preset: number) => z.number().int().min(1_200).max(921_600).default(preset);
/** Printable, no wildcard, no slash at its end; the longest topic of the speaker is 27 characters longer. */
const topicPattern = /^[!-"$-*,-~]{0,180}[!-"$-*,-.0-~]$/;
const loginText = z
  .string()
  .regex(/^[ -~]{0,200}$/, 'at most 200 printable characters')
  .default('');
/** Of a speaker behind a broker. */
export const brokerShape = {
  /** The root of the speaker's topics, `/sys/{productKey}/{deviceName}/thing`. */
  topic: z.string().regex(topicPattern, 'a topic without wildcards').or(z.literal('')).default(''),
  /** '': one of chance at each opening. */
  clientId: loginText,
  /** '': no login. */
  user: loginText,
  password: loginText,
};
export const isBroker = ({ kind }: DeviceAddress): boolean => kind === 'mqtt' || kind === 'mqtts';
const poleLine = z.string().max(20).default('');

/** Each is strict, bounded and has a preset for all but the address. */
const cardSlips = ['signature', 'always', 'never'] as const;

export const roleSchemas = {
  scanner: z.strictObject({ address, baudRate: baudRate(9_600), ...serialScanSettingsSchema.shape }),
  reader: z.strictObject({
    address,
    baudRate: baudRate(115_200),
    /** What a magnetic reader is for; of other readers it says nothing. */
    use: z.enum(['payment', 'membership']).default('payment'),
  }),
  printer: z.strictObject({
    address,
    baudRate: baudRate(115_200),
    /** 32 on paper of 58 mm, 48 on 80 mm. */
    columns: z.union([z.literal(32), z.literal(48)]).default(48),
    cut: z.enum(['partial', 'full', 'none']).default('full'),
    barcode: z.boolean().default(true),
    tax: z.boolean().default(true),
    member: z.boolean().default(true),
    /** Yes and no are of earlier settings: each slip, or those that are signed. */
    cardSlip: z
      .union([z.enum(cardSlips), z.boolean().transform((each) => (each ? 'always' : 'signature'))])
      .default('signature'),
    drawerPin: z.union([z.literal(0), z.literal(1)]).default(0),
    drawerOnMs: z.number().int().min(20).max(500).default(100),
    drawerOpenLevel: z.enum(['high', 'low', 'none']).default('high'),
  }),
  speaker: z
    .strictObject({
      address,
      baudRate: baudRate(9_600),
      volume: z.number().int().min(0).max(100).optional(),
      ...brokerShape,
    })
    .refine((settings) => !isBroker(settings.address) || settings.topic !== '', 'a broker wants a topic'),
  scale: z.strictObject({ address, baudRate: baudRate(9_600) }),
  pole: z.strictObject({
    address,
    baudRate: baudRate(9_600),
    charset: z.enum(['gb18030', 'ascii']).default('gb18030'),
    idleUpper: poleLine,
    idleLower: poleLine,
  }),
} as const;

export type RoleSettings = { [Role in DeviceRole]: z.infer<(typeof roleSchemas)[Role]> };
/** What a person changed; absent: as the process is set. */
export type DeviceSettings = { readonly [Role in DeviceRole]?: RoleSettings[Role] };

export const deviceSettingsSchema = z.strictObject({
  scanner: roleSchemas.scanner.optional(),
  reader: roleSchemas.reader.optional(),
  printer: roleSchemas.printer.optional(),
  speaker: roleSchemas.speaker.optional(),
  scale: roleSchemas.scale.optional(),
  pole: roleSchemas.pole.optional(),
});

/** A role's settings but for its address, as a screen shows and sends them. */
export type RoleOptions = Readonly<Record<string, string | number | boolean>>;

/** Null: not what that role takes. */
export function roleSettings<Role extends DeviceRole>(
  role: Role,
  given: { address: string; options: RoleOptions },
): RoleSettings[Role] | null {
  const read = roleSchemas[role].safeParse({ ...given.options, address: given.address });
  // Nothing but a speaker is talked to through a broker.
  if (!read.success || (role !== 'speaker' && isBroker(read.data.address))) return null;
  return read.data as RoleSettings[Role];
}

/** As it is written to a file. */
export function settingsJson(settings: DeviceSettings): string {
  const written = Object.entries(settings).map(([role, one]) => [role, { ...one, address: addressText(one.address) }]);
  return `${JSON.stringify(Object.fromEntries(written), null, 2)}\n`;
}

/** What a screen may know: a password goes in and never comes out. */
export function roleOptions(settings: RoleSettings[DeviceRole]): RoleOptions {
  const { address: _address, ...options } = settings;
  if (!('password' in options)) return options;
  const { password: _password, ...shown } = options;
  return shown;
}

/** A password that was not typed again stays, for the same broker and user: it is told to no other. */
export function withKeptPassword(
  given: { address: string; options: RoleOptions },
  before: RoleSettings['speaker'],
): RoleOptions {
  const { options } = given;
  const isSame = given.address === addressText(before.address) && options['user'] === before.user;
  return 'password' in options || !isSame ? options : { ...options, password: before.password };
}
