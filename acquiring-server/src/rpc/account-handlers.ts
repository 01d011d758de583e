/**
 * AccountService: decode, ask the accounts, encode. Who may do what the tables of accounts/ say; here it is told
 * for whom an operator speaks.
 */

import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { currencySchema, uuid7From } from '@qiantai/protos';
import { pageSizeMax } from '../accounts/account-list.ts';
import { parseAccountNumber } from '../accounts/account-number.ts';
import type { AccountService, Accounts } from '../accounts/account-service.ts';
import { type ActorRole, accountTransitions, freezers, switchTurners } from '../accounts/account-transitions.ts';
import type { Actor } from '../accounts/records.ts';
import type { PasswordCheck } from '../accounts/withdrawal-password.ts';
import { serverError } from '../errors.ts';
import type { OperatorRole } from '../operators/operator-roles.ts';
import {
  accountFields,
  bad,
  customerFields,
  encodeAccount,
  encodeCustomer,
  encodeFreeze,
  encodeType,
  encodeUser,
  freezeKindFrom,
  kindFrom,
  ledgerCodeFrom,
  minorFrom,
  photosFrom,
  rightsFrom,
  statusFrom,
  switchFrom,
} from './account-messages.ts';
import { text } from './decode.ts';
import type { Answered, Received } from './messages.ts';
import { type Operator, type OperatorContext, operatorCall } from './operator.ts';
import { readMaskOf } from './read-mask.ts';

type Method = keyof typeof methods;
type Request<Name extends Method> = Received<'AccountService', Name>;
type Reply<Name extends Method> = Answered<'AccountService', Name>;

/** The roles that a method asks for; undefined: reading, for every operator. */
const methods = {
  CreateCustomer: ['operations', 'integration'],
  GetCustomer: undefined,
  VerifyIdentity: ['operations', 'integration'],
  CreateUser: ['operations', 'integration'],
  OpenAccount: ['operations', 'integration'],
  GetAccount: undefined,
  ListAccounts: undefined,
  GetAccountHistory: undefined,
  SetSwitch: ['operations', 'risk'],
  FreezeAccount: ['operations', 'risk'],
  UnfreezeAccount: ['operations', 'risk'],
  StopAccount: ['operations'],
  ResumeAccount: ['operations'],
  SetWithdrawalPassword: ['integration'],
  RequestPasswordReset: ['integration'],
  ResetPassword: ['integration'],
  RequestClosing: ['operations', 'integration'],
  WithdrawClosing: ['operations', 'integration'],
  CloseAccount: ['operations'],
  ListAccountTypes: undefined,
  CreateAccountType: ['operations', 'integration'],
} as const satisfies Record<string, readonly OperatorRole[] | undefined>;

export function accountHandlers(context: OperatorContext, accounts: Accounts): UntypedServiceImplementation {
  const answer = <Name extends Method>(
    name: Name,
    handle: (service: AccountService, message: Request<Name>, operator: Operator) => Promise<Reply<Name>>,
  ) => {
    const role = methods[name];
    return operatorCall<Request<Name>, Reply<Name>>(
      context,
      role === undefined ? {} : { role },
      async (operator, message, { deadline }) => await handle(accounts.within(deadline), message, operator),
    );
  };
  return {
    ...customerMethods(answer),
    ...accountMethods(answer),
    ...stateMethods(answer),
    ...passwordMethods(answer),
  };
}

type Answer = <Name extends Method>(
  name: Name,
  handle: (service: AccountService, message: Request<Name>, operator: Operator) => Promise<Reply<Name>>,
) => handleUnaryCall<Request<Name>, Reply<Name>>;

