// What a "not" reaches. Two readings: close by (“not really sorry”), as a must-not needs it, so that few words can't talk it away;
// and over the clause (“I won't be able to call 911”), as what earns something needs it, so that its opposite earns nothing.
import type { Token } from './words.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const pronouns = set('you we i they she he it');
const close = set('not never no without hardly nunca sin tampoco');
const sameSentence = (list: readonly Token[], a: number, b: number): boolean =>
  list[Math.max(0, a)]?.sentence === list[b]?.sentence;

const politely = set('can could will would');
/** “Why don't you …?”, “couldn't we …?”: the "not" at `i` asks, it denies nothing. */
const asksWith = (list: readonly Token[], i: number): boolean =>
  list[i]?.word === 'not' &&
  pronouns.has(list[i + 1]?.word ?? '') &&
  (list[i - 2]?.word === 'why' || (list[i]?.asked === true && politely.has(list[i - 1]?.word ?? '')));

/** A negation stands one or two words before, no punctuation between. */
export function negatedClose(list: readonly Token[], at: number): boolean {
  for (let i = at; i > Math.max(0, at - 2); i -= 1) {
    if (list[i]?.afterBreak === true || !sameSentence(list, i - 1, at)) return false;
    if (close.has(list[i - 1]?.word ?? '') && !asksWith(list, i - 1)) return true;
  }
  return false;
}

/** Further left than this nothing reaches. */
const reach = 14;
/** Words that deny what follows, whatever stands between. */
const denies = set(
  'not never without hardly barely neither nor unable refuse refuses refused refusing decline avoid against nunca tampoco sin',
);
/** A new thought begins with these. */
const breaks = set('but so because until while before unless pero porque hasta mientras antes sino');
const joins = set('and or then y e o');
const subjects = set('i we you he she it they the that this there my your our yo usted le me nosotros');
const auxiliaries = set(
  'will am are can have had do would shall stay call phone ring send write want need must ask beg hope',
);
/** After these an "I will" is no new thought: “I don't think I will”. */
const reports = set(
  'think believe know if that say see feel why when whether how what where mean suppose guess promise sure reason should would could can do must shall',
);
const afterNo = set('reason need point use sense way cause chance time');
const noVerbs = set(
  `puedo puede podemos pueden voy va vamos van quiero queremos creo pienso hace hay tengo tiene tenemos necesito necesita se le la lo les es
  sea estoy esta debe deben`,
);
const pointless = set(
  'silly pointless foolish stupid useless unnecessary needless overkill premature ridiculous nonsense absurd',
);
const passed = set(
  'be been being going to able ever just even really quite here about will are am is have had your my our a an the one gonna planning at all too so',
);
/** “I won't leave you”, “don't hesitate”, “that is not easy”: what follows such a word is not denied. */
const letsGo = set(
  `leave leaving hang hanging go gone anywhere drop dropping forget forgotten forgetting hesitate wait waiting delay abandon lose losing
  stop stopping blame blaming doubt wonder imagine only rush rushing hurry judge judging ignore let letting alone bother bothering miss
  if when more hide mind fault knowing saber laugh laughing wrong weak crazy bad weird odd strange surprised surprising unusual uncommon unreasonable easy nice fun right fair
  fine okay ok good enough acceptable small nothing silly stupid foolish dejar dejo dejare cuelgo colgar solo sola facil justo`,
);
const tells = set('say tell express put');
const nobodyVerbs = set('will can is va puede');
const asksWhy = set('should would');

/** The word at `i` denies what follows in its clause. */
export function deniesFrom(list: readonly Token[], i: number): boolean {
  const word = (k: number) => list[k]?.word ?? '';
  const w = word(i);
  if (w === 'no') return afterNo.has(word(i + 1)) || noVerbs.has(word(i + 1));
  if (w === 'nobody' || (w === 'no' && word(i + 1) === 'one') || w === 'nadie')
    return word(i - 1) !== 'if' && nobodyVerbs.has(word(i + 1));
  if (pointless.has(w)) return word(i + 1) === 'to' && !close.has(word(i - 1)) && !close.has(word(i - 2));
  if ((w === 'instead' && word(i + 1) === 'of') || (w === 'rather' && word(i + 1) === 'than')) return true;
  if (w === 'off') return word(i - 1) === 'hold' || word(i - 1) === 'holding' || word(i - 1) === 'put';
  if (w === 'why') return asksWhy.has(word(i + 1)) && word(i + 2) !== 'not';
  if (!denies.has(w)) return false;
  if (asksWith(list, i)) return false;
  // “You don't want to be alone with this.”
  if (w === 'not' && word(i - 2) === 'you' && word(i + 1) === 'want') return false;
  // “You should not have to sit there scared.”
  if (w === 'not' && word(i - 1) === 'should' && word(i + 1) === 'have') return false;
  let k = i + 1;
  while (passed.has(word(k)) && sameSentence(list, i, k)) k += 1;
  // “I can't say how sorry I am.”
  if (tells.has(word(k)) && (word(k + 1) === 'how' || word(k + 2) === 'how')) return false;
  return !letsGo.has(word(k));
}

/** Something before the match, in the same clause, denies it. */
export function negatedClause(list: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - reach); i -= 1) {
    if (list[i + 1]?.afterBreak === true || !sameSentence(list, i, at)) return false;
    const word = list[i]?.word ?? '';
    const next = list[i + 1]?.word ?? '';
    if (breaks.has(word)) return false;
    if (joins.has(word) && subjects.has(next)) return false;
    if ((word === 'i' || word === 'we') && auxiliaries.has(next) && list[i + 2]?.word !== 'not') {
      const before = list[i - 1]?.word ?? '';
      if (i === 0 || !reports.has(before)) return false;
    }
    if (deniesFrom(list, i)) return true;
  }
  return false;
}
