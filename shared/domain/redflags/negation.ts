// Which words are denied: "no chest pain", "denies", "chest pain? no", "bleeding: none". "not" inside a symptom's own
// words ("cannot breathe", "won't stop") denies nothing; the matcher has told which those are.
import { stems } from './stem.ts';
import { gapOf, type Token } from './tokens.ts';

const long = stems(['deny', 'denied', 'den', 'without', 'negative', 'deni']);
const short = stems(['no', 'not', 'never', 'nor', 'neither', 'zero', 'nil']);
const stops = stems([
  'but',
  'however',
  'although',
  'though',
  'except',
  'because',
  'cause',
  'now',
  'yet',
  'just',
  'only',
  'whereas',
  'then',
  'until',
  'unless',
  'instead',
  'call',
  'want',
  'need',
  'still',
  'suddenly',
  'please',
  'btw',
  'plus',
  'pleas',
]);
const list = stems(['or', 'nor', 'and']);
const linkers = stems([
  'of',
  'in',
  'on',
  'to',
  'with',
  'at',
  'anywhere',
  'when',
  'any',
  'his',
  'her',
  'my',
  'the',
  'a',
  'an',
  'their',
  'for',
  'from',
  'be',
  'or',
  'nor',
  'about',
]);
/** "no swelling of the face": what follows belongs to the denial. */
const places = stems(['of', 'in', 'on', 'to', 'at', 'from', 'anywhere']);
const subjects = stems([
  'i',
  'he',
  'she',
  'they',
  'we',
  'it',
  'my',
  'his',
  'her',
  'their',
  'our',
  'there',
  'the',
]);
/** "cannot", "won't", "couldn't": inability and refusal, which deny no symptom. */
const modal = stems(['can', 'could', 'will', 'would', 'should', 'must']);
const noes = stems([
  'no',
  'nope',
  'nah',
  'none',
  'negative',
  'deny',
  'denied',
  'deni',
  'den',
  'never',
  'nothing',
  'not',
  'nil',
  'n',
  'neither',
  'naw',
  'nay',
  'uh',
  'absolutely',
]);
const yeses = stems([
  'yes',
  'yeah',
  'yep',
  'yup',
  'y',
  'yea',
  'sure',
  'little',
  'some',
  'positive',
  'kind',
  'sort',
  'bit',
  'ya',
  'affirmative',
  'uhhuh',
  'definitely',
  'lots',
  'lot',
  'very',
  'correct',
]);
const asksFirst = stems([
  'any',
  'do',
  'be',
  'have',
  'did',
  'can',
  'trouble',
  'ask',
  'question',
  'q',
  'agent',
  'no',
  'and',
  'what',
  'how',
  'is',
  'screen',
  'feel',
  'or',
  'so',
]);
const ownWords = stems(['i', 'my', 'me', 'mine', 'our']);

/** Writes 1 into `negated` for every word under a denial. `symptom(i)` tells words that name a complaint. */
export function markNegated(
  tokens: readonly Token[],
  free: Uint8Array,
  symptom: (i: number) => boolean,
  negated: Uint8Array,
  denial: Uint8Array,
): void {
  for (const [i, t] of tokens.entries()) {
    if (free[i]) continue;
    if (long.has(t.w) || (short.has(t.w) && !(t.w === 'not' && modal.has(tokens[i - 1]?.w ?? ''))))
      denial[i] = 1;
    if (long.has(t.w)) reachLong(tokens, i, negated);
    else if (short.has(t.w) && !(t.w === 'not' && modal.has(tokens[i - 1]?.w ?? '')))
      reachShort(tokens, i, symptom, negated);
  }
  answers(tokens, free, negated);
}

function reachLong(tokens: readonly Token[], i: number, negated: Uint8Array): void {
  for (let k = i + 1; k < tokens.length && k <= i + 22; k += 1) {
    const t = tokens[k]!;
    if (t.gap >= gapOf.clause || stops.has(t.w)) return;
    if (t.gap === gapOf.comma && subjects.has(t.w)) return;
    if (tokens[k - 1]?.w === 'and' && subjects.has(t.w)) return;
    negated[k] = 1;
  }
}

/** To the first complaint after "no"/"not" and on through a list of them; five words when none is found. */
function reachShort(
  tokens: readonly Token[],
  i: number,
  symptom: (i: number) => boolean,
  negated: Uint8Array,
): void {
  let met = false;
  let listed = 0;
  for (let k = i + 1; k < tokens.length && k <= i + 24; k += 1) {
    const t = tokens[k]!;
    if (t.gap >= gapOf.clause || stops.has(t.w)) return;
    if (t.gap === gapOf.comma && !continues(tokens, k)) return;
    if (list.has(t.w)) {
      if (t.w === 'and' && subjects.has(tokens[k + 1]?.w ?? '')) return;
      listed = 4;
      met = false;
      negated[k] = 1;
      continue;
    }
    if (t.gap === gapOf.comma || t.slash) {
      listed = 4;
      met = false;
    }
    if (symptom(k)) {
      met = true;
      negated[k] = 1;
      continue;
    }
    if (met) {
      if (!linkers.has(t.w)) return;
      if (places.has(t.w)) {
        negated[k] = 1;
        met = false;
        listed = 3;
        continue;
      }
      // "no pain in his chest": one more complaint may follow a link, a new sentence may not.
      if (!tokens.slice(k, k + 3).some((_, d) => symptom(k + d))) return;
      negated[k] = 1;
      continue;
    }
    if (listed > 0) {
      listed -= 1;
      if (listed === 0) met = true;
    } else if (k > i + 5) return;
    negated[k] = 1;
  }
}

