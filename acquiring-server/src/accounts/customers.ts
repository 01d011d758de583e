/** Customers and their users: taking them in, and having their identity checked. */

import { sqlState } from '../db/database.ts';
import { serverError } from '../errors.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import type { AccountDeps } from './account-deps.ts';
import type { Queryable } from './account-store.ts';
import { checkCustomerScope, checkUserScope } from './actor-scope.ts';
import {
  changeCustomer,
  findCustomer,
  findUser,
  insertCustomer,
  insertUser,
  isMerchant,
  lockCustomer,
  putPhotos,
  writeCustomerHistory,
} from './customer-store.ts';
import { isCreditCode, isMail, isPhone, isResidentNumber, maskMail, maskPhone } from './identity-documents.ts';
import { countChecks, insertCheck } from './identity-store.ts';
import { nextIdentityStatus } from './identity-transitions.ts';
import {
  type Actor,
  type CustomerKind,
  type CustomerPhoto,
  type CustomerRecord,
  platformCompany,
  type UserRecord,
} from './records.ts';
import { fingerprintOf } from './request-fingerprint.ts';
import { takeRequestKey } from './request-store.ts';
import { type PlainParticulars, sealedOf, sealParticular } from './sealed-particulars.ts';

export interface CreateCustomerRequest extends PlainParticulars {
  requestKey: string;
  kind: CustomerKind;
  name: string;
  /** Of a company; else ''. */
  legalRepresentativeName: string;
  photos: readonly CustomerPhoto[];
  actor: Actor;
}

/**
 * Takes a customer in, not yet checked; one of kind `internal` is the platform itself and needs no check.
 * @throws CodedError CUSTOMER_BAD_REQUEST, CUSTOMER_DOCUMENT_TAKEN, ACCOUNT_KEY_CONFLICT, ACCOUNT_ROLE_REFUSED
 */
export async function createCustomer(deps: AccountDeps, request: CreateCustomerRequest): Promise<CustomerRecord> {
  const { requestKey, actor, ...payload } = request;
  checkParticulars(request);
  if (request.kind === 'internal' && actor.role !== 'operations') {
    throw serverError('ACCOUNT_ROLE_REFUSED', { event: 'create an internal customer', role: actor.role });
  }
  return await withFreeDocument(() =>
    deps.database.transaction(async (client) => {
      const customerId = deps.ids.uuid7();
      const nowMs = deps.clock.nowMs();
      const photos = payload.photos.map((photo) => ({ ...photo }));
      const keyed = fingerprintOf(deps, { requestKey, method: 'CreateCustomer', payload: { ...payload, photos } });
      const before = await takeRequestKey(client, keyed, { resultId: customerId, nowMs });
      if (before) return (await findCustomer(client, before)) as CustomerRecord;
      const customer = customerOf(deps.secretBox, { customerId, nowMs, request });
      await insertCustomer(client, customer);
      await putPhotos(client, customerId, request.photos);
      await writeCustomerHistory(client, {
        customerId,
        version: 1,
        event: 'created',
        fromStatus: null,
        toStatus: customer.identityStatus,
        actor,
        why: '',
        atMs: nowMs,
      });
      return (await findCustomer(client, customerId)) as CustomerRecord;
    }),
  );
}

function customerOf(
  box: SecretBox,
  { customerId, nowMs, request }: { customerId: string; nowMs: number; request: CreateCustomerRequest },
) {
  const internal = request.kind === 'internal';
  return {
    customerId,
    kind: request.kind,
    name: request.name,
    legalRepresentativeName: request.legalRepresentativeName,
    ...sealedOf(box, customerId, request),
    identityStatus: internal ? ('verified' as const) : ('unverified' as const),
    verifiedAtMs: internal ? nowMs : null,
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

/** Two who take one document in at once meet at its unique key. */
async function withFreeDocument<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isTaken =
      sqlState(error) === '23505' && (error as { constraint?: string }).constraint === 'customer_document';
    throw isTaken ? serverError('CUSTOMER_DOCUMENT_TAKEN', {}, { cause: error }) : error;
  }
}

