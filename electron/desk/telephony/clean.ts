// What comes from the network is shown to people: numbers are numbers or nothing, labels hold no characters that hide or turn
// text around, and typed digits that look like a card's are masked once more (C24).
import { maskCards } from '#shared/domain/pan/index.ts';
import type { LiveCall, Party, Snapshot } from '#shared/domain/telephony/live.ts';

/** Controls, direction marks and other characters nobody sees. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;
export const cleanLabel = (text: string): string => text.replace(unseen, '').replace(/\s+/g, ' ').trim();
/** E.164, a short number, or empty: a number that can't be read counts as withheld. */
export const cleanNumber = (text: string): string => (/^\+?\d{2,20}$/.test(text) ? text : '');
const cleanPlace = (text: string): string => cleanLabel(text).replace(/[^A-Za-z-]/g, '');

const cleanParty = (p: Party): Party => ({
  ...p,
  label: p.label === null ? null : cleanLabel(p.label),
  number: p.number === null ? null : cleanNumber(p.number),
});
export const cleanCall = (c: LiveCall): LiveCall => ({
  ...c,
  queue: c.queue === null ? null : { ...c.queue, label: cleanLabel(c.queue.label) },
  number: cleanNumber(c.number),
  dnis: cleanNumber(c.dnis),
  accountId: /^[A-Za-z0-9_-]{1,60}$/.test(c.accountId) ? c.accountId : '',
  parties: c.parties.map(cleanParty),
  consent: { ...c.consent, places: c.consent.places.map(cleanPlace) },
  path: c.path.map(({ prompt, typed }) => ({
    prompt: cleanLabel(prompt),
    typed: maskCards(cleanLabel(typed)).text,
  })),
  transfer: c.transfer === null ? null : { ...c.transfer, label: cleanLabel(c.transfer.label) },
  handover:
    c.handover === null
      ? null
      : {
          ...c.handover,
          fromName: cleanLabel(c.handover.fromName),
          summary: maskCards(c.handover.summary.replace(/[^\P{Cc}\n]|\p{Cf}/gu, '')).text,
          openTasks: c.handover.openTasks.map((t) => maskCards(cleanLabel(t)).text),
        },
});
export const cleanSnapshot = (s: Snapshot): Snapshot => ({
  ...s,
  calls: s.calls.map(cleanCall),
  queues: s.queues.map((q) => ({ ...q, label: cleanLabel(q.label) })),
});

/** While locked: the controls stay, who it is and what it is about do not (C4). */
export const veiled = (c: LiveCall): LiveCall => ({
  ...c,
  number: '',
  parties: c.parties.map((p) => ({
    ...p,
    number: null,
    label: p.role === 'agent' || p.role === 'supervisor' ? p.label : null,
  })),
  consent: { ...c.consent, places: [] },
  path: [],
  transfer: c.transfer === null ? null : { ...c.transfer, label: '' },
  handover: null,
});
