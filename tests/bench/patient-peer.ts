// The same searches as the desk's panel by a published client: in one batch, as the desk asks, and one by one. It maps
// nothing, checks nothing and keeps nothing: what is compared is the way to the server.
import { Client } from 'fhir-kit-client';
import { specs, type PanelName, panelNames } from '#desk/patient/cards/panel.ts';
import { paramsOf, type Search } from '#desk/fhir/search.ts';
import type { About } from '#desk/patient/cards/spec.ts';

/** Each search of these cards once. */
export function searchesOf(about: About, names: readonly PanelName[] = panelNames): Search[] {
  const all = new Map<string, Search>();
  for (const name of names) for (const s of specs[name].searches(about)) all.set(JSON.stringify(s), s);
  return [...all.values()];
}

export function createPeer(url: string, token: string) {
  const client = new Client({ baseUrl: url, bearerToken: token });
  return {
    async batch(searches: readonly Search[]): Promise<void> {
      await client.batch({
        body: {
          resourceType: 'Bundle',
          type: 'batch',
          entry: searches.map((s) => ({
            request: { method: 'GET', url: `${s.type}?${paramsOf(s).toString()}` },
          })),
        },
      });
    },
    /** A type that the server doesn't offer is refused; that is an answer too. */
    async singly(searches: readonly Search[]): Promise<void> {
      await Promise.all(
        searches.map((s) =>
          client
            .resourceSearch({
              resourceType: s.type,
              searchParams: Object.fromEntries(paramsOf(s)),
              options: { postSearch: true },
            })
            .catch(() => null),
        ),
      );
    },
  };
}
