/** Snapshots of what is done to a cart by right: discounts, prices, goods that come back, questions, holds. */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Line = TillSnapshot['sale']['lines'][number];

export function cartScenes(ground: { base: TillSnapshot; cart: TillSnapshot['sale'] }) {
  const { base, cart } = ground;
  const [first, second, third, fourth] = cart.lines as [Line, Line, Line, Line];
  const worked: TillSnapshot['sale'] = {
    ...cart,
    lines: [
      {
        ...first,
        ...{ discountMinor: '60', manualDiscountMinor: '40', amountMinor: '340' },
        manual: { amountMinor: '0', basisPoints: 1000 },
        promotions: [{ nameZh: '满二十减一', nameEn: 'One off from twenty' }],
      },
      { ...second, unitPriceMinor: '400', listPriceMinor: '450', amountMinor: '393', ...off('7') },
      { ...third, isBack: true, amountMinor: '-1200' },
      {
        ...{ ...fourth, articleId: '-', barcode: '6939999900012', nameZh: '散装糖果', nameEn: 'Loose sweets' },
        ...{ byPrice: true, unitPriceMinor: '1333', amountMinor: '1333', quantity: 1 },
      },
    ],
    selectedLineNo: second.lineNo,
    itemCount: 5,
    ...{ totalMinor: '860', dueMinor: '860', manualDiscountMinor: '40', roundingMinor: '6', isRounded: true },
    discounts: [{ nameZh: '满二十减一', nameEn: 'One off from twenty', amountMinor: '20' }],
    customer: { memberNo: '10086001', phone: '13800000000' },
    note: '不要袋子',
  };
  const rules = { ...base.rules, roundToMinor: '10' };
  const names = { nameZh: second.nameZh, nameEn: second.nameEn };
  const heldLines = cart.lines.map(({ nameZh, nameEn, quantity }) => ({ nameZh, nameEn, quantity }));
  const held = (at: number, part: Partial<TillSnapshot['heldCarts'][number]>) => ({
    saleId: `0195a9c2-0000-7c3d-9a4f-0000000000${10 + at}`,
    operatorName: '王小燕',
    heldAtMs: base.nowMs - at * 540_000,
    isOld: false,
    itemCount: 8,
    totalMinor: '5290',
    lines: heldLines.slice(0, 3),
    lineCount: 5,
    customer: null,
    note: '',
    ...part,
  });
  const heldCarts = [
    held(3, { isOld: true, operatorName: 'Anna Zhang', note: '明天来取' }),
    held(2, { totalMinor: '123450', itemCount: 2, lines: heldLines.slice(3, 5), lineCount: 2 }),
    held(1, {
      customer: { memberNo: '10086001', phone: '' },
      itemCount: 1,
      lines: heldLines.slice(0, 1),
      lineCount: 1,
    }),
  ];
  return {
    cart_worked: { ...base, sale: worked, rules, heldCarts },
    cart_back_line: { ...base, rules, sale: { ...worked, selectedLineNo: third.lineNo } },
    cart_held: { ...base, sale: cart, heldCarts },
    cart_approval: { ...base, approvers, sale: cart, question: { kind: 'approval', right: 'line.discount', ...names } },
    cart_approval_wrong: {
      ...base,
      approvers: approvers.slice(0, 1),
      sale: cart,
      question: { kind: 'approval', right: 'cart.discount', nameZh: '', nameEn: '' },
      notice: { code: 'SIGN_IN_WRONG', params: {} },
    },
    cart_age: {
      ...base,
      sale: cart,
      question: { kind: 'age', ageMin: 18, nameZh: '青岛啤酒 500ml', nameEn: 'Tsingtao beer 500 ml' },
    },
    tender_round: { ...base, view: 'tender', rules, sale: { ...cart, totalMinor: '5298', dueMinor: '5298' } },
    tender_rounded: { ...base, view: 'tender', rules, sale: { ...worked, selectedLineNo: null } },
    cart_approval_nobody: {
      ...base,
      sale: cart,
      question: { kind: 'approval', right: 'price.change', ...names },
    },
    return_approval: {
      ...base,
      approvers,
      view: 'return_lookup',
      question: { kind: 'approval', right: 'return.without_receipt', nameZh: '', nameEn: '' },
    },
  } as const satisfies Record<string, TillSnapshot>;
}

/** Who may approve, in the order of the till: whoever is signed in somewhere first. */
export const approvers: TillSnapshot['approvers'] = [
  { operatorId: 'o4', number: '9001', name: '陈店长', isSignedIn: true },
  { operatorId: 'o3', number: '1003', name: 'Anna Zhang', isSignedIn: false },
];

const off = (minor: string) => ({ discountMinor: minor, manualDiscountMinor: minor });