function customerMethods(answer: Answer) {
  return {
    CreateCustomer: answer('CreateCustomer', async (service, message, operator) => {
      const view = await service.createCustomer({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        kind: kindFrom(message.kind, 'kind'),
        name: text(message.name, 'name', 100),
        documentNumber: text(message.documentNumber, 'document_number', 18),
        legalRepresentativeName: text(message.legalRepresentativeName, 'legal_representative_name', 100),
        legalRepresentativeNumber: text(message.legalRepresentativeNumber, 'legal_representative_number', 18),
        phone: text(message.phone, 'phone', 16),
        mail: text(message.mail, 'mail', 254),
        photos: photosFrom(message.photos),
        actor: actorOf(operator, message.onBehalf, ['operations']),
      });
      return encodeCustomer(view);
    }),
    GetCustomer: answer('GetCustomer', async (service, message) => {
      const mask = readMaskOf(message.readMask, customerFields);
      const view = await service.getCustomer(uuid7From(message.customerId, 'customer_id'));
      return mask.apply(encodeCustomer(view));
    }),
    VerifyIdentity: answer('VerifyIdentity', async (service, message, operator) => {
      const mask = readMaskOf(message.readMask, customerFields);
      const { name, documentNumber, legalRepresentativeName } = message;
      const view = await service.verifyIdentity({
        customerId: uuid7From(message.customerId, 'customer_id'),
        corrections: {
          ...(name !== '' && { name: text(name, 'name', 100) }),
          ...(documentNumber !== '' && { documentNumber: text(documentNumber, 'document_number', 18) }),
          ...(legalRepresentativeName !== '' && {
            legalRepresentativeName: text(legalRepresentativeName, 'legal_representative_name', 100),
          }),
        },
        actor: actorOf(operator, message.onBehalf, ['operations']),
      });
      return mask.apply(encodeCustomer(view));
    }),
    CreateUser: answer('CreateUser', async (service, message, operator) => {
      if (message.level < 0 || message.level > 99) throw bad('level', 'it is not 0 to 99');
      const user = await service.createUser({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        companyId: companyFrom(message.companyId),
        customerId: uuid7From(message.customerId, 'customer_id'),
        loginName: text(message.loginName, 'login_name', 64),
        nickname: text(message.nickname, 'nickname', 100),
        level: message.level,
        contact: text(message.contact, 'contact', 254),
        actor: actorOf(operator, message.onBehalf, ['operations']),
      });
      return encodeUser(user);
    }),
  };
}

function accountMethods(answer: Answer) {
  return {
    OpenAccount: answer('OpenAccount', async (service, message, operator) => {
      const currency = currencySchema.safeParse(message.currency);
      if (!currency.success) throw bad('currency', 'it is none that is taken');
      const account = await service.openAccount({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        companyId: companyFrom(message.companyId),
        userId: uuid7From(message.userId, 'user_id'),
        typeCode: text(message.typeCode, 'type_code', 3),
        currency: currency.data,
        name: text(message.name, 'name', 100),
        actor: actorOf(operator, message.onBehalf, ['operations']),
      });
      return encodeAccount(account);
    }),
    GetAccount: answer('GetAccount', async (service, message) => {
      const mask = readMaskOf(message.readMask, accountFields);
      const account = await service.getAccount(numberFrom(message.accountNumber, 'account_number'));
      return mask.apply(encodeAccount(account));
    }),
    ListAccounts: answer('ListAccounts', async (service, message) => {
      const mask = readMaskOf(message.readMask, accountFields);
      if (message.pageSize < 0) throw bad('page_size', `it is not 0 to ${pageSizeMax}`);
      const { accounts, nextPageToken } = await service.listAccounts({
        filter: filterFrom(message),
        pageSize: message.pageSize,
        pageToken: text(message.pageToken, 'page_token', 500),
      });
      const shown = accounts.map((account) => mask.apply(encodeAccount(account)));
      return { accounts: shown, nextPageToken };
    }),
    GetAccountHistory: answer('GetAccountHistory', async (service, message) => {
      const accountNumber = numberFrom(message.accountNumber, 'account_number');
      await service.getAccount(accountNumber);
      const changes = (await service.readHistory(accountNumber)).map((row) => ({
        ...row,
        fromValue: row.fromValue ?? '',
        atMs: row.atMs.toString(),
      }));
      return { changes, freezes: (await service.listFreezes(accountNumber)).map(encodeFreeze) };
    }),
    ListAccountTypes: answer('ListAccountTypes', async (service, message) => {
      const types = await service.listAccountTypes(companyFrom(message.companyId));
      return { types: types.map(encodeType) };
    }),
    CreateAccountType: answer('CreateAccountType', async (service, message, operator) => {
      const type = await service.createAccountType({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        companyId: companyFrom(message.companyId),
        typeCode: text(message.typeCode, 'type_code', 3),
        nameZh: text(message.nameZh, 'name_zh', 60),
        nameEn: text(message.nameEn, 'name_en', 60),
        ledgerCode: ledgerCodeFrom(message.ledgerCode),
        customerKinds: message.customerKinds.map((kind) => kindFrom(kind, 'customer_kinds')),
        rights: rightsFrom(message.rights),
        actor: actorOf(operator, message.onBehalf, ['operations']),
      });
      return encodeType(type);
    }),
  };
}

