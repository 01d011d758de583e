/** Why a device does not do what it should, or what it read is of no use here, and what a person does about it. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const showPaymentCode: Phrase = {
  zh: '请顾客打开“付款码”，再扫。',
  en: 'Ask the customer to open their payment code.',
};

export const deviceReasons: Record<string, ReasonWords> = {
  MERCHANT_CODE: {
    what: {
      zh: '这是商家的收款码（{name}），不是付款码',
      en: 'This is a merchant’s code ({name}), not a payment code',
    },
    next: showPaymentCode,
  },
  MERCHANT_CODE_WECHAT: {
    what: { zh: '这是微信收款码，不是付款码', en: 'This is a merchant’s code of WeChat Pay, not a payment code' },
    next: showPaymentCode,
  },
  MERCHANT_CODE_ALIPAY: {
    what: { zh: '这是支付宝收款码，不是付款码', en: 'This is a merchant’s code of Alipay, not a payment code' },
    next: showPaymentCode,
  },
  MERCHANT_CODE_UNIONPAY: {
    what: { zh: '这是银联收款码，不是付款码', en: 'This is a merchant’s code of UnionPay, not a payment code' },
    next: showPaymentCode,
  },
  CONSUMER_QR: {
    what: {
      zh: '这是卡组织的 EMV 付款码，本店没有能收它的渠道',
      en: 'This is a card scheme’s EMV payment code: no channel here takes it',
    },
    next: {
      zh: '请顾客改用微信、支付宝或云闪付的数字付款码，或换一种方式。',
      en: 'Ask for a payment code in digits (WeChat Pay, Alipay, UnionPay), or take another way.',
    },
  },
  SPEAKER_SILENT: {
    what: { zh: '云音箱没有应答', en: 'The speaker does not answer' },
    next: { zh: '请检查它的电源和网络。收款不受影响。', en: 'Check its power and network. Payments go on without it.' },
  },
  SPEAKER_NOTHING_SAID: {
    what: { zh: '还没有播报过', en: 'Nothing was announced yet' },
    next: { zh: '收款后可以再播一次。', en: 'It can be said again after a payment.' },
  },
  READER_KEY_UNKNOWN: {
    what: { zh: '这台磁条读卡器加密了卡号，收单方没有它的密钥', en: 'This reader encrypts for another acquirer' },
    next: { zh: '请用配套的读卡器，或换一种支付方式。', en: 'Use the shop’s own card reader, or another way to pay.' },
  },
  READER_KEYS_EXHAUSTED: {
    what: { zh: '读卡器的密钥用完了', en: 'The reader has used up its keys' },
    next: { zh: '请换一台读卡器，并联系技术支持。', en: 'Take another reader, and call support.' },
  },
  READER_BUSY: {
    what: { zh: '读卡器正在读卡', en: 'The reader is at a card' },
    next: { zh: '请等这笔结束再测试。', en: 'Wait until it is done, then test again.' },
  },
  READER_SILENT: {
    what: { zh: '读卡器没有应答', en: 'The reader does not answer' },
    next: { zh: '请检查连线和电源。', en: 'Check its cable and power.' },
  },
  BROKER_AWAY: {
    what: { zh: '连不上云音箱的消息服务器', en: 'The speaker’s message server does not answer' },
    next: {
      zh: '系统会自动重连，收款不受影响。一直连不上请检查地址和网络。',
      en: 'The till keeps trying; payments go on. If it stays, check the address and the network.',
    },
  },
  BROKER_UNTRUSTED: {
    what: { zh: '消息服务器的证书不受信任', en: 'The message server’s certificate is not trusted' },
    next: { zh: '请检查地址，或请管理员安装它的证书。', en: 'Check the address, or have its certificate installed.' },
  },
  BROKER_REFUSED_LOGIN: {
    what: { zh: '消息服务器不接受登录', en: 'The message server refuses the login' },
    next: { zh: '请检查客户端号、用户名和密码。', en: 'Check client id, user and password.' },
  },
  BROKER_REFUSED_TOPIC: {
    what: { zh: '消息服务器不允许这个主题', en: 'The message server refuses the topic' },
    next: { zh: '请检查主题，或请管理员开通权限。', en: 'Check the topic, or have the right granted.' },
  },
};
