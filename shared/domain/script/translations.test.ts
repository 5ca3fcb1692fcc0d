// Scripts and paths in Spanish and Indonesian: they lint clean in their language and are the English script step by step, so that
// a call which changes its language goes on where it was.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from './fill.ts';
import { langs, type Lang } from './languages.ts';
import { lintPath, lintScript } from './script-lint.ts';
import { type Path, type Script, type ScriptStep, path, script } from './script.ts';

const folder = new URL('../../../data/scripts/', import.meta.url);
const json = (where: URL, names: RegExp): unknown[] =>
  existsSync(where)
    ? readdirSync(where)
        .filter((f) => names.test(f))
        .map((f): unknown => JSON.parse(readFileSync(new URL(f, where), 'utf8')))
    : [];
const scriptsOf = (lang: Lang): Script[] =>
  json(lang === 'en' ? folder : new URL(`${lang}/`, folder), /\.json$/).map((x) => script.parse(x));
const pathsOf = (lang: Lang): Path[] =>
  json(new URL('paths/', folder), lang === 'en' ? /^[a-z-]+\.json$/ : new RegExp(`\\.${lang}\\.json$`)).map(
    (x) => path.parse(x),
  );

/** What a translation has in common with its original. */
const bones = (s: ScriptStep) => ({
  id: s.id,
  kind: s.kind,
  phrases: s.phrases.map((p) => [p.id, p.kind, p.moods]),
  required: s.required.map((r) => [r.id, fieldsOf(r.text)]),
  fields: s.fields.map((f) => [f.id, f.kind, f.choices.length, f.required, f.readBack]),
  branches: s.branches.map((b) => b.to),
  ticks: s.ticks.length,
  teachBack: s.teachBack?.listenFor.length,
  rest: [s.aside, s.next, s.act],
  moods: Object.keys(s.sayWhen).toSorted(),
  named: [...new Set(s.say.flatMap(fieldsOf))].toSorted(),
});
const english = { scripts: scriptsOf('en'), paths: pathsOf('en') };
const original = (s: Script) =>
  english.scripts.find((e) => e.reason === s.reason && e.accountId === s.accountId);

describe.each(langs.filter((l) => l !== 'en'))('%s', (lang) => {
  const scripts = scriptsOf(lang);
  const paths = pathsOf(lang);
  it('says that it is of that language', () => {
    expect([...scripts, ...paths].filter((s) => s.lang !== lang)).toEqual([]);
  });
  it('lints clean', () => {
    for (const s of scripts) expect(lintScript(s, [...english.paths, ...paths]), s.id).toEqual([]);
    for (const p of paths) expect(lintPath(p, [...english.paths, ...paths]), p.id).toEqual([]);
  });
  it('has the bones of the English', () => {
    for (const s of scripts) {
      expect(s.steps.map(bones), s.id).toEqual(original(s)?.steps.map(bones));
      if (s.brief !== null) expect(s.brief.map(bones), s.id).toEqual(original(s)?.brief?.map(bones));
    }
    for (const p of paths)
      expect(p.steps.map(bones), p.id).toEqual(
        english.paths.find((e) => e.path === p.path)?.steps.map(bones),
      );
  });
});
it('every shipped English file is read', () => {
  expect([english.scripts.length, english.paths.length]).toEqual([28, 8]);
});
