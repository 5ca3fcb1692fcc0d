// What a card of the panel is made of: which searches it takes, and how their answers become rows. Pure: the panel
// asks, and does so once for searches that several cards share.
import type { Provenance } from '#shared/domain/patient/panel-rows.ts';
import type { SearchAnswer } from '../../fhir/bundle.ts';
import type { Search } from '../../fhir/search.ts';
import type { Referred, Resolver } from '../../fhir/resolve.ts';
import type { Resource } from '../../fhir/exchange.ts';
import type { Mapped } from '../mapped.ts';
import { type Entry, provenanceOf } from '../provenance.ts';

export interface About {
  patientId: string;
  /** ISO instant. */
  now: string;
  /** YYYY-MM-DD where the desk stands. */
  today: string;
}
/** Names of what is referred to, without asking. */
export type NameOf = (referred: Referred | undefined, holder?: Resource) => string | null;

export interface CardSpec<Row> {
  /** In the order in which `map` gets their answers. */
  searches(about: About): Search[];
  /** Answers are null where the server doesn't offer that part; never all of them. */
  map(answers: (SearchAnswer | null)[], about: About, name: NameOf): Mapped<Row>;
  /** References whose names would be worth a read. */
  refers?(answers: (SearchAnswer | null)[]): (Referred | undefined)[];
}

export const nameWith =
  (resolver: Resolver): NameOf =>
  (referred, holder) =>
    resolver.at(referred, holder).name;

/** The records of one patient; `most` bounds the pages. */
export const ofPatient = (
  type: string,
  most: number,
  ...more: (readonly [string, string])[]
): ((about: About) => Search) => {
  return (about) => ({ type, params: [['patient', about.patientId], ...more], most });
};

/** What tells a row apart, and where it comes from. `part`: which of several rows of one entry. */
export const from = (
  type: string,
  entry: Entry,
  source: string | null | undefined,
  ...dates: (string | undefined)[]
): { id: string; provenance: Provenance } => ({
  id: `${type}/${entry.id}`,
  provenance: provenanceOf(type, entry, source, ...dates),
});

/** Several answers about one card as one. */
export function together<Row>(parts: Mapped<Row>[]): Mapped<Row> {
  return {
    rows: parts.flatMap((p) => p.rows),
    unreadable: parts.reduce((n, p) => n + p.unreadable, 0),
    withheldSome: parts.some((p) => p.withheldSome),
    more: parts.some((p) => p.more),
    counted: parts.reduce((n, p) => n + (p.counted ?? 0), 0),
    knownNone: false,
  };
}

/** Sorted, then no more than the card takes. */
export function sorted<Row>(
  mapped: Mapped<Row>,
  order: (a: Row, b: Row) => number,
  most: number,
): Mapped<Row> {
  const rows = mapped.rows.toSorted(order);
  return { ...mapped, rows: rows.slice(0, most), more: mapped.more || rows.length > most };
}
