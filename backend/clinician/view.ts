// What a clinician sees of a message: who, what was said, what was tried, and what can be done.
import { outcomes, type Entry } from '#shared/domain/messages/entry.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import type { Case } from '../dispatch/case.ts';
import { referenceOf } from '../channels/channel.ts';
import { html, type Html } from './html.ts';
import type { Link } from './links.ts';

const urgencyWords = {
  emergency: 'Emergency',
  'urgent-clinical': 'Urgent',
  'routine-clinical': 'Clinical, not marked urgent',
  'non-clinical': 'Not clinical',
} as const;
export const outcomeWords: Record<(typeof outcomes)[number], string> = {
  'called-patient': 'I called the patient',
  'sent-to-ed': 'I sent the patient to the emergency department',
  'advice-given': 'I gave advice',
  'will-see': 'I will see the patient',
  other: 'Something else',
};
const callerWords: Record<string, string> = {
  self: 'the patient',
  'facility-nurse': 'nurse of a facility',
};
const resultWords: Record<string, string> = {
  dialling: 'being reached now',
  'no-answer': 'no answer',
};

const row = (label: string, value: string): Html | null =>
  value.trim() === ''
    ? null
    : html`<dt>${label}</dt>
        <dd>${value}</dd>`;
const rows = (list: (Html | null)[]): Html[] => list.filter((r) => r !== null);
const localTime = (at: string, zone: string): string => {
  try {
    return new Intl.DateTimeFormat('en-US', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: zone,
    }).format(new Date(at));
  } catch {
    return at;
  }
};
const conditionWords: Partial<Record<keyof DraftFields['conditions'], string>> = {
  pregnant: 'pregnant',
  recentBirth: 'recent birth',
  recentSurgery: 'recent surgery',
  immuneProblem: 'immune problem',
  bloodThinner: 'blood thinner',
  diabetes: 'diabetes',
};
const stated = (f: DraftFields): string =>
  Object.entries(conditionWords)
    .filter(([name]) => f.conditions[name as keyof DraftFields['conditions']] === 'yes')
    .map(([, words]) => words)
    .join(', ');

function number(value: string, extension: string): Html {
  const dial = value.replaceAll(/[^\d+]/g, '');
  return html`<a href="tel:${dial}">${value}</a>${extension === '' ? '' : ` ext. ${extension}`}`;
}

function tried(entries: readonly Entry[], zone: string): Html[] {
  const told = new Set(
    entries.flatMap(({ body }) =>
      body.kind === 'attempt' && body.result !== 'dialling' ? [body.attemptId] : [],
    ),
  );
  return entries.flatMap((e) => {
    if (e.body.kind !== 'attempt') return [];
    if (e.body.result === 'dialling' && told.has(e.body.attemptId)) return [];
    const { contact, method, result } = e.body;
    const who = contact.name === '' ? 'nobody scheduled' : contact.name;
    return [html`<li>${localTime(e.at, zone)}: ${who}, ${method}: ${resultWords[result] ?? result}</li>`];
  });
}

function forms(path: string, found: Case): Html {
  const open = (found.progress?.accepted ?? null) === null && !found.closed;
  const asking = open
    ? html`<form method="post" action="${path}/accept"><button class="go">Accept this message</button></form>
        <form method="post" action="${path}/decline"><button>I cannot take it</button></form>`
    : html``;
  if (found.closed) return asking;
  const choices = outcomes.map(
    (what) =>
      html`<label><input type="radio" name="what" value="${what}" required /> ${outcomeWords[what]}</label>`,
  );
  return html`${asking}
    <h2>What came of it</h2>
    <form method="post" action="${path}/outcome">
      <fieldset>
        <legend>Outcome</legend>
        ${choices}
      </fieldset>
      <label for="text">In your words (kept with the message)</label>
      <textarea id="text" name="text" maxlength="2000"></textarea>
      <button class="go">Save the outcome</button>
    </form>`;
}

