// Who looks after the patient now: active teams, each member with role and name.
import type { CareTeamRow } from '#shared/domain/patient/panel-rows.ts';
import { careTeamResource } from '../../fhir/resources-panel.ts';
import { dateText, isAbout, mapAnswer, sensitive, textOf } from '../mapped.ts';
import { provenanceOf } from '../provenance.ts';
import { type CardSpec, ofPatient, sorted } from './spec.ts';

const over = (end: string | undefined, today: string): boolean => {
  const until = dateText(end);
  return until !== null && until < today.slice(0, until.length);
};

export const careTeam: CardSpec<CareTeamRow> = {
  searches: (about) => [ofPatient('CareTeam', 100)(about)],
  refers: ([answer]) =>
    (answer?.resources ?? []).flatMap((r) => {
      const read = careTeamResource.safeParse(r);
      const active = read.success && (read.data.status ?? 'active') === 'active';
      return active ? read.data.participant.map((p) => p.member) : [];
    }),
  map([answer], { patientId, today }, name) {
    const mapped = mapAnswer(answer as NonNullable<typeof answer>, careTeamResource, (t) => {
      if ((t.status ?? 'active') !== 'active' || over(t.period?.end, today)) return null;
      if (!isAbout(t.subject.reference, patientId)) return 'unreadable';
      if (sensitive({ coding: [], text: t.name })) return 'withheld';
      const source = name(t.managingOrganization[0]);
      return t.participant
        .filter((p) => !isAbout(p.member?.reference, patientId) && !over(p.period?.end, today))
        .map((p, n) => ({
          id: `CareTeam/${t.id} ${n}`,
          name: name(p.member),
          role: textOf(p.role[0]),
          team: t.name || null,
          from: dateText(p.period?.start) ?? dateText(t.period?.start),
          until: dateText(p.period?.end),
          provenance: provenanceOf('CareTeam', t, source, t.period?.start),
        }));
    });
    return sorted({ ...mapped, rows: mapped.rows.flat() }, () => 0, 50);
  },
};
