// What the demo's backend has published of the knowledge base beyond what ships, so that a desk sees it arrive: an announcement that
// everybody must read, a newer version of one article, and a flag that nobody has answered. Invented.

const vaccines = {
  id: 'riverside-vaccines',
  version: 3,
  title: 'Riverside: vaccine clinic and travel visits',
  practice: 'riverside',
  callTypes: [1, 14],
  topic: 'Riverside Family Practice (invented)',
  keywords: [
    'flu shot',
    'vaccine',
    'vaccination',
    'immunization',
    'shot clinic',
    'travel vaccine',
    'COVID',
    'booster',
  ],
  body: `Vaccine clinic: Tuesdays 2:00 to 4:30 pm and Saturdays 9:00 to 11:30 am, October to December, by appointment. **No clinic on the Saturday after Thanksgiving.** Travel visits: Ms. Raman, 30 minutes, please book six weeks before the trip.

## Say to the caller
- "Which day suits you? Please wear a sleeve that rolls up and bring your insurance card."
- "There is no vaccine clinic on the Saturday after Thanksgiving. The next one is the Saturday after."

## For you only
- Whether someone should have a vaccine is a clinical question: message.
- A reaction after a vaccine: danger words first (F9), then clinical message.
- Records of vaccines: the portal, or the records article.`,
  owner: 'Dana Whitcomb, practice manager',
  reviewedOn: '2026-11-16',
  reviewBy: '2027-02-16',
  clinicalDraft: true,
  sample: false,
  source: {
    name: 'Riverside Family Practice (invented)',
    url: null,
    licence: 'CC0-1.0',
    date: '2026-11-16',
  },
};

const day = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * @param shown the instant that the demo's desk begins at; `now` this computer's. What is in force is so by both; each day's start has
 * its own version, so that an older profile's announcement does not stay ended.
 */
export function demoKnowledge(shown: string, now: Date): object {
  const [first, last] = [
    Math.min(Date.parse(shown), now.getTime()),
    Math.max(Date.parse(shown), now.getTime()),
  ];
  return {
    published: [
      { kind: 'article', article: vaccines },
      {
        kind: 'announcement',
        announcement: {
          id: '0d9b4c1e-6f57-4b0e-9a64-2f3c5a7d8e01',
          version: Math.max(1, Math.floor(now.getTime() / day) % 100_000),
          title: 'Riverside: no vaccine clinic on the Saturday after Thanksgiving',
          body: 'Offer the Saturday after, or a Tuesday from 2:00 pm. Whoever is booked was told by text message; offer them another day if they call.',
          from: iso(first - day),
          until: iso(last + 5 * day),
          accounts: ['riverside'],
          roles: null,
          mustRead: true,
          articleId: vaccines.id,
          by: { id: 'joel-brandt', name: 'Joel Brandt' },
        },
      },
    ],
    said: [
      {
        event: {
          id: '0d9b4c1e-6f57-4b0e-9a64-2f3c5a7d8e02',
          kind: 'flag',
          author: 'noor-haddad',
          at: iso(now.getTime() - day),
          facts: { articleId: 'riverside-transport', version: 1, range: null, why: 'outdated' },
        },
        words: 'Ms. Alves works on Fridays too since this month; I told a caller to wait until Monday.',
      },
    ],
  };
}
