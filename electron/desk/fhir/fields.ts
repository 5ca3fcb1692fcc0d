// The kinds of field that the resources' schemas are made of: tolerant where something is only shown, strict where it
// decides whether it may be shown. Hostile sizes are cut here, before anything else looks.
import { z } from 'zod';
import { cleanText } from './text.ts';

/** Shown text: never longer than a line of the card, without control and direction marks. Wrong type = absent. */
export const text = z
  .string()
  .transform((s) => cleanText(s))
  .optional()
  .catch(undefined);
export const boolean = z.boolean().optional().catch(undefined);
/** An array whose bad elements are left out; not an array = absent. */
export const listOf = <T extends z.ZodType>(item: T, most = 50) =>
  z
    .array(z.unknown())
    .transform((items) =>
      items.slice(0, most).flatMap((i) => {
        const read = item.safeParse(i);
        return read.success ? [read.data] : [];
      }),
    )
    .optional()
    .catch(undefined)
    .transform((items): z.output<T>[] => items ?? []);

export const coding = z.object({ system: text, code: text, display: text });
export const concept = z.object({ coding: listOf(coding, 20), text });
export type Concept = z.infer<typeof concept>;
export const optionalConcept = concept.optional().catch(undefined);
export const reference = z.object({ reference: text, display: text });
export const optionalReference = reference.optional().catch(undefined);
export const period = z.object({ start: text, end: text }).optional().catch(undefined);
/** Strict: decides about showing. */
export const strictConcept = z.object({
  coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).optional(),
  text: z.string().optional(),
});
export const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);
export const meta = z
  .object({ security: z.array(z.object({ code: z.string().optional() })).optional(), source: text })
  .optional();

/** A finite number; a word or a huge figure is none. */
export const number = z.number().optional().catch(undefined);
export const identifier = z.object({ system: text, value: text, type: optionalConcept });
/** A reference with its logical identifier, as the resolver takes it. */
export const fullReference = z.object({
  reference: text,
  display: text,
  identifier: identifier.optional().catch(undefined),
});
export type Reference = z.infer<typeof fullReference>;
export const optionalFullReference = fullReference.optional().catch(undefined);
export const money = z.object({ value: number, currency: text }).optional().catch(undefined);
export const quantity = z
  .object({ value: number, unit: text, code: text, comparator: text })
  .optional()
  .catch(undefined);
export const strictText = z.string();
