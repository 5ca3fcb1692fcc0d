// "Is he breathing? No.": a question denies its words elsewhere; asked for a sign of life, the answer no is the red flag.
import type { RedFlagGroup } from './groups.ts';
import { gapOf } from './tokens.ts';
import type { View } from './view.ts';

const signs = new Map<string, RedFlagGroup>([
  ['breathing', 'breathing'],
  ['awake', 'consciousness'],
  ['conscious', 'consciousness'],
  ['responding', 'consciousness'],
  ['responsive', 'consciousness'],
]);
const asks = new Set(['is', 'are']);
const noes = new Set(['no', 'nope', 'not', 'nah']);

/** Questions for a sign of life that were answered no. */
export function vitalsDenied({
  tokens,
}: View): { group: RedFlagGroup; span: { start: number; end: number } }[] {
  return tokens.flatMap((t, i) => {
    const group = signs.get(t.raw);
    const said = tokens[i + 1];
    if (group === undefined || said?.gap !== gapOf.question) return [];
    const from = [i - 2, i - 3].find((k) => asks.has(tokens[k]?.raw ?? ''));
    if (from === undefined) return [];
    // "I do not think so"
    const no = noes.has(said.raw) || (tokens[i + 3]?.raw === 'not' && tokens[i + 4]?.raw === 'think');
    return no ? [{ group, span: { start: from, end: i + 1 } }] : [];
  });
}
