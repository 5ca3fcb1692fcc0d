// The authoring room over a real vault and router, with a backend that remembers what it was told.
import { fileURLToPath } from 'node:url';
import { type Article, article, articleDefaults } from '#shared/domain/knowledge/article.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { Act, ProposalRow } from '#shared/protocol/knowledge-acts.ts';
import { importArticles } from '../knowledge/import.ts';
import type { OpenedItem } from '../knowledge-sync/client.ts';
import type { Person } from '../router/context.ts';
import { makeBench, type Bench } from '../router/testing.ts';
import type { AuthoringDeps } from './deps.ts';
import { createAuthoring, type Authoring } from './room.ts';

export const vera: Person = { id: 'vera', name: 'Vera Invented', initials: 'VI', role: 'supervisor' };
export const joel: Person = { id: 'joel', name: 'Joel Invented', initials: 'JI', role: 'supervisor' };
export const tess: Person = { id: 'tess', name: 'Tess Invented', initials: 'TI', role: 'trainer' };
const at = '2026-11-22T03:00:00.000Z';

export interface Told {
  online: boolean;
  /** Set = what is handed in arrives, and its reply does not. */
  lost?: boolean;
  proposed: { person: string; id: string; article: Article; writers: readonly string[] }[];
  proposals: ProposalRow[];
  acts: { id: string; act: Act }[];
  inbox: OpenedItem[];
  answered: { id: string; words: string }[];
  /** Topics that were announced outside a request. */
  changed: string[];
}
/** As the real one decides (backend/knowledge/proposals.ts): a supervisor's plain article at once, everything else waits. */
function backendOf(told: Told): AuthoringDeps['backend'] {
  const online = <T>(run: () => T) => Promise.resolve(told.online ? ok(run()) : fail('offline'));
  return {
    propose: (person, of) =>
      online(() => {
        told.proposed.push({ person, ...of });
        const atOnce = person !== tess.id && of.article.kind !== 'policy' && !of.article.clinicalDraft;
        const state = atOnce ? ('published' as const) : ('open' as const);
        const a = of.article;
        told.proposals.push({
          id: of.id,
          articleId: a.id,
          version: a.version,
          title: a.title,
          kind: a.kind,
          practice: a.practice,
          lang: a.lang,
          clinicalDraft: a.clinicalDraft,
          by: { id: person, name: person, role: 'supervisor' },
          at,
          note: of.note,
          writers: of.writers.map((id) => ({ id, name: id })),
          state,
          own: false,
          mayDecide: true,
          behind: false,
          decided: null,
        });
        return { v: 2 as const, id: of.id, state, seq: atOnce ? 1 : null, serverTime: at };
      }).then((answer) => (told.lost === true ? fail('offline') : answer)),
    decide: (person, { id, decision, note }) =>
      online(() => {
        const state = { approve: 'published', 'send-back': 'sent-back', withdraw: 'withdrawn' } as const;
        told.proposals = told.proposals.map((p) =>
          p.id === id
            ? { ...p, state: state[decision], decided: { by: { id: person, name: person }, at, note } }
            : p,
        );
        return { v: 2 as const, id, state: state[decision], seq: null, serverTime: at };
      }),
    proposals: (person, { open }) =>
      online(() => {
        const rows = told.proposals.filter((p) => (p.state === 'open') === open);
        const own = (p: ProposalRow) => p.writers.some((w) => w.id === person);
        const proposals = rows.map((p) => ({ ...p, own: own(p), mayDecide: open && !own(p) }));
        return { proposals, open: told.proposals.filter((p) => p.state === 'open').length, serverTime: at };
      }),
    proposal: (_person, id) => {
      const proposal = told.proposals.find((p) => p.id === id);
      const found = told.proposed.find((p) => p.id === id);
      if (proposal === undefined || found === undefined) return Promise.resolve(fail('not-found'));
      return online(() => ({ proposal, article: found.article, serverTime: at }));
    },
    act: (_person, id, act) =>
      online(() => {
        told.acts.push({ id, act });
        return { seq: 1, serverTime: at };
      }),
    inbox: () =>
      online(() => ({
        items: told.inbox,
        open: told.inbox.length,
        overdue: told.inbox.filter((item) => item.dueAt < at).length,
        ratings: [],
        serverTime: at,
      })),
    answer: (_person, id, words) =>
      online(() => {
        told.answered.push({ id, words });
        return { serverTime: at };
      }),
    acknowledgements: () => online(() => ({ v: 2 as const, people: [], serverTime: at })),
  };
}

/** An article of the practice, in force. */
export const articleNamed = (id: string, more: Partial<Article> = {}): Article =>
  article.parse({
    ...articleDefaults,
    id,
    version: 1,
    title: `Title of ${id}`,
    practice: 'all',
    callTypes: [],
    topic: 'Topic',
    keywords: ['word'],
    body: 'Refills take two days.\n\n## Say to the caller\n\nI will pass this on to the team today.',
    owner: 'Joel Invented',
    ownerId: 'joel',
    reviewedOn: '2026-10-01',
    reviewBy: '2027-03-01',
    clinicalDraft: false,
    sample: false,
    source: { name: 'Own', url: null, licence: 'own', date: '2026-10-01' },
    ...more,
  });

export async function authoringBench(): Promise<{ bench: Bench; told: Told; room: Authoring }> {
  const told: Told = {
    online: true,
    proposed: [],
    proposals: [],
    acts: [],
    inbox: [],
    answered: [],
    changed: [],
  };
  let room: Authoring | null = null;
  const bench = await makeBench((handlers) => {
    room = createAuthoring({
      openCore: () => bench.vault.core,
      oncall: {
        accounts: () => bench.oncall.accounts(),
        numbers: () => bench.oncall.numbers(),
        schedules: () => bench.oncall.schedules(),
      },
      session: { vault: () => bench.vault },
      dataFolder: fileURLToPath(new URL('../../../data', import.meta.url)),
      files: {
        fileDialog: (input) => bench.files.fileDialog(input),
        redeemHandle: (input) => bench.files.redeemHandle(input),
      },
      uuid: () => crypto.randomUUID(),
      get sealer() {
        return bench.sealer;
      },
      changed: (topic) => void told.changed.push(topic),
      log: { error: (_event, fields) => void told.changed.push(JSON.stringify(fields)) },
      articles: backendOf(told),
    });
    Object.assign(handlers, { authoring: room.handlers });
  });
  if (room === null) throw new Error('no room');
  return { bench, told, room };
}
export async function put(bench: Bench, ...articles: Article[]): Promise<void> {
  const done = await importArticles(bench.vault.core, articles, { now: at });
  if (!done.ok || done.value.refused.length > 0) throw new Error(JSON.stringify(done));
}
