import { afterAll, beforeAll, expect, it } from 'vitest';
import { mintAccountNumber } from '../accounts/account-number.ts';
import { type AccountsFixture, openAccounts, operations } from '../accounts/accounts.fixture.ts';
import { accountNumbersIn, memberAccountFinder } from './find-member-account.ts';

let members: AccountsFixture;
beforeAll(async () => {
  members = await openAccounts();
});
afterAll(async () => await members.database.close());

it('finds the one account that a transfer’s words name, however they are written, where it takes recharges', async () => {
  const find = memberAccountFinder(members);
  const { accountNumber, ledgerCode } = (await members.member()).account;
  const other = (await members.member()).account.accountNumber;
  const found = { code: ledgerCode, accountNumber };
  const groups = accountNumber.replace(/(\d{4})/g, '$1 ');
  for (const text of [
    accountNumber,
    `充值 ${accountNumber}`,
    `to:${accountNumber}。`,
    groups,
    groups.replaceAll(' ', '-'),
  ]) {
    expect(await find(text, 'CNY'), text).toEqual(found);
  }
  const wrong = accountNumber.slice(0, -1) + ((Number(accountNumber.at(-1)) + 1) % 10);
  const nobody = mintAccountNumber('101', members.random);
  for (const text of ['', '充值', wrong, `9${accountNumber}`, nobody, `${accountNumber} ${other}`]) {
    expect(await find(text, 'CNY'), text).toBeUndefined();
  }
  expect(await find(accountNumber, 'USD')).toBeUndefined();
  await members.service.setSwitch({
    accountNumber,
    switch: 'may_recharge',
    on: false,
    actor: operations,
    why: 'test',
  });
  expect(await find(accountNumber, 'CNY')).toBeUndefined();
});

it('reads numbers that stand by themselves only', () => {
  const number = mintAccountNumber('101', members.random);
  expect(accountNumbersIn(`${number}${number}`)).toEqual([]);
  expect(accountNumbersIn(`${number},${number}`)).toEqual([number]);
});
