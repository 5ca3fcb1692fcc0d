// Cards as the server has them, whole: those that are wanted at once are asked for in one go, what two windows want is
// asked once, and what came is kept in the cache.
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { FhirClient } from '../fhir/client.ts';
import { buildPanel } from './cards/panel.ts';
import type { About } from './cards/spec.ts';
import type { People } from './people.ts';
import type { CardCache } from './store.ts';
import { viewOf } from './view.ts';

export type Answers = ReadonlyMap<Card, Promise<Result<CardView>>>;

interface AskingParts {
  cache: CardCache;
  people: Pick<People, 'kept' | 'withheld'>;
  /** Read when an answer has come. */
  clock: () => string;
}
export function createAsking({ cache, people, clock }: AskingParts) {
  const underWay = new Map<string, Promise<Result<CardView>>>();

  /** The cache is never the only copy: a card that can't be kept (a full disk) is shown all the same. */
  function keep(views: readonly CardView[]): void {
    const [first] = views;
    // Of a restricted record nothing is kept, nor what was asked before it was one and comes now (C26).
    if (first === undefined || people.kept(first.patientId)?.restricted === true) return;
    const kept = views.map((v) => ({ card: v.card, json: JSON.stringify(v), asOf: v.asOf ?? clock() }));
    try {
      cache.writeAll(first.patientId, kept);
    } catch {
      return;
    }
  }

  /** One promise a card; none ever rejects. */
  return (fhir: FhirClient, about: About, names: readonly Card[]): Answers => {
    const key = (name: Card): string => `${about.patientId} ${name}`;
    const settle = new Map<Card, (answer: Result<CardView>) => void>();
    const wanted = names.filter((n) => !underWay.has(key(n)));
    for (const name of wanted) {
      const answer = new Promise<Result<CardView>>((done) => settle.set(name, done));
      underWay.set(
        key(name),
        answer.finally(() => underWay.delete(key(name))),
      );
    }
    const answers = new Map(names.map((n) => [n, underWay.get(key(n)) as Promise<Result<CardView>>]));
    if (wanted.length === 0) return answers;
    // Not the caller's signal: another window may be waiting for the same answer, and it is kept anyway.
    const { signal } = new AbortController();
    // What comes in one turn is kept in one commit, then told: whoever is told finds it kept.
    let came: CardView[] = [];
    const flush = (): void => {
      const views = came;
      came = [];
      keep(views);
      for (const view of views) settle.get(view.card)?.(ok(view));
    };
    void buildPanel(fhir, about, wanted, signal, (name, card) => {
      if (!card.ok) return settle.get(name)?.(card);
      if (card.value.recordWithheld) people.withheld(about.patientId, clock());
      if (came.length === 0) setImmediate(flush);
      came.push(viewOf(name, card.value, about.patientId, clock()));
    })
      .catch(() => undefined)
      .finally(() => {
        flush();
        for (const done of settle.values()) done(fail('unexpected', 'card'));
      });
    return answers;
  };
}
