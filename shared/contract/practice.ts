// Role-play: runs only in the practice desk, whose vault is its own (product.md 0.6). The rules are pure and shared, so
// the page shows views, scores and debriefs with the same functions that the desk's tests check.
import { z } from 'zod';
import { practiceRun } from '#shared/domain/practice/run.ts';
import { practiceLevels, scenario } from '#shared/domain/practice/scenario.ts';
import { nothing, request, topic } from './kinds.ts';

export const keptRun = z.strictObject({ id: z.uuid(), startedAt: z.string(), run: practiceRun });
export type KeptRun = z.infer<typeof keptRun>;
const id = z.strictObject({ id: z.uuid() });
const text = z.string().trim().min(1).max(1000);

export const practice = {
  scenarios: request(nothing, z.array(scenario), { effect: 'read' }),
  start: request(
    z.strictObject({
      id: z.uuid(),
      scenarioId: z.string().max(8),
      level: z.union(practiceLevels.map((l) => z.literal(l))),
      seed: z.int().min(0).max(0xffffffff),
    }),
    keptRun,
    { effect: 'write', audit: 'practice.start' },
  ),
  answer: request(
    id.extend({
      reply: z.union([z.strictObject({ choiceId: z.string().max(60) }), z.strictObject({ text })]),
      atMs: z.int().min(0),
    }),
    keptRun,
    { effect: 'write', audit: 'practice.answer' },
  ),
  hint: request(id, keptRun, { effect: 'write' }),
  runs: request(nothing, z.array(keptRun).max(200), { effect: 'read' }),
  changed: topic(),
};
