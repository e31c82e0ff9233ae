import { describe, expect, test } from 'vitest';
import { pickAccount } from '../../../components/panel/use-panel-account.ts';
import { makeAccount } from '../builders.ts';
import { beta } from './make.ts';

const acme = makeAccount();
const accounts = [beta, acme];

describe('the account that the panel shows', () => {
  test('is the one of the console tab in front', () => {
    expect(pickAccount(accounts, null, 'eu/beta')).toBe(beta);
  });

  test('is the one that the user chose, whatever is in front', () => {
    expect(pickAccount(accounts, 'us/acme', 'eu/beta')).toBe(acme);
  });

  test('is the one that answered last where no console is in front', () => {
    expect(pickAccount(accounts, null, null)).toBe(acme);
  });

  test('is another one once the chosen account is forgotten', () => {
    expect(pickAccount([beta], 'us/acme', null)).toBe(beta);
    expect(pickAccount([], 'us/acme', 'us/acme')).toBeNull();
  });
});
