// Scores and debriefs of known runs of R2.
import { describe, expect, it } from 'vitest';
import { debrief } from './debrief.ts';
import { answer, createRun, type PracticeReply, type PracticeRun } from './run.ts';
import { score } from './score.ts';
import { r2 } from './testing.ts';

function play(replies: (string | PracticeReply)[], level: PracticeRun['level'] = 3): PracticeRun {
  let run = createRun(r2, { seed: 7, level });
  for (const reply of replies) {
    const out = answer(r2, run, typeof reply === 'string' ? { choiceId: reply } : reply);
    if (!out.ok) throw new Error(`${out.code} at ${run.nodeId}`);
    run = out.value;
  }
  return run;
}
const good = [
  'listen',
  'relief',
  'hand_back',
  'sum_up',
  'name',
  'open',
  'read_back',
  'time',
  'net',
  'sum_up',
];
const missedCue = ['listen', 'own', 'birth', 'sum_up', 'name', 'open', 'read_back', 'time', 'net', 'sum_up'];
const noTime = [
  'listen',
  'own',
  'hand_back',
  'sum_up',
  'name',
  'open',
  'read_back',
  'soon',
  'cannot',
  'net',
  'thanks',
];
const category = (run: PracticeRun, name: string) =>
  score(r2, run).categories.find((c) => c.category === name);

describe('score', () => {
  it('passes a good call', () => {
    const result = score(r2, play(good));
    expect(result).toMatchObject({ passed: true, criticalMissed: false });
    // Nothing was saved: the form's part of accuracy is missing.
    expect(result.total).toBeGreaterThanOrEqual(80);
    expect(result.categories.map((c) => c.category)).toEqual([
      'empathy',
      'listening',
      'compliance',
      'accuracy',
      'efficiency',
    ]);
  });

  it('adds up: the total is the points over what they are of', () => {
    const result = score(r2, play(missedCue));
    const points = result.categories.reduce((sum, c) => sum + (c.points ?? 0), 0);
    const of = result.categories.reduce((sum, c) => sum + c.of, 0);
    expect(of).toBe(82);
    expect(result.total).toBe(Math.round((100 * points) / of));
    for (const c of result.categories) expect(c.points ?? 0).toBeLessThanOrEqual(c.of);
  });

  it('quotes the line and the rule for every point', () => {
    const run = play(good);
    for (const c of score(r2, run).categories)
      for (const e of c.evidence) {
        expect(e.ruleId).toMatch(/^[A-Z]\d+$/);
        if (e.line !== null)
          expect(run.lines[e.line]).toMatchObject({ who: 'agent', text: e.quote, atMs: e.atMs });
      }
  });

  it('fails a call without a time, whatever the sum says', () => {
    const result = score(r2, play(noTime));
    expect(result.total).toBeGreaterThanOrEqual(r2.passMark);
    expect(result).toMatchObject({ passed: false, criticalMissed: true });
    expect(result.critical.map((c) => [c.ruleId, c.done])).toEqual([
      ['K1', true],
      ['K2', false],
    ]);
  });

  it('fails a call without an apology', () => {
    const result = score(r2, play(['plain', 'generic', 'birth', 'verify', 'okay', 'time', 'net', 'bye']));
    expect(result.critical.find((c) => c.ruleId === 'K1')?.done).toBe(false);
    expect(result.passed).toBe(false);
  });

  it.each<[string, number]>([
    ['Can I have his date of birth?', 0],
    ['We are busy, everyone has to wait forty minutes.', 0],
    ['I understand.', 1],
    ['I am sorry.', 1],
    ['Forty minutes is a long time.', 2],
    ['Forty minutes! How is he right now?', 3],
    ['Forty minutes is far too long. I will stay with you, and if we are cut off I will phone you.', 4],
  ])('a reply to the wait: “%s” is level %i', (text, level) => {
    expect(play(['plain', { text }]).lines[3]?.cueLevel).toBe(level);
  });

  it('gives no empathy score where there was no cue, rather than a nought', () => {
    const run = play(['plain']);
    expect(category(run, 'empathy')).toMatchObject({ points: null, evidence: [] });
    expect(score(r2, run)).toMatchObject({ cues: { met: 0, meanLevel: null }, passed: false });
    expect(category(run, 'efficiency')?.points).toBe(null);
  });

  it('needs both facts to be asked, and loses points for an offered one', () => {
    const evidence = (run: PracticeRun, id: string) =>
      category(run, 'compliance')?.evidence.find((e) => e.ruleId === id)?.points;
    expect(evidence(play(missedCue), 'C1')).toBe(4);
    expect(evidence(play(['listen', 'own', 'birth']), 'C1')).toBe(0);
    const led = play(['listen', 'own', 'hand_back', 'sum_up', 'name', 'led']);
    expect(evidence(led, 'C2')).toBe(0);
    expect(evidence(play(good), 'C2')).toBe(2);
  });

  it('takes a wrong number as wrong even if the right one is said later', () => {
    const run = play([...good.slice(0, 6), 'wrong', 'time', 'net', 'sum_up']);
    const number = category(run, 'accuracy')?.evidence.find((e) => e.title.includes('number'));
    expect(number).toMatchObject({ points: 0, quote: expect.stringContaining('0184') });
    expect(category(play(good), 'accuracy')?.points).toBe(12);
  });

  it('takes a point for each asked hint', () => {
    const run = play(good, 2);
    expect(category({ ...run, hintsUsed: 3 }, 'efficiency')?.points).toBe(
      (category(run, 'efficiency')?.points ?? 0) - 3,
    );
  });
});

