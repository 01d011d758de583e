/**
 * The chart of accounts: general accounts (总账) and the detail accounts (明细) beneath them, by the classes of
 * Chinese accounting standards, whose first digit the number carries: 1 asset, 2 liability, 3 common, 4 equity,
 * 5 cost, 6 income and expense. Postings go to detail accounts; a general account is the sum of its details.
 * Data only: the engine names no account. It stands in the database too (`ledger_chart`), for statements in SQL.
 */
export type AccountClass = 'asset' | 'liability' | 'common' | 'equity' | 'cost' | 'income_and_expense';
export type BookKind = 'platform' | 'merchant';
export type NormalSide = 'debit' | 'credit';
/** A real account carries its balance over the period's end; a nominal one is carried into equity. */
export type AccountNature = 'real' | 'nominal';

/** What a detail account is kept for; the values come with the event that is posted. */
export type SubjectPart =
  | 'merchantId'
  | 'channelAccountId'
  | 'terminalId'
  | 'businessDate'
  | 'bankAccountId'
  | 'ownBankAccountId'
  | 'programmeId'
  | 'accountNumber';

/** Number, class, side and nature of a general account, and what it is called. */
export interface GeneralAccount {
  number: string;
  class: AccountClass;
  normalSide: NormalSide;
  nature: AccountNature;
  nameEn: string;
  nameZh: string;
}

export interface AccountDefinition {
  book: BookKind;
  /** Key of `generalAccounts`; class, side (unless `contra`) and nature are the general account's. */
  general: GeneralCode;
  /** The general account's number and two digits more. */
  number: string;
  nameEn: string;
  nameZh: string;
  /** In the order they stand in the subject, joined by `/`. None: one account in the book. */
  subject: readonly SubjectPart[];
  /** Deducted from its general account: it grows on the other side. */
  contra?: true;
  /**
   * Money that somebody may dispose of: it can't be overdrawn, and it is opened by name only, never by a
   * posting. Others are opened by the first posting that needs them.
   */
  guarded?: true;
}

const general = <Numbered extends Record<string, GeneralAccount>>(accounts: Numbered) => accounts;
const of = (
  accountClass: AccountClass,
  normalSide: NormalSide,
  nature: AccountNature,
  [number, nameZh, nameEn]: readonly [string, string, string],
): GeneralAccount => ({ number, class: accountClass, normalSide, nature, nameZh, nameEn });

/** Numbers as in the standard chart of the Ministry of Finance (企业会计准则——应用指南, 会计科目). */
export const generalAccounts = general({
  cash: of('asset', 'debit', 'real', ['1001', '库存现金', 'Cash']),
  bank_deposits: of('asset', 'debit', 'real', ['1002', '银行存款', 'Bank deposits']),
  accounts_receivable: of('asset', 'debit', 'real', ['1122', '应收账款', 'Accounts receivable']),
  prepayments: of('asset', 'debit', 'real', ['1123', '预付账款', 'Prepayments']),
  other_receivables: of('asset', 'debit', 'real', ['1221', '其他应收款', 'Other receivables']),
  assets_to_clear: of('asset', 'debit', 'real', ['1901', '待处理财产损溢', 'Assets to be cleared up']),
  accounts_payable: of('liability', 'credit', 'real', ['2202', '应付账款', 'Accounts payable']),
  advances_received: of('liability', 'credit', 'real', ['2203', '预收账款', 'Advances received']),
  taxes_payable: of('liability', 'credit', 'real', ['2221', '应交税费', 'Taxes payable']),
  other_payables: of('liability', 'credit', 'real', ['2241', '其他应付款', 'Other payables']),
  client_balances: of('liability', 'credit', 'real', ['2011', '客户备付金', 'Client balances']),
  interbook_clearing: of('common', 'debit', 'real', ['3001', '清算资金往来', 'Clearing between books']),
  memo_records: of('common', 'debit', 'real', ['3901', '备查登记', 'Memo records']),
  paid_in_capital: of('equity', 'credit', 'real', ['4001', '实收资本', 'Paid-in capital']),
  risk_reserve: of('equity', 'credit', 'real', ['4102', '风险准备金', 'Risk reserve']),
  profit_of_year: of('equity', 'credit', 'real', ['4103', '本年利润', 'Profit of the year']),
  profit_distribution: of('equity', 'credit', 'real', ['4104', '利润分配', 'Profit distribution']),
  service_cost: of('cost', 'debit', 'nominal', ['5201', '劳务成本', 'Cost of services']),
  main_income: of('income_and_expense', 'credit', 'nominal', ['6001', '主营业务收入', 'Main business income']),
  other_income: of('income_and_expense', 'credit', 'nominal', ['6051', '其他业务收入', 'Other business income']),
  non_operating_income: of('income_and_expense', 'credit', 'nominal', ['6301', '营业外收入', 'Non-operating income']),
  channel_fees: of('income_and_expense', 'debit', 'nominal', ['6402', '渠道费用', 'Channel fees']),
  marketing_expense: of('income_and_expense', 'debit', 'nominal', ['6601', '营销费用', 'Marketing expense']),
  finance_expense: of('income_and_expense', 'debit', 'nominal', ['6603', '财务费用', 'Finance expense']),
  losses: of('income_and_expense', 'debit', 'nominal', ['6711', '营业外支出', 'Non-operating losses']),
});

