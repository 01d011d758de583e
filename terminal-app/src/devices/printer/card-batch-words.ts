/** What stands on the paper of a card terminal's settlement. */
export interface CardBatchWords {
  title: string;
  operator: string;
  printed: string;
  signature: string;
  at: string;
  terminal: string;
  batch: string;
  sales: string;
  refunds: string;
  acquirer: string;
  own: string;
  agrees: string;
  differs: string;
  more: string;
  notYet: string;
  due: string;
  under_way: string;
  unknown: string;
  kinds: Readonly<Record<'missing_there' | 'missing_here' | 'amount', string>>;
  schemes: Readonly<Record<string, string>>;
}

export const cardBatchWords: Readonly<Record<'zh' | 'en', CardBatchWords>> = {
  zh: {
    title: '刷卡批结算',
    operator: '操作员',
    printed: '打印',
    signature: '签名',
    at: '结算时间',
    terminal: '终端',
    batch: '批次',
    sales: '消费',
    refunds: '退货撤销',
    acquirer: '收单行',
    own: '本机刷卡',
    agrees: '账平',
    differs: '账不平',
    more: '另有差异',
    notYet: '** 批结算未完成 **',
    due: '尚未结算，系统会自动再做。',
    under_way: '正在结算，结果见补打的报表。',
    unknown: '收单行没有应答，系统会先查询再继续。',
    kinds: { missing_there: '收单行没有', missing_here: '本机没有', amount: '金额不同' },
    schemes: { unionpay: '银联', visa: 'Visa', mastercard: '万事达', amex: '运通', jcb: 'JCB', other: '其他' },
  },
  en: {
    title: 'CARD SETTLEMENT',
    operator: 'Operator',
    printed: 'Printed',
    signature: 'Signature',
    at: 'Settled',
    terminal: 'Terminal',
    batch: 'Batch',
    sales: 'Sales',
    refunds: 'Refunds, voids',
    acquirer: 'Acquirer',
    own: 'Cards of this till',
    agrees: 'AGREES',
    differs: 'DIFFERS',
    more: 'More differences',
    notYet: '** CARDS NOT SETTLED YET **',
    due: 'It is still due and goes on by itself.',
    under_way: 'It is under way; a copy of this report says the end.',
    unknown: 'The acquirer did not answer; it is asked before anything else is done.',
    kinds: { missing_there: 'Not at the acquirer', missing_here: 'Not in this till', amount: 'Amounts differ' },
    schemes: {
      unionpay: 'UnionPay',
      visa: 'Visa',
      mastercard: 'Mastercard',
      amex: 'Amex',
      jcb: 'JCB',
      other: 'Other',
    },
  },
};
