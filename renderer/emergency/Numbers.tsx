// Numbers to give to the caller, large enough to read from across a desk, and the dispatch centre where the person is.
import type { EmergencyAction } from '#shared/domain/emergency/card.ts';
import { numbersFor } from '#shared/domain/emergency/numbers.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx } from '../ui/index.ts';
import type { NumbersInForce } from './numbers.ts';

export interface NumbersProps {
  /** One a region; several only while no account is in force. */
  sets: readonly NumbersInForce[];
  action: EmergencyAction | null;
  /** They are the copy inside this page: no desk has said which practices it serves. */
  own: boolean;
}

export function Numbers({ sets, action, own }: NumbersProps) {
  return (
    <section className="cl-em-numbers" aria-label={t('emergency.numbers')}>
      {own && <p className="cl-detail">{t('emergency.numbers.own')}</p>}
      {sets.map(({ numbers, practices }) => (
        <div key={practices.join()}>
          {sets.length > 1 && <p className="cl-detail">{practices.join(', ')}</p>}
          <ul className="cl-em-dials">
            {numbersFor(action, numbers).map((n) => (
              <li key={n.kind} className={cx('cl-em-dial', `cl-em-dial-${n.kind}`)}>
                <span className="cl-detail">{t(`emergency.number.${n.kind}`)}</span>
                <span className={n.kind === 'ambulance' ? 'cl-dial' : 'cl-em-dial-small'}>{n.dial}</span>
              </li>
            ))}
          </ul>
          {numbers.areas.length > 0 && (
            <div className="cl-em-areas">
              <h3 className="cl-detail">{t('emergency.areas')}</h3>
              <dl>
                {numbers.areas.map((a) => (
                  <div key={a.number}>
                    <dt>{a.area}</dt>
                    <dd>{formatPhone(a.number)}</dd>
                  </div>
                ))}
              </dl>
              <p className="cl-detail">{numbers.lookUp ?? t('emergency.areas.look-up')}</p>
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
