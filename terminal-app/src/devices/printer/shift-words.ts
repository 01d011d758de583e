/** What stands on the papers of a shift. */
export interface ShiftWords {
  x: string;
  z: string;
  copy: string;
  shift: string;
  businessDate: string;
  opened: string;
  closed: string;
  printed: string;
  operator: string;
  float: string;
  sales: string;
  returns: string;
  movedIn: string;
  movedOut: string;
  expected: string;
  counted: string;
  over: string;
  short: string;
  even: string;
  openPayments: string;
  unsent: string;
  approvedBy: string;
  notSettled: string;
  cashIn: string;
  cashOut: string;
  reason: string;
  note: string;
  handOver: string;
  from: string;
  to: string;
  signature: string;
  reasons: Readonly<Record<'change' | 'bank' | 'petty_cash' | 'correction' | 'other', string>>;
}

export const shiftWords: Readonly<Record<'zh' | 'en', ShiftWords>> = {
  zh: {
    x: 'X 报表',
    z: 'Z 报表',
    copy: '** 补打 **',
    shift: '班次',
    businessDate: '营业日',
    opened: '开班',
    closed: '交班',
    printed: '打印',
    operator: '责任人',
    float: '备用金',
    sales: '销售',
    returns: '退货',
    movedIn: '存入',
    movedOut: '取出',
    expected: '应有现金',
    counted: '实点现金',
    over: '长款',
    short: '短款',
    even: '账实相符',
    openPayments: '结果未知的付款',
    unsent: '未上传',
    approvedBy: '批准人',
    notSettled: '** 有未了结的项目 **',
    cashIn: '存入现金',
    cashOut: '取出现金',
    reason: '原因',
    note: '备注',
    handOver: '交接班',
    from: '交出',
    to: '接收',
    signature: '签名',
    reasons: { change: '找零金', bank: '存取银行', petty_cash: '零星支出', correction: '更正', other: '其他' },
  },
  en: {
    x: 'X REPORT',
    z: 'Z REPORT',
    copy: '** COPY **',
    shift: 'Shift',
    businessDate: 'Business date',
    opened: 'Opened',
    closed: 'Closed',
    printed: 'Printed',
    operator: 'Answers for it',
    float: 'Float',
    sales: 'Sales',
    returns: 'Returns',
    movedIn: 'Cash in',
    movedOut: 'Cash out',
    expected: 'Cash expected',
    counted: 'Cash counted',
    over: 'OVER',
    short: 'SHORT',
    even: 'EVEN',
    openPayments: 'Payments not known',
    unsent: 'Not yet sent',
    approvedBy: 'Approved by',
    notSettled: '** NOT ALL IS SETTLED **',
    cashIn: 'CASH IN',
    cashOut: 'CASH OUT',
    reason: 'Reason',
    note: 'Note',
    handOver: 'HAND-OVER',
    from: 'From',
    to: 'To',
    signature: 'Signature',
    reasons: {
      change: 'Change',
      bank: 'Bank',
      petty_cash: 'Petty cash',
      correction: 'Correction',
      other: 'Other',
    },
  },
};
