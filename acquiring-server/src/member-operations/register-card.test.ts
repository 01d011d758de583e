import { describe, expect, it } from 'vitest';
import { cardNumber, refusal, testWallet } from './test-wallet.fixture.ts';

const wallet = testWallet();

describe('cards', () => {
  const register = async (member: string, change: object = {}) =>
    await wallet.server.service.registerCard(wallet.caller, {
      cardId: wallet.ids.uuid7(),
      accountNumber: member,
      kind: 'entrusted',
      payeeKind: 'personal',
      holderName: 'Aunt Li',
      bankCode: 'ICBC',
      cardNumber,
      entrustmentReference: 'letters/1',
      ...change,
    });

  it('of people entrusted are registered before a withdrawal goes to them', async () => {
    const member = await wallet.member(1000n);
    const card = await register(member);
    expect(card).toMatchObject({ kind: 'entrusted', cardMasked: '622202*********0006' });
    const operation = await wallet.withdraw(member, card.cardId, 100n);
    await wallet.after(0, operation);
    expect(wallet.channels.lastPayOut?.beneficiary).toMatchObject({ kind: 'entrusted', name: 'Aunt Li', cardNumber });
    expect(await wallet.server.service.listCards(wallet.caller, member)).toEqual([card]);
    await wallet.server.service.removeCard(wallet.caller, card.cardId);
    expect(await wallet.server.service.listCards(wallet.caller, member)).toEqual([]);
    expect(await refusal(wallet.withdraw(member, card.cardId, 100n))).toBe('MEMBER_CARD_NOT_FOUND');
  });

  it('stand nowhere in the clear', async () => {
    await register(await wallet.member());
    const rows = await wallet.database.pool.query('SELECT * FROM member_bank_card');
    const words = rows.rows.flatMap((row) => Object.values(row).map(String)).join();
    const text = words + rows.rows.map((row) => row.card_number_sealed.toString('latin1')).join();
    expect(text).not.toContain(cardNumber);
  });

  it('are registered once, whoever asks how often', async () => {
    const member = await wallet.member();
    const cardId = wallet.ids.uuid7();
    const [first, second] = await Promise.all([register(member, { cardId }), register(member, { cardId })]);
    expect(second).toEqual(first);
    expect(await register(member)).toEqual(first);
    expect(await refusal(register(member, { cardId, holderName: 'Uncle Li' }))).toBe('MEMBER_CARD_CONFLICT');
    expect(await refusal(register(await wallet.member(), { cardId }))).toBe('MEMBER_CARD_CONFLICT');
  });

  it.each([
    [{ cardNumber: '6222020200000000001' }],
    [{ cardNumber: '62220202' }],
    [{ cardNumber: '6222 0202 0000 0000' }],
    [{ payeeKind: 'corporate', cardNumber: '12345' }],
    [{ holderName: ' ' }],
    [{ entrustmentReference: '' }],
    [{ kind: 'own' }],
    [{ kind: 'own', entrustmentReference: '' }],
  ])('are refused as %j', async (change) => {
    expect(await refusal(register(await wallet.member(), change))).toBe('MEMBER_OPERATION_BAD_REQUEST');
  });

  it('are refused to an account that is not there, or another company’s', async () => {
    expect(await refusal(register('10100000000000999'))).toBe('MEMBER_OPERATION_ACCOUNT_NOT_FOUND');
    const member = await wallet.member();
    wallet.caller = { ...wallet.caller, companyId: 'another' };
    expect(await refusal(register(member))).toBe('MEMBER_OPERATION_ACCOUNT_NOT_FOUND');
  });
});
