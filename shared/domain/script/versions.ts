// What becomes of a script that a supervisor writes: draft, submitted, approved, withdrawn; who may do which step (four eyes:
// nobody approves what they wrote in), and which key it stands under. Pure; the desk enforces it and the editor shows it.
import { isLang, type Lang } from './languages.ts';

export const versionStates = ['draft', 'submitted', 'approved', 'withdrawn'] as const;
export type VersionState = (typeof versionStates)[number];

/** `write` begins or goes on with a draft; `sendBack` makes a submitted one a draft again. */
export const versionActs = ['write', 'submit', 'approve', 'sendBack', 'withdraw'] as const;
export type VersionAct = (typeof versionActs)[number];

/** What one script or path stands under: of all its versions at most one is in force. */
export interface ScriptKey {
  about: 'script' | 'path';
  /** The reason's code, or the path's kind. */
  code: string;
  /** null = every account that has none of its own. */
  accountId: string | null;
  lang: Lang;
}

const shape = /^(script|path)\.([a-z][a-z0-9_-]{0,59})\.(-|[a-z0-9][a-z0-9-]{0,59})\.([a-z]{2})$/;
export const keyText = (key: ScriptKey): string =>
  `${key.about}.${key.code}.${key.accountId ?? '-'}.${key.lang}`;
/** Null for what is no key. */
export function readKey(text: string): ScriptKey | null {
  const found = shape.exec(text);
  const [, about, code, account, lang] = found ?? [];
  if (about === undefined || code === undefined || account === undefined) return null;
  if (lang === undefined || !isLang(lang)) return null;
  return {
    about: about === 'path' ? 'path' : 'script',
    code,
    accountId: account === '-' ? null : account,
    lang,
  };
}

export interface Standing {
  state: VersionState;
  /** Ids of everybody who wrote in it, the author first. */
  editors: readonly string[];
  /** Counts as one who wrote in it, whatever the list says. */
  author: { id: string };
}

/** Why this person may not do that now; null = they may. Whether the wording is clean is asked apart. */
export function whyNotAct(
  act: VersionAct,
  standing: Standing,
  person: { id: string; role: string } | null,
): 'wrong-role' | 'script-state' | 'script-own' | null {
  if (person?.role !== 'supervisor') return 'wrong-role';
  const { state, editors, author } = standing;
  const fits: Record<VersionAct, boolean> = {
    write: state === 'draft',
    submit: state === 'draft',
    approve: state === 'submitted',
    sendBack: state === 'submitted',
    // A draft that is withdrawn is put aside; an approved one goes out of force, and what shipped counts: no one person brings
    // an older wording back.
    withdraw: state === 'draft' || state === 'approved',
  };
  if (!fits[act]) return 'script-state';
  const wrote = editors.includes(person.id) || author.id === person.id;
  return act === 'approve' && wrote ? 'script-own' : null;
}
