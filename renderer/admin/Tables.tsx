// People, devices and this workstation's ways in as tables: what is known in each row, what may be done at its end.
import { MonitorX, UsersRound } from 'lucide-react';
import type { AdminDevice, AdminPerson } from '#shared/contract/admin.ts';
import type { SlotView } from '#shared/contract/session.ts';
import type { ReactNode } from 'react';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, DataTable, EmptyState } from '../ui/index.ts';
import type { Act } from './acts.ts';

interface Common {
  /** Null: nobody here may change anything, or it is not known how it stands now. */
  onAct: ((act: Act) => void) | null;
}
const when = (iso: string | null, never: string): string =>
  iso === null ? never : `${formatDate(iso)} ${formatTime(iso)}`;

function Table({ label, heads, children }: { label: string; heads: string[]; children: ReactNode }) {
  return (
    <DataTable caption={label} columns={heads} className="cl-admin-table">
      {children}
    </DataTable>
  );
}

/** `self`: whoever asks may not end their own access. */
export function People({
  people,
  devices,
  self,
  onAct,
}: Common & { people: readonly AdminPerson[]; devices: readonly AdminDevice[]; self: string | null }) {
  if (people.length === 0)
    return (
      <EmptyState icon={UsersRound} title={t('admin.people.empty')}>
        {t('admin.people.empty.what')}
      </EmptyState>
    );
  const nameOf = (id: string): string => devices.find((d) => d.id === id)?.name ?? id;
  const heads = ['name', 'role', 'signed-in', 'devices', 'state', 'acts'] as const;
  return (
    <Table label={t('admin.people')} heads={heads.map((head) => t(`admin.col.${head}`))}>
      {people.map((person) => (
        <tr key={person.id}>
          <th scope="row">{person.name}</th>
          <td>{t(`app.role.${person.role}`)}</td>
          <td className="cl-admin-time">
            {when(person.lastSignIn, t('admin.signed-in.never'))}
            {person.failedSince > 0 && (
              <div className="cl-ink-amber">{t('admin.failed', { count: person.failedSince })}</div>
            )}
          </td>
          <td>
            {person.devices.length === 0
              ? t('admin.devices.none')
              : t('admin.devices.count', { count: person.devices.length })}
            {person.sittingAt.map((id) => (
              <div key={id} className="cl-detail">
                {t('admin.sits', { device: nameOf(id) })}
              </div>
            ))}
          </td>
          <td>
            <State revokedAt={person.revokedAt} />
          </td>
          <td className="cl-admin-acts">
            {onAct !== null && person.revokedAt === null && (
              <>
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={t('admin.act.role.of', { name: person.name })}
                  isDisabled={person.id === self}
                  onPress={() => onAct({ kind: 'role', person })}
                >
                  {t('admin.act.role')}
                </Button>
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={t('admin.act.revoke.of', { name: person.name })}
                  isDisabled={person.id === self}
                  onPress={() => onAct({ kind: 'person', person })}
                >
                  {t('admin.act.revoke')}
                </Button>
              </>
            )}
            {onAct !== null && person.revokedAt !== null && (
              <Button
                size="small"
                kind="quiet"
                aria-label={t('admin.act.restore.of', { name: person.name })}
                onPress={() => onAct({ kind: 'restore', person })}
              >
                {t('admin.act.restore')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** What tells two of the same name apart; the whole one is its tooltip. */
const shortId = (id: string): string => id.slice(id.indexOf('.') + 1).slice(0, 8);

const State = ({ revokedAt }: { revokedAt: string | null }) =>
  revokedAt === null ? (
    <Chip tone="green">{t('admin.active')}</Chip>
  ) : (
    <Chip tone="red">{t('admin.revoked', { date: formatDate(revokedAt) })}</Chip>
  );

export function Devices({
  devices,
  own,
  onAct,
}: Common & { devices: readonly AdminDevice[]; own: string | null }) {
  if (devices.length === 0)
    return (
      <EmptyState icon={MonitorX} title={t('admin.devices.empty')}>
        {t('admin.devices.empty.what')}
      </EmptyState>
    );
  const heads = ['name', 'seen', 'version', 'data', 'people', 'state', 'acts'] as const;
  return (
    <Table label={t('admin.devices')} heads={heads.map((head) => t(`admin.col.${head}`))}>
      {devices.map((device) => (
        <tr key={device.id}>
          <th scope="row">
            {device.name} {device.id === own && <Chip tone="accent">{t('admin.this-desk')}</Chip>}
            <div className="cl-admin-id" title={device.id}>
              {shortId(device.id)}
            </div>
          </th>
          <td className="cl-admin-time">{when(device.lastSeenAt, t('admin.signed-in.never'))}</td>
          <td>
            {device.app ?? '–'}
            {device.os !== null && <div className="cl-detail">{device.os}</div>}
          </td>
          <td>
            {t(
              device.storesPhi === null
                ? 'admin.data.unknown'
                : device.storesPhi
                  ? 'admin.data.yes'
                  : 'admin.data.no',
            )}
          </td>
          <td>
            {t('admin.people.count', { count: device.people.length })}
            {device.unboundItems > 0 && (
              <div className="cl-ink-amber">{t('admin.unbound', { count: device.unboundItems })}</div>
            )}
            {device.auditRefused > 0 && (
              <div className="cl-ink-amber">{t('admin.audit-refused', { count: device.auditRefused })}</div>
            )}
          </td>
          <td>
            <State revokedAt={device.revokedAt} />
            {device.revokedAt !== null && (
              <div className="cl-detail">
                {device.wipedAt === null
                  ? t('admin.wiped.not')
                  : t('admin.wiped', { date: formatDate(device.wipedAt) })}
              </div>
            )}
          </td>
          <td className="cl-admin-acts">
            {onAct !== null && device.revokedAt === null && (
              <Button
                size="small"
                kind="quiet"
                aria-label={t('admin.act.revoke.of', { name: device.name })}
                isDisabled={device.id === own}
                onPress={() => onAct({ kind: 'device', device })}
              >
                {t('admin.act.revoke')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** `gone`: people who no longer work here, as far as is known. */
export function Slots({
  slots,
  gone,
  self,
  onAct,
}: Common & { slots: readonly SlotView[]; gone: ReadonlySet<string>; self: string | null }) {
  const heads = ['name', 'role', 'way', 'acts'] as const;
  return (
    <Table label={t('admin.here')} heads={heads.map((head) => t(`admin.col.${head}`))}>
      {slots.map((slot) => {
        const name = slot.person?.name ?? t('admin.slot.setup');
        return (
          <tr key={slot.id}>
            <th scope="row">
              {name}
              {slot.person !== null && gone.has(slot.person.id) && (
                <div className="cl-ink-amber">{t('admin.slot.left', { name })}</div>
              )}
            </th>
            <td>{slot.person === null ? '–' : t(`app.role.${slot.person.role}`)}</td>
            <td>{t(`admin.slot.${slot.kind}`)}</td>
            <td className="cl-admin-acts">
              {slots.length === 1 ? (
                <span className="cl-detail">{t('admin.slot.only')}</span>
              ) : (
                onAct !== null && (
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={t('admin.act.remove.of', { name })}
                    isDisabled={slot.person !== null && slot.person.id === self}
                    onPress={() => onAct({ kind: 'remove', slot })}
                  >
                    {t('admin.act.remove')}
                  </Button>
                )
              )}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
