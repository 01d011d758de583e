import type { ChannelName, TenderName } from '@qiantai/protos';

export interface PaperWords {
  receiptNo: string;
  originalReceiptNo: string;
  return: string;
  copy: string;
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
  channels: Readonly<Record<ChannelName, string>>;
  tenders: Readonly<Record<TenderName, string>>;
}

export const paperWords: Readonly<Record<'zh' | 'en', PaperWords>> = {
  zh: {
    receiptNo: '小票号',
    originalReceiptNo: '原小票号',
    return: '退货',
    copy: '** 补打 **',
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
    channels: { cash: '现金', wechat: '微信支付', alipay: '支付宝', card: '银行卡' },
    tenders: { cash: '现金', payment_code: '付款码', qr: '二维码', card: '银行卡' },
  },
  en: {
    receiptNo: 'Receipt',
    originalReceiptNo: 'Original receipt',
    return: 'RETURN',
    copy: '** COPY **',
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
    channels: { cash: 'Cash', wechat: 'WeChat Pay', alipay: 'Alipay', card: 'Bank card' },
    tenders: { cash: 'Cash', payment_code: 'Payment code', qr: 'QR code', card: 'Bank card' },
  },
};