describe('debrief', () => {
  it('marks the cue, and gives the missed one a better line', () => {
    const d = debrief(r2, play(missedCue));
    const missed = d.transcript.filter((l) => l.missed);
    expect(missed).toHaveLength(1);
    expect(missed[0]).toMatchObject({
      text: 'Can I have his date of birth?',
      better: expect.stringContaining('again and again'),
    });
    expect(missed[0]?.chips).toContainEqual(
      expect.objectContaining({ kind: 'missed', ruleId: 'E0', points: null }),
    );
    const marked = d.transcript.flatMap((l) => l.marks.map((m) => l.text.slice(m.start, m.end)));
    expect(marked).toEqual([
      'forty minutes',
      'I get someone new',
      'I am scared',
      'nobody called me back',
      'gets worse',
    ]);
    expect(d.nextStep).toMatchObject({ ruleId: 'E0', trains: ['R4', 'R3'] });
  });

  it('gives a point of the curve for every line, with the missed cue on it', () => {
    const run = play(missedCue);
    const d = debrief(r2, run);
    expect(d.series).toHaveLength(run.lines.length);
    expect(d.series.filter((p) => p.missedCue)).toHaveLength(1);
    expect(d.series.every((p) => p.emotion >= 0 && p.emotion <= 10 && p.trust >= 0 && p.trust <= 10)).toBe(
      true,
    );
    expect(d.series[0]).toMatchObject({ emotion: 8, trust: 2 });
  });

  it('names three strengths with their lines, and one next step', () => {
    const d = debrief(r2, play(good));
    expect(d.strengths).toHaveLength(3);
    for (const s of d.strengths) expect(d.transcript.map((l) => l.text)).toContain(s.quote);
    expect(d.strengths[0]?.ruleId).toBe('E4');
    expect(d.nextStep).toMatchObject({ ruleId: 'L3' });
  });

  it('puts a critical miss before everything else, and invents no strength', () => {
    expect(debrief(r2, play(noTime)).nextStep?.ruleId).toBe('K2');
    expect(debrief(r2, play(['hold'])).strengths).toEqual([]);
  });

  it('lists compliance in the order of time, with what was never done last', () => {
    const rows = debrief(r2, play(noTime)).compliance;
    const times = rows.map((r) => r.atMs ?? Number.MAX_SAFE_INTEGER);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(rows.at(-1)).toMatchObject({ ruleId: 'K2', passed: false, atMs: null, quote: null });
    expect(rows.find((r) => r.ruleId === 'C3')).toMatchObject({ passed: true });
  });
});
