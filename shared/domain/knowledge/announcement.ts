// A notice that ends by itself: "flu shots are out until Friday" (row 14). Versions only rise; a higher one takes the place of the
// one before, one that ends now has `until` in the past.
import { z } from 'zod';
import { articleId, articlePractice, articleRoles } from './article.ts';

const at = z.iso.datetime({ precision: 3 });

/** As it is written; whose name it carries is the backend's word. */
export const announcementText = z.strictObject({
  id: z.uuid(),
  version: z.int().min(1).max(100_000),
  title: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'one line'),
  /** Markdown without raw HTML. */
  body: z.string().trim().max(2000),
  from: at,
  until: at,
  /** Null = all accounts. */
  accounts: z.array(articlePractice).min(1).max(200).nullable(),
  /** Who may see it; null = everybody who has the knowledge base. */
  roles: z.array(z.enum(articleRoles)).min(1).max(articleRoles.length).nullable(),
  /** True = everybody who may see it says that they have read it. */
  mustRead: z.boolean(),
  articleId: articleId.nullable(),
});
export const announcement = announcementText.extend({
  by: z.strictObject({ id: z.string().min(1).max(60), name: z.string().max(160) }),
});
export type Announcement = z.infer<typeof announcement>;
