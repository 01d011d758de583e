/** An offline policy whose limits contradict each other, or whose brands cannot be told apart. */
import type { SettingValue } from '@qiantai/protos';
import type { Fault } from './check-setting.ts';

type Policy = SettingValue<'offline_policy'>;
type Brand = Policy['brands'][number];

export function offlinePolicyFaults(policy: Policy): Fault[] {
  return [...sumFaults(policy), ...policy.brands.flatMap(brandFaults), ...sharedRanges(policy.brands)];
}

function sumFaults(policy: Policy): Fault[] {
  const faults: Fault[] = [];
  const atMost = (small: string, smallName: string, large: string, largeName: string) => {
    if (BigInt(small) > BigInt(large)) {
      faults.push(['SETTINGS_LIMITS_CONTRADICT', `${smallName} ${small} is above ${largeName} ${large}`]);
    }
  };
  const { perTransactionMinor, terminalSumMinor, storeSumMinor, terminalCount, storeCount, brands } = policy;
  atMost(perTransactionMinor, 'perTransactionMinor', terminalSumMinor, 'terminalSumMinor');
  atMost(terminalSumMinor, 'terminalSumMinor', storeSumMinor, 'storeSumMinor');
  atMost(String(terminalCount), 'terminalCount', String(storeCount), 'storeCount');
  for (const { brand, ...limits } of brands) {
    atMost(limits.perTransactionMinor, `${brand} perTransactionMinor`, limits.storeSumMinor, `${brand} storeSumMinor`);
    atMost(limits.perTransactionMinor, `${brand} perTransactionMinor`, perTransactionMinor, 'perTransactionMinor');
    atMost(limits.storeSumMinor, `${brand} storeSumMinor`, storeSumMinor, 'storeSumMinor');
  }
  const names = brands.map(({ brand }) => brand);
  if (new Set(names).size < names.length) faults.push(['SETTINGS_LIMITS_CONTRADICT', 'a brand stands twice']);
  if (policy.cards === 'take' && (brands.length === 0 || policy.entryModes.length === 0)) {
    faults.push(['SETTINGS_LIMITS_CONTRADICT', 'cards are to be taken, but no brand or no entry mode is named']);
  }
  return faults;
}

function brandFaults({ brand, ranges }: Brand): Fault[] {
  return ranges.flatMap(({ from, to }): Fault[] => {
    if (from.length !== to.length) return [['SETTINGS_RANGE_BAD', `${brand}: ${from} and ${to} differ in length`]];
    if (from > to) return [['SETTINGS_RANGE_BAD', `${brand}: ${from} is above ${to}`]];
    return [];
  });
}

/** The longest range counts, so two brands may share cards only where their ranges differ in length. */
function sharedRanges(brands: readonly Brand[]): Fault[] {
  const ranges = brands
    .flatMap(({ brand, ranges }) => ranges.map((range) => ({ brand, ...range })))
    .filter(({ from, to }) => from.length === to.length && from <= to)
    .sort((a, b) => a.from.length - b.from.length || (a.from < b.from ? -1 : 1));
  const faults: Fault[] = [];
  let furthest: (typeof ranges)[number] | undefined;
  for (const range of ranges) {
    const sameLength = furthest?.from.length === range.from.length;
    if (furthest && sameLength && furthest.to >= range.from && furthest.brand !== range.brand) {
      faults.push([
        'SETTINGS_RANGE_BAD',
        `${furthest.brand} ${furthest.to} and ${range.brand} ${range.from} share cards`,
      ]);
    }
    if (!furthest || !sameLength || range.to > furthest.to) furthest = range;
  }
  return faults;
}
