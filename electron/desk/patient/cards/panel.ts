// The whole panel in as few exchanges as the server allows: what must be seen first in one batch, the rest in another at
// the same time; a search that several cards share is asked once; each card is told as soon as its answers are there.
import type { CardState } from '#shared/domain/patient/card.ts';
import type { FhirClient } from '../../fhir/client.ts';
import type { Search } from '../../fhir/search.ts';
import type { SearchAnswer } from '../../fhir/bundle.ts';
import { createResolver } from '../../fhir/resolve.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { type Mapped, stateOf } from '../mapped.ts';
import { isRestricted, readPatient } from '../person.ts';
import { allergies, appointments, conditions, coverage, identity, medicines } from './basic.ts';
import { benefits } from './benefits.ts';
import { careGaps } from './care-gaps.ts';
import { careTeam } from './care-team.ts';
import { contacts } from './contacts.ts';
import { immunisations } from './immunisations.ts';
import { labs } from './labs.ts';
import { money } from './money.ts';
import { preferences } from './preferences.ts';
import { type About, type CardSpec, nameWith } from './spec.ts';
import { tasks } from './tasks.ts';

export const specs = {
  identity,
  appointments,
  allergies,
  contacts,
  conditions,
  medicines,
  immunisations,
  labs,
  coverage,
  benefits,
  money,
  'care-team': careTeam,
  'care-gaps': careGaps,
  tasks,
  preferences,
} as const;
export type PanelName = keyof typeof specs;
type RowOfSpec<S> = S extends CardSpec<infer Row> ? Row : never;
export type RowOfPanel<N extends PanelName> = RowOfSpec<(typeof specs)[N]>;
export const panelNames = Object.keys(specs) as PanelName[];
const mostUnresolved = 1000;
const first: readonly PanelName[] = ['identity', 'appointments', 'allergies'];

export interface PanelCard<Row> extends Mapped<Row> {
  state: CardState;
  /** Types that this server doesn't offer: the card is true, but not of these. */
  notOffered: string[];
  /** References that lead to nothing at hand: shown by their display, or (not named) not at all. */
  unresolved: { reference: string; named: boolean }[];
  /** The whole record is restricted (C26): nothing but this is said of any card. */
  recordWithheld: boolean;
}
/** Types that this server refused and doesn't list. */
const missing = new WeakMap<FhirClient['abilities'], Set<string>>();
function missingAt(fhir: FhirClient): Set<string> {
  const known = missing.get(fhir.abilities) ?? new Set<string>();
  missing.set(fhir.abilities, known);
  return known;
}
export type OnCard = (name: PanelName, card: Result<PanelCard<unknown>>) => void;

/** A search without its `_include`, for servers that refuse it: names then come from the references' display. */
const withoutInclude = (s: Search): Search => ({
  ...s,
  params: s.params.filter(([name]) => name !== '_include'),
});
const hasInclude = (s: Search): boolean => s.params.some(([name]) => name === '_include');

const patientSearch = (about: About): Search => ({ type: 'Patient', params: [['_id', about.patientId]] });

/** Whether the whole record is withheld. Not knowing is a failure of every card, never a "no". */
function withheldBy(answer: Result<SearchAnswer>, patientId: string): Result<boolean> {
  if (!answer.ok) return answer;
  const raw = answer.value.resources.find((r) => r['id'] === patientId);
  if (raw === undefined && answer.value.suppressed) return ok(true);
  if (raw === undefined) return fail(answer.value.unreadable > 0 ? 'ehr-unreadable' : 'not-found', 'Patient');
  const person = readPatient(raw);
  return person === null ? fail('ehr-unreadable', 'Patient') : ok(isRestricted(person));
}
const withheldWhole: PanelCard<unknown> = {
  rows: [],
  unreadable: 0,
  withheldSome: true,
  more: false,
  knownNone: false,
  state: 'withheld',
  notOffered: [],
  unresolved: [],
  recordWithheld: true,
};

/**
 * Cards outside `names` are not asked for (C18: what may not be shown is not fetched). `on` is called once a card, in the
 * order in which they are ready, none before it is known that the record isn't restricted. Never throws.
 */
