/** HeadquartersService, second part: settings, operators, the risk of offline cards. */
import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { integerFrom, protoError } from '@qiantai/protos';
import { serverErrors } from '../errors.ts';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import { type OperatorDesk, withoutPin } from '../headquarters/operator-desk.ts';
import type { RiskDesk } from '../headquarters/risk-desk.ts';
import type { SettingReadingStore } from '../settings/reading-store.ts';
import type { SettingFault } from '../settings/setting-change.ts';
import type { ApplicationOutcome, SettingsDesk } from '../settings/settings-desk.ts';
import { text } from './decode.ts';
import { checkVisible, type HqContext } from './headquarters-call.ts';
import { idFrom, jsonFrom, kindFrom, nameFrom, pageSizeFrom } from './headquarters-decode.ts';
import { hqMethod } from './headquarters-handlers.ts';
import type { Answered } from './messages.ts';

export interface HeadquartersSettingParts {
  context: HqContext;
  settings: SettingsDesk;
  reading: SettingReadingStore;
  operators: OperatorDesk;
  risk: RiskDesk;
}

type ApplyReply = Answered<'HeadquartersService', 'ApplySettings'>;

export function headquartersSettingHandlers(parts: HeadquartersSettingParts): UntypedServiceImplementation {
  return { ...readingHandlers(parts), ...applyHandlers(parts), ...operatorHandlers(parts), ...riskHandlers(parts) };
}

function readingHandlers({ context, reading }: HeadquartersSettingParts): UntypedServiceImplementation {
  const right = { right: 'read' } as const;
  return {
    ListSettings: hqMethod(context, 'ListSettings', right, async (user, message) => {
      const { scope, effective } = message;
      checkReadable(user, scope);
      const path = user.tree.pathOf(scope);
      // Before the settings are read: what is changed meanwhile is newer than it.
      const version = await reading.newestVersion(user.merchantId);
      const listed = await reading.list({
        merchantId: user.merchantId,
        kind: kindFrom(message.kind),
        scopes: effective ? path : [scope],
        afterId: text(message.afterId, 'after_id', 64),
        limit: pageSizeFrom(message.pageSize, 1000),
        idPrefix: text(message.idPrefix, 'id_prefix', 64),
        code: text(message.code, 'code', 64),
      });
      return {
        more: listed.more,
        settingsVersion: String(version),
        settings: listed.settings.map((setting) => ({
          scope: setting.scope,
          kind: setting.kind,
          id: setting.settingId,
          valueJson: withoutPin(setting.kind, setting.valueJson),
          version: String(setting.version),
          inherited: setting.scope !== scope,
        })),
      };
    }),
    ListSettingHistory: hqMethod(context, 'ListSettingHistory', right, async (user, message) => {
      const within = message.scope === '' ? user.scope : message.scope;
      checkVisible(user, within);
      const found = await reading.history({
        merchantId: user.merchantId,
        scopes: within === '' ? undefined : user.tree.subtreeOf(within),
        kind: message.kind === '' ? '' : kindFrom(message.kind),
        id: text(message.id, 'id', 64),
        beforeVersion: integerFrom(message.beforeVersion, 'before_version') || Number.MAX_SAFE_INTEGER,
        limit: pageSizeFrom(message.pageSize, 500),
      });
      return {
        more: found.more,
        steps: found.steps.map(({ settingId, ...step }) => ({
          ...step,
          id: settingId,
          version: String(step.version),
          atMs: String(step.atMs),
          valueJson: withoutPin(step.kind, step.valueJson),
          oldValueJson: withoutPin(step.kind, step.oldValueJson),
        })),
      };
    }),
  };
}

/** What a node inherits is read there, so what stands above the user's node may be read as well. */
function checkReadable(user: HeadquartersUser, scope: string): void {
  if (!user.tree.pathOf(user.scope).includes(scope)) checkVisible(user, scope);
}

