/** What is wrong with one setting by itself: pure, before anything is asked of the database. */
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import { type Currency, type SettingKind, type SettingValue, settingKinds, settingValueSchemas } from '@qiantai/protos';
import { z } from 'zod';
import { barcodeRuleFaults } from './barcode-rules.ts';
import { offlinePolicyFaults } from './offline-policy-check.ts';
import { type SettingChange, type SettingFault, type SettingKey, settingName } from './setting-change.ts';
import type { SettingFaultCode } from './settings-errors.ts';

export type Fault = readonly [code: SettingFaultCode, why: string];

/** Settings that exist once at a scope. */
const singleKinds: ReadonlySet<SettingKind> = new Set([
  'receipt_text',
  'store_policy',
  'offline_policy',
  'fleet',
  'tender_policy',
  'till_rules',
]);

/** Of a setting whose id its value repeats. */
const idMembers: Partial<Record<SettingKind, string>> = {
  store: 'storeId',
  terminal: 'terminalId',
  operator: 'operatorId',
  article: 'articleId',
  promotion: 'promotionId',
  tax: 'taxCode',
  advert: 'advertId',
  blocked_card: 'digits',
};

/** A till has no operators or days of its own. */
const notAtTerminals: ReadonlySet<SettingKind> = new Set(['store', 'terminal', 'operator', 'store_policy']);

export function isSettingKind(word: string): word is SettingKind {
  return settingKinds.some((kind) => kind === word);
}

/** The change as it is kept, or what is wrong with it. `value` undefined: a removal. */
export function checkSetting(
  given: { scope: string; kind: string; settingId: string; value: unknown },
  merchant: { currency: Currency },
): { change: SettingChange } | { faults: SettingFault[] } {
  const { scope, kind, settingId, value } = given;
  if (!isSettingKind(kind)) {
    const at = `${kind.slice(0, 40)} ${settingId.slice(0, 64)}`;
    return { faults: [{ code: 'SETTINGS_UNKNOWN_KIND', at, why: '' }] };
  }
  const key: SettingKey = { scope, kind, settingId };
  const faultsOf = (found: readonly Fault[]) => found.map(([code, why]) => ({ code, at: settingName(key), why }));
  if (!/^[\x21-\x7e]{1,64}$/.test(settingId)) {
    return { faults: faultsOf([['SETTINGS_ID_DIFFERS', '1 to 64 visible letters of ASCII']]) };
  }
  if (value === undefined) return { change: { ...key, valueJson: '' } };
  const parsed = settingValueSchemas[kind].safeParse(value);
  if (!parsed.success) return { faults: faultsOf([['SETTINGS_BAD_VALUE', readable(parsed.error)]]) };
  const faults = [...placeFaults(key, parsed.data), ...valueFaults(kind, parsed.data, merchant.currency)];
  if (faults.length > 0) return { faults: faultsOf(faults) };
  const valueJson = canonicalJson(parsed.data as JsonValue);
  if (isUnprintable(valueJson)) {
    return { faults: faultsOf([['SETTINGS_BAD_VALUE', 'a text has control characters, or half a letter']]) };
  }
  return { change: { ...key, valueJson } };
}

/**
 * Control characters would reach a printer as commands; NUL and a surrogate without its other half are what the
 * database refuses in JSON. JSON.stringify writes all of them, and nothing else but quotes and backslashes, with a
 * backslash.
 */
