// Which pages the office has, for whom, in the order of the list. Each is fetched when it is first shown, with its texts.
import {
  ArchiveRestore,
  BookOpen,
  BookOpenText,
  GraduationCap,
  ScrollText,
  ShieldAlert,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { Role } from '#shared/contract/kinds.ts';

/** A new page adds its name here and a line below. */
export type OfficePlace = 'teaching' | 'articles' | 'writing' | 'people' | 'incidents' | 'audit' | 'backups';
export interface OfficePage {
  id: OfficePlace;
  /** Who finds it in the list; what it may ask is the gate's to say. */
  roles: readonly Role[];
  icon: LucideIcon;
  Shown: ComponentType;
}
const page = (
  id: OfficePlace,
  roles: readonly Role[],
  icon: LucideIcon,
  load: () => Promise<ComponentType>,
): OfficePage => ({ id, roles, icon, Shown: lazy(async () => ({ default: await load() })) });

const officePages: readonly OfficePage[] = [
  page('teaching', ['trainer'], GraduationCap, async () => (await import('./TeachingPage.tsx')).TeachingPage),
  page('articles', ['trainer'], BookOpen, async () => (await import('./ArticlesPage.tsx')).ArticlesPage),
  page(
    'writing',
    ['trainer'],
    BookOpenText,
    async () => (await import('../authoring/AuthoringPage.tsx')).default,
  ),
  page('people', ['administrator'], UsersRound, async () => (await import('../admin/AdminPage.tsx')).default),
  page(
    'audit',
    ['auditor', 'administrator'],
    ScrollText,
    async () => (await import('../audit/AuditPage.tsx')).AuditPage,
  ),
  page(
    'incidents',
    ['auditor', 'administrator'],
    ShieldAlert,
    async () => (await import('../reviews/IncidentsPage.tsx')).default,
  ),
  page(
    'backups',
    ['administrator'],
    ArchiveRestore,
    async () => (await import('../backups/BackupsPage.tsx')).default,
  ),
];

export const pagesOf = (role: Role): OfficePage[] => officePages.filter((one) => one.roles.includes(role));
