// What a caller asks of the desk ("can I get an appointment", "insurance is Aetna", "sorry to bother you") says nothing
// about what is happening, so it must not switch a red flag off: the text is scanned a second time with such clauses
// blanked. A clause that names a complaint as the thing asked about ("appointment for his chest pain") stays as it is.
import { happeningConcept } from './happening.ts';
import { gapOf, type Token } from './tokens.ts';
import type { View } from './view.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
/** A clause may begin with them, whatever punctuation says. */
const joins = set('and but because cause since so also plus though although then while btw anyway anyways');
const desk = set(
  'appointment appointments appt appts apt slot refill refills refilled renewal prescription prescriptions script bill ' +
    'bills billing invoice statement receipt copay deductible insurance insurer coverage claim premium referral ' +
    'referrals referred record records chart copy copies hours portal login password address form forms paperwork ' +
    'reschedule rescheduled cancel cancelled canceled schedule scheduled booked booking pharmacy directions ' +
    'parking fax faxed email results voicemail callback question questions bother bothering payment pay balance ' +
    'website visit office clinic hours zip email authorization reminder confirm medicaid medicare way sorry thanks thank hi hello hey',
);
/** Verbs of asking: from such a word on a caller asks, and its subject belongs to it. */
const asks = set(
  'need needs needed want wants wanted asking asks asked looking wondering wonder requesting requests calling called ' +
    'calls would wish wishes hoping trying',
);
const subjects = set('i we he she they you it there caller patient pt');
const owners = set('my his her our their your the a an this that');
const modal = set('can could may might should will would do does did is are');
const asked = set('what when where who how which whats');
const nouns = set(
  'insurance address portal appointment appt referral bill records record prescription refill pharmacy copay ' +
    'hours paperwork form forms billing results schedule',
);
const about = set('for of about regarding concerning re over with on from to due');
const people = set(
  'me him her us them myself mom mother mum mommy dad father husband wife son daughter kid kids child baby patient ' +
    'grandmother grandma grandfather grandpa brother sister aunt uncle partner doctor dr therapist nurse family',
);

/** Does a new clause begin at word `i`, asked from the one before it? */
function opens(tokens: readonly Token[], i: number): boolean {
  const t = tokens[i]!;
  if (t.gap >= gapOf.comma || joins.has(t.raw)) return true;
  const next = tokens[i + 1]?.raw ?? '';
  const before = tokens[i - 1]?.raw ?? '';
  if (asks.has(t.raw))
    return !subjects.has(before) && before !== 'am' && before !== 'is' && before !== 'just';
  if (subjects.has(t.raw) && t.raw !== 'it') {
    const then = tokens[i + 2]?.raw ?? '';
    if (modal.has(before)) return false;
    return asks.has(next) || ((next === 'am' || next === 'is' || next === 'just') && asks.has(then));
  }
  if (modal.has(t.raw))
    return (
      (next === 'i' || next === 'we' || next === 'you' || next === 'someone') &&
      !asked.has(before) &&
      before !== 'time'
    );
  if (asked.has(t.raw)) return modal.has(next) || next === 'time' || next === 'much' || next === 'many';
  if (owners.has(t.raw))
    return nouns.has(next) && !about.has(before) && !asks.has(before) && startsFresh(before);
  if (nouns.has(t.raw)) return next === 'is';
  return (
    t.raw === 'please' ||
    (t.raw === 'by' && next === 'the') ||
    t.raw === 'sorry' ||
    t.raw === 'thanks' ||
    (t.raw === 'quick' && next === 'question')
  );
}
const verbs = set(
  'owe take accept update fill get have make see move cancel reschedule change send know check update need want pay use book',
);
const startsFresh = (before: string): boolean => !verbs.has(before) && before !== 'is' && before !== 'and';

/** What is done to an appointment: its object is no statement ("reschedule my blood draw"). */
const doing = set('reschedule cancel schedule book confirm fax email pay');
const opening = set('open opens close closes closed');
function isDesk(tokens: readonly Token[], i: number): boolean {
  const { raw } = tokens[i]!;
  const before = tokens[i - 1]?.raw ?? '';
  if (raw === 'book') return before === 'to' || before === 'i' || before === 'please';
  if (opening.has(raw)) return before === 'you' || before === 'office' || before === 'clinic';
  return desk.has(raw);
}

const empty = set('i we he she oh ok okay um uh well please just');

