/** HeadquartersService, first part: sessions, users, the tree. Settings: headquarters-setting-handlers.ts. */
import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { protoError, settingScope } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import type { HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { HeadquartersSessions } from '../headquarters/session.ts';
import type { TreeDesk } from '../headquarters/tree-desk.ts';
import { readMerchant } from '../headquarters/tree-store.ts';
import type { HeadquartersUsers, UserKeeper } from '../headquarters/users.ts';
import type { SettingReadingStore } from '../settings/reading-store.ts';
import { type HqCall, type HqCallOptions, type HqContext, hqCall } from './headquarters-call.ts';
import { idFrom, linesFrom, nameFrom, optionalIdFrom, pageSizeFrom, userFrom } from './headquarters-decode.ts';
import type { Answered, Received } from './messages.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import { anyCall } from './unary.ts';

export interface HeadquartersParts {
  context: Omit<HqContext, 'sessions'> & { sessions: HeadquartersSessions };
  database: Database;
  users: HeadquartersUsers;
  tree: TreeDesk;
  reading: SettingReadingStore;
}

type Service = 'HeadquartersService';
type Request<Name extends keyof Methods> = Received<Service, Name>;
type Reply<Name extends keyof Methods> = Answered<Service, Name>;
type Methods = typeof import('@qiantai/protos').operationsServices extends () => infer Services
  ? Services extends { HeadquartersService: { service: infer Definition } }
    ? Definition
    : never
  : never;

/** A handler of one method by its name. */
export function hqMethod<Name extends keyof Methods>(
  context: HqContext,
  _name: Name,
  options: HqCallOptions,
  handle: (user: HeadquartersUser, request: Request<Name>, call: HqCall) => Promise<Reply<Name>>,
) {
  return hqCall<Request<Name>, Reply<Name>>(context, options, handle);
}

export function headquartersHandlers(parts: HeadquartersParts): UntypedServiceImplementation {
  return { ...sessionHandlers(parts), ...userHandlers(parts), ...treeHandlers(parts) };
}

function sessionHandlers({ context, users }: HeadquartersParts): UntypedServiceImplementation {
  const { sessions } = context;
  return {
    SignIn: anyCall<Request<'SignIn'>, Reply<'SignIn'>>(context, async ({ merchantId, login, password }) => {
      const { token, user, expiresAtMs } = await sessions.signIn({ merchantId, login, password });
      return { token, expiresAtMs: String(expiresAtMs), user: { ...user, rights: [...user.rights] } };
    }),
    SignOut: hqMethod(context, 'SignOut', {}, async (_user, _message, { token }) => {
      await sessions.signOut(token);
      return {};
    }),
    ChangeOwnPassword: hqMethod(context, 'ChangeOwnPassword', {}, async (user, { present, password }) => {
      await users.changeOwnPassword(user, { present, password });
      return {};
    }),
  };
}

function userHandlers({ context, users }: HeadquartersParts): UntypedServiceImplementation {
  const right = { right: 'users' } as const;
  const keeper = (user: HeadquartersUser): UserKeeper => ({ kind: 'user', user });
  return {
    ListHeadquartersUsers: hqMethod(context, 'ListHeadquartersUsers', right, async (user, message) => {
      const page = { after: message.afterLogin.slice(0, 64), limit: pageSizeFrom(message.pageSize, 500) };
      const listed = await users.list(keeper(user), page);
      return {
        more: listed.more,
        users: listed.users.map(({ lockedUntilMs, revokedAtMs, ...fields }) => ({
          user: fields,
          lockedUntilMs: String(lockedUntilMs),
          revokedAtMs: String(revokedAtMs ?? 0),
        })),
      };
    }),
    CreateUser: hqMethod(context, 'CreateUser', right, async (user, message) => {
      const fields = userFrom(message.user);
      await users.create(keeper(user), { ...fields, password: message.password });
      return { login: fields.login };
    }),
    ChangeUser: hqMethod(context, 'ChangeUser', right, async (user, message) => {
      const fields = userFrom(message);
      await users.change(keeper(user), fields);
      return { login: fields.login };
    }),
    SetUserPassword: hqMethod(context, 'SetUserPassword', right, async (user, { login, password }) => {
      await users.setPassword(keeper(user), { login, password });
      return { login };
    }),
    RevokeUser: hqMethod(context, 'RevokeUser', right, async (user, { login }) => {
      await users.revoke(keeper(user), login);
      return { login };
    }),
  };
}

function treeHandlers({ context, database, tree, reading }: HeadquartersParts): UntypedServiceImplementation {
  const right = { right: 'tree' } as const;
  const done = ({ version }: { version: number }) => ({ settingsVersion: String(version) });
  return {
    GetTree: hqMethod(context, 'GetTree', { right: 'read' }, async (user) => {
      const { name, currency, version } = await readMerchant(database.pool, user.merchantId);
      const { regions, stores, terminals } = user.tree.partOf(user.scope);
      const paths = new Map(
        stores.map(({ storeId }) => {
          const scope = settingScope.store(storeId);
          return [storeId, [...user.tree.pathOf(scope), ...user.tree.childrenOf(scope)]];
        }),
      );
      const versions = await reading.versionsOfStores(user.merchantId, paths);
      return {
        merchantId: user.merchantId,
        merchantName: name,
        currency,
        scope: user.scope,
        path: user.tree.pathOf(user.scope),
        regions: regions.map((region) => ({ ...region, parentId: region.parentId ?? '' })),
        stores: stores.map((store) => ({
          ...store,
          regionId: store.regionId ?? '',
          settingsVersion: String(versions.get(store.storeId) ?? 0),
        })),
        terminals: [...terminals],
        settingsVersion: String(version),
      };
    }),
    PutRegion: hqMethod(context, 'PutRegion', right, async (user, message, { deadline }) => {
      const { regionId, parentId, name, nameEn } = present(message.region, 'region');
      const region = {
        regionId: idFrom(regionId, 'region_id'),
        parentId: optionalIdFrom(parentId, 'parent_id'),
        name: nameFrom(name, 'name'),
        nameEn: nameFrom(nameEn, 'name_en'),
      };
      return done(await tree.putRegion(user, region, deadline));
    }),
    RemoveRegion: hqMethod(context, 'RemoveRegion', right, async (user, message, { deadline }) =>
      done(await tree.removeRegion(user, idFrom(message.regionId, 'region_id'), deadline)),
    ),
    PutStore: hqMethod(context, 'PutStore', right, async (user, message, { deadline }) => {
      const { storeId, regionId, name, nameEn } = present(message.store, 'store');
      const store = {
        storeId: idFrom(storeId, 'store_id'),
        regionId: optionalIdFrom(regionId, 'region_id'),
        name: nameFrom(name, 'name'),
        nameEn: nameFrom(nameEn, 'name_en'),
        receipt: message.keepReceipt
          ? undefined
          : {
              header: linesFrom(message.receiptHeader, 'receipt_header'),
              footer: linesFrom(message.receiptFooter, 'receipt_footer'),
            },
      };
      return done(await tree.putStore(user, store, deadline));
    }),
    PutTerminal: hqMethod(context, 'PutTerminal', right, async (user, message, { deadline }) => {
      const given = present(message.terminal, 'terminal');
      if (!/^[0-9A-Z]{8}$/.test(given.cardTerminalId)) {
        const why = 'it is not 8 digits or capital letters (ISO 8583 field 41)';
        throw protoError('PROTO_BAD_MESSAGE', { field: 'card_terminal_id', why });
      }
      const terminal = {
        terminalId: idFrom(given.terminalId, 'terminal_id'),
        storeId: idFrom(given.storeId, 'store_id'),
        name: nameFrom(given.name, 'name'),
        cardTerminalId: given.cardTerminalId,
      };
      return done(await tree.putTerminal(user, terminal, deadline));
    }),
    RemoveTerminal: hqMethod(context, 'RemoveTerminal', right, async (user, message, { deadline }) =>
      done(await tree.removeTerminal(user, idFrom(message.terminalId, 'terminal_id'), deadline)),
    ),
  };
}

function present<Message>(message: Message | null, field: string): Message {
  if (message === null) throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is missing' });
  return message;
}

type AdminRequest<Name extends 'CreateHeadquartersUser' | 'RevokeHeadquartersUser' | 'SetHeadquartersPassword'> =
  Received<'HeadquartersAdminService', Name>;
type AdminReply = Answered<'HeadquartersAdminService', 'CreateHeadquartersUser'>;

/** How the platform's people make a merchant's first user. */
export function headquartersAdminHandlers(
  context: OperatorContext,
  users: HeadquartersUsers,
): UntypedServiceImplementation {
  const role = { role: 'operations' } as const;
  const keeper = (name: string, merchantId: string): UserKeeper => ({
    kind: 'platform',
    whom: `operator:${name}`,
    merchantId,
  });
  return {
    CreateHeadquartersUser: operatorCall<AdminRequest<'CreateHeadquartersUser'>, AdminReply>(
      context,
      role,
      async ({ name }, message) => {
        const fields = userFrom(message.user);
        await users.create(keeper(name, message.merchantId), { ...fields, password: message.password });
        return { login: fields.login };
      },
    ),
    RevokeHeadquartersUser: operatorCall<AdminRequest<'RevokeHeadquartersUser'>, AdminReply>(
      context,
      role,
      async ({ name }, { merchantId, login }) => {
        await users.revoke(keeper(name, merchantId), login);
        return { login };
      },
    ),
    SetHeadquartersPassword: operatorCall<AdminRequest<'SetHeadquartersPassword'>, AdminReply>(
      context,
      role,
      async ({ name }, { merchantId, login, password }) => {
        await users.setPassword(keeper(name, merchantId), { login, password });
        return { login };
      },
    ),
  };
}
