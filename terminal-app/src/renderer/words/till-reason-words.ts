/** Sentences for the codes of the till, its devices and the store's agent. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const askForPaymentCode: Phrase = { zh: '请顾客出示付款码。', en: 'Ask for the customer’s payment code.' };
const scanAgain: Phrase = { zh: '请再扫一次。', en: 'Scan it again.' };
const tryAgain: Phrase = { zh: '请再试一次。', en: 'Try again.' };
const callManager: Phrase = { zh: '请找店长。', en: 'Call the manager.' };
const callSupport: Phrase = { zh: '请联系技术支持。', en: 'Call support.' };
const finishFirst: Phrase = { zh: '请先完成或清空它。', en: 'Finish it or clear it first.' };
const checkCable: Phrase = { zh: '请检查连线，或换一种方式。', en: 'Check its cable, or take another way.' };
const seconds: Phrase = { zh: '请稍候几秒再试。', en: 'Wait a few seconds, then try again.' };
const anotherWay: Phrase = { zh: '请换一种支付方式。', en: 'Try another way to pay.' };
const checkAmount: Phrase = { zh: '请检查金额。', en: 'Check the amount.' };

const saleReasons: Record<string, ReasonWords> = {
  UNKNOWN_CODE: {
    what: { zh: '不认识这个码：{code}', en: 'Unknown code: {code}' },
    next: { zh: '请再扫一次，或搜索商品。', en: 'Scan it again, or search for the article.' },
  },
  PAYMENT_CODE_WHILE_SELLING: {
    what: { zh: '这是付款码，还没到收款', en: 'This is a payment code, and nothing is to be paid yet' },
    next: { zh: '请先按“收款”。', en: 'Press Take payment first.' },
  },
  PAYMENT_CODE_USED: {
    what: { zh: '这个付款码刚才用过', en: 'This payment code was just used' },
    next: { zh: '请顾客刷新付款码，再扫一次。', en: 'Ask for a fresh code and scan it again.' },
  },
  QR_TOO_LONG: { what: { zh: '二维码太长', en: 'This QR code is too long' }, next: askForPaymentCode },
  QR_NOT_EMV: { what: { zh: '这不是收款码', en: 'This is no merchant’s QR code' }, next: askForPaymentCode },
  QR_BAD_OBJECT: { what: { zh: '二维码内容不完整', en: 'This QR code is incomplete' }, next: scanAgain },
  QR_BAD_CRC: { what: { zh: '二维码校验不符', en: 'This QR code was read wrongly' }, next: scanAgain },
  NOT_A_PAYMENT_CODE: {
    what: { zh: '这不是付款码：{code}', en: 'Not a payment code: {code}' },
    next: { zh: '请扫顾客手机上的付款码。', en: 'Scan the payment code on the customer’s phone.' },
  },
  PAYMENT_IN_PROGRESS: {
    what: { zh: '这笔付款还在进行', en: 'A payment is under way' },
    next: { zh: '请等结果，或先取消它。', en: 'Wait for its result, or cancel it first.' },
  },
  NO_SUCH_LINE: { what: { zh: '没有这一行', en: 'There is no such line' }, next: tryAgain },
  QUANTITY_TOO_LARGE: {
    what: { zh: '数量太大', en: 'The quantity is too large' },
    next: { zh: '请输入较小的数量。', en: 'Enter a smaller one.' },
  },
  MEASURED_ONE_BY_ONE: {
    what: { zh: '称重或标价的商品一个标签一行', en: 'Each label of a scale is a line of its own' },
    next: { zh: '请逐个扫标签；多扫的请删除该行。', en: 'Scan the labels one by one, or delete the line.' },
  },
  ARTICLE_WANTS_WEIGHT: {
    what: { zh: '这件商品按重量卖', en: 'This article is sold by weight' },
    next: {
      zh: '请放到秤上再称，或输入重量，或扫秤上的标签。',
      en: 'Put it on the scale, type its weight, or scan its label.',
    },
  },
  ARTICLE_GONE: {
    what: { zh: '购物车里有商品已停售', en: 'An article of the cart is not sold here any more' },
    next: { zh: '请删除该行后再收款。', en: 'Delete its line, then take payment.' },
  },
  ARTICLE_OF_CODE_UNKNOWN: {
    what: { zh: '标签上的商品本店没有登记', en: 'The label names an article that this store does not have' },
    next: { zh: '请找店长登记这件商品。', en: 'Ask the manager to have it entered.' },
  },
  BARCODE_CHECK_DIGIT: {
    what: { zh: '条码读错了', en: 'The barcode was read wrongly' },
    next: { zh: '请再扫一次。', en: 'Scan it again.' },
  },
  BARCODE_VALUE_BAD: {
    what: { zh: '标签上的重量或价格不对', en: 'The weight or price on the label is not right' },
    next: { zh: '请重新称重，再扫新标签。', en: 'Weigh it again and scan the new label.' },
  },
  TOO_MANY_LINES: {
    what: { zh: '这笔销售的行数已满', en: 'This sale takes no more lines' },
    next: { zh: '请先收款，再开下一笔。', en: 'Take payment, then go on with the next sale.' },
  },
  TOTAL_TOO_LARGE: {
    what: { zh: '总额超过上限', en: 'The total is above what a sale may be' },
    next: { zh: '请分成两笔。', en: 'Make two sales of it.' },
  },
  TOTAL_NEGATIVE: {
    what: { zh: '合计小于零', en: 'The total is below zero' },
    next: { zh: '要退钱请用“退货”。', en: 'To give money back use Return.' },
  },
  NOTHING_TO_PAY: {
    what: { zh: '购物车是空的', en: 'The cart is empty' },
    next: { zh: '请先扫商品。', en: 'Scan an article first.' },
  },
  FINISH_SALE_FIRST: { what: { zh: '还有一笔销售没有完成', en: 'There is a sale in hand' }, next: finishFirst },
  CHOOSE_WALLET: {
    what: { zh: '还没选钱包', en: 'No wallet is chosen' },
    next: { zh: '请选微信、支付宝或云闪付。', en: 'Choose WeChat Pay, Alipay or UnionPay.' },
  },
  TENDERED_TOO_LITTLE: { what: { zh: '收到的钱不够', en: 'That is less than the amount' }, next: checkAmount },
  AMOUNT_TOO_SMALL: { what: { zh: '金额太小', en: 'The amount is too small' }, next: checkAmount },
  AMOUNT_TOO_LARGE: { what: { zh: '金额超过待付', en: 'The amount is more than is left to pay' }, next: checkAmount },
  TOO_MANY_PARTS: {
    what: { zh: '分得太多次了', en: 'That are too many parts' },
    next: { zh: '请一次付清剩下的。', en: 'Pay all that is left at once.' },
  },
  PARTLY_PAID: {
    what: { zh: '这笔已付了一部分', en: 'This sale is partly paid' },
    next: { zh: '请收完剩下的，或放弃这笔销售。', en: 'Take the rest, or give up the sale.' },
  },
  RESULT_WAITS: {
    what: { zh: '请先看上一笔的结果', en: 'Look at the last result first' },
    next: { zh: '按 Enter 确认后再继续。', en: 'Confirm it with Enter, then go on.' },
  },
  NOT_NOW: {
    what: { zh: '现在不能这样做', en: 'That does not go now' },
    next: { zh: '请先完成眼前这一步。', en: 'Finish what is on the screen first.' },
  },
  TOO_MANY_SCANS_WAIT: {
    what: { zh: '扫得太快，后面的没有记下', en: 'Scanned faster than the till can take' },
    next: { zh: '请看购物车，把缺的再扫一次。', en: 'Look at the cart and scan again what is missing.' },
  },
  SALE_NEEDS_PERSON: {
    what: { zh: '钱已收，但这笔销售没有记上', en: 'The money is taken, but the sale could not be written down' },
    next: { zh: '请记下号码告诉店长：{saleId}', en: 'Tell the manager this number: {saleId}' },
  },
  LATE_PAYMENT_NEEDS_PERSON: {
    what: { zh: '一笔已取消的付款后来成功了', en: 'A payment that was cancelled went through after all' },
    next: { zh: '请记下号码告诉店长：{key}', en: 'Tell the manager this number: {key}' },
  },
  PAID_AFTER_GIVEN_UP: {
    what: { zh: '一笔已取消的付款后来成功了', en: 'A payment that was cancelled went through after all' },
    next: { zh: '系统正在自动退回。', en: 'It goes back by itself.' },
  },
  NOT_BEGUN: {
    what: { zh: '这笔付款没有发出', en: 'This payment was never sent' },
    next: { zh: '可以重新收款。', en: 'Take it again.' },
  },
  CASHIER: { what: { zh: '已由收银员取消', en: 'Cancelled at the till' }, next: tryAgain },
  CANCELLED: { what: { zh: '已取消', en: 'Cancelled' }, next: anotherWay },
  NO_ANSWER: {
    what: { zh: '没有应答', en: 'No answer' },
    next: { zh: '系统会继续查询，不用再收。', en: 'The system keeps asking. Do not take it again.' },
  },
  NOTHING_TO_REPRINT: {
    what: { zh: '还没有可重打的小票', en: 'There is no receipt to print again' },
    next: { zh: '完成一笔销售后再试。', en: 'Complete a sale first.' },
  },
};

const returnReasons: Record<string, ReasonWords> = {
  RECEIPT_NOT_FOUND: {
    what: { zh: '找不到这张小票：{code}', en: 'No receipt has this number: {code}' },
    next: { zh: '请核对号码，或用“没有小票”退货。', en: 'Check the number, or return without receipt.' },
  },
  RECEIPT_IS_A_RETURN: {
    what: { zh: '这是一张退货小票', en: 'This receipt is a return itself' },
    next: { zh: '请用原销售的小票。', en: 'Use the receipt of the sale.' },
  },
  ALL_RETURNED: {
    what: { zh: '这张小票已全部退过', en: 'All of this receipt is back already' },
    next: { zh: '没有可以再退的。', en: 'Nothing is left to return.' },
  },
  MORE_THAN_SOLD: {
    what: { zh: '退的比卖的多', en: 'That is more than was sold' },
    next: { zh: '请改小数量。', en: 'Choose a smaller quantity.' },
  },
  NOT_ON_RECEIPT: {
    what: { zh: '小票上没有这件：{code}', en: 'Not on this receipt: {code}' },
    next: { zh: '请核对商品和小票。', en: 'Check the article and the receipt.' },
  },
  NOT_A_RETURN: { what: { zh: '现在不是退货', en: 'This is not a return' }, next: tryAgain },
  RETURN_IS_GIVEN_BACK: {
    what: { zh: '退货不能收款', en: 'A return is not paid for' },
    next: { zh: '请按“退现金”。', en: 'Press Give back cash.' },
  },
  NOTHING_TO_GIVE_BACK: {
    what: { zh: '还没有选要退的', en: 'Nothing is chosen to come back' },
    next: { zh: '请选商品和数量。', en: 'Choose articles and quantities.' },
  },
  REFUND_EXCEEDS_PAYMENT: {
    what: { zh: '退款超过了可退金额', en: 'That is more than is left to give back' },
    next: callManager,
  },
  REFUND_NOT_POSSIBLE: {
    what: { zh: '这笔付款不能这样退', en: 'This payment cannot be refunded so' },
    next: callManager,
  },
  CHANNEL_FUNDS_SHORT: {
    what: {
      zh: '商户的渠道账户余额不足，钱还没退出去',
      en: 'The shop’s account at the channel is short: nothing went back yet',
    },
    next: {
      zh: '退款已登记，账户充值后继续退。请不要另付现金。',
      en: 'The refund is kept and goes on once there is money. Do not hand out cash as well.',
    },
  },
  PAYMENT_BEING_UNDONE: {
    what: { zh: '上一笔还在撤销', en: 'The payment before is still being undone' },
    next: { zh: '几秒后再收，或收现金。', en: 'Take it again in a few seconds, or take cash.' },
  },
  PAYMENT_ORDER_EXCEEDED: {
    what: { zh: '上一笔还没有撤销完', en: 'The payment before is not undone yet' },
    next: {
      zh: '没有扣款。几秒后再收，或收现金。',
      en: 'Nothing was taken. Try again in a few seconds, or take cash.',
    },
  },
  NO_PAYMENT_BY_NUMBER: {
    what: { zh: '没有这个单号的付款：{number}', en: 'No payment has the number {number}' },
    next: { zh: '请核对是不是这家店的付款。', en: 'Check that it was paid to this shop.' },
  },
  PAYMENT_NOT_PAID_YET: {
    what: { zh: '就是这笔，渠道还没有确认', en: 'It is this payment; the channel has not confirmed it yet' },
    next: { zh: '正在查询，请稍等。', en: 'It is being asked for. Wait a moment.' },
  },
  PAYMENT_WAS_GIVEN_UP: {
    what: { zh: '这是先前取消的一笔', en: 'That one was cancelled before' },
    next: { zh: '已付的会计入本单或退回顾客。', en: 'If it was paid it counts here, or goes back.' },
  },
  PAYMENT_OF_RECEIPT: {
    what: { zh: '这笔付款属于小票 {receiptNo}', en: 'That payment is of receipt {receiptNo}' },
    next: { zh: '本单还没有付。', en: 'This sale is not paid yet.' },
  },
  PAYMENT_OF_ANOTHER_SALE: {
    what: { zh: '这笔付款不是本单的', en: 'That payment is of another sale' },
    next: {
      zh: '本单还没有付。可在流水里查那一笔。',
      en: 'This sale is not paid yet. Look the other one up in the journal.',
    },
  },
  NOT_QUICK_MODE: { what: { zh: '这台收银机不按金额收款', en: 'This till does not sell by amounts' }, next: tryAgain },
  TIPS_OFF: { what: { zh: '本店不收小费', en: 'This store takes no tips' }, next: tryAgain },
  TIP_TOO_LARGE: {
    what: { zh: '小费比价格还高', en: 'The tip is more than the price' },
    next: { zh: '请核对金额。', en: 'Check the amount.' },
  },
  TIP_WITH_DISCOUNT: {
    what: { zh: '整单打折时不能加小费', en: 'No tip with a discount on the whole sale' },
    next: { zh: '请改为给商品打折，再加小费。', en: 'Discount the lines instead, then add it.' },
  },
  GIVEN_UP_AFTER_PART_PAID: { what: { zh: '销售已放弃', en: 'The sale was given up' }, next: tryAgain },
};

const deviceReasons: Record<string, ReasonWords> = {
  DEVICE_NOT_CONNECTED: { what: { zh: '设备没有连接', en: 'The device is not connected' }, next: checkCable },
  READER_NOT_CONNECTED: { what: { zh: '读卡器没有连接', en: 'The card reader is not connected' }, next: checkCable },
  NOT_CONNECTED: { what: { zh: '没有连接', en: 'Not connected' }, next: checkCable },
  PAPER_OUT: {
    what: { zh: '打印机缺纸', en: 'The printer is out of paper' },
    next: { zh: '装上纸卷会自动补打。', en: 'Put in a roll; it prints what waits.' },
  },
  PAPER_LOW: {
    what: { zh: '纸快用完了', en: 'Paper is running low' },
    next: { zh: '请准备纸卷。', en: 'Have a roll ready.' },
  },
  COVER_OPEN: {
    what: { zh: '打印机盖开着', en: 'The printer’s cover is open' },
    next: { zh: '请合上盖子。', en: 'Close it.' },
  },
  CUTTER_STUCK: {
    what: { zh: '打印机切刀卡住', en: 'The printer’s cutter is stuck' },
    next: { zh: '请打开盖子取出卡纸，再合上。', en: 'Open the cover, take the jam out, close it.' },
  },
  PRINTER_MECHANICAL: {
    what: { zh: '打印机卡纸', en: 'The printer is jammed' },
    next: { zh: '请打开盖子取出卡纸，再合上。', en: 'Open the cover, take the jam out, close it.' },
  },
  PRINTER_HOT: {
    what: { zh: '打印头过热', en: 'The print head is too hot' },
    next: { zh: '稍等片刻会自动继续。', en: 'It goes on by itself in a moment.' },
  },
  PRINTER_BROKEN: {
    what: { zh: '打印机故障', en: 'The printer has a fault' },
    next: { zh: '请关机再开机；不行就换一台。', en: 'Turn it off and on; if that does not help, replace it.' },
  },
  PRINTER_OFFLINE: {
    what: { zh: '打印机脱机', en: 'The printer is off-line' },
    next: { zh: '请看打印机的按键和指示灯。', en: 'Look at its buttons and lamps.' },
  },
  DEVICE_NOT_SET_UP: {
    what: { zh: '没有配置这个设备', en: 'This device is not set up' },
    next: { zh: '请在设备页选择它。', en: 'Choose it on the devices page.' },
  },
  DEVICE_BAD_SETTING: {
    what: { zh: '设备的设置不对', en: 'The device cannot be set so' },
    next: { zh: '请检查地址和选项。', en: 'Check its address and options.' },
  },
  DEVICE_IN_USE: {
    what: { zh: '这条线已给了别的设备', en: 'That line belongs to another device' },
    next: { zh: '请先把那个设备设为无。', en: 'Set that device to none first.' },
  },
  DEVICE_BAD_SETTINGS: {
    what: { zh: '设备设置文件读不出来', en: 'The file of device settings cannot be read' },
    next: callSupport,
  },
  SCALE_OVERLOAD: {
    what: { zh: '秤上的东西太重', en: 'Too much is on the scale' },
    next: { zh: '请拿下来，分几次称。', en: 'Take it off and weigh it in parts.' },
  },
  SCALE_UNSTABLE: {
    what: { zh: '秤还没有稳定', en: 'The scale has not come to rest' },
    next: { zh: '请放稳再称，或输入重量。', en: 'Let it rest and weigh again, or type the weight.' },
  },
  SCALE_NEGATIVE: {
    what: { zh: '秤低于零', en: 'The scale is below zero' },
    next: { zh: '请清空秤盘并归零。', en: 'Clear the plate and zero the scale.' },
  },
  SCALE_EMPTY: {
    what: { zh: '秤上没有东西', en: 'Nothing is on the scale' },
    next: { zh: '请放上商品再称。', en: 'Put the article on it, then weigh.' },
  },
  SCALE_NO_ANSWER: {
    what: { zh: '电子秤没有应答', en: 'The scale does not answer' },
    next: { zh: '请检查连线，或输入重量。', en: 'Check its cable, or type the weight.' },
  },
  SCALE_NOT_CONNECTED: {
    what: { zh: '电子秤没有连接', en: 'The scale is not connected' },
    next: { zh: '请检查连线，或输入重量。', en: 'Check its cable, or type the weight.' },
  },
  DRAWER_OPEN: {
    what: { zh: '钱箱开着', en: 'The drawer is open' },
    next: { zh: '请关上钱箱。', en: 'Close it.' },
  },
  DEVICE_QUEUE_FULL: { what: { zh: '设备排队已满', en: 'The device has too much waiting' }, next: seconds },
  CARD_UNREADABLE: {
    what: { zh: '卡没有读出来', en: 'The card could not be read' },
    next: { zh: '请再挥一次或插卡。', en: 'Tap again, or insert the card.' },
  },
  TIMED_OUT: { what: { zh: '没有等到卡', en: 'No card was presented in time' }, next: tryAgain },
  BUSY: { what: { zh: '读卡器正忙', en: 'The card reader is busy' }, next: seconds },
  BAD_MESSAGE: { what: { zh: '读卡器没有听懂', en: 'The card reader did not understand' }, next: tryAgain },
  READER_GONE: { what: { zh: '读卡器中途断开', en: 'The card reader went away' }, next: checkCable },
  READER_MESSAGE_TOO_LONG: {
    what: { zh: '发给读卡器的内容太长', en: 'The message is too long for the reader' },
    next: callSupport,
  },
  READER_NOT_ENCRYPTING: {
    what: { zh: '这台读卡器不加密，不能收款', en: 'This card reader does not encrypt: no payment is taken with it' },
    next: { zh: '请用加密的读卡器或改收其他方式。', en: 'Use a reader that encrypts, or another way to pay.' },
  },
  READER_BAD_TLV: {
    what: { zh: '读卡器给的芯片数据不对', en: 'The chip data of the reader is not right' },
    next: tryAgain,
  },
  TERMINAL_BUSY: {
    what: { zh: '刷卡终端还在处理上一笔', en: 'The payment terminal is still at the last one' },
    next: seconds,
  },
  TERMINAL_REFUSED: {
    what: { zh: '刷卡终端没有接受', en: 'The payment terminal did not take it' },
    next: tryAgain,
  },
  TERMINAL_SILENT: {
    what: { zh: '刷卡终端没有回答，结果不明', en: 'The payment terminal does not answer; the result is unknown' },
    next: { zh: '请在终端上查看最后一笔，再决定。', en: 'Look at the last sale on the terminal before anything else.' },
  },
  TERMINAL_FACTS_DIFFER: {
    what: { zh: '刷卡终端的金额与本笔不符', en: 'The terminal names another amount than this one' },
    next: callManager,
  },
  DEVICE_BAD_ADDRESS: { what: { zh: '设备地址不对', en: 'The device’s address is not right' }, next: callSupport },
  SPEECH_REFUSED: { what: { zh: '云音箱拒绝了播报', en: 'The speaker refused to speak' }, next: callSupport },
};

const processReasons: Record<string, ReasonWords> = {
  SIGN_IN_FIRST: {
    what: { zh: '还没有登录', en: 'Nobody is signed in' },
    next: { zh: '请先登录。', en: 'Sign in first.' },
  },
  SIGN_IN_WRONG: {
    what: { zh: '工号、密码或员工卡不对', en: 'The number, the PIN or the card is wrong' },
    next: { zh: '请重新输入密码，或再刷一次卡。', en: 'Enter the PIN again, or scan the card again.' },
  },
  SIGN_IN_WITHOUT_CONTACT: {
    what: { zh: '本店与服务器断开太久，暂不能登录', en: 'The store was without contact for too long to sign in' },
    next: { zh: '请恢复网络后再登录，或联系总部。', en: 'Mend the line first, or call headquarters.' },
  },
  SIGN_IN_LOCKED: {
    what: { zh: '密码错误次数太多', en: 'Too many wrong PINs' },
    next: { zh: '请稍后再试，或找店长。', en: 'Wait a while, or call the manager.' },
  },
  SESSION_MISSING: {
    what: { zh: '登录已失效', en: 'The sign-in has ended' },
    next: { zh: '请重新登录，购物车仍在。', en: 'Sign in again; the cart is kept.' },
  },
  TILL_BUSY: { what: { zh: '收银机还在处理', en: 'The till is still busy' }, next: seconds },
  TILL_FAULT: { what: { zh: '收银机出了故障', en: 'Something went wrong in the till' }, next: callSupport },
  TILL_BAD_COMMAND: {
    what: { zh: '收银机不认识这个操作', en: 'The till does not know this action' },
    next: callSupport,
  },
  TILL_BAD_RECORD: {
    what: { zh: '收银机的记录读不出来', en: 'The till’s own record cannot be read' },
    next: callSupport,
  },
  TILL_FOLDER_BUSY: { what: { zh: '另一个收银程序正在运行', en: 'Another till program runs here' }, next: callSupport },
  TILL_NOT_OF_STORE: { what: { zh: '这台收银机不属于本店', en: 'This till is not of this store' }, next: callSupport },
  AGENT_BAD_ANSWER: {
    what: { zh: '门店代理的回答有误', en: 'The store agent’s answer is not right' },
    next: callSupport,
  },
  AGENT_NOT_ENROLLED: {
    what: { zh: '门店还没有激活', en: 'The store is not activated yet' },
    next: { zh: '需要连上总部一次。', en: 'It has to reach headquarters once.' },
  },
  SETTINGS_MISSING: {
    what: { zh: '门店设置还没有下发', en: 'The store’s settings have not come yet' },
    next: seconds,
  },
  STORE_FULL: {
    what: { zh: '门店主机磁盘已满，没有收款', en: 'The store agent’s disk is full: nothing was taken' },
    next: { zh: '请经理清理磁盘，之后自动恢复。', en: 'The manager frees some room; then it goes on by itself.' },
  },
  STORE_DAMAGED: {
    what: { zh: '门店主机的数据损坏，没有收款', en: 'The store agent’s data are damaged: nothing was taken' },
    next: seconds,
  },
  STORE_RESTORING: {
    what: { zh: '门店主机正在恢复数据', en: 'The store agent is restoring its data' },
    next: { zh: '需要连上总部，完成后自动继续。', en: 'It has to reach headquarters; then it goes on by itself.' },
  },
  OFFLINE_AGENT_TWINNED: {
    what: { zh: '另有一台相同身份的门店主机在运行', en: 'Another store agent with this identity is at work' },
    next: { zh: '请收现金，并通知总部。', en: 'Take cash, and tell headquarters.' },
  },
  SECRETS_WIPED: {
    what: { zh: '本店的卡片数据已销毁，只收现金', en: 'Card data were destroyed here: cash only' },
    next: callSupport,
  },
  AGENT_TAKING_OVER: {
    what: { zh: '新的门店主机正在接替旧主机', en: 'A new store agent is taking over' },
    next: { zh: '需要连上总部一次。', en: 'It has to reach headquarters once.' },
  },
  ARTICLE_NOT_FOUND: {
    what: { zh: '没有这件商品：{code}', en: 'No article has this code: {code}' },
    next: { zh: '请搜索商品。', en: 'Search for the article.' },
  },
  REQUEST_BAD: { what: { zh: '这一步的内容不对', en: 'That request is not right' }, next: callSupport },
  PAYMENT_NOT_FOUND: { what: { zh: '找不到这笔付款', en: 'There is no such payment' }, next: callManager },
  PAYMENT_KEY_CONFLICT: {
    what: { zh: '付款号码重复', en: 'This payment’s number was used before' },
    next: callSupport,
  },
  REFUND_NOT_FOUND: { what: { zh: '找不到这笔退款', en: 'There is no such refund' }, next: callManager },
  REFUND_KEY_CONFLICT: { what: { zh: '退款号码重复', en: 'This refund’s number was used before' }, next: callSupport },
  TENDER_NOT_OFFERED: { what: { zh: '本店不收这种方式', en: 'This store does not take that way' }, next: anotherWay },
  SALE_BAD: { what: { zh: '这笔销售的金额对不上', en: 'This sale does not add up' }, next: callSupport },
  SALE_NOT_SETTLED: { what: { zh: '这笔销售还没有付清', en: 'This sale is not paid yet' }, next: finishFirst },
  SALE_CONFLICT: { what: { zh: '这笔销售已经结束', en: 'This sale has ended already' }, next: callManager },
  SALE_HAS_PAID_PARTS: {
    what: { zh: '这笔已付了一部分', en: 'This sale is partly paid' },
    next: { zh: '请先把钱退回，再放弃。', en: 'Give the money back first, then give it up.' },
  },
  SALE_NOT_FOUND: {
    what: { zh: '找不到这张小票：{receiptNo}', en: 'No receipt has this number: {receiptNo}' },
    next: { zh: '请核对号码。', en: 'Check the number.' },
  },
};

export const tillReasonWords: Readonly<Record<string, ReasonWords>> = {
  ...saleReasons,
  ...returnReasons,
  ...deviceReasons,
  ...processReasons,
};
