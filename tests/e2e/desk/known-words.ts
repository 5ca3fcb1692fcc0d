// Words on the screen that are no sentences of the program: content that ships, sample records, the drawn caller. What is
// none of these and stands plain in the pseudo-locale was not in a message catalogue.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readStored } from '#demo/ehr/load.ts';
import { scenarios } from '#demo/control/scenario.ts';
import { demoKnowledge } from '#demo/documents/knowledge.ts';
import { loadCallers } from '#demo/people/callers.ts';
import { demoOrganisation, demoPassphrase, demoPeople } from '#demo/people/people.ts';
import { root } from '#tests/support/app.ts';
import { traineeName } from './practice.ts';

const plain = (text: string): string =>
  text
    .replaceAll(/[“”„]/g, '"')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[*_`#|\\]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

function strings(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(plain(value));
  else if (Array.isArray(value)) for (const each of value) strings(each, into);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) strings(each, into);
}

export async function knownWords(...more: unknown[]): Promise<(text: string) => boolean> {
  const all: string[] = [];
  const data = join(root, 'data');
  for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.name.endsWith('.json')) strings(JSON.parse(readFileSync(path, 'utf8')), all);
    else if (entry.name.endsWith('.md')) all.push(plain(readFileSync(path, 'utf8')));
    else if (entry.name.endsWith('.jsonl.gz'))
      for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n').filter(Boolean))
        strings(JSON.parse(line), all);
  }
  // “Trainee” is the name of whoever sits at a practice desk, until they say theirs.
  strings(demoKnowledge(new Date().toISOString(), new Date()), all);
  strings(
    [demoOrganisation, demoPassphrase, demoPeople, 'Trainee', traineeName, await readStored(), more],
    all,
  );
  // Whoever rings for somebody else has the patient's family name.
  for (const { familyName } of await loadCallers())
    for (const { callerName } of scenarios)
      if (callerName !== null) all.push(callerName.replace('{family}', familyName));
  const known = all.join('\n').toLowerCase();
  const isKnown = (text: string): boolean => known.includes(plain(text).toLowerCase());
  // Labels of a script's step stand in one line in the list of what is missing.
  return (text) => isKnown(text) || text.split(', ').every((part) => part.includes(' ') && isKnown(part));
}

/** Months, weekdays, zones, keys and units are formatted, not written. */
const formatted =
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Ctrl|Shift|Alt|Esc|Escape|Enter|Tab|UTC|[A-Z]{2,4}T|ms|MB|kB)\b/g;

/** Letters of the pseudo-locale are accented: a text that has none, and a plain word, is a literal or known words. */
export const isPlain = (text: string): boolean =>
  !/[\u00c0-\u024f\u1e00-\u1eff]/u.test(text) && /[A-Za-z]{3,}/.test(text.replaceAll(formatted, ''));