/** What was wrong the first time, corrected; members that are not there stay as they are. */
export interface IdentityCorrections {
  name?: string;
  documentNumber?: string;
  legalRepresentativeName?: string;
}

/**
 * Has the identity checked, where it is not verified or under way already: written down here, asked by the
 * identity driver. Answers the customer as it is then.
 * @throws CodedError CUSTOMER_NOT_FOUND, CUSTOMER_BAD_REQUEST, CUSTOMER_DOCUMENT_TAKEN, CUSTOMER_CHECKS_EXHAUSTED,
 * ACCOUNT_ROLE_REFUSED
 */
export async function submitIdentity(
  deps: AccountDeps,
  request: { customerId: string; corrections: IdentityCorrections; actor: Actor },
): Promise<CustomerRecord> {
  const { customerId, corrections, actor } = request;
  return await withFreeDocument(() =>
    deps.database.transaction(async (client) => {
      const customer = await lockCustomer(client, customerId);
      if (!customer) throw serverError('CUSTOMER_NOT_FOUND', { customerId });
      await checkCustomerScope(client, customerId, actor);
      const corrected = Object.values(corrections).some((text) => text !== undefined);
      if (customer.identityStatus === 'verified' || customer.identityStatus === 'pending') {
        if (!corrected) return customer;
        const why = `the identity is ${customer.identityStatus}, so nothing is corrected`;
        throw serverError('CUSTOMER_BAD_REQUEST', { field: 'corrections', why });
      }
      return await submitLocked(client, deps, customer, { corrections, actor });
    }),
  );
}

const dayMs = 86_400_000;

/** Of a locked customer that is neither verified nor pending. */
export async function submitLocked(
  client: Queryable,
  deps: AccountDeps,
  customer: CustomerRecord,
  { corrections, actor }: { corrections: IdentityCorrections; actor: Actor },
): Promise<CustomerRecord> {
  const { customerId } = customer;
  const toStatus = nextIdentityStatus(customer.identityStatus, 'submitted', actor.role);
  if (!toStatus) throw serverError('ACCOUNT_ROLE_REFUSED', { event: 'submit an identity', role: actor.role });
  const nowMs = deps.clock.nowMs();
  const countMax = deps.terms.checksPerDayMax;
  if ((await countChecks(client, { customerId, sinceMs: nowMs - dayMs })) >= countMax) {
    throw serverError('CUSTOMER_CHECKS_EXHAUSTED', { customerId, countMax });
  }
  const submitted = await changeCustomer(
    client,
    customer,
    correctionsOf(deps.secretBox, customer, corrections),
    { event: 'submitted', fromStatus: customer.identityStatus, toStatus, actor, why: '' },
    nowMs,
  );
  await insertCheck(client, { checkId: deps.ids.uuid7(), customerId, nowMs });
  return submitted;
}

function correctionsOf(box: SecretBox, customer: CustomerRecord, corrections: IdentityCorrections) {
  const { name, documentNumber, legalRepresentativeName } = corrections;
  if (documentNumber !== undefined) checkDocument(customer.kind, documentNumber);
  if (name === '') throw badField('name', 'it is missing');
  const plain = { documentNumber: documentNumber ?? '', legalRepresentativeNumber: '', phone: '', mail: '' };
  const { documentSealed, documentFingerprint, documentMasked } = sealedOf(box, customer.customerId, plain);
  return {
    ...(name !== undefined && { name }),
    ...(legalRepresentativeName !== undefined && { legalRepresentativeName }),
    ...(documentNumber !== undefined && { documentSealed, documentFingerprint, documentMasked }),
  };
}

export interface CreateUserRequest {
  requestKey: string;
  companyId: string;
  customerId: string;
  loginName: string;
  nickname: string;
  level: number;
  /** A phone or a mail address; '' for none. */
  contact: string;
  actor: Actor;
}