function applyHandlers({ context, settings }: HeadquartersSettingParts): UntypedServiceImplementation {
  const right = { right: ['catalogue', 'limits', 'fleet'] } as const;
  return {
    ApplySettings: hqMethod(context, 'ApplySettings', right, async (user, message, { deadline }) => {
      const application = {
        changes: message.changes.map(({ scope, kind, id, valueJson }) => ({
          scope,
          kind,
          settingId: id,
          value: jsonFrom(valueJson, `${kind} ${id}`),
        })),
        baseVersion: integerFrom(message.baseVersion, 'base_version'),
        note: text(message.note, 'note', 200),
        dryRun: message.dryRun,
      };
      return applied(await settings.apply(user, application, deadline));
    }),
    RevertSettings: hqMethod(
      context,
      'RevertSettings',
      { right: ['catalogue', 'limits', 'fleet', 'operators'], timeMs: 120_000 },
      async (user, message, { deadline }) => {
        const version = integerFrom(message.application, 'application');
        if (version > 0) return applied(await settings.takeBack(user, { version, dryRun: message.dryRun }, deadline));
        const wish = {
          keys: message.settings.map(({ scope, kind, id }) => ({ scope, kind: kindFrom(kind), settingId: id })),
          toVersion: integerFrom(message.toVersion, 'to_version'),
          baseVersion: integerFrom(message.baseVersion, 'base_version'),
          dryRun: message.dryRun,
        };
        return applied(await settings.revert(user, wish, deadline));
      },
    ),
  };
}

function operatorHandlers({ context, operators }: HeadquartersSettingParts): UntypedServiceImplementation {
  const right = { right: 'operators' } as const;
  return {
    PutOperator: hqMethod(context, 'PutOperator', right, async (user, message, { deadline }) => {
      if (!/^[0-9]{1,8}$/.test(message.number)) {
        throw protoError('PROTO_BAD_MESSAGE', { field: 'number', why: 'it is not 1 to 8 digits' });
      }
      const given = {
        operatorId: idFrom(message.operatorId, 'operator_id'),
        number: message.number,
        name: nameFrom(message.name, 'name'),
        rights: message.rights,
        pin: message.pin,
        cardCode: message.cardCode,
        removeCard: message.removeCard,
        scopes: message.scopes,
        baseVersion: integerFrom(message.baseVersion, 'base_version'),
      };
      return applied(await operators.put(user, given, deadline));
    }),
    RemoveOperator: hqMethod(context, 'RemoveOperator', right, async (user, message, { deadline }) => {
      const given = {
        operatorId: idFrom(message.operatorId, 'operator_id'),
        baseVersion: integerFrom(message.baseVersion, 'base_version'),
      };
      return applied(await operators.remove(user, given, deadline));
    }),
  };
}

function riskHandlers({ context, reading, risk }: HeadquartersSettingParts): UntypedServiceImplementation {
  const right = { right: 'risk' } as const;
  const reply = async ({ merchantId, scope }: HeadquartersUser) => {
    const history = await risk.history(merchantId);
    return {
      onRecord: history[0]?.action === 'accepted',
      // Who signed is the chain's matter; a store sees whether.
      history: scope === '' ? history.map((record) => ({ ...record, atMs: String(record.atMs) })) : [],
      settingsVersion: String(await reading.newestVersion(merchantId)),
    };
  };
  return {
    RecordRisk: hqMethod(context, 'RecordRisk', right, async (user, message, { deadline }) => {
      const person = nameFrom(message.person, 'person');
      await risk.record(user, { person, termsVersion: idFrom(message.termsVersion, 'terms_version') }, deadline);
      return await reply(user);
    }),
    WithdrawRisk: hqMethod(context, 'WithdrawRisk', right, async (user, message, { deadline }) => {
      await risk.record(user, { person: nameFrom(message.person, 'person') }, deadline);
      return await reply(user);
    }),
    GetRisk: hqMethod(context, 'GetRisk', { right: ['read', 'risk'] }, async (user) => await reply(user)),
  };
}

export function applied({ changed, removed, version, faults }: ApplicationOutcome): ApplyReply {
  return { changed, removed, settingsVersion: String(version), faults: faults.map(faultMessage) };
}

function faultMessage({ code, at, why }: SettingFault) {
  return { code, at, message: serverErrors[code].message.replace('{at}', at).replace('{why}', why) };
}
