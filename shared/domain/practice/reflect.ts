// Whether a reply says back what the caller said, in whatever words of theirs; and whether it asks on. Listening sounds like
// this more often than any list of phrases can hold (OARS: open questions, reflections).
import type { Token } from './words.ts';

/** Words that carry nothing by themselves, in English and Spanish. */
const empty = new Set(
  `a about after again all also am an and any anybody anyone anything are as at back be because been before being both but by
  call called calling calls came can come could day did do does done down each else even ever every few for from get gets getting
  give go goes going gone good got had has have having he hello her here hers hey hi him his how i if in into is it its just keep
  know last let like line little look made make many may maybe me mean might mine more most much must my name need never next no
  nobody none nor not nothing now of off oh ok okay on once one only or other our out over own people please put really right
  said same say says she should since so some somebody someone something still such sure take tell than thank thanks that the
  their them then there these they thing things think this those three time to told too took two under until up us very want
  was way we well went were what when where which while who why will with without would yes yet you your yours
  al algo alguien asi aqui bien como con cuando de del desde donde el ella ellos en era es esa ese eso esta estaba estado estan
  estar este esto fue ha hace hasta hay la las le les lo los mas me mi mis muy nada ni no nos nunca o para pero por porque que
  quien se ser si sin sobre solo son soy su sus tal tambien te tengo ti tiene todo todos tu un una uno usted va vez y ya yo`
    .split(/\s+/)
    .filter((w) => w !== ''),
);

/** A rough stem: enough that "dreading" meets "dread" and "bills" meets "bill". */
export function stemOf(word: string): string {
  const bare = word.replace(/'s?$/, '');
  if (bare.length < 5) return bare;
  return bare.replace(/(?:ingly|edly|ings|ing|ied|ies|ed|es|ly|s|e)$/, '') || bare;
}

/** Stems that carry a caller's lines; numbers are for the form, not for the feeling. */
export const stemsOf = (list: readonly Token[]): ReadonlySet<string> =>
  new Set(
    list
      .map((t) => t.word)
      .filter((w) => !empty.has(w) && !/\d/.test(w) && w.length > 2)
      .map(stemOf),
  );

export interface Sentence {
  number: number;
  tokens: Token[];
  question: boolean;
}
export function sentencesOf(text: string, list: readonly Token[]): Sentence[] {
  const byNumber = new Map<number, Token[]>();
  for (const t of list) byNumber.set(t.sentence, [...(byNumber.get(t.sentence) ?? []), t]);
  return [...byNumber].map(([number, tokens]) => {
    const end = tokens.at(-1)?.end ?? 0;
    return { number, tokens, question: /^[^\p{L}\p{N}.!;]*\?/u.test(text.slice(end)) };
  });
}

const toYou = new Set(['you', 'your', 'yours', 'usted', 'su', 'sus', 'le', 'te', 'tu']);

const does = new Set(
  `have had were feel felt fear want wanted sound seem sat waited did gave heard told called tried hoped thought carried
  paid lost dread worry wonder wish miss expected asked stayed woke saw spent kept went`.split(/\s+/),
);
const not = new Set([
  'right',
  'welcome',
  'through',
  'reached',
  'speaking',
  'correct',
  'will',
  'should',
  'must',
  'can',
  'could',
  'need',
  'if',
  'when',
  'please',
  'coming',
  'that',
]);
/** “You gave him your word …”: the caller's own doing or feeling, told back at some length. */
function tellsBack(words: readonly string[]): boolean {
  const at = words.indexOf('you');
  return (
    at >= 0 &&
    at <= 5 &&
    words.length >= 6 &&
    does.has(words[at + 1] ?? '') &&
    !words.slice(0, at + 4).some((w) => not.has(w))
  );
}

/** How a sentence takes in what was said: two of its words, one and the caller spoken to, or the caller's doing told back. */
export function reflects(sentence: Sentence, caller: ReadonlySet<string>): boolean {
  if (sentence.question || sentence.tokens.length < 4) return false;
  const words = sentence.tokens.map((t) => t.word);
  const shared = [...stemsOf(sentence.tokens)].filter((s) => caller.has(s)).length;
  return shared >= 2 || (shared === 1 && words.some((w) => toYou.has(w))) || tellsBack(words);
}

const uncaring = new Set([
  'care',
  'understand',
  'believe',
  'want',
  'need',
  'sorry',
  'interested',
  'importa',
  'entiendo',
]);
/** “I don't care that you are afraid”: said back, and pushed away. */
export function disowns(sentence: Sentence): boolean {
  const words = sentence.tokens.map((t) => t.word);
  return words.some(
    (w, i) =>
      w === 'not' &&
      uncaring.has(words[i + 1] ?? '') &&
      ['i', 'we'].includes(words[i - 2] ?? '') &&
      words[i + 2] !== 'you',
  );
}

const askers = new Set(['what', 'how', 'where', 'who', 'which', 'que', 'como', 'donde', 'quien', 'cual']);
const forTheForm = new Set(
  `name names spell birth birthday born number phone zip address insurance insurer member card account date email pharmacy help assist serve
  nombre fecha nacimiento numero telefono direccion seguro tarjeta cuenta ayudar ayudarle`.split(/\s+/),
);
/** An open question that is none of the form's. */
export function asksOn(sentence: Sentence): boolean {
  if (!sentence.question) return false;
  const words = sentence.tokens.map((t) => t.word);
  const opens = words.slice(0, 4).some((w) => askers.has(w));
  return opens && words.length >= 4 && !words.some((w) => forTheForm.has(w));
}

const noStep = new Set(
  `need ask have be help assist see try check look just want understand know transfer hold only take explain say tell repeat hope
  think believe sorry afraid not glad happy able going here right sure hang end report close never stop give ignore leave`.split(
    /\s+/,
  ),
);
/** Doing these is no step. */
const still = new Set([
  'calling',
  'listening',
  'trying',
  'asking',
  'going',
  'speaking',
  'being',
  'sitting',
  'talking',
]);

/** What the agent says to do, now or next: “I'm phoning Nurse Petersen”, “I'll write it down once”. */
export function takesStep(sentence: Sentence): boolean {
  if (sentence.question || sentence.tokens.length < 6) return false;
  const words = sentence.tokens.map((t) => t.word);
  return words.some((w, i) => {
    if (w !== 'i' && w !== 'we') return false;
    const next = words[i + 1] ?? '';
    const then = words[i + 2] ?? '';
    if (next === 'will') return !noStep.has(then);
    return next === 'am' || next === 'are'
      ? then.endsWith('ing') && !noStep.has(then) && !still.has(then)
      : false;
  });
}

/** The agent speaks for once, however thinly: better than going on with the form. */
export function speaks(sentence: Sentence): boolean {
  if (sentence.question || sentence.tokens.length < 4) return false;
  const words = sentence.tokens.map((t) => t.word);
  const i = words.indexOf('i');
  return (
    i >= 0 &&
    i < 4 &&
    ['will', 'am', 'can', 'want', 'would', 'do'].includes(words[i + 1] ?? '') &&
    !words.some((w) => forTheForm.has(w) || w === 'need')
  );
}
