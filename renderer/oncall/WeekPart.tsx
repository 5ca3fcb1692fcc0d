// Seven days of one role as bars; changed shifts, holidays and gaps stand out by more than colour.
import { useState } from 'react';
import { onCallRoles, type OnCallRole } from '#shared/domain/oncall/index.ts';
import { t } from '../text/t.ts';
import { cx, ToggleChips, useNow } from '../ui/index.ts';
import type { ScheduleView } from './store.ts';
import { weekOf, type Bar } from './week.ts';
import { dayWords, roleWords } from './words.ts';

const barWords = (bar: Bar): string => {
  const { from, to } = bar;
  const name = bar.source === 'none' ? t('oncall.week.nobody') : bar.name;
  if (bar.source === 'override') return t('oncall.week.bar.override', { from, to, name });
  if (bar.source === 'holiday') return t('oncall.week.bar.holiday', { from, to, name });
  return t('oncall.week.bar', { from, to, name });
};

export function WeekPart({ view }: { view: ScheduleView }) {
  const { schedule } = view;
  const used = onCallRoles.filter((r) => r === 'primary' || schedule.shifts.some((s) => s.role === r));
  const [role, setRole] = useState<OnCallRole>('primary');
  const now = useNow(60_000).toISOString();
  return (
    <section className="cl-oncall-week">
      <ToggleChips
        label={t('oncall.week.role')}
        hideLabel
        mustChoose
        options={used.map((id) => ({ id, title: roleWords(id) }))}
        value={role}
        onChange={(id) => id !== null && setRole(id)}
      />
      <ol className="cl-oncall-days">
        {weekOf(schedule, now, role, schedule.zone).map((day) => (
          <li key={day.date} className={cx('cl-oncall-day', day.now !== null && 'cl-oncall-today')}>
            <span className="cl-oncall-date">
              {dayWords(day.date)}
              {day.holiday && <span className="cl-detail-quiet">{day.holiday}</span>}
            </span>
            <ol className="cl-oncall-bars">
              {day.now !== null && (
                <li
                  aria-hidden="true"
                  className="cl-oncall-mark"
                  style={{ insetInlineStart: `${day.now * 100}%` }}
                />
              )}
              {day.bars.map((bar) => (
                <li
                  key={bar.key}
                  className={cx('cl-oncall-bar', `cl-oncall-bar-${bar.source}`)}
                  style={{ flexGrow: Math.max(bar.end - bar.start, 0.12) }}
                  title={barWords(bar)}
                >
                  <span className="cl-hidden">{barWords(bar)}</span>
                  <span aria-hidden="true" className="cl-oncall-who">
                    {bar.source === 'none' ? t('oncall.week.nobody') : bar.name}
                  </span>
                  <span aria-hidden="true" className="cl-oncall-from">
                    {bar.from}
                  </span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      <p className="cl-oncall-legend cl-detail-quiet" aria-hidden="true">
        {(['override', 'holiday', 'none'] as const).map((source) => (
          <span key={source}>
            <span className={cx('cl-oncall-swatch', `cl-oncall-bar-${source}`)} />{' '}
            {t(source === 'none' ? 'oncall.week.legend.gap' : `oncall.week.legend.${source}`)}
          </span>
        ))}
      </p>
    </section>
  );
}
