// The line that an event names is the line that rings.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Account } from '#shared/domain/accounts/account.ts';
import { lineNamed } from './line-named.ts';

const accounts = ['harbor', 'ivy-lane', 'riverside'].map(
  (id) => JSON.parse(readFileSync(`data/accounts/${id}.json`, 'utf8')) as Account,
);
const of = (text: string): string | null => lineNamed(text, accounts)?.accountId ?? null;

it('is the practice and the line that the words name, its first line where they name none', () => {
  const ivy = lineNamed(
    'The second line rings: Ivy Lane Hospice, family line. One caller is waiting.',
    accounts,
  );
  const line = accounts.find((a) => a.id === 'ivy-lane')?.lines.find((l) => l.dnis === ivy?.dnis);
  expect(line?.label.toLowerCase()).toBe('family line');
  expect(of('A second call rings on your line: Riverside Family Practice, waiting.')).toBe('riverside');
});
it('is none where they name none: the call’s own line rings then', () => {
  expect(of('A second call rings on your line: it has been waiting for six minutes.')).toBe(null);
});