/** The word after the last one of the request in clause `[from, to)`; -1 when it is none or asks about a complaint. */
function requestEnd(tokens: readonly Token[], harm: Uint8Array, from: number, to: number): number {
  let noun = -1;
  if (tokens.slice(from, to).every((t) => joins.has(t.raw) || empty.has(t.raw))) return to;
  for (let i = from; i < to; i += 1) {
    const { raw } = tokens[i]!;
    if (noun < 0) {
      if (isDesk(tokens, i)) noun = i;
      else if (harm[i]) return -1;
      continue;
    }
    if (isDesk(tokens, i)) {
      noun = i;
      continue;
    }
    if (about.has(raw)) {
      const person = [1, 2].find((k) => i + k < to && people.has(tokens[i + k]!.raw));
      if (person !== undefined) {
        i += person;
        continue;
      }
      for (let k = i; k < to; k += 1) if (harm[k]) return -1;
      return to;
    }
    // "can I get an appointment my chest hurts": what follows the request without a link is a statement.
    const owner = owners.has(raw) && raw !== 'a' && !desk.has(tokens[i + 1]?.raw ?? '');
    if (owner && i === noun + 1 && doing.has(tokens[noun]!.raw)) {
      for (let k = i; k < to; k += 1) if (harm[k]) return -1;
      return to;
    }
    if (harm[i] || subjects.has(raw) || owner) {
      for (let k = i; k < to; k += 1) if (harm[k]) return i;
      return to;
    }
  }
  return noun < 0 ? -1 : to;
}

/** `text` with the clauses that ask the desk for something blanked, letter for letter; null when there is none. */
export function withoutRequests(text: string, { tokens, found, scope }: View): string | null {
  const told = [...(found.get('FRAME_STORY') ?? []), ...(found.get('FRAME_LESSON') ?? [])];
  const harm = new Uint8Array(tokens.length);
  for (const [name, spans] of found)
    if (happeningConcept(name))
      for (const s of spans) for (const u of s.used) if (!scope.idiom[u]) harm[u] = 1;
  const aside = (from: number, to: number): boolean => {
    for (let i = from; i < to; i += 1) if (scope.other[i]) return true;
    return told.some((s) => s.start >= from && s.end <= to);
  };
  let rest = '';
  let copied = 0;
  let kept = 0;
  let from = 0;
  for (let to = 1; to <= tokens.length; to += 1) {
    if (to < tokens.length && !opens(tokens, to)) continue;
    let end = requestEnd(tokens, harm, from, to);
    const following = tokens[to]?.raw ?? '';
    if (end > 0 && aside(from, end)) end = -1;
    if (end === to && (following === 'and' || following === 'or') && listed(tokens, from, to)) {
      if (goesOn(tokens, to + 1)) end = -1;
    }
    if (end > 0) {
      const start = tokens[from]!.start;
      const stop = tokens[end]?.start ?? text.length;
      rest += `${text.slice(copied, start)}${stop > start ? '.' : ''}${' '.repeat(Math.max(0, stop - start - 1))}`;
      copied = stop;
      kept += to - end;
    } else kept += to - from;
    from = to;
  }
  return copied === 0 || kept === 0 ? null : rest + text.slice(copied);
}

/** Does what follows "and" name one more thing asked for ("and chest pain check"), within a few words? */
function goesOn(tokens: readonly Token[], from: number): boolean {
  for (let i = from; i < tokens.length && i < from + longestThing; i += 1) {
    if (i > from && tokens[i]!.gap >= gapOf.comma) return false;
    if (subjects.has(tokens[i]!.raw)) return false;
    if (isDesk(tokens, i) || things.has(tokens[i]!.raw)) return true;
  }
  return false;
}
const longestThing = 5;
const things = set(
  'check checkup followup follow test tests scan xray med meds medicine medicines medication medications pill pills ' +
    'cream drops shot shots strips supplies consult workup review therapy class',
);

/** "appointment for my knee" before "and chest pain": the list of what is asked about goes on. */
function listed(tokens: readonly Token[], from: number, to: number): boolean {
  let noun = false;
  for (let i = from; i < to; i += 1) {
    const { raw } = tokens[i]!;
    if (noun && (raw === 'for' || raw === 'about' || raw === 'of' || raw === 'regarding'))
      return ![1, 2].some((k) => people.has(tokens[i + k]?.raw ?? ''));
    noun ||= desk.has(raw);
  }
  return false;
}