function stateMethods(answer: Answer) {
  const step = (message: Request<'StopAccount'>, operator: Operator, wanted: readonly ActorRole[]) => ({
    accountNumber: numberFrom(message.accountNumber, 'account_number'),
    why: text(message.why, 'why', 500),
    actor: actorOf(operator, message.onBehalf, wanted),
  });
  return {
    SetSwitch: answer('SetSwitch', async (service, message, operator) => {
      const name = switchFrom(message.switch);
      const limit = message.overdraftLimitMinor;
      const account = await service.setSwitch({
        accountNumber: numberFrom(message.accountNumber, 'account_number'),
        switch: name,
        on: message.on,
        ...(limit !== '' && { overdraftLimitMinor: minorFrom(limit, 'overdraft_limit_minor', 0n) }),
        actor: actorOf(operator, null, switchTurners[name]),
        why: reasonFrom(message.why),
      });
      return encodeAccount(account);
    }),
    FreezeAccount: answer('FreezeAccount', async (service, message, operator) => {
      const freezeKind = freezeKindFrom(message.kind);
      if (message.scope === 'whole' && !message.whole) throw bad('whole', 'it is true or left out');
      const freeze = await service.freeze({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        accountNumber: numberFrom(message.accountNumber, 'account_number'),
        freezeKind,
        amountMinor: message.scope === 'whole' ? 'whole' : minorFrom(message.amountMinor ?? '', 'amount_minor', 1n),
        actor: actorOf(operator, null, freezers[freezeKind]),
        why: reasonFrom(message.why),
      });
      return encodeFreeze(freeze);
    }),
    UnfreezeAccount: answer('UnfreezeAccount', async (service, message, operator) => {
      const { amountMinor } = message;
      const { freezeId, freezeKind } = await service.getFreeze(uuid7From(message.freezeId, 'freeze_id'));
      const freeze = await service.unfreeze({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        freezeId,
        amountMinor: amountMinor === '' ? 'rest' : minorFrom(amountMinor, 'amount_minor', 1n),
        actor: actorOf(operator, null, freezers[freezeKind]),
        why: reasonFrom(message.why),
      });
      return encodeFreeze(freeze);
    }),
    StopAccount: answer('StopAccount', async (service, message, operator) =>
      encodeAccount(await service.stopAccount(step(message, operator, accountTransitions.stopped.by))),
    ),
    ResumeAccount: answer('ResumeAccount', async (service, message, operator) =>
      encodeAccount(await service.resumeAccount(step(message, operator, accountTransitions.resumed.by))),
    ),
    RequestClosing: answer('RequestClosing', async (service, message, operator) => {
      const request = step(message, operator, ['operations']);
      const outcome = await service.requestClosing(request);
      const account = encodeAccount(await service.getAccount(request.accountNumber));
      return { account, hindrances: outcome.kind === 'requested' ? [...outcome.hindrances] : [] };
    }),
    WithdrawClosing: answer('WithdrawClosing', async (service, message, operator) =>
      encodeAccount(await service.withdrawClosing(step(message, operator, ['operations']))),
    ),
    CloseAccount: answer('CloseAccount', async (service, message, operator) =>
      encodeAccount(await service.closeAccount(step(message, operator, ['operations']))),
    ),
  };
}

function passwordMethods(answer: Answer) {
  return {
    SetWithdrawalPassword: answer('SetWithdrawalPassword', async (service, message, operator) => {
      const outcome = await service.setWithdrawalPassword({
        accountNumber: numberFrom(message.accountNumber, 'account_number'),
        oldPassword: text(message.oldPassword, 'old_password', 20),
        newPassword: text(message.newPassword, 'new_password', 20),
        actor: actorOf(operator, message.onBehalf, []),
      });
      return encodePassword(outcome);
    }),
    RequestPasswordReset: answer('RequestPasswordReset', async (service, message, operator) =>
      service.requestPasswordReset({
        requestKey: uuid7From(message.requestKey, 'request_key'),
        accountNumber: numberFrom(message.accountNumber, 'account_number'),
        actor: actorOf(operator, message.onBehalf, []),
      }),
    ),
    ResetPassword: answer('ResetPassword', async (service, message, operator) => {
      const outcome = await service.resetPassword({
        resetId: uuid7From(message.resetId, 'reset_id'),
        code: text(message.code, 'code', 10),
        newPassword: text(message.newPassword, 'new_password', 20),
        actor: actorOf(operator, message.onBehalf, []),
      });
      switch (outcome.kind) {
        case 'reset':
          return passwordReply('OUTCOME_SET');
        case 'wrong_code':
          return { ...passwordReply('OUTCOME_WRONG'), triesLeft: outcome.triesLeft };
        case 'code_over':
          return passwordReply('OUTCOME_CODE_OVER');
      }
    }),
  };
}

