// What of the notes is new and whole: sentences that ended, or, after a pause, also the one that did not. Pure; the page
// sends what comes out of here, never the same sentence twice, and never what the agent's script put into the notes.

/** Ends of sentences; a line break ends one too. */
const ends = /[.!?…]+["”’)]*\s|\n/gu;

export function sentencesOf(text: string): { whole: string[]; rest: string } {
  const whole: string[] = [];
  let from = 0;
  for (const found of text.matchAll(ends)) {
    const to = found.index + found[0].length;
    const sentence = text.slice(from, to).trim();
    if (sentence !== '') whole.push(sentence);
    from = to;
  }
  return { whole, rest: text.slice(from).trim() };
}

/** Fewer characters say nothing yet. */
const shortest = 3;

/** What is to be sent now, and all that was sent or is not the caller's (`known`). `paused`: nothing was typed for a while. */
export function newSentences(text: string, known: ReadonlySet<string>, paused: boolean): string[] {
  const { whole, rest } = sentencesOf(text);
  const ended = /[.!?…]["”’)]*$/u.test(rest);
  const all = ended || paused ? [...whole, rest] : whole;
  return [...new Set(all)].filter((s) => s.length >= shortest && !known.has(s));
}