export function isUnprintable(valueJson: string): boolean {
  return valueJson.includes('\\') && /(?<!\\)(?:\\\\)*\\[^"\\]/.test(valueJson);
}

function placeFaults({ scope, kind, settingId }: SettingKey, value: SettingValue): Fault[] {
  const faults: Fault[] = [];
  const member = idMembers[kind];
  const own = member && String((value as Record<string, unknown>)[member]);
  if (own !== undefined && own !== settingId) faults.push(['SETTINGS_ID_DIFFERS', `${member}, which is ${own}`]);
  if (singleKinds.has(kind) && settingId !== 'default') faults.push(['SETTINGS_ID_DIFFERS', 'default']);
  if (scope.startsWith('terminal/') && notAtTerminals.has(kind)) {
    faults.push(['SETTINGS_BAD_SCOPE', 'name the store or what is above it']);
  }
  return faults;
}

function valueFaults(kind: SettingKind, value: SettingValue, currency: Currency): Fault[] {
  const currencyFaults: Fault[] =
    'currency' in value && value.currency !== currency ? [['SETTINGS_CURRENCY_DIFFERS', currency]] : [];
  return [...currencyFaults, ...ownFaults(kind, value)];
}

function ownFaults(kind: SettingKind, value: SettingValue): Fault[] {
  switch (kind) {
    case 'article':
      return articleFaults(value as SettingValue<'article'>);
    case 'price':
      return [...validityFaults(value as SettingValue<'price'>), ...amountFaults(value, ['unitPriceMinor'])];
    case 'promotion':
      return promotionFaults(value as SettingValue<'promotion'>);
    case 'advert':
      return validityFaults(value as SettingValue<'advert'>);
    case 'barcode_rule':
      return barcodeRuleFaults(value as SettingValue<'barcode_rule'>);
    case 'offline_policy':
      return offlinePolicyFaults(value as SettingValue<'offline_policy'>);
    case 'store_policy':
      return timeZoneFaults((value as SettingValue<'store_policy'>).timeZone);
    case 'tender_policy':
      return tenderFaults(value as SettingValue<'tender_policy'>);
    default:
      return [];
  }
}

function articleFaults(article: SettingValue<'article'>): Fault[] {
  const codes = [article.barcode, ...(article.moreBarcodes ?? [])];
  if (new Set(codes).size < codes.length) return [['SETTINGS_CODE_TAKEN', 'a barcode stands twice in it']];
  return amountFaults(article, ['unitPriceMinor']);
}

function promotionFaults(promotion: SettingValue<'promotion'>): Fault[] {
  const faults = validityFaults(promotion);
  const { fromTime, untilTime, rule } = promotion;
  if ((fromTime === undefined) !== (untilTime === undefined)) {
    faults.push(['SETTINGS_TIME_BAD', 'fromTime and untilTime stand together or not at all']);
  } else if (fromTime !== undefined && fromTime === untilTime) {
    faults.push(['SETTINGS_TIME_BAD', 'fromTime and untilTime are the same']);
  }
  faults.push(...amountFaults(rule, ['amountMinor', 'priceMinor', 'fromMinor']));
  return faults;
}

function validityFaults({
  validFromMs,
  validUntilMs,
}: {
  validFromMs: number;
  validUntilMs?: number | undefined;
}): Fault[] {
  if (validUntilMs === undefined || validFromMs < validUntilMs) return [];
  return [['SETTINGS_TIME_BAD', 'validUntilMs is not after validFromMs']];
}

function amountFaults(value: object, members: readonly string[]): Fault[] {
  const amounts = value as Readonly<Record<string, unknown>>;
  const below = members.find((member) => String(amounts[member] ?? '').startsWith('-'));
  return below ? [['SETTINGS_BAD_VALUE', `${below} is below zero`]] : [];
}

function timeZoneFaults(timeZone: string): Fault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [['SETTINGS_TIME_BAD', `${timeZone} is no time zone of the IANA list`]];
  }
}

function tenderFaults({ tenders }: SettingValue<'tender_policy'>): Fault[] {
  const names = tenders.map(({ tender }) => tender);
  if (new Set(names).size < names.length) return [['SETTINGS_BAD_VALUE', 'a tender stands twice']];
  if (!names.includes('cash')) return [['SETTINGS_BAD_VALUE', 'cash is always taken']];
  return [];
}

function readable(error: z.ZodError): string {
  return z.prettifyError(error).replaceAll('\n', ' ').slice(0, 300);
}
