// Contacts on one time line over all channels: messages and calls (Communication) and visits (Encounter), newest first.
// A second call within a week for the same reason is told apart by `shared/domain/patient/contacts.ts`.
import { type channels, type ContactRow, panelMost } from '#shared/domain/patient/panel-rows.ts';
import type { Concept } from '../../fhir/resources.ts';
import { communicationResource, encounterResource } from '../../fhir/resources-panel.ts';
import { dateText, isAbout, mapAnswer, type Mapped, newestFirst, sensitive, textOf } from '../mapped.ts';
import { type CardSpec, from, ofPatient, sorted, together } from './spec.ts';

type Channel = (typeof channels)[number];
const most = panelMost.contacts;

const words: readonly [RegExp, Channel][] = [
  [/portal|secure.?message|mychart/i, 'portal'],
  [/\b(sms|text)\b|smswrit/i, 'text'],
  [/e-?mail/i, 'email'],
  [/fax/i, 'fax'],
  [/video|tele(health|medicine)|virtual/i, 'video'],
  [/letter|mail\b|written/i, 'letter'],
  [/phone|telephon|\bcall/i, 'phone'],
  [/face|in person/i, 'visit'],
];
const codes: Record<string, Channel> = {
  PHONE: 'phone',
  SMSWRIT: 'text',
  EMAILWRIT: 'email',
  FAXWRIT: 'fax',
  MAILWRIT: 'letter',
  VIDEOCONF: 'video',
  FACE: 'visit',
  PHYSICAL: 'visit',
};
/** The medium first: a category may call a call a "message". */
function channelOf(media: readonly Concept[], categories: readonly Concept[]): Channel {
  for (const c of [...media, ...categories]) {
    const code = c.coding.map((x) => codes[x.code ?? '']).find((x) => x !== undefined);
    if (code !== undefined) return code;
    const text = textOf(c);
    const found = words.find(([pattern]) => text !== null && pattern.test(text));
    if (found !== undefined) return found[1];
  }
  return 'other';
}
const isPerson = (reference: string | undefined): boolean =>
  /(^|\/)(Patient|RelatedPerson)\//.test(reference ?? '');

export const contacts: CardSpec<ContactRow> = {
  searches: (about) => [
    ofPatient('Communication', most, ['_sort', '-sent'])(about),
    ofPatient('Encounter', 500, ['_sort', '-date'], ['_include', 'Encounter:participant'])(about),
  ],
  map([messages, visits], { patientId }, name) {
    const parts: Mapped<ContactRow>[] = [];
    if (messages)
      parts.push(
        mapAnswer(messages, communicationResource, (c) => {
          if (c.status === 'entered-in-error' || c.status === 'preparation') return null;
          if (!isAbout(c.subject.reference, patientId)) return 'unreadable';
          const about = [...c.reasonCode, ...c.category, c.topic];
          const text = { coding: [], text: c.payload.map((p) => p.contentString ?? '').join(' ') };
          if (sensitive(...about, text)) return 'withheld';
          const sentByPerson = isPerson(c.sender?.reference);
          const toPerson = c.recipient.some((r) => isPerson(r.reference));
          return {
            at: dateText(c.sent) ?? dateText(c.received),
            channel: channelOf(c.medium, c.category),
            direction: sentByPerson ? 'in' : toPerson || c.sender !== undefined ? 'out' : 'unknown',
            what: textOf(c.topic) ?? textOf(c.reasonCode[0]) ?? (c.payload[0]?.contentString || null),
            by: sentByPerson ? null : name(c.sender),
            status: c.status,
            ...from('Communication', c, name(c.sender), c.sent, c.received),
          };
        }),
      );
    if (visits)
      parts.push(
        mapAnswer(visits, encounterResource, (e) => {
          // Planned ones are appointments; what was broken off or a mistake was no contact.
          if (!['finished', 'in-progress', 'arrived', 'triaged', 'onleave'].includes(e.status)) return null;
          if (!isAbout(e.subject.reference, patientId)) return 'unreadable';
          if (sensitive(...e.type, ...e.reasonCode)) return 'withheld';
          const virtual = e.class?.code === 'VR';
          const said = channelOf([], e.type);
          return {
            at: dateText(e.period?.start),
            channel: virtual ? (said === 'phone' ? 'phone' : 'video') : said === 'phone' ? 'phone' : 'visit',
            direction: 'unknown',
            what: textOf(e.reasonCode[0]) ?? textOf(e.type[0]),
            by: name(e.participant[0]?.individual),
            status: e.status,
            ...from('Encounter', e, name(e.serviceProvider), e.period?.start),
          };
        }),
      );
    return sorted(together(parts), (a, b) => newestFirst(a.at, b.at), most);
  },
};
