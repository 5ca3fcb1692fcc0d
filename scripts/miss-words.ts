// Makes data/knowledge/words.txt: the everyday and health words that a desk may keep of a search that found nothing. A word gets in
// when at least three of the articles that ship write it in small letters; one that is a given name too needs thirty.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '..', 'data', 'knowledge');
const fewest = 3;
const fewestOfName = 30;

const names = new Set(readFileSync(join(folder, 'given-names.txt'), 'utf8').split('\n'));
const inArticles = new Map<string, number>();
for (const line of gunzipSync(readFileSync(join(folder, 'imported.jsonl.gz')))
  .toString('utf8')
  .split('\n')) {
  if (line === '') continue;
  const { title, keywords, body } = JSON.parse(line) as { title: string; keywords: string[]; body: string };
  const text = [title, ...keywords, body].join(' ');
  for (const word of new Set(text.match(/(?<![\p{L}\p{N}])[a-z]{2,30}(?![\p{L}\p{N}])/gu)))
    inArticles.set(word, (inArticles.get(word) ?? 0) + 1);
}
const words = [...inArticles]
  .filter(([word, n]) => n >= (names.has(word) ? fewestOfName : fewest))
  .map(([word]) => word)
  .toSorted();
writeFileSync(join(folder, 'words.txt'), `${words.join('\n')}\n`);
console.log(`${words.length} words`);
console.log(words.filter((word) => names.has(word)).join(' '));
