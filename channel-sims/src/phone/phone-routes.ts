/**
 * The customers' page at `/` and what only it asks for: what waits for a payer, whether a shown code was used,
 * pictures of codes. Everything that it does, it does through the hands (`../hands/hands-routes.ts`).
 */
import type { Clock } from '@qiantai/foundation';
import type { FastifyInstance } from 'fastify';
import { toString as drawQr } from 'qrcode';
import { z } from 'zod';
import type { CardBehaviours } from '../card/card-behaviours.ts';
import type { CardBook } from '../card/card-book.ts';
import { simsError } from '../errors.ts';
import { type WalletChannel, walletChannels } from '../hands/behaviours.ts';
import { answerError, read } from '../hands/hands-routes.ts';
import { localOnly } from '../hands/local-only.ts';
import type { WireLog } from '../hands/wire-log.ts';
import type { WalletEngine } from '../wallet/wallet-engine.ts';
import { barPicture } from './bar-picture.ts';
import { pageFiles, protectPage } from './page-files.ts';
import { codeShown, phoneState } from './phone-state.ts';

export interface PhoneOptions {
  wallets: Readonly<Record<WalletChannel, WalletEngine>>;
  cards: CardBook;
  cardHands: CardBehaviours;
  wire: WireLog;
  currency: string;
  clock: Clock;
}

/** Version 15 of ISO/IEC 18004 at level M holds 412 bytes: far more than a payment code or an order's link. */
const qrQuery = z.strictObject({ text: z.string().min(1).max(400) });
const barsQuery = z.strictObject({ digits: z.string().regex(/^\d{2,24}$/) });
const codeParams = z.strictObject({ channel: z.enum(walletChannels), code: z.string().regex(/^\d{16,24}$/) });

export function phoneRoutes(options: PhoneOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    localOnly(app);
    protectPage(app);
    app.setErrorHandler(answerError);
    pageFiles(app);

    app.get('/phone/state', () =>
      phoneState({
        books: {
          wechat: options.wallets.wechat.book,
          alipay: options.wallets.alipay.book,
          unionpay: options.wallets.unionpay.book,
        },
        cards: options.cards,
        cardHands: options.cardHands,
        lastMessageN: options.wire.lastN,
        currency: options.currency,
        nowMs: options.clock.nowMs(),
      }),
    );

    app.get('/phone/wallets/:channel/codes/:code', (request) => {
      const { channel, code } = read(codeParams, request.params);
      const shown = codeShown(options.wallets[channel].codeState(code));
      if (!shown) throw simsError('SIMS_NOT_FOUND', { what: 'such payment code' });
      return shown;
    });

    app.get('/phone/qr.svg', async (request, reply) => {
      const { text } = read(qrQuery, request.query);
      const picture = await drawQr(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
      return await reply.type('image/svg+xml').send(picture);
    });

    app.get('/phone/bars.svg', async (request, reply) => {
      const { digits } = read(barsQuery, request.query);
      return await reply.type('image/svg+xml').send(barPicture(digits));
    });
  };
}