const declined = (found: Case, link: Link): boolean =>
  found.entries.some(
    ({ body }) => body.kind === 'attempt' && body.attemptId === link.attemptId && body.result === 'declined',
  );

function state(found: Case, link: Link, zone: string): Html {
  const { progress } = found;
  const lines: Html[] = [];
  if (found.closed) lines.push(html`<p>This message was closed. Nothing more is needed from you.</p>`);
  if (progress?.accepted) {
    const own = progress.accepted.by === link.contact.name;
    lines.push(
      own
        ? html`<p>
            You accepted it at ${localTime(progress.accepted.at, zone)}. Nobody else will be called.
          </p>`
        : html`<p>${progress.accepted.by} accepted it at ${localTime(progress.accepted.at, zone)}.</p>`,
    );
  } else if (!found.closed && declined(found, link))
    lines.push(html`<p>You said that you cannot take it. The next person is tried.</p>`);
  else if (!found.closed)
    lines.push(html`<p>Nobody has accepted it yet. If you cannot take it, the next person is tried.</p>`);
  if (progress?.outcome)
    lines.push(
      html`<p>
        Outcome: ${outcomeWords[progress.outcome.what]}, ${localTime(progress.outcome.at, zone)}.
        ${progress.outcome.text}
      </p>`,
    );
  return html`<div class="state" role="status">${lines}</div>`;
}

/** @param path of this page, without a slash at the end. */
export function messageView(found: Case, link: Link, path: string): Html {
  const f = found.fields;
  const zone = found.account?.zone ?? 'UTC';
  const reason = found.account?.reasons.find((r) => r.code === f.reasonCode)?.label ?? f.reasonCode;
  const caller = f.callerRefusedName ? 'name refused' : f.callerName;
  const relation = f.callerIs === null ? '' : ` (${callerWords[f.callerIs] ?? f.callerIs})`;
  const added = found.addenda.map((a) => html`<p class="said">${a.text}</p>`);
  return html`
    <p class="faint">Careline · reference ${referenceOf(found.message.id)} · for ${link.contact.name}</p>
    <h1>${reason === '' ? 'Message' : reason}</h1>
    <p><span class="tag">${urgencyWords[found.urgency]}</span></p>
    ${state(found, link, zone)}
    <h2>In the caller’s words</h2>
    <p class="said">${f.verbatim === '' ? 'Nothing was written down.' : f.verbatim}</p>
    ${
      added.length > 0
        ? html`<h2>Added later</h2>
            ${added}`
        : null
    }
    <dl>
      ${rows([
        row('Patient', f.patientName),
        row('Born', f.patientBirthDate || (f.patientBirthDateUnknown ? 'not known by the caller' : '')),
        row('Caller', `${caller}${relation}`),
      ])}
      <dt>Call back</dt>
      <dd>${number(f.callback.number, f.callback.extension)}</dd>
      ${rows([
        row('Second number', f.callback.second),
        row('Can be reached', [f.bestTime, f.reachableUntil].filter((t) => t !== '').join('; until ')),
        row('Where the patient is now', f.locationNow),
        row('Why', f.underlyingWhy),
        row('Symptoms', f.symptoms.what),
        row('Since', f.symptoms.since),
        row('Getting worse', f.symptoms.worse === 'not-asked' ? '' : f.symptoms.worse),
        row('Tried so far', f.symptoms.tried),
        row('Stated by the caller', stated(f)),
        row('Medicines', f.medicines),
        row('Allergies', f.allergies),
        row('Usual clinician', f.usualProvider),
        row('Practice', found.account?.name ?? f.practice),
        row('Taken', `${localTime(found.message.savedAt, zone)} by ${found.message.takenBy.name}`),
      ])}
    </dl>
    ${forms(path, found)}
    <h2>Tried so far</h2>
    <ol>
      ${tried(found.entries, zone)}
    </ol>
    <p class="faint">This link is for you alone and works for 24 hours. Close the page when you are done.</p>
  `;
}
