// docs/product.md: each row of the product list and of the compliance list with its state and the test that shows it.
// Texts and states stand in docs/product-rows.json; a row that claims to work without an existing test fails the test.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const productRow = z.strictObject({
  id: z.string().regex(/^(\d{1,3}|C\d{1,2}|M\d{1,2})$/),
  item: z.string().min(3).max(400),
  state: z.enum(['works', 'partly', 'not yet', 'outside']),
  /** What of it works, or what lacks; a sentence. */
  note: z.string().max(400),
  /** Test files that show it, with the name's beginning where one file has many. */
  tests: z.array(z.string()).max(6),
});
export type ProductRow = z.infer<typeof productRow>;

const root = fileURLToPath(new URL('../', import.meta.url));
export const productRows = (): ProductRow[] =>
  z.array(productRow).parse(JSON.parse(readFileSync(`${root}docs/product-rows.json`, 'utf8')));

const table = (rows: readonly ProductRow[]): string =>
  [
    '| row | what | state | note | shown by |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(
      (r) =>
        `| ${r.id} | ${r.item} | ${r.state} | ${r.note} | ${r.tests.map((t) => `\`${t}\``).join(', ') || '–'} |`,
    ),
  ].join('\n');

export function productPage(): string {
  const rows = productRows();
  const of = (pattern: RegExp): ProductRow[] => rows.filter((r) => pattern.test(r.id));
  const count = (state: ProductRow['state']): number => rows.filter((r) => r.state === state).length;
  return `# What the product must do, and where it stands

Made by \`npm run docs\` from \`docs/product-rows.json\`. Row numbers are stable and are quoted in code and tests.
Of ${rows.length} rows: ${count('works')} work, ${count('partly')} partly, ${count('not yet')} not yet, ${count('outside')} outside this product.
*Works* means: shown here by the named tests, on this project's stand-ins; never run with real Electron, Twilio or an EHR.

## Practices and capabilities

${table(of(/^\d/))}

## Message fields

${table(of(/^M/))}

## Compliance and reliability

${table(of(/^C/))}
`;
}