export async function buildPanel(
  fhir: FhirClient,
  about: About,
  names: readonly PanelName[],
  signal: AbortSignal,
  on: OnCard,
): Promise<void> {
  const resolver = createResolver(fhir);
  const answers = new Map<string, Promise<Result<SearchAnswer>>>();

  function ask(wanted: readonly Search[]): void {
    const searches: Search[] = [];
    const settle: ((answer: Result<SearchAnswer>) => void)[] = [];
    const gone = missingAt(fhir);
    for (const s of wanted) {
      const key = JSON.stringify(s);
      if (answers.has(key)) continue;
      if (gone.has(s.type)) {
        answers.set(key, Promise.resolve(fail('ehr-unsupported', s.type)));
        continue;
      }
      const wide = hasInclude(s);
      searches.push(wide && !fhir.abilities.mayInclude(s.type) ? withoutInclude(s) : s);
      answers.set(key, new Promise((done) => settle.push(done)));
    }
    const came = new Set<number>();
    const arrived = async (i: number, answer: Result<SearchAnswer>): Promise<void> => {
      if (came.has(i)) return;
      came.add(i);
      const s = searches[i] as Search;
      if (answer.ok) resolver.learn(answer.value);
      // Refused, and not in the server's own list either: not asked again until the next start.
      else if (answer.code === 'ehr-unsupported' && fhir.abilities.can(s.type, 'search-type') === 'no')
        gone.add(s.type);
      if (answer.ok || answer.code !== 'ehr-unsupported' || !hasInclude(s)) return settle[i]?.(answer);
      const plain = await fhir.search(withoutInclude(s), signal);
      if (plain.ok) fhir.abilities.refused(s.type, 'include');
      settle[i]?.(plain);
    };
    const told = (i: number, answer: Result<SearchAnswer>): void =>
      void arrived(i, answer).catch(() => settle[i]?.(fail('unexpected', searches[i]?.type)));
    // Whatever becomes of the exchange, no card waits for ever.
    void fhir
      .batch(searches, signal, told)
      .then((all) => all.forEach((answer, i) => told(i, answer)))
      .catch(() => searches.forEach((s, i) => told(i, fail('unexpected', s.type))));
  }

  async function card(name: PanelName): Promise<void> {
    const spec: CardSpec<unknown> = specs[name];
    const asked = spec.searches(about);
    const withheld = withheldBy(await patientAnswer, about.patientId);
    if (!withheld.ok) return on(name, withheld);
    if (withheld.value) return on(name, ok(withheldWhole));
    const got = await Promise.all(
      asked.map((s) => answers.get(JSON.stringify(s)) as Promise<Result<SearchAnswer>>),
    );
    // A part that fails now must not look like "nothing there"; one that the server never has is told as such.
    const failed = got.find((r) => !r.ok && r.code !== 'ehr-unsupported');
    if (failed !== undefined && !failed.ok) return on(name, failed);
    const none = got.every((r) => !r.ok);
    if (none) return on(name, fail('ehr-unsupported', asked[0]?.type));
    const parts = got.map((r) => (r.ok ? r.value : null));
    const refers = spec.refers?.(parts) ?? [];
    if (refers.length > 0) await resolver.fetch(refers, signal);
    const unresolved: PanelCard<unknown>['unresolved'] = [];
    const named = nameWith(resolver);
    const mapped = spec.map(parts, about, (referred, holder) => {
      const found = named(referred, holder);
      const { reference } = referred ?? {};
      if (referred !== undefined && reference !== undefined && !resolver.has(referred, holder))
        if (unresolved.length < mostUnresolved) unresolved.push({ reference, named: found !== null });
      return found;
    });
    const notOffered = asked.flatMap((s, i) => (got[i]?.ok === true ? [] : [s.type]));
    on(name, ok({ ...mapped, state: stateOf(mapped), notOffered, unresolved, recordWithheld: false }));
  }

  const early = names.filter((n) => first.includes(n));
  const late = names.filter((n) => !first.includes(n));
  const searchesOf = (group: readonly PanelName[]): Search[] =>
    group.flatMap((n) => specs[n].searches(about));
  ask([patientSearch(about), ...searchesOf(early)]);
  if (late.length > 0) ask(searchesOf(late));
  const patientAnswer = answers.get(JSON.stringify(patientSearch(about))) as Promise<Result<SearchAnswer>>;
  await Promise.all([...early, ...late].map(card));
}
