// The menu of who sits here: proof, lock, hiding, one's own secret, leaving, and what every person may do.
import {
  BookOpenText,
  CircleHelp,
  DoorOpen,
  ClipboardCheck,
  EyeOff,
  FileCheck,
  GraduationCap,
  KeyRound,
  Lock,
  LogOut,
  Map,
  Moon,
  ScrollText,
  Settings,
  ShieldAlert,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import { runAction, runExtra, useHiddenExtras } from './actions.ts';
import { keysOf, type ActionId } from './keys.ts';
import { useSession } from './session-store.ts';
import { isMac } from './use-keys.ts';
import { extraActions, extraTitle, type ExtraAction } from '../palette/entries.ts';
import { useReviewCount } from '../reviews/count.ts';
import { PersonHead } from '../session/PersonHead.tsx';
import { t } from '../text/t.ts';
import { Avatar, Menu, type MenuRow } from '../ui/index.ts';

const extraIcons: Record<ExtraAction, LucideIcon> = {
  'theme.dark': Moon,
  'theme.light': Sun,
  tour: Map,
  practice: GraduationCap,
  scripts: ScrollText,
  authoring: BookOpenText,
  proof: FileCheck,
  reviews: ClipboardCheck,
  incident: ShieldAlert,
  'break-glass': DoorOpen,
  secret: KeyRound,
  leave: LogOut,
};
const keyed = [
  { id: 'lock', icon: Lock },
  { id: 'hide-screen', icon: EyeOff },
  { id: 'settings', icon: Settings },
  { id: 'help', icon: CircleHelp },
] as const satisfies readonly { id: ActionId; icon: LucideIcon }[];

export function PersonMenu() {
  const person = useSession((s) => s.state?.person);
  const practice = useSession((s) => s.state?.practice === true);
  const hidden = useHiddenExtras();
  const reviews = useReviewCount((s) => s.open);
  if (!person) return null;
  const role = t(practice ? 'app.role.practice' : `app.role.${person.role}`);
  const rows: MenuRow[] = [
    ...keyed.map(({ id, icon }) => ({
      id,
      title: t(`app.person.${id}`),
      icon,
      keys: keysOf(id, isMac),
      run: () => runAction(id),
    })),
    ...extraActions
      .filter((id) => !hidden.includes(id) && id !== 'break-glass')
      .map((id) => ({ id, title: extraTitle(id, reviews), icon: extraIcons[id], run: () => runExtra(id) })),
  ];
  return (
    <Menu
      label={t('app.person.menu', { initials: person.initials, name: person.name, role })}
      rows={rows}
      head={<PersonHead />}
    >
      <Avatar name={person.name} />
    </Menu>
  );
}
