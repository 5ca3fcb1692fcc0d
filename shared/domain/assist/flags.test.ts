// Red flags of a whole call: spread over lines, each once, set aside only with a reason, and one-way whatever happens (O4).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDraft, urgencies, urgencyRank, type DraftFields } from '../messages/message.ts';
import { withLeastUrgency } from '../messages/urgency.ts';
import { allHits, leastUrgencyFor, marksAfter, redFlagGroups, scanRedFlags } from '../redflags/index.ts';
import type { RedFlagHit } from '../redflags/hit.ts';
import { afterDismissal, afterLine, noFlags, shownFlags, withoutWords, type FlagMemory } from './flags.ts';
import { withCallFlags } from './marks.ts';
import { newSentences } from './sentences.ts';
import { dismissReasons, type HeardFrom } from './view.ts';

const at = '2026-11-22T03:00:00.000Z';
let n = 0;
const id = (): string => `00000000-0000-4000-8000-${String(n++).padStart(12, '0')}`;
const hear = (lines: readonly string[], source: HeardFrom = 'caption'): FlagMemory =>
  lines.reduce((m, text) => afterLine(m, { text, source, at }, scanRedFlags, id).memory, noFlags);
const groups = (m: FlagMemory): string[] => m.flags.map((f) => f.group);

describe('flags of a call', () => {
  it('are seen in one line, and when two captions share the sentence', () => {
    expect(groups(hear(['He can’t breathe.']))).toContain('breathing');
    expect(groups(hear(['Please help, he can’t', 'breathe any more.']))).toContain('breathing');
  });
  it('notes and captions are not read as one sentence', () => {
    const said = afterLine(noFlags, { text: 'he can’t', source: 'caption', at }, scanRedFlags, id).memory;
    expect(groups(afterLine(said, { text: 'breathe', source: 'note', at }, scanRedFlags, id).memory)).toEqual(
      [],
    );
  });
  it('the same words with every new line are one flag', () => {
    const m = hear(['He can’t breathe.', 'His name is Tom.', 'We are at home.', 'Please hurry.']);
    expect(groups(m).filter((g) => g === 'breathing')).toHaveLength(1);
    expect(m.count).toBe(m.flags.length);
  });
  it('set aside and said again it stands there again, both counted; locked it has no words', () => {
    let m = hear(['He can’t breathe.']);
    const flag = m.flags.find((f) => f.group === 'breathing');
    const read = { id: flag?.id ?? '', at };
    const aside = afterDismissal(m, read, 'misheard', at);
    if (typeof aside === 'string') throw new Error(aside);
    expect(aside.flag.dismissed).toEqual({ reason: 'misheard', at });
    m = aside.memory;
    expect(afterDismissal(m, read, 'other', at)).toBe('unknown');
    m = afterLine(
      m,
      { text: 'I tell you, he cannot breathe!', source: 'caption', at },
      scanRedFlags,
      id,
    ).memory;
    expect(m.flags.filter((f) => f.group === 'breathing').map((f) => f.dismissed === null)).toEqual([
      false,
      true,
    ]);
    expect(m.count).toBe(2);
    const [first] = shownFlags(m, 8);
    expect(first?.dismissed).toBeNull();
    expect(first && withoutWords(first).words).toBeNull();
  });
  it('other words came to it since it was read: it is not set aside with them', () => {
    const m = hear(['He can’t breathe.']);
    const read = m.flags.find((f) => f.group === 'breathing');
    const later = '2026-11-22T03:00:07.000Z';
    const line = { text: 'I tell you, he cannot breathe!', source: 'caption' as const, at: later };
    const now = afterLine(m, line, scanRedFlags, id).memory;
    const flagId = read?.id ?? '';
    expect(afterDismissal(now, { id: flagId, at }, 'misheard', later)).toBe('said-again');
    expect(afterDismissal(now, { id: flagId, at: later }, 'misheard', later)).toMatchObject({
      flag: { at: later },
    });
  });
  it('what was said before does not hide what a line says by itself', () => {
    const hidden = (text: string): RedFlagHit[] => (text.startsWith('no ') ? [] : scanRedFlags(text));
    const m = ['no ', 'he can’t breathe'].reduce(
      (memory, text) => afterLine(memory, { text, source: 'caption', at }, hidden, id).memory,
      noFlags,
    );
    expect(groups(m)).toContain('breathing');
  });
  it('hostile text stays bounded and never throws', () => {
    for (const text of ['\u0000\uFFFF\u202E'.repeat(1000), '😀'.repeat(2000), 'can’t breathe '.repeat(280)]) {
      const m = hear([text, text, text]);
      expect(m.flags.length).toBeLessThanOrEqual(64);
      expect(Object.values(m.tails).every((t) => t.text.length <= 4401)).toBe(true);
    }
  });
});

const draft = (urgency: DraftFields['urgency']): DraftFields => ({
  ...emptyDraft({
    accountId: 'harbor',
    dnis: '',
    greeting: '',
    receivedAt: at,
    zone: 'UTC',
    practice: 'x',
    origin: null,
  }),
  urgency,
});
type Act = { hear: string } | { aside: number; reason: (typeof dismissReasons)[number] };
const act = fc.oneof(
  fc.constantFrom(...redFlagGroups).map((hearGroup): Act => ({ hear: hearGroup })),
  fc.record({ aside: fc.nat(5), reason: fc.constantFrom(...dismissReasons) }),
);