export type GeneralCode = keyof typeof generalAccounts;

const chart = <Codes extends Record<string, AccountDefinition>>(accounts: Codes) => accounts;
type Extra = Pick<AccountDefinition, 'contra' | 'guarded'>;

const platform = (
  generalCode: GeneralCode,
  [number, nameZh, nameEn]: readonly [string, string, string],
  subject: readonly SubjectPart[] = [],
  extra: Extra = {},
): AccountDefinition => ({ book: 'platform', general: generalCode, number, nameZh, nameEn, subject, ...extra });

const merchant = (...line: Parameters<typeof platform>): AccountDefinition => ({
  ...platform(...line),
  book: 'merchant',
});

export const chartOfAccounts = chart({
  // Assets of the platform.
  'platform.custody_bank': platform('bank_deposits', ['100201', '存管银行存款', 'Custody bank'], ['bankAccountId']),
  'platform.own_bank': platform(
    'bank_deposits',
    ['100202', '自有资金银行存款', 'Own bank account'],
    ['ownBankAccountId'],
  ),
  'platform.channel_clearing': platform(
    'accounts_receivable',
    ['112201', '渠道清算', 'Channel clearing'],
    ['merchantId', 'channelAccountId'],
  ),
  'platform.card_clearing': platform(
    'accounts_receivable',
    ['112202', '银行卡清算', 'Card clearing'],
    ['merchantId', 'channelAccountId'],
  ),
  'platform.recharge_clearing': platform(
    'accounts_receivable',
    ['112203', '充值待清算', 'Recharges to be cleared'],
    ['channelAccountId'],
  ),
  'platform.bank_receivable': platform(
    'accounts_receivable',
    ['112204', '应收银行款', 'Receivable from banks'],
    ['bankAccountId'],
  ),
  'platform.merchant_receivable': platform(
    'accounts_receivable',
    ['112205', '应收商户款', 'Merchant receivable'],
    ['merchantId'],
  ),
  'platform.fee_receivable': platform(
    'accounts_receivable',
    ['112206', '应收手续费', 'Fees receivable'],
    ['merchantId'],
  ),
  'platform.member_receivable': platform('accounts_receivable', ['112207', '应收会员款', 'Receivable from members']),

  // What the platform owes.
  'platform.customer_balance': platform(
    'client_balances',
    ['201101', '个人客户余额', 'Customer balance'],
    ['accountNumber'],
    { guarded: true },
  ),
  'platform.merchant_balance': platform(
    'client_balances',
    ['201102', '商户余额', 'Merchant balance'],
    ['accountNumber'],
    { guarded: true },
  ),
  'platform.internal_balance': platform(
    'client_balances',
    ['201103', '内部账户余额', 'Internal balance'],
    ['accountNumber'],
    { guarded: true },
  ),
  'platform.merchant_payable': platform(
    'accounts_payable',
    ['220201', '应付商户款', 'Merchant payable'],
    ['merchantId'],
  ),
  'platform.channel_payable': platform(
    'accounts_payable',
    ['220202', '应付渠道款', 'Payable to channels'],
    ['channelAccountId'],
  ),
  'platform.membership_advances': platform('advances_received', ['220301', '预收会员费', 'Membership fees in advance']),
  'platform.tax_payable': platform('taxes_payable', ['222101', '应交税费', 'Taxes payable']),
  'platform.refunds_in_transit': platform(
    'other_payables',
    ['224101', '在途退款', 'Refunds in transit'],
    ['merchantId', 'channelAccountId'],
  ),
  'platform.settlement_in_transit': platform(
    'other_payables',
    ['224102', '在途结算', 'Settlement in transit'],
    ['bankAccountId'],
  ),
  'platform.withdrawals_in_transit': platform(
    'other_payables',
    ['224103', '在途提现', 'Withdrawals in transit'],
    ['bankAccountId'],
  ),
  'platform.payouts_in_transit': platform(
    'other_payables',
    ['224104', '在途代付', 'Payouts in transit'],
    ['bankAccountId'],
  ),
  'platform.split_to_confirm': platform(
    'other_payables',
    ['224105', '待分账款', 'Splits to be confirmed'],
    ['merchantId'],
  ),
  'platform.red_packets': platform(
    'other_payables',
    ['224106', '红包资金', 'Red packets outstanding'],
    ['programmeId'],
  ),
  'platform.points': platform('other_payables', ['224107', '积分准备', 'Points outstanding'], ['programmeId']),
  'platform.suspense': platform('other_payables', ['224108', '挂账', 'Suspense'], ['bankAccountId']),

  // Memo: money that never was the platform's, noted on both sides.
  'platform.memo_direct_takings': platform(
    'memo_records',
    ['390101', '直清收款备查', 'Direct takings (memo)'],
    ['merchantId', 'channelAccountId'],
  ),
  'platform.memo_contra': platform(
    'memo_records',
    ['390102', '备查对方科目', 'Memo contra'],
    ['merchantId', 'channelAccountId'],
    { contra: true },
  ),

  // Equity, costs, income and expense of the platform.
  'platform.paid_in_capital': platform('paid_in_capital', ['400101', '实收资本', 'Paid-in capital']),
  'platform.risk_reserve': platform('risk_reserve', ['410201', '风险准备金', 'Risk reserve']),
  'platform.profit_of_year': platform('profit_of_year', ['410301', '本年利润', 'Profit of the year']),
  'platform.undistributed_profit': platform('profit_distribution', [
    '410401',
    '利润分配-未分配利润',
    'Undistributed profit',
  ]),
  'platform.service_cost': platform('service_cost', ['520101', '验证与短信成本', 'Checks and messages']),
  'platform.fee_income': platform('main_income', ['600101', '手续费收入', 'Fee income'], ['merchantId']),
  'platform.member_fee_income': platform('main_income', ['600102', '会员手续费收入', 'Fees of members']),
  'platform.membership_income': platform('main_income', ['600103', '会员卡收入', 'Membership income']),
  'platform.unclaimed_income': platform('non_operating_income', ['630101', '无主款项收入', 'Unclaimed money']),
  'platform.channel_fee_expense': platform(
    'channel_fees',
    ['640201', '渠道成本', 'Channel fee expense'],
    ['merchantId', 'channelAccountId'],
  ),
  'platform.bank_fee_expense': platform('channel_fees', ['640202', '银行手续费', 'Bank fees'], ['bankAccountId']),
  'platform.marketing_expense': platform(
    'marketing_expense',
    ['660101', '营销费用', 'Marketing expense'],
    ['programmeId'],
  ),
  'platform.rounding': platform('finance_expense', ['660301', '尾差', 'Rounding differences']),
  'platform.losses': platform('losses', ['671101', '风险损失', 'Losses'], ['merchantId']),

  // A merchant's own book.
  'merchant.cash_in_till': merchant('cash', ['100101', '收银机现金', 'Cash in till'], ['terminalId', 'businessDate']),
  'merchant.cash_in_safe': merchant('cash', ['100102', '保险柜现金', 'Cash in the safe']),
  'merchant.bank': merchant('bank_deposits', ['100203', '银行存款', 'Bank']),
  'merchant.receivable_from_acquirer': merchant('accounts_receivable', [
    '112211',
    '应收收单款',
    'Receivable from acquirer',
  ]),
  'merchant.receivable_from_channel': merchant(
    'accounts_receivable',
    ['112212', '应收渠道款', 'Receivable from channel'],
    ['channelAccountId'],
  ),
  'merchant.offline_card_receivable': merchant(
    'accounts_receivable',
    ['112213', '离线刷卡应收款', 'Offline card receivable'],
    ['terminalId'],
  ),
  'merchant.declined_offline_receivable': merchant(
    'other_receivables',
    ['122111', '离线拒付应收款', 'Declined offline cards'],
    ['terminalId'],
  ),
  'merchant.acquirer_balance': merchant('other_receivables', ['122112', '收单机构余额', 'Balance at the acquirer']),
  'merchant.petty_cash': merchant('other_receivables', ['122113', '备用金', 'Petty cash to account for']),
  'merchant.cash_difference': merchant(
    'assets_to_clear',
    ['190111', '现金长短款', 'Cash over and short'],
    ['terminalId'],
  ),
  'merchant.payable_to_acquirer': merchant('accounts_payable', ['220211', '应付收单手续费', 'Payable to acquirer']),
  'merchant.sales_not_settled': merchant(
    'advances_received',
    ['220311', '未清算销售', 'Sales not yet settled'],
    ['terminalId'],
  ),
  'merchant.refunds_in_transit': merchant('other_payables', ['224111', '在途退款', 'Refunds in transit']),
  'merchant.profit_of_year': merchant('profit_of_year', ['410311', '本年利润', 'Profit of the year']),
  'merchant.undistributed_profit': merchant('profit_distribution', [
    '410411',
    '利润分配-未分配利润',
    'Undistributed profit',
  ]),
  'merchant.sales': merchant('main_income', ['600111', '销售收入', 'Sales']),
  'merchant.sales_returned': merchant('main_income', ['600112', '销售退回', 'Sales returned'], [], { contra: true }),
  'merchant.acquiring_fee_expense': merchant('channel_fees', ['640211', '收单手续费', 'Acquiring fee']),
  'merchant.channel_fee_expense': merchant(
    'channel_fees',
    ['640212', '渠道手续费', 'Channel fee'],
    ['channelAccountId'],
  ),
  'merchant.coupon_expense': merchant('marketing_expense', ['660111', '优惠券费用', 'Coupon expense']),
  'merchant.offline_card_loss': merchant('losses', ['671111', '离线刷卡坏账', 'Loss of offline cards'], ['terminalId']),
  'merchant.rounding': merchant('finance_expense', ['660311', '抹零', 'Rounding']),
});

