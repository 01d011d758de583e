/** Barcode rules that cannot be read, and two that would read the same code. */
import type { SettingValue } from '@qiantai/protos';
import type { Fault } from './check-setting.ts';

type Rule = SettingValue<'barcode_rule'>;

/** Prefix, article, value and check digit must lie in the code and, but for prefix and article, apart. */
export function barcodeRuleFaults(rule: Rule): Fault[] {
  const { prefix, length, article, value, checkDigit } = rule;
  const end = length - (checkDigit ? 1 : 0);
  const faults: Fault[] = [];
  const place = (name: string, part: { from: number; length: number }) => {
    if (part.from + part.length > end) faults.push(['SETTINGS_RULE_BAD', `the ${name} reaches beyond the code`]);
  };
  place('article', article);
  place('value', value);
  if (value.from < article.from + article.length && article.from < value.from + value.length) {
    faults.push(['SETTINGS_RULE_BAD', 'article and value share digits']);
  }
  if (value.from < prefix.length) faults.push(['SETTINGS_RULE_BAD', 'prefix and value share digits']);
  return faults;
}

export interface PlacedRule {
  scope: string;
  settingId: string;
  rule: Pick<Rule, 'prefix' | 'length'>;
}

/**
 * Pairs of rules of different ids that could read the same code at some terminal: of one length, one prefix the
 * beginning of the other's, one scope the other's or above it.
 */
export function overlappingRules(
  rules: readonly PlacedRule[],
  isWithin: (scope: string, node: string) => boolean,
): Array<[PlacedRule, PlacedRule]> {
  const pairs: Array<[PlacedRule, PlacedRule]> = [];
  rules.forEach((one, index) => {
    for (const other of rules.slice(index + 1)) {
      if (one.settingId === other.settingId || one.rule.length !== other.rule.length) continue;
      const [short, long] = [one.rule.prefix, other.rule.prefix].sort((a, b) => a.length - b.length) as [
        string,
        string,
      ];
      if (!long.startsWith(short)) continue;
      if (isWithin(one.scope, other.scope) || isWithin(other.scope, one.scope)) pairs.push([one, other]);
    }
  });
  return pairs;
}
