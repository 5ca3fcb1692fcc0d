// The quiet parts of the script pane: who calls, where the wording is from, and what this role may not do.
import { CalendarClock } from 'lucide-react';
import { roleMay } from '#shared/domain/disclosure/matrix.ts';
import type { Script } from '#shared/domain/script/script.ts';
import { keysOf } from '../app/keys.ts';
import { useSession } from '../app/session-store.ts';
import { openBooking } from '../app/task-pressed.ts';
import { isMac } from '../app/use-keys.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import type { Flow } from './flow.ts';

/** Nobody but the agent hears who speaks: the patient's name is not put in the mouth of a parent or a carer. */
export function WhoCalls({ name, onAnswer }: { name: string; onAnswer: (isPatient: boolean) => void }) {
  return (
    <div className="cl-script-who" role="group" aria-label={t('script.who', { name })}>
      <span>{t('script.who', { name })}</span>
      <Button size="small" onPress={() => onAnswer(true)}>
        {t('script.who.yes')}
      </Button>
      <Button size="small" onPress={() => onAnswer(false)}>
        {t('script.who.no')}
      </Button>
    </div>
  );
}

/** What a call of this reason does with an appointment; a call to confirm one begins with what stands. */
export function bookingOf(reason: string | null): 'book' | 'move' | null {
  if (reason === 'new_appointment') return 'book';
  return reason === 'reschedule' || reason === 'confirm_appointment' ? 'move' : null;
}
export function Appointment({ what }: { what: 'book' | 'move' }) {
  return (
    <Button
      className="cl-script-visit"
      icon={CalendarClock}
      keys={keysOf(`${what}-visit`, isMac)}
      onPress={() => openBooking(what)}
    >
      {t(`script.appointment.${what}`)}
    </Button>
  );
}

/** Where the wording is from, how old it is, who approved it here, and whether a clinician has looked at it. */
export function Source({ flow }: { flow: Flow }) {
  const now = useSession((s) => s.state?.now);
  return (
    <p className="cl-script-source">
      {t('script.source', {
        version: flow.version,
        author: flow.author,
        date: formatDate(flow.date, { now }),
      })}
      {flow.origin?.approvedBy &&
        ` ${t(flow.review === 'draft' ? 'script.source.approved.draft' : 'script.source.approved', { name: flow.origin.approvedBy })}`}
      {flow.review === 'draft' && <strong> {t('script.draft')}</strong>}
    </p>
  );
}

/** @param level null = nobody is to be verified here */
export function Limits({ script, level }: { script: Script; level: number | null }) {
  const role = useSession((s) => s.state?.person?.role ?? null);
  // The seat of a practice desk is nobody's role on a call.
  const practice = useSession((s) => s.state?.practice === true);
  // The limits of that script are those of a role that results are not shown to (row 11).
  const tellsResults = script.reason === 'test_results' && role !== null && roleMay(role, 'labs', 'value');
  return (
    <div className="cl-script-limits cl-detail">
      {tellsResults ? (
        <p>{t('script.results.licensed')}</p>
      ) : (
        script.limits.map((limit) => <p key={limit}>{limit}</p>)
      )}
      <p>
        {role !== null && t(practice ? 'script.role.practice' : `script.role.${role}`)}
        {role !== null && level !== null && ' · '}
        {level !== null && (level > 0 ? t('script.verified', { level }) : t('script.unverified'))}
      </p>
    </div>
  );
}
