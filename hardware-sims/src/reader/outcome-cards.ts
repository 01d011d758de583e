/**
 * Cards for trying outcomes, beside the ordinary ones of `cards.ts`. Numbers that begin with 62000001 choose the
 * issuer's answer by the two digits behind (channel-sims/README.md, Card host); the other cards are worn or expired.
 */
import type { DemoCard } from './cards.ts';

type Said = readonly [zh: string, en: string];
export type OutcomeCard = Pick<DemoCard, 'name' | 'pan' | 'labelZh' | 'labelEn' | 'outcomeZh' | 'outcomeEn'> &
  Partial<DemoCard>;

function card(name: string, pan: string, label: Said, outcome: Said, more: Partial<DemoCard> = {}): OutcomeCard {
  const [labelZh, labelEn] = label;
  const [outcomeZh, outcomeEn] = outcome;
  return { name, pan, labelZh, labelEn, outcomeZh, outcomeEn, ...more };
}

const takenAnswer: Said = ['收了款,应答丢失:应先查询或冲正', 'Money taken, answer lost: inquire or reverse'];
const nobodyAnswer: Said = ['没有应答,没有收款', 'No answer, no money taken'];

export const outcomeCards: readonly OutcomeCard[] = [
  card('funds', '6200000151005100', ['余额不足', 'Insufficient funds'], ['拒绝:余额不足 (51)', 'Declined: funds (51)']),
  card(
    'limit',
    '6200000161006106',
    ['超限额', 'Exceeds limit'],
    ['拒绝:超出金额限制 (61)', 'Declined: over the limit (61)'],
  ),
  card('lost', '6200000141004106', ['挂失卡', 'Lost card'], ['拒绝并没收:挂失 (41)', 'Declined, keep it: lost (41)']),
  card(
    'stolen',
    '6200000143004302',
    ['被盗卡', 'Stolen card'],
    ['拒绝并没收:被盗 (43)', 'Declined, keep it: stolen (43)'],
  ),
  card('wrong-pin', '6200000155005502', ['密码错误', 'Wrong PIN'], ['拒绝:密码错 (55)', 'Declined: wrong PIN (55)'], {
    pinAfter: ['chip', 'contactless', 'magnetic'],
  }),
  card(
    'pin-tries',
    '6200000175007504',
    ['密码超次', 'PIN tries used'],
    ['拒绝:密码错误次数超限 (75)', 'Declined: PIN tries used up (75)'],
  ),
  card('expired', '6200000000004007', ['过期卡', 'Expired card'], ['拒绝:卡过期 (54)', 'Declined: expired (54)'], {
    expiry: '2001',
  }),
  card(
    'refused',
    '6200000105000504',
    ['不予承兑', 'Do not honour'],
    ['拒绝:不予承兑 (05)', 'Declined: do not honour (05)'],
  ),
  card(
    'issuer-away',
    '6200000191009104',
    ['发卡行不在', 'Issuer away'],
    ['发卡行不可用 (91):只能按脱机规则收', 'Issuer unavailable (91): by offline rules only'],
  ),
  card('answer-lost', '6200000197009702', ['应答丢失', 'Answer lost'], takenAnswer),
  card('no-answer', '6200000198009800', ['没有应答', 'No answer'], nobodyAnswer),
  card(
    'chip-broken',
    '6200000000005004',
    ['芯片坏了', 'Broken chip'],
    ['插卡、挥卡读不出,刷磁条成功', 'Chip and tap unreadable, the stripe is good'],
    {
      serviceCode: '201',
      entryModes: ['magnetic'],
    },
  ),
];

/** The side of `chip-broken` that cannot be read, as a card of its own: the reader takes it for one. */
export const brokenChip: OutcomeCard = card(
  'chip-broken/chip',
  '6200000000005004',
  ['坏芯片', 'Broken chip'],
  ['读不出', 'Unreadable'],
  { entryModes: ['chip', 'contactless'], unreadable: true },
);
