// npm run train:emotion: trains every part of the emotion model from data/emotion/sets and the project's own lines, and
// writes data/models/emotion.bin with its card. The same sets and code give the same bytes. `--only PART`
// trains one part anew and keeps the others' blocks. `--check` writes nothing and ends with 1 when the bytes would differ.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { NamedBlock } from '#shared/domain/emotion/model.ts';
import { readModel } from '#shared/domain/emotion/read.ts';
import { writeModel } from '#shared/domain/emotion/write.ts';
import { cardOf } from './train-emotion/card.ts';
import { callerPart } from './train-emotion/caller.ts';
import { figuresOf } from './train-emotion/figures.ts';
import { filmsPart } from './train-emotion/films.ts';
import { goPart } from './train-emotion/go.ts';
import type { Part } from './train-emotion/part.ts';
import { fromRoot, readSet } from './train-emotion/sets.ts';

/** In order: each part sees the blocks of those before it. */
const parts: readonly Part[] = [goPart, filmsPart, callerPart];

const path = fromRoot('data', 'models', 'emotion.bin');
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt < 0 ? null : process.argv[onlyAt + 1];
if (only !== null && !parts.some((p) => p.name === only)) {
  console.log(`There is no part called ${only ?? ''}. There are: ${parts.map((p) => p.name).join(', ')}.`);
  process.exit(2);
}

/** The blocks that a part left in the file at its last training. */
function blocksBefore(part: string): NamedBlock[] {
  const read = readModel(readFileSync(path));
  if (!read.ok) throw new Error(read.message);
  return [...read.value.blocks]
    .filter(([name]) => name === part || name.startsWith(`${part}.`))
    .map(([name, block]) => ({ name, block }));
}

const made: NamedBlock[] = [];
for (const part of parts) {
  if (only !== null && part.name !== only) {
    made.push(...blocksBefore(part.name));
    continue;
  }
  const started = performance.now();
  console.log(`${part.name}:`);
  const model = { blocks: new Map(made.map((m) => [m.name, m.block])) };
  made.push(...part.train({ sets: readSet, model, say: (line) => console.log(line) }));
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
const bytes = writeModel(made);
const sha256 = createHash('sha256').update(bytes).digest('hex');
if (process.argv.includes('--check')) {
  const old = readModel(readFileSync(path));
  const same = (each: NamedBlock): boolean => {
    const block = old.ok ? old.value.blocks.get(each.name) : undefined;
    return (
      block !== undefined &&
      Buffer.compare(writeModel([each]), writeModel([{ name: each.name, block }])) === 0
    );
  };
  for (const each of made) console.log(`${each.name}: ${same(each) ? 'the same' : 'differs'}`);
  const whole = createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
  console.log(whole ? `the same ${bytes.length} bytes` : 'the bytes differ from data/models/emotion.bin');
  process.exit(whole ? 0 : 1);
}
const written = readModel(bytes);
if (!written.ok) throw new Error(written.message);
const card = cardOf(bytes.length, sha256, figuresOf(written.value));
mkdirSync(fromRoot('data', 'models'), { recursive: true });
writeFileSync(path, bytes);
writeFileSync(fromRoot('data', 'models', 'emotion.json'), `${JSON.stringify(card, null, 2)}\n`);
console.log(JSON.stringify(card.figures.development));
console.log(`data/models/emotion.bin: ${bytes.length} bytes, sha256 ${sha256}`);