/**
 * @throws CodedError CUSTOMER_NOT_FOUND, COMPANY_NOT_FOUND, USER_LOGIN_TAKEN, CUSTOMER_BAD_REQUEST,
 * ACCOUNT_KEY_CONFLICT
 */
export async function createUser(deps: AccountDeps, request: CreateUserRequest): Promise<UserRecord> {
  const { requestKey, actor, ...payload } = request;
  checkUserScope({ companyId: request.companyId }, actor);
  const { companyId, customerId, loginName, contact } = request;
  if (!/^[\x21-\x7e]{3,64}$/.test(loginName)) throw badField('login_name', 'it is not 3 to 64 visible characters');
  if (contact !== '' && !isPhone(contact) && !isMail(contact)) throw badField('contact', 'it is no phone and no mail');
  return await deps.database.transaction(async (client) => {
    const userId = deps.ids.uuid7();
    const nowMs = deps.clock.nowMs();
    const keyed = fingerprintOf(deps, { requestKey, method: 'CreateUser', payload: { ...payload } });
    const before = await takeRequestKey(client, keyed, { resultId: userId, nowMs });
    if (before) return (await findUser(client, { companyId, userId: before })) as UserRecord;
    if (!(await findCustomer(client, customerId))) throw serverError('CUSTOMER_NOT_FOUND', { customerId });
    await checkCompany(client, companyId);
    const user: UserRecord = {
      companyId,
      userId,
      customerId,
      loginName,
      nickname: request.nickname,
      level: request.level,
      contactMasked: contact.includes('@') ? maskMail(contact) : maskPhone(contact),
      status: 'active',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    const contactSealed = sealParticular(deps.secretBox, { customerId, what: 'contact', plain: contact });
    if (!(await insertUser(client, { ...user, contactSealed }))) throw serverError('USER_LOGIN_TAKEN', { companyId });
    return user;
  });
}

/** @throws CodedError COMPANY_NOT_FOUND where it is neither the platform nor a merchant. */
export async function checkCompany(client: Queryable, companyId: string): Promise<void> {
  if (companyId === platformCompany || (await isMerchant(client, companyId))) return;
  throw serverError('COMPANY_NOT_FOUND', { companyId });
}

/** What the standards say of the numbers is looked at here, before a provider is paid for saying it. */
function checkParticulars(request: CreateCustomerRequest): void {
  const { kind, name, documentNumber, legalRepresentativeName, legalRepresentativeNumber, phone, mail } = request;
  if (name === '') throw badField('name', 'it is missing');
  checkDocument(kind, documentNumber);
  if (kind === 'company') {
    if (legalRepresentativeName === '') throw badField('legal_representative_name', 'it is missing');
    if (!isResidentNumber(legalRepresentativeNumber)) {
      throw badField('legal_representative_number', 'its form or its check character is wrong (GB 11643)');
    }
  } else if (legalRepresentativeName !== '' || legalRepresentativeNumber !== '') {
    throw badField('legal_representative_name', 'only a company has one');
  }
  if (phone !== '' && !isPhone(phone)) throw badField('phone', 'it is no phone number');
  if (kind !== 'internal' && phone === '') throw badField('phone', 'it is missing');
  if (mail !== '' && !isMail(mail)) throw badField('mail', 'it is no mail address');
}

function checkDocument(kind: CustomerKind, documentNumber: string): void {
  switch (kind) {
    case 'person':
      if (isResidentNumber(documentNumber)) return;
      throw badField('document_number', 'its form or its check character is wrong (GB 11643)');
    case 'company':
      if (isCreditCode(documentNumber)) return;
      throw badField('document_number', 'its form or its check character is wrong (GB 32100)');
    case 'internal':
      if (documentNumber === '') return;
      throw badField('document_number', 'an internal customer has none');
  }
}

/** The value is not repeated: it may be a document's number. */
function badField(field: string, why: string) {
  return serverError('CUSTOMER_BAD_REQUEST', { field, why });
}