export type AccountCode = keyof typeof chartOfAccounts;

/** The accounts that a member's money stands on; which of them, the account's own type says. */
export const memberAccountCodes = [
  'platform.customer_balance',
  'platform.merchant_balance',
  'platform.internal_balance',
] as const satisfies readonly AccountCode[];
export type MemberAccountCode = (typeof memberAccountCodes)[number];

export function isAccountCode(code: string): code is AccountCode {
  return Object.hasOwn(chartOfAccounts, code);
}

export function classOf(code: AccountCode): AccountClass {
  return generalAccounts[chartOfAccounts[code].general].class;
}

/** 1 where a debit makes it larger, -1 where a credit does. */
export function signOf(code: AccountCode): 1 | -1 {
  const definition: AccountDefinition = chartOfAccounts[code];
  const debit = (generalAccounts[definition.general].normalSide === 'debit') !== (definition.contra === true);
  return debit ? 1 : -1;
}

export function isNominal(code: AccountCode): boolean {
  return generalAccounts[chartOfAccounts[code].general].nature === 'nominal';
}

/** Where nominal accounts of a book are carried at a period's end, and that one at a year's end. */
export const equityOfClose: Readonly<Record<BookKind, { profit: AccountCode; undistributed: AccountCode }>> = {
  platform: { profit: 'platform.profit_of_year', undistributed: 'platform.undistributed_profit' },
  merchant: { profit: 'merchant.profit_of_year', undistributed: 'merchant.undistributed_profit' },
};
