// Turns of a headless call: one a line, as plain text (what the agent says) or as JSON for anything else.
import { z } from 'zod';
import { practiceInput, type PracticeInput } from '#shared/domain/practice/run.ts';
import { deskActs } from '#shared/domain/practice/scenario.ts';
import { longestLine } from '#shared/domain/practice/words.ts';

const atMs = z.int().min(0).max(86_400_000).optional();
const turn = z.union([
  z.strictObject({ say: z.string().trim().min(1).max(longestLine), atMs }),
  z.strictObject({ choice: z.string().min(1).max(60), atMs }),
  z.strictObject({
    act: z.enum(deskActs),
    detail: z.string().max(60).optional(),
    fields: z.record(z.string().max(60), z.string().max(2000)).optional(),
    atMs,
  }),
  z.strictObject({ silence: z.int().min(1).max(3600), atMs }),
  z.strictObject({ event: z.string().min(1).max(60), atMs }),
  z.strictObject({ hint: z.literal(true), atMs }),
]);

export interface Turn {
  line: number;
  input: PracticeInput;
  atMs: number | null;
}
export type Turns = { ok: true; turns: Turn[] } | { ok: false; why: string };

/** Lines of more than this many are no call. */
const mostTurns = 400;

export function readTurns(text: string): Turns {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((row, i) => ({ row: row.trim(), line: i + 1 }))
    .filter(({ row }) => row !== '');
  if (rows.length === 0) return { ok: false, why: 'There is no turn in it.' };
  if (rows.length > mostTurns) return { ok: false, why: `A call has at most ${mostTurns} turns.` };
  const turns: Turn[] = [];
  for (const { row, line } of rows) {
    const read = row.startsWith('{') ? fromJson(row) : turn.safeParse({ say: row });
    if (read === null) return { ok: false, why: `Line ${line} begins as JSON and is none.` };
    if (!read.success)
      return { ok: false, why: `Line ${line} is no turn: say, choice, act, silence, event or hint.` };
    turns.push({ line, input: inputOf(read.data), atMs: read.data.atMs ?? null });
  }
  return { ok: true, turns };
}

function fromJson(row: string): ReturnType<typeof turn.safeParse> | null {
  try {
    return turn.safeParse(JSON.parse(row));
  } catch {
    return null;
  }
}

function inputOf(t: z.infer<typeof turn>): PracticeInput {
  if ('say' in t) return { kind: 'say', reply: { text: t.say } };
  if ('choice' in t) return { kind: 'say', reply: { choiceId: t.choice } };
  if ('silence' in t) return { kind: 'silence', seconds: t.silence };
  if ('event' in t) return { kind: 'event', eventId: t.event, by: 'trainer' };
  if ('hint' in t) return { kind: 'hint' };
  return practiceInput.parse({
    kind: 'act',
    act: t.act,
    detail: t.detail ?? '',
    ...(t.fields === undefined ? {} : { fields: t.fields }),
  });
}
