import type { ChannelName, TenderName } from '@qiantai/protos';

/** What stands on the slip of a card. */
export type SlipWord =
  | 'title'
  | 'merchantCopy'
  | 'customerCopy'
  | 'reprint'
  | 'merchantName'
  | 'merchantNo'
  | 'terminalNo'
  | 'operator'
  | 'card'
  | 'issuer'
  | 'entry'
  | 'type'
  | 'sale'
  | 'refund'
  | 'expiry'
  | 'batchNo'
  | 'traceNo'
  | 'referenceNo'
  | 'authorisation'
  | 'time'
  | 'amount'
  | 'signature'
  | 'agreed'
  | 'chip'
  | 'contactless'
  | 'magnetic'
  | 'pin'
  | 'none'
  | 'offline';

export interface PaperWords {
  receiptNo: string;
  originalReceiptNo: string;
  return: string;
  copy: string;
  training: string;
  back: string;
  listPrice: string;
  manualDiscount: string;
  saved: string;
  rounding: string;
  member: string;
  phone: string;
  note: string;
  kept: string;
  orderNo: string;
  items: string;
  total: string;
  discount: string;
  taxIncluded: string;
  givenBack: string;
  tendered: string;
  change: string;
  offline: string;
  cardOffline: string;
  unknownTitle: string;
  unknownSale: string;
  unknownRefund: string;
  slip: Readonly<Record<SlipWord, string>>;
  channels: Readonly<Record<ChannelName, string>>;
  tenders: Readonly<Record<TenderName, string>>;
}

export const paperWords: Readonly<Record<'zh' | 'en', PaperWords>> = {
  zh: {
    receiptNo: '小票号',
    originalReceiptNo: '原小票号',
    return: '退货',
    copy: '** 补打 **',
    training: '** 培训 不作凭证 **',
    back: '[退回]',
    listPrice: '原价',
    manualDiscount: '手工优惠',
    saved: '已优惠',
    rounding: '其中抹零',
    member: '会员',
    phone: '电话',
    note: '备注',
    kept: '** 门店系统恢复后补正式小票号 **',
    orderNo: '订单号',
    items: '件数',
    total: '合计',
    discount: '优惠',
    taxIncluded: '其中',
    givenBack: '退款',
    tendered: '实收',
    change: '找零',
    offline: '** 离线交易，待上传 **',
    cardOffline: '(离线)',
    unknownTitle: '结果未知',
    unknownSale: '本次付款结果还未确认，系统会继续查询；未成功或重复的款项会自动退回，不会重复扣款。凭此编号查询：',
    unknownRefund: '本次退款已受理，结果还未确认，系统会继续处理。凭此编号查询：',
    slip: {
      title: '签购单',
      merchantCopy: '商户存根',
      customerCopy: '持卡人存根',
      reprint: '** 重印 COPY **',
      merchantName: '商户名称',
      merchantNo: '商户编号',
      terminalNo: '终端编号',
      operator: '操作员',
      card: '卡号',
      issuer: '发卡行',
      entry: '读卡方式',
      type: '交易类型',
      sale: '消费',
      refund: '退货',
      expiry: '有效期',
      batchNo: '批次号',
      traceNo: '凭证号',
      referenceNo: '参考号',
      authorisation: '授权码',
      time: '日期时间',
      amount: '金额',
      signature: '持卡人签名',
      agreed: '本人确认以上交易，同意将其记入本卡账户',
      chip: '插卡',
      contactless: '挥卡',
      magnetic: '刷卡',
      pin: '已输密码',
      none: '免密免签',
      offline: '** 离线交易，待发卡行确认 **',
    },
    channels: {
      cash: '现金',
      wechat: '微信支付',
      alipay: '支付宝',
      unionpay: '云闪付',
      card: '银行卡',
      balance: '余额',
    },
    tenders: { cash: '现金', payment_code: '付款码', qr: '二维码', card: '银行卡', balance: '余额' },
  },
  en: {
    receiptNo: 'Receipt',
    originalReceiptNo: 'Original receipt',
    return: 'RETURN',
    copy: '** COPY **',
    training: '** TRAINING, NOT A RECEIPT **',
    back: '[back]',
    listPrice: 'instead of',
    manualDiscount: 'Manual discount',
    saved: 'Saved',
    rounding: 'of which rounding',
    member: 'Member',
    phone: 'Phone',
    note: 'Note',
    kept: '** RECEIPT NUMBER TO FOLLOW **',
    orderNo: 'Order',
    items: 'Items',
    total: 'TOTAL',
    discount: 'Discount',
    taxIncluded: 'of which',
    givenBack: 'GIVEN BACK',
    tendered: 'Tendered',
    change: 'Change',
    offline: '** OFFLINE, NOT YET SENT **',
    cardOffline: '(offline)',
    unknownTitle: 'RESULT UNKNOWN',
    unknownSale:
      'The result of this payment is not known yet and is being asked for. Money that was taken without a sale, or twice, goes back by itself. Look it up under:',
    unknownRefund:
      'This refund was accepted and its result is not known yet; it is being followed up. Look it up under:',
    slip: {
      title: 'CARD SLIP',
      merchantCopy: "MERCHANT'S COPY",
      customerCopy: "CUSTOMER'S COPY",
      reprint: '** COPY **',
      merchantName: 'Merchant',
      merchantNo: 'Merchant no.',
      terminalNo: 'Terminal no.',
      operator: 'Operator',
      card: 'Card',
      issuer: 'Issuer',
      entry: 'Read by',
      type: 'Type',
      sale: 'Sale',
      refund: 'Refund',
      expiry: 'Valid until',
      batchNo: 'Batch',
      traceNo: 'Trace',
      referenceNo: 'Reference',
      authorisation: 'Authorisation',
      time: 'Time',
      amount: 'Amount',
      signature: 'Signature',
      agreed: 'I agree to pay the above amount according to the card issuer agreement',
      chip: 'Chip',
      contactless: 'Contactless',
      magnetic: 'Magnetic stripe',
      pin: 'PIN entered',
      none: 'No PIN or signature needed',
      offline: '** OFFLINE, NOT YET CONFIRMED **',
    },
    channels: {
      cash: 'Cash',
      wechat: 'WeChat Pay',
      alipay: 'Alipay',
      unionpay: 'UnionPay',
      card: 'Bank card',
      balance: 'Balance',
    },
    tenders: { cash: 'Cash', payment_code: 'Payment code', qr: 'QR code', card: 'Bank card', balance: 'Balance' },
  },
};
