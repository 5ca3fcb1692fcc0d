// "Checked until" for what is chosen: one after the other at the backend; what could not be is told by name.
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import type { KeptArticleRow } from '#shared/contract/authoring.ts';
import { daysAfter, usualReviewDays } from '#shared/domain/knowledge/draft.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { errorText, t } from '../../text/t.ts';
import { announce, Banner, Button, DateField, toast } from '../../ui/index.ts';
import { dayTyped } from '../days.ts';

export function VerifyBar({
  rows,
  today,
  isAll,
  onAll,
  onDone,
}: {
  rows: readonly KeptArticleRow[];
  today: string;
  isAll: boolean;
  onAll: () => void;
  onDone: () => void;
}) {
  const [until, setUntil] = useState(() => daysAfter(today, usualReviewDays));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ code: string; titles: string[] } | null>(null);
  const day = dayTyped(until);
  const isRight = day !== null && day > today;
  async function verify(): Promise<void> {
    if (day === null) return;
    setBusy(true);
    const left: string[] = [];
    let code = '';
    for (const row of rows) {
      // What the backend refuses of one says nothing of the next; without a backend none can be.
      const result =
        code === 'authoring-offline'
          ? null
          : await careline.authoring.verify(
              { id: row.id, version: row.version, until: day },
              { sureWithin: 10_000 },
            );
      if (result?.ok === true) continue;
      if (result !== null) code = result.code;
      left.push(row.title);
    }
    setBusy(false);
    setFailed(left.length === 0 ? null : { code, titles: left });
    const done = rows.length - left.length;
    if (done === 0) return;
    const said = t('authoring.verify.done', { count: done, date: formatDate(day) });
    toast({ text: said, icon: BadgeCheck });
    announce(said);
    onDone();
  }
  return (
    <div className="cl-stack">
      <div className="cl-inline cl-authoring-verify" role="group" aria-label={t('authoring.verify')}>
        <Button size="small" onPress={onAll}>
          {t(isAll ? 'authoring.choose.none' : 'authoring.choose.all')}
        </Button>
        <span className="cl-detail">{t('authoring.chosen', { count: rows.length })}</span>
        <DateField
          label={t('authoring.verify.until')}
          hideLabel
          value={until}
          maxLength={10}
          error={isRight ? undefined : t('authoring.verify.day')}
          onChange={setUntil}
        />
        <Button
          size="small"
          kind="primary"
          icon={BadgeCheck}
          isDisabled={rows.length === 0 || !isRight}
          isPending={busy}
          onPress={() => void verify()}
        >
          {t('authoring.verify.go')}
        </Button>
      </div>
      {failed !== null && (
        <Banner
          tone="amber"
          title={t('authoring.verify.failed', { titles: failed.titles.slice(0, 5).join(', ') })}
          onDismiss={() => setFailed(null)}
        >
          {errorText(failed.code).sentence} {errorText(failed.code).next}
        </Banner>
      )}
    </div>
  );
}
