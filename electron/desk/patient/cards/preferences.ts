// How the person wants to be spoken to and what was agreed: language, numbers in order of preference, consents. Who may
// be told what follows from the disclosure table, not from this card.
import type { PreferenceRow } from '#shared/domain/patient/panel-rows.ts';
import { consentResource } from '../../fhir/resources-panel.ts';
import { patientResource } from '../../fhir/resources.ts';
import { dateText, isAbout, mapAnswer, newestFirst, sensitive, textOf } from '../mapped.ts';
import { provenanceOf } from '../provenance.ts';
import { type CardSpec, from, ofPatient, sorted, together } from './spec.ts';

export const preferences: CardSpec<PreferenceRow> = {
  searches: (about) => [
    { type: 'Patient', params: [['_id', about.patientId]] },
    ofPatient('Consent', 100)(about),
  ],
  map([patients, consents], { patientId, today }, name) {
    const blank = { decision: null, active: true, from: null, until: null };
    const languages: PreferenceRow[] = (patients?.resources ?? []).flatMap((raw) => {
      const p = patientResource.safeParse(raw);
      if (!p.success || p.data.id !== patientId) return [];
      const own = provenanceOf('Patient', p.data, null);
      const spoken = p.data.communication.toSorted(
        (a, b) => Number(b.preferred === true) - Number(a.preferred === true),
      );
      return [
        ...spoken.flatMap((c, n): PreferenceRow[] => {
          const text = textOf(c.language);
          return text === null
            ? []
            : [{ id: `language ${n}`, kind: 'language', text, ...blank, provenance: own }];
        }),
        // Kinds of contact only: the numbers stand on the identity card.
        ...p.data.telecom
          .filter((t) => t.use !== 'old' && !t.period?.end && t.system)
          .map((t, n): PreferenceRow => ({
            id: `channel ${n}`,
            kind: 'channel',
            text: [t.system, t.use].filter(Boolean).join(' ').slice(0, 300),
            ...blank,
            provenance: own,
          })),
      ];
    });
    const part = { rows: languages, unreadable: 0, withheldSome: false, more: false, knownNone: false };
    const agreed = consents
      ? mapAnswer(consents, consentResource, (c): PreferenceRow | null | 'unreadable' | 'withheld' => {
          if (c.status === 'entered-in-error' || c.status === 'draft') return null;
          if (!isAbout(c.patient.reference, patientId)) return 'unreadable';
          if (sensitive(c.scope, ...c.category)) return 'withheld';
          const until = dateText(c.provision?.period?.end);
          const over = until !== null && until < today.slice(0, until.length);
          return {
            kind: 'consent',
            text: textOf(c.category[0]) ?? textOf(c.scope) ?? '?',
            decision: c.provision?.type ?? 'unknown',
            active: c.status === 'active' && !over,
            from: dateText(c.provision?.period?.start) ?? dateText(c.dateTime),
            until,
            ...from('Consent', c, name(c.organization[0]), c.dateTime),
          };
        })
      : null;
    if (agreed === null) return part;
    const kinds = ['language', 'channel', 'consent'];
    return sorted(
      together([part, agreed]),
      (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || newestFirst(a.from, b.from),
      50,
    );
  },
};
