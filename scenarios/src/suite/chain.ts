/** Makes the file that a fresh server learns a chain from (acquiring-server, ChainSeed). */
import type { ChainSeed } from '@qiantai/acquiring-server';
import { checkDigits97 } from '@qiantai/foundation';
import { type Currency, tillRights } from '@qiantai/protos';
import {
  demoHeadquartersUsers,
  demoRegionOf,
  demoRegions,
  demoSettings,
  demoWeighedArticle,
  type SeedSetting,
} from './demo-settings.ts';

export interface ChainStore {
  id: string;
  name: string;
  nameEn: string;
}

export interface ChainTill {
  id: string;
  storeId: string;
  name: string;
  cardTerminalId: string;
}

/** The part of ChannelSimsDescription (docs/processes.md) that a chain's channel accounts are made of. */
export interface ChannelDescription {
  http: string;
  wechat: Readonly<Record<string, unknown>>;
  alipay: Readonly<Record<string, unknown>>;
  unionpay: Readonly<Record<string, unknown>>;
  card: Readonly<Record<string, unknown>> & { bdkHex: string };
  identity: ProviderDescription;
  sms: ProviderDescription;
}

/** Of identity checks and of text messages. */
export interface ProviderDescription {
  baseUrl: string;
  appId: string;
  secret: string;
}

export interface ChainSecrets {
  activationCodes: ReadonlyArray<{ code: string; storeId: string; expiresAtMs: number }>;
  speakerSecrets: Readonly<Record<string, string>>;
}

export const demoMerchantId = 'qiantai-demo';

/** What else a till asks a right for (`tillRights` of protos/src/journal.ts), the supervisor approves. */
const cashierRights = ['sell', 'return', 'offline.take', 'cash.move', 'line.delete', 'return.without_receipt'] as const;

export const demoOperators = [
  { id: 'op-1001', number: '1001', name: '王芳', pin: '246810', rights: cashierRights },
  { id: 'op-1002', number: '1002', name: '李强', pin: '135790', rights: cashierRights },
] as const;

/** Who may work offline by hand, mend what is stuck, close a shift that is not whole, and approve at the tills. */
export const demoSupervisor = {
  id: 'op-9001',
  number: '9001',
  name: '陈静',
  pin: '975310',
  /** Scanned at a till in the place of number and PIN. */
  cardCode: 'QT-OPERATOR-9001-7M3K9X2P5R8W',
  rights: [
    ...new Set([...cashierRights, ...tillRights]),
    ...['offline.force', 'queue.mend', 'queue.write_off', 'shift.close_unsent', 'shift.hand_over', 'cards.settle'],
  ],
} as const;

/** A member with a balance, whose app the customer's phone of the simulators stands for. */
export const demoMember = {
  loginName: 'demo-member',
  name: '赵敏',
  accountNumber: `101000000000001${checkDigits97('101000000000001')}`,
  /** As the phone's preset PIN. */
  paymentPassword: '123456',
  balanceMinor: '50000',
  rechargedThrough: 'balance-main',
} as const satisfies NonNullable<ChainSeed['members']>[number];

/** The program that speaks for the member at the server's operations port. */
export const demoMemberApp = 'member-app';

export function speakerOf(storeId: string): { productKey: string; deviceName: string } {
  return { productKey: 'qiantai-speaker', deviceName: `${storeId}-speaker` };
}

/** Stores of their ids, each with `tillsPerStore` tills numbered through the chain. */
export function tillsOf(stores: readonly ChainStore[], tillsPerStore: number): ChainTill[] {
  return stores.flatMap((store, storeIndex) =>
    Array.from({ length: tillsPerStore }, (_, index) => {
      const number = storeIndex * tillsPerStore + index + 1;
      return {
        id: `till-${number}`,
        storeId: store.id,
        name: `${index + 1} 号收银台`,
        cardTerminalId: String(10_000_000 + number),
      };
    }),
  );
}

export function buildChain(options: {
  currency: Currency;
  stores: readonly ChainStore[];
  tills: readonly ChainTill[];
  articles: ChainSeed['articles'];
  channels: ChannelDescription;
  secrets: ChainSecrets;
  /** Settings in the place of the demo's, and the risk of cards taken offline, where a run wants them. */
  extras?: Pick<ChainSeed, 'settings' | 'offlineRisk'> | undefined;
}): ChainSeed {
  const { currency, stores, tills, articles, channels, secrets, extras } = options;
  return {
    merchant: { id: demoMerchantId, name: '钱台便利', currency, feeBasisPoints: 38 },
    regions: demoRegions.map((region) => ({ ...region })),
    stores: stores.map((store, index) => ({
      ...store,
      regionId: demoRegionOf(index),
      receiptHeader: ['钱台便利 Qiantai Demo'],
      receiptFooter: ['谢谢惠顾 Thank you', '凭小票七日内退换'],
      speaker: { ...speakerOf(store.id), secret: secrets.speakerSecrets[store.id] ?? '' },
    })),
    terminals: tills.map(({ id, storeId, name, cardTerminalId }) => ({ id, storeId, name, cardTerminalId })),
    operators: [...demoOperators, demoSupervisor].map((operator) => ({ ...operator, rights: [...operator.rights] })),
    articles: [...articles, demoWeighedArticle],
    settings: settingsOver(demoSettings(currency), extras?.settings ?? []),
    offlineRisk: extras?.offlineRisk ?? { person: '钱台便利 法定代表人', termsVersion: 'demo-1' },
    // A chain of one store in a test may have no store-1.
    headquartersUsers: demoHeadquartersUsers
      .filter(({ scope }) => scope === '' || stores.some(({ id }) => scope === `store/${id}`))
      .map((user) => ({ ...user, rights: [...user.rights] })),
    channelAccounts: [
      {
        id: 'wechat-main',
        channel: 'wechat',
        priority: 1,
        weight: 100,
        enabled: true,
        costBasisPoints: 20,
        credentials: channels.wechat,
      },
      {
        id: 'alipay-main',
        channel: 'alipay',
        priority: 1,
        weight: 100,
        enabled: true,
        costBasisPoints: 20,
        credentials: channels.alipay,
      },
      {
        id: 'unionpay-main',
        channel: 'unionpay',
        priority: 1,
        weight: 100,
        enabled: true,
        costBasisPoints: 20,
        credentials: channels.unionpay,
      },
      {
        id: 'card-main',
        channel: 'card',
        priority: 1,
        weight: 100,
        enabled: true,
        costBasisPoints: 30,
        credentials: channels.card,
      },
      {
        id: 'balance-main',
        channel: 'balance',
        priority: 1,
        weight: 100,
        enabled: true,
        costBasisPoints: 0,
        credentials: { companyId: demoMerchantId },
      },
    ],
    members: [{ ...demoMember }],
    memberApps: [demoMemberApp],
    activationCodes: [...secrets.activationCodes],
  };
}

/** What a run sets stands in the place of the demo's own. */
function settingsOver(demo: readonly SeedSetting[], own: readonly SeedSetting[]): SeedSetting[] {
  const placeOf = ({ scope, kind, id }: SeedSetting) => `${kind} ${id} ${scope}`;
  const taken = new Set(own.map(placeOf));
  return [...demo.filter((setting) => !taken.has(placeOf(setting))), ...own];
}