/** A comma goes on with the same denial only in a list that ends with "or"/"nor" ("no fever, chest pain or cough"). */
function continues(tokens: readonly Token[], comma: number): boolean {
  if (subjects.has(tokens[comma]?.w ?? '') || stops.has(tokens[comma]?.w ?? '')) return false;
  for (let k = comma; k < tokens.length && k < comma + 9; k += 1) {
    const t = tokens[k]!;
    if (k > comma && t.gap >= gapOf.clause) return false;
    if (t.w === 'or' || t.w === 'nor') return true;
    if (subjects.has(t.w)) return false;
  }
  return false;
}

/** Questions with their answers, and "chest pain no", "bleeding: none". */
function answers(tokens: readonly Token[], free: Uint8Array, negated: Uint8Array): void {
  let from = 0;
  for (let i = 0; i <= tokens.length; i += 1) {
    const t = tokens[i];
    const asked = t ? t.gap === gapOf.question : false;
    if (asked) {
      question(tokens, from, i, negated);
      from = i;
    } else if (!t || t.gap === gapOf.sentence) from = i;
  }
  for (const [i, t] of tokens.entries()) {
    if (free[i] || i === 0) continue;
    const next = tokens[i + 1];
    const ends = !next || next.gap >= gapOf.comma || next.w === 'any';
    const plain =
      t.w === 'none' ||
      t.w === 'denied' ||
      t.w === 'deny' ||
      t.w === 'deni' ||
      t.w === 'absent' ||
      t.w === 'negative' ||
      t.w === 'nope';
    if (
      !(plain && t.gap < gapOf.sentence) &&
      !(
        t.w === 'no' &&
        ends &&
        t.gap < gapOf.sentence &&
        (!next || t.gap < gapOf.comma || next.gap >= gapOf.comma)
      )
    )
      continue;
    if (plain && !ends && t.w !== 'denied' && t.w !== 'none') continue;
    for (let k = i - 1, n = 0; k >= 0 && n < 6; k -= 1, n += 1) {
      if (tokens[k + 1]!.gap >= gapOf.sentence || (n > 0 && short.has(tokens[k]!.w))) break;
      if (tokens[k + 1]!.gap >= gapOf.clause && k + 1 !== i) break;
      if (tokens[k + 1]!.gap === gapOf.comma && k + 1 !== i && !plain) break;
      negated[k] = 1;
    }
  }
}

function question(tokens: readonly Token[], from: number, end: number, negated: Uint8Array): void {
  let answer = end;
  const skip = stems([
    'she',
    'he',
    'they',
    'say',
    'caller',
    'mom',
    'pt',
    'patient',
    'state',
    'report',
    'a',
    'answer',
    'well',
    'um',
    'oh',
    'wife',
    'husband',
    'i',
    'said',
    'the',
    'her',
    'his',
    'my',
    'reply',
  ]);
  while (answer < end + 4 && skip.has(tokens[answer]?.w ?? '')) answer += 1;
  const said = tokens[answer];
  const saidNo =
    said !== undefined &&
    noes.has(said.w) &&
    said.value === null &&
    !(said.w === 'no' && tokens[answer + 1]?.gap === gapOf.none && tokens[answer + 1]?.w === 'idea') &&
    !(said.w === 'not' && ['sure', 'know'].includes(tokens[answer + 1]?.w ?? ''));
  const saidYes = said !== undefined && yeses.has(said.w);
  if (saidYes) return;
  let begin = from;
  // In running text the question starts at its asking word.
  for (let k = end - 1; k >= Math.max(from, end - 14); k -= 1) {
    if (
      tokens[k]!.w === 'any' ||
      (['do', 'be', 'have', 'did'].includes(tokens[k]!.w) &&
        ['you', 'he', 'she', 'there', 'they', 'pt', 'patient'].includes(tokens[k + 1]?.w ?? ''))
    )
      begin = k;
  }
  const words = tokens.slice(begin, end);
  const own = words.some((t) => ownWords.has(t.w));
  const asking = !own && (words.length <= 4 || asksFirst.has(words[0]?.w ?? ''));
  if (saidNo ? !own || words.length <= 6 : asking) for (let k = begin; k < end; k += 1) negated[k] = 1;
}
