/**
 * The chart of accounts: every code, in which book it may stand, and what its detail accounts are kept for.
 * Accounts are opened on demand from here. Data only: the engine names no account.
 */
export type AccountClass = 'asset' | 'liability' | 'equity' | 'income' | 'expense' | 'common';
export type BookKind = 'platform' | 'merchant';

/** What a detail account is kept for; the values come with the event that is posted. */
export type SubjectPart = 'merchantId' | 'channelAccountId' | 'terminalId' | 'businessDate';

export interface AccountDefinition {
  book: BookKind;
  class: AccountClass;
  nameEn: string;
  nameZh: string;
  /** In the order they stand in the subject, joined by `/`. None: one account in the book. */
  subject: readonly SubjectPart[];
}

export const chartOfAccounts = {
  'platform.channel_clearing': {
    book: 'platform',
    class: 'asset',
    nameEn: 'Channel clearing',
    nameZh: '渠道清算',
    subject: ['merchantId', 'channelAccountId'],
  },
  'platform.merchant_receivable': {
    book: 'platform',
    class: 'asset',
    nameEn: 'Merchant receivable',
    nameZh: '应收商户款',
    subject: ['merchantId'],
  },
  'platform.merchant_payable': {
    book: 'platform',
    class: 'liability',
    nameEn: 'Merchant payable',
    nameZh: '应付商户款',
    subject: ['merchantId'],
  },
  'platform.refunds_in_transit': {
    book: 'platform',
    class: 'liability',
    nameEn: 'Refunds in transit',
    nameZh: '在途退款',
    subject: ['merchantId', 'channelAccountId'],
  },
  'platform.fee_income': {
    book: 'platform',
    class: 'income',
    nameEn: 'Fee income',
    nameZh: '手续费收入',
    subject: ['merchantId'],
  },
  'platform.channel_fee_expense': {
    book: 'platform',
    class: 'expense',
    nameEn: 'Channel fee expense',
    nameZh: '渠道成本',
    subject: ['merchantId', 'channelAccountId'],
  },
  'merchant.cash_in_till': {
    book: 'merchant',
    class: 'asset',
    nameEn: 'Cash in till',
    nameZh: '收银机现金',
    subject: ['terminalId', 'businessDate'],
  },
  'merchant.receivable_from_acquirer': {
    book: 'merchant',
    class: 'asset',
    nameEn: 'Receivable from acquirer',
    nameZh: '应收收单款',
    subject: [],
  },
  'merchant.refunds_in_transit': {
    book: 'merchant',
    class: 'liability',
    nameEn: 'Refunds in transit',
    nameZh: '在途退款',
    subject: [],
  },
  'merchant.sales': { book: 'merchant', class: 'income', nameEn: 'Sales', nameZh: '销售收入', subject: [] },
  'merchant.sales_returned': {
    book: 'merchant',
    class: 'income',
    nameEn: 'Sales returned',
    nameZh: '销售退回',
    subject: [],
  },
  'merchant.acquiring_fee_expense': {
    book: 'merchant',
    class: 'expense',
    nameEn: 'Acquiring fee',
    nameZh: '收单手续费',
    subject: [],
  },
} as const satisfies Record<string, AccountDefinition>;

export type AccountCode = keyof typeof chartOfAccounts;
