import { code128Widths } from '@qiantai/foundation';
/** The customer's phone over HTTP: what it shows, and its hands. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { handInput } from '../device/hand-input.ts';
import { simError } from '../errors.ts';
import type { Rack } from '../rack.ts';
import { qrRows } from './code-picture.ts';
import type { Phone } from './phone.ts';
import { manners, wallets } from './phone-state.ts';

const wallet = z.enum(wallets);
const pin = z.string().regex(/^\d{6}$/, 'six digits');
const minor = z
  .string()
  .regex(/^\d{1,12}$/, 'minor units, digits only')
  .transform((text) => BigInt(text));
const noInput = z.strictObject({});

const handSchemas = {
  show: z.strictObject({ wallet: wallet.default('wechat') }),
  hide: noInput,
  /** The text of a QR code on the till's customer display. */
  scan: z.strictObject({ qrText: z.string().trim().min(1).max(512) }),
  pay: z.strictObject({ pin: pin.optional() }),
  refuse: noInput,
  set: z.strictObject({
    wallet: wallet.optional(),
    balanceMinor: minor.optional(),
    manner: z.enum(manners).optional(),
    pin: pin.optional(),
  }),
  /** Holds the code before a scanner. */
  'show-to': z.strictObject({ scanner: z.string().min(1).max(64), wallet: wallet.optional() }),
} as const;

/** Under what name the log tells of the phone. */
export const phoneLogId = 'phone';

export const phoneHands = Object.keys(handSchemas);

const handParams = z.object({ hand: z.string().max(64) });

export function phoneRoutes(app: FastifyInstance, { phone, rack }: { phone: Phone; rack: Rack }): void {
  app.get('/phone', async () => shownPhone(phone));
  app.get('/phone/log', async () => rack.log.read(phoneLogId));
  app.get('/phone/orders', async () =>
    (await phone.ordersInSight()).map((order) => ({ ...order, amountMinor: order.amountMinor.toString() })),
  );
  app.post('/phone/hands/:hand', async (request) => {
    const { hand } = handParams.parse(request.params);
    await moveHand({ phone, rack }, hand, request.body ?? {});
    return shownPhone(phone);
  });
}

/** What the phone shows, its code drawn. */
export function shownPhone(phone: Phone) {
  const shown = phone.snapshot();
  const { screen } = shown;
  const picture =
    screen.status === 'code'
      ? { bars: code128Widths(screen.code), qrRows: qrRows(screen.code) }
      : { bars: [], qrRows: [] };
  return { ...shown, ...picture, hands: phoneHands };
}

async function moveHand({ phone, rack }: { phone: Phone; rack: Rack }, hand: string, body: unknown): Promise<void> {
  const read = <H extends keyof typeof handSchemas>(name: H): z.infer<(typeof handSchemas)[H]> =>
    handInput(name, handSchemas[name], body) as z.infer<(typeof handSchemas)[H]>;
  switch (hand) {
    case 'show':
      return await phone.show(read('show').wallet);
    case 'hide':
      read('hide');
      return await phone.hide();
    case 'scan':
      return await phone.scan(read('scan').qrText);
    case 'pay':
      return await phone.pay(read('pay').pin);
    case 'refuse':
      read('refuse');
      return await phone.refuse();
    case 'set':
      return await phone.set(read('set'));
    case 'show-to': {
      const { scanner, wallet: wanted } = read('show-to');
      const device = rack.find(scanner);
      if (device.device.kind !== 'scanner') throw simError('DEVICE_UNKNOWN', { device: `${scanner} that scans` });
      await device.hand('scan', { code: await phone.codeInSight(wanted) });
      return;
    }
    default:
      throw simError('HAND_UNKNOWN', { kind: 'phone', hand, hands: phoneHands.join(', ') });
  }
}
