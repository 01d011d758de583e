/** Cards that withdrawals may go to. The number is sealed at once; only its first six and last four digits are shown. */
import { serverError } from '../errors.ts';
import { findActiveCard, insertCard, listCards, readCard, removeCard } from './bank-card-store.ts';
import type { CardRequest, CardView, OperationCaller } from './member-operation-service.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { BankCardRecord } from './operation-record.ts';

export const cardSealPurpose = 'member-bank-card';

/** @throws CodedError MEMBER_OPERATION_BAD_REQUEST, MEMBER_OPERATION_ACCOUNT_NOT_FOUND, MEMBER_CARD_CONFLICT */
export async function registerCard(
  deps: OperationDeps,
  caller: OperationCaller,
  request: CardRequest,
): Promise<CardView> {
  checkRequest(request);
  const { companyId } = caller;
  const { accountNumber, cardId } = request;
  const card: BankCardRecord = {
    companyId,
    cardId,
    accountNumber,
    kind: request.kind,
    payeeKind: request.payeeKind,
    holderName: request.holderName,
    bankCode: request.bankCode,
    cardNumberSealed: deps.secretBox.seal(cardSealPurpose, Buffer.from(request.cardNumber)),
    cardFingerprint: deps.secretBox.fingerprint(cardSealPurpose, request.cardNumber),
    cardMasked: maskCard(request.cardNumber),
    entrustmentReference: request.entrustmentReference,
    status: 'active',
    registeredBy: caller.by,
    registeredAtMs: deps.clock.nowMs(),
    removedBy: '',
    removedAtMs: null,
  };
  return await deps.database.transaction(async (client) => {
    const account = await deps.accounts.lock(client, { companyId, accountNumber });
    if (!account) throw serverError('MEMBER_OPERATION_ACCOUNT_NOT_FOUND', { accountNumber });
    // A card in another name is somebody else's, and that needs a letter of entrustment.
    if (request.kind === 'own' && request.holderName !== account.customerName) {
      throw badRequest('the holder of an own card is the customer');
    }
    if (await insertCard(client, card)) return viewOf(card);
    const held = (await readCard(client, card)) ?? (await findActiveCard(client, card));
    if (!held || !isSame(held, card)) throw serverError('MEMBER_CARD_CONFLICT', { cardId });
    return viewOf(held);
  });
}

export async function listMemberCards(
  deps: OperationDeps,
  caller: OperationCaller,
  accountNumber: string,
): Promise<CardView[]> {
  return (await listCards(deps.database.pool, { companyId: caller.companyId, accountNumber })).map(viewOf);
}

/** Withdrawals under way go on to it; new ones are refused. */
export async function removeMemberCard(deps: OperationDeps, caller: OperationCaller, cardId: string): Promise<void> {
  const { companyId, by } = caller;
  await removeCard(deps.database.pool, { companyId, cardId, removedBy: by, atMs: deps.clock.nowMs() });
}

/** Registered again under another id it is still the first one. */
function isSame(held: BankCardRecord, card: BankCardRecord): boolean {
  return (
    held.accountNumber === card.accountNumber &&
    held.kind === card.kind &&
    held.payeeKind === card.payeeKind &&
    held.holderName === card.holderName &&
    held.bankCode === card.bankCode &&
    held.entrustmentReference === card.entrustmentReference &&
    held.status === 'active' &&
    held.cardFingerprint.equals(card.cardFingerprint)
  );
}

function checkRequest(request: CardRequest): void {
  const { cardNumber } = request;
  if (request.payeeKind === 'corporate' && !/^[0-9]{6,32}$/.test(cardNumber)) {
    throw badRequest('the account number is not 6 to 32 digits');
  }
  if (request.payeeKind === 'personal' && (!/^[0-9]{12,19}$/.test(cardNumber) || !hasCheckDigit(cardNumber))) {
    throw badRequest('the card number is not 12 to 19 digits with their check digit');
  }
  if (request.holderName.trim() === '') throw badRequest('the holder has no name');
  if ((request.kind === 'entrusted') !== (request.entrustmentReference !== '')) {
    throw badRequest('a letter of entrustment goes with an entrusted card, and with no other');
  }
}

/** Luhn's, ISO/IEC 7812-1, annex B. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** First six and last four digits of a card; of a shorter number the last four. */
function maskCard(cardNumber: string): string {
  const shown = cardNumber.length >= 12 ? 6 : 0;
  return `${cardNumber.slice(0, shown)}${'*'.repeat(cardNumber.length - shown - 4)}${cardNumber.slice(-4)}`;
}

function viewOf(card: BankCardRecord): CardView {
  return {
    cardId: card.cardId,
    accountNumber: card.accountNumber,
    kind: card.kind,
    payeeKind: card.payeeKind,
    holderName: card.holderName,
    bankCode: card.bankCode,
    cardMasked: card.cardMasked,
    entrustmentReference: card.entrustmentReference,
    registeredAtMs: card.registeredAtMs,
  };
}

function badRequest(why: string) {
  return serverError('MEMBER_OPERATION_BAD_REQUEST', { why });
}
