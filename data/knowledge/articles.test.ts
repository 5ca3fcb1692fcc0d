// The content itself: every article valid, every call type served, nothing in it that a lay agent may not say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { starterArticles } from '#desk/knowledge/starter.ts';
import { account } from '#shared/domain/accounts/account.ts';
import { type Article, article } from '#shared/domain/knowledge/article.ts';
import { sectionsOf } from '#shared/domain/knowledge/sections.ts';

const folder = import.meta.dirname;
const all: Article[] = [];
let own: Article[] = [];
const accounts = ['riverside', 'harbor', 'ivy-lane'].map((id) =>
  account.parse(JSON.parse(readFileSync(join(folder, '..', 'accounts', `${id}.json`), 'utf8'))),
);

beforeAll(async () => {
  for await (const value of starterArticles(folder)) all.push(article.parse(value));
  own = all.filter((a) => !a.sample);
});

describe('starter articles', () => {
  it('has about sixty own and at least two thousand samples, each id once', () => {
    expect(own.length).toBeGreaterThanOrEqual(60);
    expect(all.length - own.length).toBeGreaterThanOrEqual(2000);
    expect(new Set(all.map((a) => a.id)).size).toBe(all.length);
  });
  it('serves every call type of product.md 1, for each practice', () => {
    const rows = Array.from({ length: 24 }, (_, i) => i + 1);
    for (const { id } of accounts) {
      const served = new Set(own.filter((a) => a.practice === id || a.practice === 'all').flatMap((a) => a.callTypes));
      expect(rows.filter((r) => !served.has(r))).toEqual([]);
    }
  });
  it('names only practices that are accounts', () => {
    const known = new Set(['all', ...accounts.map((a) => a.id)]);
    expect(own.filter((a) => !known.has(a.practice))).toEqual([]);
  });
  it('gives only numbers that the account gives too, or marked extras', () => {
    const numbers = new Set(JSON.stringify(accounts).match(/\+1617555\d{4}/g));
    const extras = new Set(['+16175550119', '+16175550129', '+16175550149', '+16175550159']);
    for (const a of own)
      for (const n of a.body.match(/617 555-\d{4}/g) ?? []) {
        const e164 = `+1${n.replace(/\D/g, '')}`;
        expect(numbers.has(e164) || extras.has(e164), `${a.id}: ${n}`).toBe(true);
        expect(e164).toMatch(/55501\d\d$/);
      }
  });
  it('parts every own article into what is said and what is not', () => {
    for (const a of own) {
      const kinds = sectionsOf(a.body).map((s) => s.kind);
      expect(kinds.some((k) => k === 'caller' || k === 'internal'), a.id).toBe(true);
    }
  });
  it('holds no comfort, no guess, no dose and no markup', () => {
    const banned = /probably|sounds fine|wait and see|don['’]t worry|nothing serious|\b\d+ ?(mg|ml|mcg|milligrams?|tablets?)\b|<[a-z]/i;
    expect(own.filter((a) => banned.test(a.body)).map((a) => a.id)).toEqual([]);
  });
  it('marks wording that touches care as a draft', () => {
    const clinicalRows = [10, 11, 15, 17, 18, 19];
    const unmarked = own.filter((a) => !a.clinicalDraft && a.callTypes.length === 1 && clinicalRows.includes(a.callTypes[0] ?? 0));
    expect(unmarked.map((a) => a.id)).toEqual(['on-call-does-not-answer']);
  });
  it('has articles in time and overdue ones', () => {
    const overdue = own.filter((a) => a.reviewBy !== null && a.reviewBy < '2026-11-22');
    expect(overdue.length).toBeGreaterThanOrEqual(5);
    expect(overdue.length).toBeLessThan(own.length / 3);
  });
  it('carries source, licence, date and address on every sample', () => {
    const wrong = all.filter((a) => a.sample && (a.source.url === null || !a.source.licence.startsWith("CC") || a.owner !== null));
    expect(wrong).toEqual([]);
  });
  it('keeps the packed samples under 3 MB', () => {
    expect(readFileSync(join(folder, 'imported.jsonl.gz')).length).toBeLessThan(3_000_000);
  });
});
