// Opens and reads one item. What cannot be opened or read is told apart, never thrown: it goes to quarantine.
import type { z } from 'zod';
import { entry, type Entry } from '#shared/domain/messages/entry.ts';
import {
  addendum,
  message,
  urgencyRank,
  type Addendum,
  type Message,
} from '#shared/domain/messages/message.ts';
import { isPractised } from '#shared/domain/training/wall.ts';
import { quickCheck } from '#shared/protocol/quick-check.ts';
import type { SealKeys } from '../seal/keys.ts';
import { openSealed } from '../seal/open.ts';
import type { Content } from './stored.ts';

/** What an item says, once opened; `kind` is an entry's, empty for the others; `about` the message that it belongs to. */
export type Said =
  | { type: 'message'; body: Message; about: null; kind: '' }
  | { type: 'addendum'; body: Addendum; about: string; kind: '' }
  | { type: 'entry'; body: Entry; about: string; kind: Entry['body']['kind'] };
/** Why it is set aside: names fields and rules, never their values. */
export type Examined = { ok: true; said: Said; sealed: SealedBytes } | { ok: false; why: string };
/** The sealed bytes that were opened: what is stored. */
export interface SealedBytes {
  body: Buffer;
  keyForBackend: Buffer;
}

const newest = { message: 2, addendum: 1, entry: 2 } as const;

function read<S extends z.ZodType<{ id: string }>>(
  schema: S,
  value: unknown,
  item: Content,
): { ok: true; body: z.infer<S> } | { ok: false; why: string } {
  let body: z.infer<S>;
  if (quickCheck(schema)?.(value) === true) body = value as z.infer<S>;
  else {
    const parsed = schema.safeParse(value);
    if (!parsed.success)
      return {
        ok: false,
        why: `not-valid ${parsed.error.issues[0]?.path.join('.') ?? ''}`.slice(0, 200).trim(),
      };
    body = parsed.data;
  }
  if (body.id !== item.id) return { ok: false, why: 'other-id' };
  return { ok: true, body };
}

export function examine(keys: SealKeys, item: Content): Examined {
  if (isPractised(item)) return { ok: false, why: 'practice-data' };
  if (item.schema > newest[item.type]) return { ok: false, why: `unknown-schema ${item.schema}` };
  const opened = openSealed(keys, item.id, item.payload);
  if (!opened.ok) return { ok: false, why: `cannot-open ${opened.why}` };
  const { body, keyForBackend } = opened;
  const sealed = { body, keyForBackend };
  let value: unknown;
  try {
    value = JSON.parse(opened.text.toString('utf8'));
  } catch {
    return { ok: false, why: 'not-json' };
  }
  if (isPractised(value)) return { ok: false, why: 'practice-data' };
  switch (item.type) {
    case 'message': {
      const sound = read(message, value, item);
      if (!sound.ok) return sound;
      const { urgency } = sound.body.fields;
      // The envelope drives the order of work: it may not say less than the message itself.
      if (urgency !== null && item.urgency > urgencyRank(urgency))
        return { ok: false, why: 'urgency-lowered' };
      return { ok: true, sealed, said: { type: 'message', body: sound.body, about: null, kind: '' } };
    }
    case 'addendum': {
      const sound = read(addendum, value, item);
      if (!sound.ok) return sound;
      return {
        ok: true,
        sealed,
        said: { type: 'addendum', body: sound.body, about: sound.body.messageId, kind: '' },
      };
    }
    case 'entry': {
      const sound = read(entry, value, item);
      if (!sound.ok) return sound;
      const said = sound.body;
      return {
        ok: true,
        sealed,
        said: { type: 'entry', body: said, about: said.messageId, kind: said.body.kind },
      };
    }
  }
}
