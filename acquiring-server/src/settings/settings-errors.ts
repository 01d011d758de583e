/** What is refused of settings: part of the server's registry of error codes (errors.ts). */
import type { ErrorDefinition } from '@qiantai/foundation';

const refused = (message: string): ErrorDefinition => ({
  message: `{at}: ${message}`,
  grpc: 'FAILED_PRECONDITION',
  http: 409,
  retryable: false,
});
const bad = (message: string): ErrorDefinition => ({
  message: `{at}: ${message}`,
  grpc: 'INVALID_ARGUMENT',
  http: 400,
  retryable: false,
});

/** Faults of one setting. `at` names it, `why` tells more. */
export const settingFaults = {
  SETTINGS_UNKNOWN_KIND: bad('there is no such kind of setting'),
  SETTINGS_BAD_VALUE: bad('the value is not right: {why}'),
  SETTINGS_BAD_SCOPE: bad('a setting of this kind cannot stand there: {why}'),
  SETTINGS_ID_DIFFERS: bad('the id must be {why}'),
  SETTINGS_TWICE: bad('the same setting is named twice'),
  SETTINGS_NOT_HERE: bad('this kind is changed by a call of its own: {why}'),
  SETTINGS_CURRENCY_DIFFERS: bad('the currency is not the merchant’s, {why}'),
  SETTINGS_TIME_BAD: bad('the time is not right: {why}'),
  SETTINGS_LIMITS_CONTRADICT: bad('the limits contradict each other: {why}'),
  SETTINGS_RANGE_BAD: bad('a range of card numbers is not right: {why}'),
  SETTINGS_RULE_BAD: bad('the barcode rule is not right: {why}'),
  SETTINGS_RULES_OVERLAP: refused('a code could be read by two rules: {why}'),
  SETTINGS_REFERENCE_MISSING: refused('it names what is not there at its scope or above: {why}'),
  SETTINGS_REFERENCE_LEFT: refused('it is still named by another setting: {why}'),
  SETTINGS_CODE_TAKEN: refused('the code is taken: {why}'),
  SETTINGS_RISK_NOT_ON_RECORD: refused('cards are taken offline only once the merchant has the risk on record'),
} as const satisfies Record<string, ErrorDefinition>;

export type SettingFaultCode = keyof typeof settingFaults;

export const settingsErrors = {
  ...settingFaults,
  SETTINGS_STALE_VERSION: {
    message: '{at} was changed since version {version}, by version {newer}. Look at it again',
    grpc: 'ABORTED',
    http: 409,
    retryable: false,
  },
  SETTINGS_TOO_MANY: {
    message: 'At most {max} changes go in one application; import a file for more',
    grpc: 'INVALID_ARGUMENT',
    http: 400,
    retryable: false,
  },
  SETTINGS_VERSION_UNKNOWN: {
    message: 'There is no version {version}',
    grpc: 'NOT_FOUND',
    http: 404,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
