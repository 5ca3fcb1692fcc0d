// Packages that many programs take for mood: lists of words with scores. Each says a number for an utterance; the two
// cuts that make positive, negative or neutral of it are chosen on the training part, as ours are on the development part.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
export interface Peer {
  name: string;
  score(text: string): number;
}

export function peers(): Peer[] {
  const vader = require('vader-sentiment') as {
    SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } };
  };
  const Afinn = require('sentiment') as new () => { analyze(text: string): { comparative: number } };
  const winkSentiment = require('wink-sentiment') as (text: string) => { normalizedScore: number };
  const winkNlp = require('wink-nlp') as (
    model: unknown,
    pipe: string[],
  ) => {
    its: { sentiment: unknown };
    readDoc(text: string): { out(its: unknown): unknown };
  };
  const nlp = winkNlp(require('wink-eng-lite-web-model'), ['sbd', 'negation', 'sentiment']);
  const afinn = new Afinn();
  return [
    { name: 'VADER', score: (t) => vader.SentimentIntensityAnalyzer.polarity_scores(t).compound },
    { name: 'AFINN (sentiment)', score: (t) => afinn.analyze(t).comparative },
    { name: 'wink-sentiment', score: (t) => winkSentiment(t).normalizedScore },
    { name: 'wink-nlp', score: (t) => Number(nlp.readDoc(t).out(nlp.its.sentiment)) },
  ];
}

/** What a score and a text are taken to say. Ambiguous: a word list has no such thing; a question mark is its best sign. */
export type Cuts = { low: number; high: number; questions: boolean };
export const labelsFor = (score: number, text: string, cuts: Cuts): string =>
  cuts.questions && text.includes('?') && score > cuts.low && score < cuts.high
    ? 'ambiguous'
    : score >= cuts.high
      ? 'positive'
      : score <= cuts.low
        ? 'negative'
        : 'neutral';
