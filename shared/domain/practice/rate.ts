// The one rater of empathy: how a reply answers a cue, 0 to 4 (product.md 5b). It reads general tags only, which the base of
// a language gives: naming and interpreting (EPITOME's and NURSE's "name"), exploring, supporting, and a step that relieves.
import { pushesAway } from './earning.ts';
import { find, type Match, readTokens, type Reading, type TagWords } from './matcher.ts';
import type { Cue, Scenario } from './scenario.ts';
import {
  asksOn,
  disowns,
  reflects,
  type Sentence,
  sentencesOf,
  speaks,
  stemsOf,
  takesStep,
} from './reflect.ts';
import { type Token, tokensOf } from './words.ts';

export interface Rating {
  level: 0 | 1 | 2 | 3 | 4;
  /** `E0` to `E4`. */
  rule: string;
  /** The agent's words that decided, in the order of the text. */
  words: string[];
  /** The word of feeling that alone names, where nothing of the caller's line does. */
  onlyBy?: string;
}
/** Words that fit any call, or a step without a word on the cue. */
const anyCall = ['generic', 'apology', 'explore', 'support', 'relief', 'next_step_time', 'hand_back'];
/** Questions that a form asks. */
const formTags = ['ask_name', 'ask_birth', 'ask_form'];

/**
 * 0 ignores or pushes the cue away, 1 words that fit any call, 2 names the feeling or situation, 3 names it and explores,
 * supports or relieves, 4 takes up what this caller said, explores or supports, and relieves.
 */
export function rateReply(scenario: Scenario, cue: Cue, text: string): Rating {
  const list = tokensOf(text);
  return rateTokens(scenario, cue, text, list, readTokens(scenario, list));
}

export function rateTokens(
  scenario: Scenario,
  cue: Cue,
  text: string,
  list: Token[],
  { reading, words }: { reading: Reading; words: TagWords },
): Rating {
  const { tags } = reading;
  const has = (tag: string) => tags.includes(tag);
  const away = pushesAway.filter(has);
  const feeling = feelingOf(scenario, reading);
  const situation = find(list, cue.names, scenario.synonyms, 'clause');
  const sentences = sentencesOf(text, list);
  const echo = sentences.find((x) => saysBack(scenario, cue, x, words));
  const ownLine = echo !== undefined || (situation !== null && tookIn(list, situation, tags, words));
  const named = feeling !== null || ownLine;
  const stands = has('explore') || has('support') || sentences.some(asksOn);
  const relieves =
    (has('relief') || has('next_step_time') || sentences.some(takesStep)) && !has('false_promise');

  const decide = (): Rating['level'] => {
    if (!named) return away.length > 0 ? 0 : weak();
    // A word of feeling fits many callers: the highest level asks for something of what this one said.
    const all = stands && relieves && ownLine;
    const full = all ? 4 : stands || relieves ? 3 : 2;
    return capped(full, list, words, tags);
  };
  const weak = (): Rating['level'] =>
    anyCall.some(has) ||
    sentences.some(speaks) ||
    situation !== null ||
    tags.some((t) => t.startsWith('feeling'))
      ? 1
      : 0;

  const level = decide();
  const proof = [
    ...(level >= 2 && situation !== null ? [situation] : []),
    ...(level >= 2 && feeling !== null ? [words.get(feeling)] : []),
    ...(level >= 3 ? ['explore', 'support', 'relief', 'next_step_time'] : []).map((t) => words.get(t)),
    ...(level === 1 ? anyCall.slice(0, 2) : []).map((t) => words.get(t)),
    ...(level === 0 ? away : []).map((t) => words.get(t)),
  ].filter((m) => m !== undefined);
  const spans = proof.toSorted((a, b) => a.start - b.start).map((m) => text.slice(m.start, m.end));
  const felt = feeling === null || ownLine ? undefined : words.get(feeling);
  return {
    level,
    rule: `E${level}`,
    words: [...new Set(spans)],
    ...(felt === undefined ? {} : { onlyBy: text.slice(felt.start, felt.end) }),
  };
}

/** The tag of a feeling that is this caller's: the scenario's, or one that fits all (a rule with plain `feeling`). */
function feelingOf(scenario: Scenario, { ruleIds }: Reading): string | null {
  const given = new Set(scenario.rules.filter((r) => ruleIds.includes(r.id)).map((r) => r.tag));
  return [`feeling_${scenario.feeling}`, 'feeling'].find((tag) => given.has(tag)) ?? null;
}

/** Stems of what the caller says with a cue, of all variants. Names are none of it: “Thank you, Dana” says nothing back. */
const callers = new WeakMap<Cue, ReadonlySet<string>>();
function callerStems(scenario: Scenario, cue: Cue): ReadonlySet<string> {
  const known = callers.get(cue);
  if (known !== undefined) return known;
  const lines = scenario.nodes.find((n) => n.cue?.id === cue.id)?.caller ?? [cue.words];
  const names = stemsOf(tokensOf(`${scenario.caller.name} ${scenario.patient.name}`));
  const said = stemsOf(lines.flatMap((l) => tokensOf(l)));
  const stems = new Set([...said].filter((x) => !names.has(x)));
  callers.set(cue, stems);
  return stems;
}
/** The sentence says back what was said, and is neither a question of the form nor pushes away. */
function saysBack(scenario: Scenario, cue: Cue, sentence: Sentence, words: TagWords): boolean {
  if ([...formTags, ...pushesAway, 'advice'].some((t) => words.get(t)?.sentence === sentence.number))
    return false;
  return !disowns(sentence) && reflects(sentence, callerStems(scenario, cue));
}

/**
 * A situation said back only counts with a sign of taking in: not as an echo, not inside a question of the form, and not inside
 * the blame itself (“everybody waits forty minutes”) unless a "but" parts them.
 */
function tookIn(list: Token[], said: Match, tags: readonly string[], words: TagWords): boolean {
  if (list.length <= 3) return false;
  const blame = words.get('blame');
  if (blame !== undefined && blame.sentence === said.sentence && !butBefore(list, blame)) return false;
  const asks = formTags.some((t) => words.get(t)?.sentence === said.sentence);
  return !asks || ['apology', 'generic', 'support', 'feeling'].some((t) => tags.includes(t));
}

const butBefore = (list: Token[], at: Match): boolean =>
  list.some(
    (t) => (t.word === 'but' || t.word === 'pero') && t.end <= at.start && t.sentence === at.sentence,
  );

/**
 * What takes from a reply that names: scolding, making small, blame, a "but" that takes it back. False comfort, a promise that
 * can't be kept, advice and a hold leave at most the naming.
 */
function capped(full: 2 | 3 | 4, list: Token[], words: TagWords, tags: readonly string[]): Rating['level'] {
  const has = (tag: string) => tags.includes(tag);
  if (has('sarcasm') || has('shame')) return 0;
  if (has('tone_policing') || has('minimising')) return 1;
  const blame = words.get('blame');
  if (blame !== undefined) return butBefore(list, blame) ? 1 : 2;
  if (['reassurance', 'false_promise', 'advice', 'put_on_hold'].some(has)) return full === 2 ? 1 : 2;
  return full;
}