describe('one way (O4)', () => {
  it('no order of hearing and setting aside lowers an urgency or loses a flag', () => {
    // The rules see exactly the group that is said: what is tested is what becomes of it.
    const scan = (text: string): RedFlagHit[] =>
      redFlagGroups.flatMap((group) => {
        const start = text.lastIndexOf(group);
        return start < 0
          ? []
          : [
              {
                ruleId: 'x',
                group,
                start,
                end: start + group.length,
                words: group,
                action: 'ambulance' as const,
              },
            ];
      });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), fc.constantFrom(null, ...urgencies), (acts, began) => {
        let m = noFlags;
        let count = 0;
        let rank = Infinity;
        let kept = draft(began);
        let seconds = 0;
        const when = (): string => new Date(Date.parse(at) + ++seconds * 1000).toISOString();
        const heard = new Set<string>();
        for (const one of acts) {
          if ('hear' in one) {
            m = afterLine(m, { text: one.hear, source: 'note', at: when() }, scan, id).memory;
            heard.add(one.hear);
          } else {
            const read = m.flags[one.aside] ?? { id: '', at };
            const done = afterDismissal(m, read, one.reason, when());
            if (typeof done !== 'string') m = done.memory;
          }
          expect(m.count).toBeGreaterThanOrEqual(count);
          count = m.count;
          expect(new Set(m.flags.map((f) => f.group))).toEqual(heard);
          const flags = m.flags.map((f) => ({
            group: f.group,
            words: '',
            at: f.at,
            dismissed: f.dismissed && { ...f.dismissed, by: 'x' },
          }));
          const f = withLeastUrgency(withCallFlags(draft(began), flags, 1));
          const now = f.urgency === null ? Infinity : urgencyRank(f.urgency);
          expect(now).toBeLessThanOrEqual(rank);
          if (began !== null) expect(now).toBeLessThanOrEqual(urgencyRank(began));
          for (const group of heard) expect(now).toBeLessThanOrEqual(urgencyRank(leastUrgencyFor(group)));
          rank = now;
          // On the message that was opened at first, too: what stands open in the call is nowhere set aside there.
          kept = withCallFlags(kept, flags, 1);
          for (const group of heard) {
            const open = m.flags.some((flag) => flag.group === group && flag.dismissed === null);
            expect(kept.redFlags.find((mark) => mark.group === group)?.dismissed === null).toBe(open);
          }
          expect(kept.redFlags).toHaveLength(heard.size);
          // A scan of whatever is written in the message afterwards drops none of them.
          const marks = marksAfter(f.redFlags, allHits({ verbatim: 'The bill is wrong', stated: '' }), {
            version: 1,
            at,
          });
          expect(new Set(marks.map((mark) => mark.group))).toEqual(heard);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('marks of a call on its message', () => {
  const flag = (group: string, why: string | null) => ({
    group,
    words: 'x',
    at,
    dismissed: why === null ? null : { reason: why, at, by: 'Imogen' },
  });
  it('a group is open while one of its flags is; what is set aside later is so on the mark too', () => {
    const opened = withCallFlags(draft(null), [flag('chest', 'misheard'), flag('chest', null)], 1);
    expect(opened.redFlags.map((m) => m.dismissed)).toEqual([null]);
    expect(withCallFlags(opened, [flag('chest', null)], 1)).toBe(opened);
    const aside = withCallFlags(opened, [flag('chest', 'misheard'), flag('chest', 'help-there')], 1);
    expect(aside.redFlags[0]?.dismissed).toMatchObject({ why: 'help-there', by: 'Imogen' });
    expect(withLeastUrgency(aside).urgency).toBe('emergency');
  });
  it('set aside and heard again: the mark is open, with the words and the time of now', () => {
    const of = (words: string, minute: number, dismissed: number | null) => ({
      group: 'chest',
      words,
      at: `2026-11-22T03:0${minute}:00.000Z`,
      dismissed:
        dismissed === null
          ? null
          : { reason: 'misheard', at: `2026-11-22T03:0${dismissed}:00.000Z`, by: 'Imogen' },
    });
    const first = of('my chest hurts', 0, 1);
    const aside = withCallFlags(draft(null), [first], 1);
    expect(aside.redFlags[0]?.dismissed).toMatchObject({ why: 'misheard' });
    const again = withCallFlags(aside, [first, of('crushing chest pain now', 5, null)], 1);
    expect(again.redFlags).toMatchObject([
      {
        group: 'chest',
        words: 'crushing chest pain now',
        seenAt: '2026-11-22T03:05:00.000Z',
        dismissed: null,
      },
    ]);
    // Set aside in the message itself, after those words: that stands.
    const form = { why: 'he means last year', at: '2026-11-22T03:06:00.000Z', by: 'Maya' };
    const there = { ...again, redFlags: again.redFlags.map((mark) => ({ ...mark, dismissed: form })) };
    expect(withCallFlags(there, [first, of('crushing chest pain now', 5, null)], 1)).toBe(there);
    expect(withCallFlags(there, [first, of('it is worse', 7, null)], 1).redFlags[0]?.dismissed).toBeNull();
  });
});

describe('sentences of the notes', () => {
  it.each([
    ['an unfinished one waits', 'She is scared', false, []],
    ['a pause ends it', 'She is scared', true, ['She is scared']],
    ['whole ones go', 'She is scared. Fever since', false, ['She is scared.']],
    ['a line is one', 'She is scared\nfever', false, ['She is scared']],
    ['one that ended at the end', 'Is she ok?', false, ['Is she ok?']],
    ['known ones stay', 'Known. New one.', false, ['New one.']],
    ['twice is once', 'No no. No no.', false, ['No no.']],
  ])('%s', (_name, text, paused, expected) =>
    expect(newSentences(text, new Set(['Known.']), paused)).toEqual(expected),
  );
});
