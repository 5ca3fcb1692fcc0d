// What the practice wants done, and its departments: open or closed now, and what to do when closed (row 74).
import { ClipboardList, Phone, Pill, Users } from 'lucide-react';
import type { Account } from '#shared/domain/accounts/account.ts';
import { departmentAt, type DepartmentNow } from '#shared/domain/accounts/departments.ts';
import { formatDate, formatPhone, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Card, Chip, useNow } from '../ui/index.ts';

export function PracticePart({ account }: { account: Account }) {
  const now = useNow(60_000).toISOString();
  const { afterHours, handling, refills, contacts } = account;
  return (
    <>
      <Card
        title={t('oncall.instructions')}
        icon={ClipboardList}
        source={t('oncall.instructions.source', { version: account.version, author: account.author })}
      >
        {account.synthetic && (
          <p>
            <Chip tone="amber">{t('oncall.draft')}</Chip>
          </p>
        )}
        <ul className="cl-oncall-said">
          {afterHours.instructions.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {handling.map((h) => (
          <p key={h.id} className="cl-oncall-handling">
            <strong>{h.title}</strong> {h.text}
          </p>
        ))}
        <p className="cl-detail">
          {t('oncall.handover', { time: afterHours.morningHandOver })}{' '}
          {t(`oncall.handover.${afterHours.batch.by}`)}
        </p>
      </Card>
      <Card title={t('oncall.refills')} icon={Pill}>
        <p>{refills.text}</p>
      </Card>
      <Card title={t('oncall.departments')} icon={Phone}>
        <ul className="cl-oncall-departments">
          {account.departments.map((d) => {
            const found = departmentAt(account, d.id, now);
            return found && <li key={d.id}>{<Department found={found} zone={account.zone} now={now} />}</li>;
          })}
        </ul>
      </Card>
      <Card title={t('oncall.contacts')} icon={Users}>
        <ul className="cl-oncall-departments">
          {contacts.map((c) => (
            <li key={c.number + c.name}>
              <strong>{c.name}</strong> <span className="cl-detail">{c.role}</span>{' '}
              <span className="cl-oncall-number">{formatPhone(c.number)}</span>
              <p className="cl-detail-quiet">{c.about}</p>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Department({ found, zone, now }: { found: DepartmentNow; zone: string; now: string }) {
  const { department, open, until, suggest, target } = found;
  const when = until === null ? null : whenWords(until, now, zone);
  const { owner, answerMinutes } = department;
  return (
    <>
      <div className="cl-oncall-line">
        <strong>{department.label}</strong>
        <span className="cl-oncall-number">{formatPhone(department.number)}</span>
        <Chip tone={open ? 'green' : 'neutral'} dot>
          {open ? t('oncall.department.open') : t('oncall.department.closed')}
        </Chip>
      </div>
      <p className="cl-detail">
        {open
          ? when === null
            ? t('oncall.department.always')
            : t('oncall.department.until', { when })
          : when !== null && t('oncall.department.opens', { when })}
        {!open && (
          <>
            {' · '}
            <strong>
              {suggest === 'backup' && target !== null
                ? t('oncall.department.backup', { name: target.label })
                : t(suggest === 'on-call' ? 'oncall.department.on-call' : 'oncall.department.message')}
            </strong>
          </>
        )}
      </p>
      <p className="cl-detail-quiet">
        {answerMinutes % 60 === 0
          ? t('oncall.department.answer.hours', { owner, hours: answerMinutes / 60 })
          : t('oncall.department.answer', { owner, minutes: answerMinutes })}
      </p>
    </>
  );
}

/** The clock alone today, with the day later. */
function whenWords(at: string, now: string, zone: string): string {
  const time = formatTime(at, zone);
  const day = formatDate(at, { zone, weekday: true, now });
  return day === formatDate(now, { zone, weekday: true, now }) ? time : `${day}, ${time}`;
}
