// What an administrator may do, each with its words: what follows is said before it is done.
import type { AdminDevice, AdminPerson, AdminValue } from '#shared/contract/admin.ts';
import type { Role } from '#shared/contract/kinds.ts';
import type { SlotView } from '#shared/contract/session.ts';
import type { Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';

export type Act =
  | { kind: 'role'; person: AdminPerson }
  | { kind: 'person' | 'restore'; person: AdminPerson }
  | { kind: 'device'; device: AdminDevice }
  | { kind: 'remove'; slot: SlotView };

export const nameOf = (act: Act): string =>
  act.kind === 'device'
    ? act.device.name
    : act.kind === 'remove'
      ? (act.slot.person?.name ?? t('admin.slot.setup'))
      : act.person.name;

/** Everything but a slot, which is this desk's own, goes into the backend's log with a reason. */
export const wantsReason = (act: Act): boolean => act.kind !== 'remove';

/** The bridge asks for a fresh proof where the desk wants one, and repeats the request. */
export function run(act: Act, why: string, role: Role): Promise<Result<AdminValue>> {
  switch (act.kind) {
    case 'role':
      return careline.admin.role({ id: act.person.id, role, why });
    case 'person':
    case 'restore':
      return careline.admin.revoke({
        what: 'person',
        id: act.person.id,
        undo: act.kind === 'restore',
        why,
      });
    case 'device':
      return careline.admin.revoke({ what: 'device', id: act.device.id, undo: false, why });
    case 'remove':
      return careline.admin.removeSlot({ personId: act.slot.person?.id ?? null });
  }
}

export function doneText(act: Act, role: Role): string {
  const name = nameOf(act);
  if (act.kind === 'role') return t('admin.role.done', { name, role: t(`app.role.${role}`) });
  return act.kind === 'remove' ? t('admin.slot.gone', { name }) : t(`admin.${act.kind}.done`, { name });
}
