import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldsOf } from '#shared/domain/script/fill.ts';
import { script } from '#shared/domain/script/script.ts';
import { outgoingScript } from './outgoing.ts';

const folder = new URL('../../data/scripts/', import.meta.url);
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => script.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));

it('whoever answers a call of ours hears a name and a question, nothing of the practice or the reason', () => {
  expect(all.length).toBeGreaterThan(5);
  for (const each of all) {
    const [first, ...rest] = outgoingScript(each).steps;
    expect(first?.say.flatMap(fieldsOf)).toEqual(['agent.name']);
    expect(first?.sayWhen).toEqual({});
    expect(first?.phrases).toEqual([]);
    expect(first?.why).toMatch(/machine/i);
    expect(rest).toEqual(each.steps.slice(1));
  }
});
