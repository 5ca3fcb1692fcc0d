// What a person may set before and after unlocking; never patient data (it lies in clear in settings.json).
import { z } from 'zod';
import { nothing, request, topic } from './kinds.ts';

export const settingsValue = z.strictObject({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  language: z.enum(['en', 'en-XA']),
  /** Widths of the left and right column in CSS pixels. */
  columns: z.strictObject({ left: z.number().min(200).max(520), right: z.number().min(280).max(640) }),
  leftTab: z.enum(['work', 'messages', 'calls']),
  rightTab: z.enum(['patient', 'knowledge', 'message', 'on-call']),
  tourDone: z.boolean(),
  /** The alarm of an urgent message that nobody accepted is also heard; it always shows. */
  alarmSound: z.boolean(),
  /** In practice: the caller's lines are also heard, and how loud the room behind them is (0 = not at all). */
  practiceVoice: z.boolean(),
  practiceNoise: z.number().min(0).max(1),
  lockAfterMinutes: z.number().min(1).max(15),
  /** Ids of the people who work with the brief scripts (row 30). */
  briefScripts: z.array(z.string().max(64)).max(500),
  /** Person's id → when the newest answer to their flags and questions was given that they opened. */
  answersSeen: z.record(z.string().max(64), z.iso.datetime()),
  /** Action → its key, where a person chose another than the product's (`renderer/app/keys.ts`). */
  keys: z.record(z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/), z.string().regex(/^[A-Za-z0-9+]{1,30}$/)),
});
export type SettingsValue = z.infer<typeof settingsValue>;

export const settings = {
  read: request(nothing, settingsValue, {
    effect: 'control',
    when: 'always',
    roles: 'any',
    surfaces: ['main', 'panel', 'compact', 'phone', 'trainer'],
  }),
  change: request(settingsValue.partial(), settingsValue, {
    effect: 'control',
    when: 'always',
    roles: 'any',
  }),
  changed: topic(['main', 'panel', 'compact', 'phone', 'trainer']),
};
