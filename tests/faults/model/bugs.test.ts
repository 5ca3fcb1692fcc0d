// Every planted bug still finds its line: a list that no longer fits the code would plant nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '#tests/support/app.ts';
import { bugs } from './bugs.ts';

it.for(bugs.flatMap(({ name, edits }) => edits.map((edit) => ({ name, ...edit }))))(
  '$name: $file',
  ({ file, from, to }) => {
    expect(readFileSync(join(root, file), 'utf8').split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  },
);
