// Row 29: the mood chip reorders what is offered, so that the fitting phrase stands under key 1.
import type { Mood, Phrase, PhraseKind, ScriptStep } from './script.ts';

/** What helps first, by mood: an angry caller wants the harm owned before any question, a confused one wants it summed up. */
const firstKinds: Record<Mood, readonly PhraseKind[]> = {
  calm: ['explore', 'summarise', 'respect', 'support', 'understand', 'name'],
  anxious: ['name', 'understand', 'support', 'respect', 'explore', 'summarise'],
  angry: ['understand', 'name', 'respect', 'support', 'explore', 'summarise'],
  grieving: ['name', 'support', 'respect', 'understand', 'explore', 'summarise'],
  confused: ['summarise', 'support', 'respect', 'understand', 'explore', 'name'],
  in_pain: ['name', 'support', 'understand', 'respect', 'explore', 'summarise'],
};

/** Written for this mood, then written for any, then the rest; inside each by kind, then as authored. Nothing is dropped. */
export function orderPhrases(phrases: readonly Phrase[], mood: Mood): Phrase[] {
  const fit = (p: Phrase) => (p.moods.includes(mood) ? 0 : p.moods.length === 0 ? 1 : 2);
  const kind = (p: Phrase) => firstKinds[mood].indexOf(p.kind);
  return phrases.toSorted((a, b) => fit(a) - fit(b) || kind(a) - kind(b));
}

/** What is said aloud on this step in this mood. */
export const sayFor = (step: ScriptStep, mood: Mood): readonly string[] => step.sayWhen[mood] ?? step.say;