function passwordReply(outcome: `OUTCOME_${'SET' | 'WRONG' | 'LOCKED' | 'CODE_OVER'}`) {
  return { outcome, triesLeft: 0, lockedUntilMs: 0 };
}

function encodePassword(outcome: PasswordCheck | { kind: 'set' }): Reply<'SetWithdrawalPassword'> {
  switch (outcome.kind) {
    case 'set':
      return passwordReply('OUTCOME_SET');
    case 'wrong':
      return { ...passwordReply('OUTCOME_WRONG'), triesLeft: outcome.triesLeft };
    case 'locked':
      return { ...passwordReply('OUTCOME_LOCKED'), lockedUntilMs: outcome.untilMs };
    case 'right':
    case 'not_set':
      throw new TypeError(`setting a password does not answer ${outcome.kind}`);
  }
}

type OnBehalf = Request<'OpenAccount'>['onBehalf'];

/**
 * Who acts: for a program (integration) the customer or company that it speaks for, which it must name; for a person
 * the first of the wanted roles that the person has.
 * @throws CodedError OPERATOR_FORBIDDEN, PROTO_BAD_MESSAGE
 */
function actorOf(operator: Operator, onBehalf: OnBehalf, wanted: readonly ActorRole[]): Actor {
  const { name, roles } = operator;
  if (onBehalf) {
    if (!roles.has('integration')) throw serverError('OPERATOR_FORBIDDEN', { name, roles: 'integration' });
    if (onBehalf.userId) {
      const userId = uuid7From(onBehalf.userId, 'on_behalf.user_id');
      return { role: 'customer', name: `${name} for ${userId}`, userId };
    }
    const companyId = companyFrom(onBehalf.companyId ?? '');
    return { role: 'merchant', name: `${name} for ${companyId}`, companyId };
  }
  const role = wanted.find((one) => roles.has(one as OperatorRole));
  if (role) return { role, name };
  if (roles.has('integration')) throw bad('on_behalf', 'a program names for whom it asks');
  throw serverError('OPERATOR_FORBIDDEN', { name, roles: wanted.join(', ') || 'integration' });
}

function filterFrom(message: Request<'ListAccounts'>) {
  const { customerId, userId, typeCode, currency, mainAccountNumber } = message;
  const status = statusFrom(message.status);
  return {
    companyId: companyFrom(message.companyId),
    ...(customerId !== '' && { customerId: uuid7From(customerId, 'customer_id') }),
    ...(userId !== '' && { userId: uuid7From(userId, 'user_id') }),
    ...(typeCode !== '' && { typeCode: text(typeCode, 'type_code', 3) }),
    ...(status !== undefined && { status }),
    ...(currency !== '' && { currency: text(currency, 'currency', 3) }),
    ...(mainAccountNumber !== '' && { mainAccountNumber: numberFrom(mainAccountNumber, 'main_account_number') }),
  };
}

/** A merchant's id, or the platform's. */
function companyFrom(value: string): string {
  if (!/^(@platform|[A-Za-z0-9._-]{1,64})$/.test(value)) throw bad('company_id', 'it is no merchant and not @platform');
  return value;
}

/** A mistyped number is told from one that is not there. */
function numberFrom(value: string, field: string): string {
  const parsed = parseAccountNumber(value);
  if (parsed.kind === 'valid') return parsed.accountNumber;
  throw bad(field, parsed.why === 'form' ? 'it is not 17 digits' : 'its check digits are wrong: it is mistyped');
}

/** What the platform does to an account is written down with a reason. */
function reasonFrom(value: string): string {
  if (value === '') throw bad('why', 'a reason is missing');
  return text(value, 'why', 500);
}
