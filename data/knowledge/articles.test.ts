// The content itself: every article valid, every call type served, nothing in it that a lay agent may not say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { starterArticles } from '#desk/knowledge/starter.ts';
import { account } from '#shared/domain/accounts/account.ts';
import { type Article, article } from '#shared/domain/knowledge/article.ts';
import { gradeOfWords, saidGradeOf } from '#shared/domain/knowledge/grade.ts';
import { sectionsOf } from '#shared/domain/knowledge/sections.ts';
import { ownIdPrefix, takesTwo } from '#shared/domain/knowledge/two-people.ts';
import { hardestGrade } from '#shared/domain/script/reading.ts';
import { lintSpoken } from '#shared/domain/script/spoken-lint.ts';

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
  it('says to the caller what most people follow, and nothing that may not be said aloud', () => {
    const spoken = new Set(['diagnosis', 'false-comfort', 'harmful', 'leading']);
    for (const a of own) {
      expect(saidGradeOf(a.body, a.lang) ?? 0, a.id).toBeLessThanOrEqual(hardestGrade);
      for (const part of sectionsOf(a.body).filter((s) => s.kind === 'caller'))
        for (const line of part.markdown.split(/\n|(?<=[.!?]) /))
          expect(lintSpoken(line).filter((p) => spoken.has(p)), `${a.id}: ${line}`).toEqual([]);
    }
  });
});

describe('what kinds there are', () => {
  const of = (kind: Article['kind']) => own.filter((a) => a.kind === kind);
  const byId = (id: string) => own.find((a) => a.id === id);
  it('has a glossary in plain words, each with a measured grade', () => {
    expect(of('glossary').length).toBeGreaterThanOrEqual(12);
    for (const a of of('glossary')) {
      const said = sectionsOf(a.body).find((s) => s.kind === 'caller');
      expect(gradeOfWords(said?.markdown ?? '', 'en'), a.id).toBeLessThanOrEqual(hardestGrade);
    }
  });
  it('promises no caller in the glossary that a plan pays: what it pays is the plan’s to say', () => {
    const promises =
      /(?<!that )(your|the) plan (pays|covers|helps|starts|takes)|pays (its part|the rest|for the|for it)|(do|does) not need to do|you often pay less|it pays for|goes to your plan|is free/i;
    for (const a of of('glossary'))
      for (const part of sectionsOf(a.body).filter((s) => s.kind === 'caller'))
        expect(promises.exec(part.markdown)?.[0], a.id).toBeUndefined();
    // The words that this rule came from.
    expect(promises.test('The rest of the bill goes to your plan.')).toBe(true);
    expect(promises.test('After that, your plan pays for the care that it covers.')).toBe(true);
  });
  it('has payers with a table of plans, found by payer id', () => {
    expect(of('payer')).toHaveLength(3);
    for (const a of of('payer')) {
      const ids = [...a.body.matchAll(/\| ([A-Z]{2}\d{2}) \|/g)].map((m) => m[1]);
      expect(ids.length, a.id).toBeGreaterThan(0);
      expect(ids.filter((id) => !a.keywords.includes(id ?? '')), a.id).toEqual([]);
    }
  });
  it('has policies, handouts that are verified, one thing that must be read and one that supervisors alone see', () => {
    expect(of('policy').length).toBeGreaterThanOrEqual(3);
    expect(of('handout')).toHaveLength(2);
    expect(of('handout').filter((a) => (a.reviewBy ?? '') < '2027-06-01')).toEqual([]);
    expect(own.filter((a) => a.mustRead)).toHaveLength(1);
    expect(own.filter((a) => a.roles !== null).map((a) => a.roles)).toEqual([['supervisor']]);
  });
  it('has variants of general articles, for accounts and sites that there are', () => {
    const variants = own.filter((a) => a.variantOf !== null);
    expect(variants.length).toBeGreaterThanOrEqual(3);
    for (const v of variants) {
      expect(byId(v.variantOf ?? ''), v.id).toMatchObject({ practice: 'all', variantOf: null });
      const departments = accounts.find((a) => a.id === v.practice)?.departments.map((d) => d.id) ?? [];
      if (v.site !== null) expect(departments, v.id).toContain(v.site);
    }
    expect(variants.some((v) => v.site !== null)).toBe(true);
  });
  it('has Spanish articles of English ones, one of which is behind its original', () => {
    const spanish = own.filter((a) => a.lang === 'es');
    expect(spanish).toHaveLength(6);
    const gaps = spanish.map((a) => (byId(a.translationOf?.id ?? '')?.version ?? 0) - (a.translationOf?.version ?? 99));
    expect(gaps.toSorted()).toEqual([0, 0, 0, 0, 0, 1]);
  });
});

describe('what one supervisor may replace', () => {
  it('is told to the backend by id and version; every other one takes two people (renew with `npm run unit data/knowledge -- -u`)', async () => {
    const byId = new Map(own.map((a) => [a.id, a]));
    const known = { newest: (id: string) => byId.get(id), shippedPlain: () => undefined };
    const plain = own.filter((a) => !takesTwo({ ...a, version: a.version + 1 }, known));
    const rows = plain.map((a) => [a.id, a.version] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
    await expect(`${JSON.stringify(Object.fromEntries(rows), null, 1)}\n`).toMatchFileSnapshot('plain.json');
    expect(own.filter((a) => a.kind === 'policy' || a.clinicalDraft).length).toBeGreaterThan(30);
  });
  it('begins with nothing that desks call their own', () => {
    expect(all.filter((a) => a.id.startsWith(ownIdPrefix))).toEqual([]);
  });
});
