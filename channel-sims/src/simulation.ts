/** All simulated channels together: books, keys, HTTP and the card host's line, wired by hand. */
import { createHmac, createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, type Log, SeededRandom } from '@qiantai/foundation';
import fastify, { type FastifyInstance } from 'fastify';
import { type AlipayMerchant, alipayDialect, alipayNotices } from './alipay/alipay-dialect.ts';
import { AlipayOperations } from './alipay/alipay-operations.ts';
import { alipayRoutes } from './alipay/alipay-routes.ts';
import { CardBehaviours } from './card/card-behaviours.ts';
import { CardBook, cardEventSchema } from './card/card-book.ts';
import { CardHost, hostHeaderHex, hostTpduHex } from './card/card-host.ts';
import { CardOperations } from './card/card-operations.ts';
import { statementRoutes } from './card/statement-routes.ts';
import type { SimulationConfig } from './config.ts';
import { type Credentials, loadCredentials } from './credentials/credential-file.ts';
import { BankBook } from './custody-bank/bank-book.ts';
import { BankEngine } from './custody-bank/bank-engine.ts';
import { bankEventSchema } from './custody-bank/bank-events.ts';
import { bankHands } from './custody-bank/bank-hands.ts';
import { bankRoutes } from './custody-bank/bank-routes.ts';
import type { ChannelSimsDescription } from './description.ts';
import { simsError } from './errors.ts';
import { FaultPlan } from './hands/behaviours.ts';
import { handsRoutes } from './hands/hands-routes.ts';
import { HeldAnswers } from './hands/held-answers.ts';
import { WireLog } from './hands/wire-log.ts';
import { identityRoutes } from './identity/identity-routes.ts';
import { phoneRoutes } from './phone/phone-routes.ts';
import { smsRoutes } from './sms/sms-routes.ts';
import { Journal } from './store/journal.ts';
import { type UnionpayMerchant, unionpayDialect, unionpayNotices } from './unionpay/unionpay-dialect.ts';
import { UnionpayOperations } from './unionpay/unionpay-operations.ts';
import { unionpayPaths, unionpayRoutes } from './unionpay/unionpay-routes.ts';
import { currencyExponent } from './values/amount.ts';
import { currencyNumbers } from './values/currency-numbers.ts';
import { type NoticeDialect, NoticeSender } from './wallet/notice-sender.ts';
import { WalletBook } from './wallet/wallet-book.ts';
import { type WalletDialect, WalletEngine } from './wallet/wallet-engine.ts';
import { walletEventSchema } from './wallet/wallet-events.ts';
import { wechatDialect, wechatNotices } from './wechat/wechat-dialect.ts';
import { WechatOperations } from './wechat/wechat-operations.ts';
import { wechatRoutes } from './wechat/wechat-routes.ts';

export interface SimulationOptions {
  config: SimulationConfig;
  dataDir: string;
  httpPort: number;
  cardPort: number;
  seed: string;
  clock: Clock;
  log: Log;
}

export interface Simulation {
  description: ChannelSimsDescription;
  stop(): Promise<void>;
}

/** The largest request body, bytes. */
const bodyLengthMax = 64 * 1024;

