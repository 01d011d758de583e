/**
 * Why something does not go while the line is down, each with what to do instead. The codes are those of the
 * agent's offline policy (edge-agent/src/offline), listed in docs/reasons.md.
 */
import type { ReasonWords } from './reason-words.ts';

export const offlineReasonWords: Readonly<Record<string, ReasonWords>> = {
  OFFLINE_PAYMENT_CODE: {
    what: { zh: '离线时不能收付款码', en: 'Offline: a payment code needs the line' },
    next: { zh: '请收现金；有银行卡可试离线收卡。', en: 'Take cash, or try a card.' },
  },
  OFFLINE_BALANCE: {
    what: { zh: '离线时不能用余额付', en: 'Offline: a balance needs the line' },
    next: { zh: '请收现金；有银行卡可试离线收卡。', en: 'Take cash, or try a card.' },
  },
  OFFLINE_QR: {
    what: { zh: '离线时不能出二维码', en: 'Offline: a QR code needs the line' },
    next: { zh: '请收现金；有银行卡可试离线收卡。', en: 'Take cash, or try a card.' },
  },
  OFFLINE_FORCED: {
    what: { zh: '这台收银机正在离线收款', en: 'This till works offline' },
    next: { zh: '请收现金，或先恢复联机收款。', en: 'Take cash, or go back online first.' },
  },
  OFFLINE_REFUND: {
    what: { zh: '离线时不能退回银行卡或手机', en: 'Offline: money goes back to a card or phone with the line only' },
    next: { zh: '请退现金，或等连接恢复。', en: 'Give cash back, or wait for the line.' },
  },
  OFFLINE_RETURN_ELSEWHERE: {
    what: { zh: '离线时查不到这张小票的退货记录', en: 'Offline: what came back of this receipt is not known here' },
    next: {
      zh: '只能退本店售出的商品；请等连接恢复。',
      en: 'Only what this store sold can come back now. Wait for the line.',
    },
  },
  OFFLINE_CARDS_OFF: {
    what: { zh: '本店没有开通离线收卡', en: 'This store takes no cards offline' },
    next: { zh: '请收现金，或等连接恢复。', en: 'Take cash, or wait for the line.' },
  },
  OFFLINE_CARD_NO_RISK: {
    what: { zh: '商户还没有确认承担离线收卡的风险', en: 'The merchant has not taken the risk of cards offline' },
    next: { zh: '请收现金，或等连接恢复。', en: 'Take cash, or wait for the line.' },
  },
  OFFLINE_CARD_CURRENCY: {
    what: { zh: '离线收卡的限额是另一种货币', en: 'The offline limits are in another currency' },
    next: { zh: '请收现金，并告诉店长。', en: 'Take cash, and tell the manager.' },
  },
  OFFLINE_AGENT_REVOKED: {
    what: { zh: '总部已停用这家门店的主机', en: 'Headquarters has revoked this store’s computer' },
    next: { zh: '请收现金，并马上找店长。', en: 'Take cash, and call the manager now.' },
  },
  OFFLINE_NO_CONTACT: {
    what: { zh: '太久没有联系上总部，不再离线收卡', en: 'No contact with headquarters for too long: no cards offline' },
    next: { zh: '请收现金，并检查网络。', en: 'Take cash, and check the network.' },
  },
  OFFLINE_CARD_TOO_OLD: {
    what: { zh: '最早一笔离线卡等得太久，不再离线收卡', en: 'The oldest offline card has waited too long' },
    next: { zh: '请收现金，等连接恢复后再收卡。', en: 'Take cash until the line is back.' },
  },
  OFFLINE_LIMIT_TERMINAL_COUNT: {
    what: { zh: '这台收银机的离线卡笔数已满', en: 'This till holds as many offline cards as it may' },
    next: { zh: '请收现金。', en: 'Take cash.' },
  },
  OFFLINE_LIMIT_STORE_COUNT: {
    what: { zh: '本店的离线卡笔数已满', en: 'The store holds as many offline cards as it may' },
    next: { zh: '请收现金。', en: 'Take cash.' },
  },
  OFFLINE_RIGHT_MISSING: {
    what: { zh: '您没有离线收卡的权限', en: 'You may not take cards offline' },
    next: { zh: '请收现金，或请有权限的同事登录。', en: 'Take cash, or ask a colleague who may.' },
  },
  OFFLINE_CARD_ENTRY_MODE: {
    what: { zh: '离线时不能用这种读卡方式', en: 'This way of reading a card does not go offline' },
    next: { zh: '请换挥卡或插卡，或收现金。', en: 'Tap or insert the card instead, or take cash.' },
  },
  OFFLINE_CARD_BLOCKED: {
    what: { zh: '这张卡在禁收名单上', en: 'This card is on the block list' },
    next: { zh: '请不要收这张卡，换一种方式。', en: 'Do not take this card. Try another way.' },
  },
  OFFLINE_CARD_EXPIRED: {
    what: { zh: '这张卡已过期', en: 'This card has expired' },
    next: { zh: '请换一张卡，或收现金。', en: 'Try another card, or take cash.' },
  },
  OFFLINE_CARD_NO_BRAND: {
    what: { zh: '离线时不收这个卡种', en: 'This kind of card is not taken offline' },
    next: { zh: '请换一张卡，或收现金。', en: 'Try another card, or take cash.' },
  },
  OFFLINE_CARD_ONLINE_PIN: {
    what: { zh: '输了密码的卡只能联机收', en: 'A card with a PIN needs the line' },
    next: { zh: '请换免密的方式（挥卡），或收现金。', en: 'Try it without a PIN (tap), or take cash.' },
  },
  OFFLINE_LIMIT_TRANSACTION: {
    what: { zh: '超过离线收卡的单笔限额', en: 'Above the offline limit of one sale' },
    next: { zh: '请收现金，或分开付。', en: 'Take cash, or split the sum.' },
  },
  OFFLINE_LIMIT_BRAND_TRANSACTION: {
    what: { zh: '超过这个卡种离线的单笔限额', en: 'Above the offline limit of this kind of card' },
    next: { zh: '请收现金，或分开付。', en: 'Take cash, or split the sum.' },
  },
  OFFLINE_LIMIT_BRAND_SUM: {
    what: { zh: '这个卡种的离线总额已到上限', en: 'The offline sum of this kind of card is reached' },
    next: { zh: '请换一张卡，或收现金。', en: 'Try another card, or take cash.' },
  },
  OFFLINE_LIMIT_TERMINAL_SUM: {
    what: { zh: '这台收银机的离线总额已到上限', en: 'The offline sum of this till is reached' },
    next: { zh: '请收现金，或到另一台收银机。', en: 'Take cash, or use another till.' },
  },
  OFFLINE_LIMIT_STORE_SUM: {
    what: { zh: '本店的离线总额已到上限', en: 'The offline sum of the store is reached' },
    next: { zh: '请收现金。', en: 'Take cash.' },
  },
  OFFLINE_FORCE_REFUSED: {
    what: { zh: '本店不允许联机时改为离线收款', en: 'This store does not work offline while the line is up' },
    next: { zh: '请照常联机收款。', en: 'Go on online.' },
  },
  RIGHT_MISSING: {
    what: { zh: '您没有这个权限', en: 'You do not have the right for this' },
    next: { zh: '请有权限的同事来操作。', en: 'Ask a colleague who has it.' },
  },
};
