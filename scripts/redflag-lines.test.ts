// The authored lines are whole, the reader takes what editors write, and the rules keep their figures.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { redFlagGroups } from '#shared/domain/redflags/index.ts';
import { measure, readLines, wilson } from './redflag-lines.ts';

const header = 'id\tlang\ttext\tlabel\tgroup\tkind\tnote';
const authored = readLines(readFileSync(new URL('../data/redflags/lines.en.tsv', import.meta.url), 'utf8'));
const lines = authored.ok ? authored.lines : [];
const dev = lines.filter((l) => !/^[km]-/.test(l.id));
const kept = lines.filter((l) => /^[km]-/.test(l.id));

describe('authored lines', () => {
  it('has at least thirty flag lines and ten near misses a group, without a bad row', () => {
    expect(authored.ok && authored.bad).toEqual([]);
    for (const group of redFlagGroups) {
      const own = lines.filter((l) => l.group === group);
      expect(own.filter((l) => l.label === 'flag').length, group).toBeGreaterThanOrEqual(30);
      expect(own.filter((l) => l.label === 'none').length, group).toBeGreaterThanOrEqual(10);
    }
  });

  it('is seen as the issue asks: recall .90 at 5 % false alarms, on lines kept back too', () => {
    for (const set of [dev, kept]) {
      const { overall } = measure(set);
      expect(overall.recall).toBeGreaterThanOrEqual(0.9);
      expect(overall.falseAlarmRate).toBeLessThanOrEqual(0.05);
    }
  });

  it('would be caught if the rules saw everything or nothing', () => {
    // Every fifth line tells that as well as all of them.
    const some = dev.filter((_, i) => i % 5 === 0);
    const swapped = some.map((l) => ({
      ...l,
      label: l.label === 'flag' ? ('none' as const) : ('flag' as const),
    }));
    const { overall } = measure(swapped);
    expect(overall.recall).toBeLessThan(0.1);
    expect(overall.falseAlarmRate).toBeGreaterThan(0.9);
  });
});

describe('reading', () => {
  it('takes a BOM, CRLF, columns in another order, and quotes as ordinary characters', () => {
    const read = readLines(
      '\uFEFFlabel\tid\tgroup\ttext\r\nflag\ta\tchest\the said "my chest hurts\r\nnone\tb\tchest\t"no"\r\n',
    );
    expect(read).toMatchObject({
      ok: true,
      bad: [],
      lines: [
        { id: 'a', text: 'he said "my chest hurts' },
        { id: 'b', text: '"no"' },
      ],
    });
  });

  it('counts and names bad rows and goes on', () => {
    const rows = [
      'a\ten\tx\tmaybe\tchest',
      'b\ten\tx\tflag\tchests',
      'c\ten\t \tnone\tchest',
      '\ten\tx\tnone\tchest',
      'd\ten\tx\tnone\tchest',
      'd\ten\ty\tnone\tchest',
      'e\ten\tx\tnone\tchest\t\t\tone too many',
    ];
    const read = readLines(`${header}\n${rows.join('\n')}`);
    expect(read.ok && read.lines.map((l) => l.id)).toEqual(['d']);
    expect(read.ok && read.bad.map((b) => b.row)).toEqual([2, 3, 4, 5, 7, 8]);
  });

  it('takes conversations and other sets without labels: the caller’s lines, all of them none', () => {
    const read = readLines('dialogue\tturn\tspeaker\ttext\n1\t1\tDoctor\tAny pain?\n1\t2\tPatient\tNo\n');
    expect(read).toMatchObject({
      ok: true,
      unlabelled: true,
      lines: [{ id: '3', text: 'No', label: 'none' }],
    });
    expect(readLines('id\ttext\tgroup\n1\tx\tchest').ok).toBe(false);
    expect(readLines('text\tintent\nhello\tgreet')).toMatchObject({ ok: true, lines: [{ id: '2' }] });
  });

  it('says what the header lacks', () => {
    expect(readLines('id,text,label,group\n1,x,flag,chest')).toEqual({
      ok: false,
      why: expect.stringContaining('id, text, label, group'),
    });
    expect(readLines('').ok).toBe(false);
  });

  it('leaves out a share where there is nothing to share', () => {
    const read = readLines(`${header}\na\ten\thello\tnone\tchest\t\t`);
    expect(read.ok && measure(read.lines).overall).toMatchObject({ n: 1, recall: null, falseAlarmRate: 0 });
  });

  it('says how sure a share is', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(97, 100)).toEqual([0.9155, 0.9897]);
    expect(wilson(0, 50)?.[0]).toBe(0);
    expect(wilson(50, 50)?.[1]).toBe(1);
  });
});