export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const { config, clock, log } = options;
  const credentials = await loadCredentials({
    file: join(options.dataDir, 'credentials.json'),
    cardTerminalIds: config.cardTerminalIds,
    nowMs: clock.nowMs(),
  });
  const parts: Parts = {
    ...options,
    credentials,
    wire: new WireLog(clock),
    held: new HeldAnswers(clock),
    faults: new FaultPlan({ rates: config.faults, seed: options.seed }),
    random: new SeededRandom(options.seed),
    address: { http: '' },
  };
  const app = fastify({
    bodyLimit: bodyLengthMax,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  const wechat = await addWechat(app, parts);
  const alipay = await addAlipay(app, parts);
  const unionpay = await addUnionpay(app, parts);
  const wallets = { wechat: wechat.engine, alipay: alipay.engine, unionpay: unionpay.engine };
  const card = await addCard(app, parts);
  const bank = await addBank(app, parts);
  await app.register(
    handsRoutes({
      wallets,
      cards: card.book,
      cardHands: card.behaviours,
      faults: parts.faults,
      wire: parts.wire,
    }),
  );
  await app.register(
    phoneRoutes({
      wallets,
      cards: card.book,
      cardHands: card.behaviours,
      wire: parts.wire,
      currency: config.currency,
      clock,
    }),
  );
  const { held } = parts;
  await app.register(identityRoutes({ ...providerKeys(credentials, 'identity'), clock, held }));
  await app.register(smsRoutes({ ...providerKeys(credentials, 'sms'), clock, held }));
  parts.address.http = (await app.listen({ port: options.httpPort, host: '127.0.0.1' })).replace(/\/$/, '');
  const cardPort = await card.host.listen(options.cardPort);
  log.info({ http: parts.address.http, cardPort }, 'sims.listening');
  return {
    description: describe(parts, cardPort),
    async stop() {
      parts.held.releaseAll();
      await Promise.all([app.close(), card.host.stop(), wechat.stop(), alipay.stop(), unionpay.stop()]);
      card.book.close();
      bank.book.close();
    },
  };
}

/** Derived, so that a file of credentials from before there were these providers has them too. */
function providerKeys(credentials: Credentials, provider: 'identity' | 'sms'): { appId: string; secret: string } {
  const secret = createHmac('sha256', credentials.card.statementSecret).update(provider).digest('base64url');
  return { appId: `${provider}-app`, secret };
}

interface Parts extends SimulationOptions {
  credentials: Credentials;
  wire: WireLog;
  held: HeldAnswers;
  faults: FaultPlan;
  random: SeededRandom;
  /** Known once the port is bound; bills point to it. */
  address: { http: string };
}

async function addWechat(app: FastifyInstance, parts: Parts): Promise<Wallet> {
  const { config, clock, credentials } = parts;
  const { mchid, appid, apiV3Key, merchant: merchantKeys, platform: platformKeys } = credentials.wechat;
  const merchant = { mchid, appid, currency: config.currency };
  const platform = {
    serialNo: platformKeys.serialNo,
    privateKey: createPrivateKey(platformKeys.privateKeyPem),
    certificatePem: platformKeys.certificatePem,
    validFromMs: platformKeys.validFromMs,
    validToMs: platformKeys.validToMs,
  };
  const wallet = openWallet(parts, {
    dialect: wechatDialect,
    notices: wechatNotices({ merchant, platform, apiV3Key, clock, probes: config.signTestProbes }),
  });
  const operations = new WechatOperations({
    engine: wallet.engine,
    merchant,
    clock,
    feeBasisPoints: config.feeBasisPoints.wechat,
    baseUrl: () => parts.address.http,
  });
  await app.register(
    wechatRoutes({
      operations,
      merchant,
      merchantSerialNo: merchantKeys.serialNo,
      merchantPublicKey: createPublicKey(merchantKeys.publicKeyPem),
      platform,
      apiV3Key,
      clock,
      held: parts.held,
      wire: parts.wire,
    }),
  );
  return wallet;
}

async function addAlipay(app: FastifyInstance, parts: Parts): Promise<Wallet> {
  const { config, clock, credentials } = parts;
  const { appId, sellerId, merchant: merchantKeys, platform } = credentials.alipay;
  const privateKey = createPrivateKey(platform.privateKeyPem);
  const merchant: AlipayMerchant = {
    appId,
    sellerId,
    currency: config.currency,
    exponent: currencyExponent(config.currency),
  };
  const wallet = openWallet(parts, {
    dialect: alipayDialect,
    notices: alipayNotices({ merchant, privateKey, clock }),
  });
  const operations = new AlipayOperations({
    engine: wallet.engine,
    merchant,
    clock,
    baseUrl: () => parts.address.http,
  });
  await app.register(
    alipayRoutes({
      operations,
      appId,
      merchantPublicKey: createPublicKey(merchantKeys.publicKeyPem),
      privateKey,
      held: parts.held,
      wire: parts.wire,
    }),
  );
  return wallet;
}

async function addUnionpay(app: FastifyInstance, parts: Parts): Promise<Wallet> {
  const { clock, credentials } = parts;
  const { merId, merchant: merchantKeys, gateway } = credentials.unionpay;
  const merchant: UnionpayMerchant = { merId, currencyCode: currencyNumberOf(parts.config.currency) };
  const keys = { privateKey: createPrivateKey(gateway.privateKeyPem), certificatePem: gateway.certificatePem };
  const wallet = openWallet(parts, { dialect: unionpayDialect, notices: unionpayNotices({ merchant, keys }) });
  await app.register(
    unionpayRoutes({
      operations: new UnionpayOperations({ engine: wallet.engine, merchant, clock }),
      merId,
      merchantCertId: decimalSerial(merchantKeys.serialNo),
      merchantPublicKey: createPublicKey(merchantKeys.publicKeyPem),
      keys,
      held: parts.held,
      wire: parts.wire,
    }),
  );
  return wallet;
}

/** UnionPay names a certificate by its serial number in decimal. */
function decimalSerial(serialNo: string): string {
  return BigInt(`0x${serialNo}`).toString();
}

/** @throws SIMS_CONFIG_BAD for a currency whose number is not known. */
function currencyNumberOf(currency: string): string {
  const number = currencyNumbers[currency];
  if (number !== undefined) return number;
  throw simsError('SIMS_CONFIG_BAD', { file: '-', why: `no ISO 4217 number is known for ${currency}` });
}

interface Wallet {
  engine: WalletEngine;
  stop(): Promise<void>;
}

function openWallet(parts: Parts, channel: { dialect: WalletDialect; notices: NoticeDialect }): Wallet {
  const { clock, log, wire, faults } = parts;
  const name = channel.dialect.channel;
  const book = new WalletBook(new Journal({ file: join(parts.dataDir, `${name}.jsonl`), schema: walletEventSchema }));
  const notices = new NoticeSender({ dialect: channel.notices, book, clock, log, wire });
  const engine = new WalletEngine({
    book,
    dialect: channel.dialect,
    clock,
    random: parts.random.fork(name),
    faults,
    notices,
    feeBasisPoints: parts.config.feeBasisPoints[name],
  });
  return {
    engine,
    async stop() {
      engine.stop();
      await notices.stop();
      book.close();
    },
  };
}

async function addCard(app: FastifyInstance, parts: Parts) {
  const { config, clock, credentials, log, wire, faults } = parts;
  const currencyNumber = currencyNumberOf(config.currency);
  const book = new CardBook(new Journal({ file: join(parts.dataDir, 'card.jsonl'), schema: cardEventSchema }));
  const behaviours = new CardBehaviours();
  const operations = new CardOperations({
    book,
    behaviours,
    faults,
    clock,
    random: parts.random.fork('card'),
    acceptorId: credentials.card.acceptorId,
    masterKeys: new Map(
      config.cardTerminalIds.map((id) => [id, Buffer.from(credentials.card.masterKeys[id] as string, 'hex')]),
    ),
    currencyNumber,
    feeBasisPoints: config.feeBasisPoints.card,
    hashKey: credentials.card.bdkHex,
  });
  await app.register(
    statementRoutes({
      book,
      secret: credentials.card.statementSecret,
      exponent: currencyExponent(config.currency),
      clock,
    }),
  );
  return { book, behaviours, host: new CardHost({ operations, log, wire }) };
}

async function addBank(app: FastifyInstance, parts: Parts): Promise<BankEngine> {
  const { config, clock, faults, held, wire } = parts;
  const { clientId, secret, custodyAccount, ownAccount } = parts.credentials.bank;
  const book = new BankBook(new Journal({ file: join(parts.dataDir, 'custody-bank.jsonl'), schema: bankEventSchema }));
  const engine = new BankEngine({ book, clock, random: parts.random.fork('bank'), faults });
  engine.openAccount({ account: custodyAccount, name: '客户备付金', currency: config.currency });
  engine.openAccount({ account: ownAccount, name: '自有资金', currency: config.currency });
  await app.register(bankRoutes({ engine, clientId, secret, clock, held, wire }));
  await app.register(bankHands(engine));
  return engine;
}

function describe(parts: Parts, cardPort: number): ChannelSimsDescription {
  const { credentials, config } = parts;
  const { http } = parts.address;
  const { wechat, alipay, unionpay, card, bank } = credentials;
  return {
    http,
    wechat: {
      baseUrl: http,
      mchid: wechat.mchid,
      appid: wechat.appid,
      merchantSerialNo: wechat.merchant.serialNo,
      merchantPrivateKeyPem: wechat.merchant.privateKeyPem,
      platformSerialNo: wechat.platform.serialNo,
      platformCertificatePem: wechat.platform.certificatePem,
      platformPublicKeyPem: wechat.platform.publicKeyPem,
      apiV3Key: wechat.apiV3Key,
    },
    alipay: {
      gatewayUrl: `${http}/gateway.do`,
      appId: alipay.appId,
      sellerId: alipay.sellerId,
      currency: config.currency,
      merchantPrivateKeyPem: alipay.merchant.privateKeyPem,
      merchantPublicKeyPem: alipay.merchant.publicKeyPem,
      alipayPublicKeyPem: alipay.platform.publicKeyPem,
    },
    unionpay: {
      backTransUrl: `${http}${unionpayPaths.backTransReq}`,
      queryUrl: `${http}${unionpayPaths.queryTrans}`,
      fileUrl: `${http}${unionpayPaths.fileTrans}`,
      merId: unionpay.merId,
      certId: decimalSerial(unionpay.merchant.serialNo),
      currency: config.currency,
      merchantPrivateKeyPem: unionpay.merchant.privateKeyPem,
      rootCertificatePems: [unionpay.root.certificatePem],
    },
    card: {
      host: '127.0.0.1',
      port: cardPort,
      acceptorId: card.acceptorId,
      currency: config.currency,
      tpduHex: hostTpduHex,
      headerHex: hostHeaderHex,
      terminals: config.cardTerminalIds.map((terminalId) => ({
        terminalId,
        masterKeyHex: card.masterKeys[terminalId] as string,
      })),
      bdkHex: card.bdkHex,
      statementUrl: `${http}/card/statements`,
      statementSecret: card.statementSecret,
    },
    bank: { baseUrl: http, currency: config.currency, ...bank },
    identity: { baseUrl: http, ...providerKeys(credentials, 'identity') },
    sms: { baseUrl: http, ...providerKeys(credentials, 'sms') },
  };
}
