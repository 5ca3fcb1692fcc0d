// Work that is still open about this patient; what is overdue first, then by priority.
import type { TaskRow } from '#shared/domain/patient/panel-rows.ts';
import { taskResource } from '../../fhir/resources-panel.ts';
import { dateText, isAbout, mapAnswer, newestFirst, sensitive, textOf } from '../mapped.ts';
import { type CardSpec, from, ofPatient, sorted } from './spec.ts';

const open = ['draft', 'requested', 'received', 'accepted', 'ready', 'in-progress', 'on-hold'];
const priorities = ['stat', 'asap', 'urgent', 'routine'] as const;

/** A day is over when the next one has begun, an instant at once. */
export const isOverdue = (due: string | null, { now, today }: { now: string; today: string }): boolean =>
  due !== null && (due.length > 10 ? Date.parse(due) < Date.parse(now) : due < today.slice(0, due.length));

export const tasks: CardSpec<TaskRow> = {
  searches: (about) => [ofPatient('Task', 200, ['status', open.join(',')])(about)],
  map([answer], { patientId, now, today }, name) {
    const mapped = mapAnswer(answer as NonNullable<typeof answer>, taskResource, (t) => {
      if (!open.includes(t.status)) return null;
      if (!isAbout(t.for.reference, patientId)) return 'unreadable';
      if (sensitive(t.code, { coding: [], text: t.description })) return 'withheld';
      const due = dateText(t.restriction?.period?.end);
      return {
        what: textOf(t.code) ?? (t.description || null),
        note: textOf(t.code) === null ? null : t.description || null,
        status: t.status,
        priority: priorities.find((p) => p === t.priority) ?? 'routine',
        owner: name(t.owner),
        due,
        overdue: isOverdue(due, { now, today }),
        at: dateText(t.authoredOn),
        ...from('Task', t, name(t.requester), t.lastModified, t.authoredOn),
      };
    });
    const order = (a: TaskRow, b: TaskRow): number =>
      Number(b.overdue) - Number(a.overdue) ||
      priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
      newestFirst(b.due, a.due);
    return sorted(mapped, order, 100);
  },
};
