// What trainers are told of: by the roles that an article names, as it is proposed and as it counts. Supervisors decide on everything,
// and are told of everything. An article that shipped is in no feed: its roles are the desk's to know (electron/desk/authoring).
import type { PersonRole } from '#shared/protocol/person.ts';

/** What the SQL below takes as its role: null = everything may be told. */
export const toldAs = (role: PersonRole): string | null => (role === 'supervisor' ? null : role);

// Cut out of the text and not read as JSON: an article may hold half a surrogate pair, which PostgreSQL refuses. In a string the
// quotes would be escaped, so the name with its plain quotes and colon is the key.
const rolesIn = (json: string): string => `substring(${json} from '"roles":(null|\\[[^]]*\\])')`;
const named = (json: string, role: string): string =>
  `(coalesce(${rolesIn(json)}, 'null') = 'null' or strpos(${rolesIn(json)}, '"' || ${role} || '"') > 0)`;

/** SQL: an article's text `json` may be told to `role` (a parameter that may be null). */
export const seenIn = (json: string, role: string): string =>
  `(${role}::text is null or ${named(json, role)})`;
/** SQL: what counts under `about` by the feed of `org` may be told to `role`. */
export const seenAbout = (org: string, about: string, role: string): string =>
  `(${role}::text is null or coalesce((select ${named('f.json', role)} from knowledge_feed f
     where f.org_id = ${org} and f.kind = 'article' and f.about = ${about} order by f.version desc limit 1), true))`;
