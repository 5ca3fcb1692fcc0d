// A debrief as a page or a text that can be kept outside: what was said, which points stand on which line and rule, the next step.
// PRACTICE stands on it, first and last: nobody may take it for a call that was.
import type { KeptRun } from '#shared/contract/practice.ts';
import { debrief, type Debrief } from '#shared/domain/practice/debrief.ts';

export type DebriefFormat = 'html' | 'text';
const notice = 'PRACTICE – a role-play with an invented patient. No real call, no real person.';
const footer =
  'PRACTICE – draft, not reviewed by a clinician. Scores are made by written rules; a trainer’s score stands above them.';

const interrupted =
  'The desk was restarted during this call. Its clock ran on meanwhile: times are no fair measure, and no certificate stands on it.';

const span = (ms: number): string =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;
const who = { caller: 'Caller', agent: 'You', desk: 'Desk', event: 'Event' } as const;
const endings = {
  resolved: 'resolved',
  unresolved: 'not resolved',
  'hung-up': 'the caller hung up',
  left: 'you hung up before it was over',
} as const;

interface Section {
  title: string;
  rows: string[];
}
function verdict(made: Debrief): string {
  const { total, passMark, passed, criticalMissed } = made.score;
  if (total === null) return 'Nothing to judge.';
  const passing = `Pass mark ${passMark}.`;
  return `${total} of 100. ${criticalMissed ? 'Not passed: a critical item is missing.' : passed ? 'Passed.' : 'Not passed.'} ${passing}`;
}

/** Title first, then what it says in order. */
function sections(kept: KeptRun): { title: string; lead: string[]; rest: Section[] } {
  const { row, scenario, run } = kept;
  const lead = [
    notice,
    `${row.trainee.name} · ${row.title} (${row.scenarioId}, version ${row.scenarioVersion}) · level ${row.level} · seed ${row.seed}`,
    `Began ${row.startedAt}. ${row.ending === null ? '' : `Ended: ${endings[row.ending]}.`}`,
    ...(row.interrupted ? [interrupted] : []),
  ];
  if (scenario === null || run === null) {
    const rows = kept.lines.map((l) => `${span(l.atMs)} ${who[l.who]}: ${l.text}`);
    return {
      title: 'PRACTICE – what was said',
      lead: [...lead, 'Played by earlier rules: it can’t be scored any more.'],
      rest: [{ title: 'What was said', rows }],
    };
  }
  const made = debrief(scenario, run);
  const human = kept.ratings[0];
  const evidence = made.score.categories.map((c) => ({
    title: `${c.category}: ${c.points === null ? '– (nothing to judge)' : `${c.points} of ${c.of}`}`,
    rows: c.evidence.map(
      (e) =>
        `${e.points}/${e.of} ${e.title} [${e.ruleId}]${e.quote === null ? '' : ` – “${e.quote}” (${span(e.atMs ?? 0)})`}`,
    ),
  }));
  const never = new Set(
    [...scenario.compliance, ...scenario.critical].filter((i) => i.kind === 'must-not').map((i) => i.ruleId),
  );
  const word = (ruleId: string, passed: boolean): string =>
    never.has(ruleId) ? (passed ? 'kept' : 'broken') : passed ? 'done' : 'missing';
  const ledTo = (made.because?.steps ?? []).map((s) => `${span(s.atMs)} ${s.text} (feeling +${s.rise})`);
  const compliance = made.compliance.map(
    (c) =>
      `${word(c.ruleId, c.passed)}${c.critical ? ', critical' : ''}: ${c.title} [${c.ruleId}]${c.atMs === null ? '' : ` at ${span(c.atMs)}`}`,
  );
  const transcript = made.transcript.flatMap((l) => [
    `${span(l.atMs)} ${who[l.who]}: ${l.act === null ? l.text : `(${[l.act, l.detail].filter(Boolean).join(' ')}) ${l.text}`}`,
    ...l.chips.map((chip) => `    ${chip.good ? '+' : '–'} ${chip.note} [${chip.ruleId}]`),
    ...(l.better === null ? [] : [`    A better line: ${l.better}`]),
  ]);
  const rest: Section[] = [
    {
      title: 'Score',
      rows: [
        ...(human === undefined
          ? []
          : [
              `Trainer ${human.by}: ${human.overall} of 100, ${human.passed ? 'passed' : 'not passed'}. ${human.note}`,
            ]),
        `By the rules: ${verdict(made)}`,
      ],
    },
    { title: 'What led to the end of the call', rows: ledTo },
    {
      title: 'What went well',
      rows: made.strengths.map((s) => `${s.text}${s.quote === null ? '' : ` – “${s.quote}”`} [${s.ruleId}]`),
    },
    {
      title: 'Next step',
      rows:
        made.nextStep === null ? ['Nothing lacked.'] : [`${made.nextStep.text} [${made.nextStep.ruleId}]`],
    },
    ...evidence,
    { title: 'What had to be done', rows: compliance },
    { title: 'Comments of a trainer', rows: kept.comments.map((c) => `${span(c.atMs)} ${c.by}: ${c.text}`) },
    { title: 'Bookmarks', rows: kept.bookmarks.map((b) => `${span(b.atMs)} ${b.label}`) },
    { title: 'What was said', rows: transcript },
  ];
  return { title: 'PRACTICE – debrief', lead, rest: rest.filter((s) => s.rows.length > 0) };
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => escapes[c] ?? c);

export function debriefText(kept: KeptRun): string {
  const { title, lead, rest } = sections(kept);
  const parts = rest.map((s) => [s.title.toUpperCase(), ...s.rows].join('\n'));
  return `${[title.toUpperCase(), lead.join('\n'), ...parts, footer].join('\n\n')}\n`;
}
/** A page that asks for nothing: no script, no font, no picture. */
export function debriefHtml(kept: KeptRun): string {
  const { title, lead, rest } = sections(kept);
  const body = rest
    .map(
      (s) =>
        `<h2>${escaped(s.title)}</h2>\n<ul>${s.rows.map((r) => `<li>${escaped(r)}</li>`).join('\n')}</ul>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)} – ${escaped(kept.row.title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:0 auto;padding:2rem;border-inline:12px solid #6d4bc3;color:#1d1a26;background:#fff}
h1{margin-top:0}.practice{background:#6d4bc3;color:#fff;padding:.5rem 1rem;font-weight:700}ul{list-style:none;padding:0}li{white-space:pre-wrap;margin:.25rem 0}</style></head>
<body><p class="practice">${escaped(notice)}</p><h1>${escaped(title)}</h1>
${lead
  .slice(1)
  .map((l) => `<p>${escaped(l)}</p>`)
  .join('\n')}
${body}
<p class="practice">${escaped(footer)}</p></body></html>
`;
}
/** As the dialog suggests it; letters and digits only, PRACTICE first. */
export function debriefName({ row }: KeptRun, format: DebriefFormat): string {
  const at = row.startedAt.slice(0, 16).replaceAll(/[^0-9]/g, '');
  return `PRACTICE-${row.scenarioId}-level-${row.level}-${at}.${format === 'html' ? 'html' : 'txt'}`;
}
