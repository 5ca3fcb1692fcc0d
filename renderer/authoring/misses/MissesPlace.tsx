// What was looked for and not found: known words only, counted, on this desk alone. An article about it begins from here.
import { Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { MissRow } from '#shared/contract/authoring.ts';
import { useAccounts } from '../../app/accounts.ts';
import { sayFailure } from '../../app/say.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, DataTable, Dialog, EmptyState, toast, ToggleChips } from '../../ui/index.ts';
import { PlaceHead } from '../PlaceHead.tsx';
import type { Room } from '../places.ts';
import { useAsked } from '../use-asked.ts';

const spans = ['7', '30', '90'] as const;

export function MissesPlace({ room }: { room: Room }) {
  const [days, setDays] = useState<(typeof spans)[number]>('30');
  const [forgets, setForgets] = useState(false);
  const { accounts } = useAccounts();
  const of = useAsked(days, () => careline.authoring.misses({ days: Number(days) }));
  const reasons = new Map<string, string>(
    accounts.flatMap((a) => a.reasons.map((r) => [r.code, r.label] as const)),
  );
  const nameOf = (id: string): string => accounts.find((one) => one.id === id)?.name ?? id;
  async function write(row: MissRow): Promise<void> {
    const begun = await careline.authoring.begin(
      {
        id: uuidv7(),
        as: 'new',
        from: null,
        practice: row.accounts.length === 1 ? (row.accounts[0] ?? 'all') : 'all',
      },
      { sureWithin: 5000 },
    );
    if (!begun.ok) return sayFailure(begun);
    const { row: draft, fields } = begun.value;
    // Callers' words are how it is found next time.
    const kept = await careline.authoring.write(
      {
        id: draft.id,
        revision: draft.revision,
        fields: { ...fields, keywords: row.words.length === 0 ? [] : [row.words.join(' ')] },
      },
      { sureWithin: 5000 },
    );
    if (!kept.ok) sayFailure(kept);
    room.openDraft(draft.id);
  }
  async function forget(): Promise<void> {
    setForgets(false);
    const result = await careline.authoring.forgetMisses({}, { sureWithin: 5000 });
    if (!result.ok) return sayFailure(result);
    toast({ text: t('authoring.misses.forgotten', { count: result.value.forgotten }) });
    of.again();
  }
  return (
    <div className="cl-authoring-fill">
      <PlaceHead
        title={t('authoring.place.misses')}
        lead={t('authoring.misses.lead')}
        action={
          <Button isDisabled={(of.value?.rows.length ?? 0) === 0} onPress={() => setForgets(true)}>
            {t('authoring.misses.forget')}
          </Button>
        }
      />
      <ToggleChips
        label={t('authoring.misses.span')}
        mustChoose
        value={days}
        onChange={(next) => next && setDays(next)}
        options={spans.map((id) => ({ id, title: t('authoring.misses.days', { days: Number(id) }) }))}
      />
      <Answer of={of}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState icon={SearchX} title={t('authoring.misses.none')}>
              {t('authoring.misses.none.what')}
            </EmptyState>
          ) : (
            <>
              <p className="cl-detail">{t('authoring.misses.total', { count: total })}</p>
              <DataTable
                caption={t('authoring.place.misses')}
                className="cl-authoring-table"
                columns={[
                  t('authoring.misses.words'),
                  t('authoring.misses.count'),
                  t('authoring.misses.reasons'),
                  t('authoring.misses.accounts'),
                  t('authoring.misses.last'),
                  { hidden: t('authoring.column.do') },
                ]}
              >
                {rows.map((row) => (
                  <tr key={`${row.words.join(' ')} ${row.hidden}`}>
                    <td>
                      {row.words.length === 0 ? (
                        <span>{t('authoring.misses.unknown', { count: row.hidden })}</span>
                      ) : (
                        <strong>{row.words.join(' ')}</strong>
                      )}
                      {row.words.length > 0 && row.hidden > 0 && (
                        <div className="cl-detail">{t('authoring.misses.hidden', { count: row.hidden })}</div>
                      )}
                    </td>
                    <td className="cl-authoring-number">{row.count}</td>
                    <td>
                      {row.reasons
                        .map(
                          ({ code, count }) =>
                            `${reasons.get(code) ?? t('authoring.misses.no-reason')} ${count}`,
                        )
                        .join(', ')}
                    </td>
                    <td>{row.accounts.map(nameOf).join(', ') || '–'}</td>
                    <td>{formatDate(row.lastDay)}</td>
                    <td className="cl-authoring-end">
                      <Button size="small" icon={Plus} onPress={() => void write(row)}>
                        {t('authoring.misses.write')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </DataTable>
            </>
          )
        }
      </Answer>
      {forgets && (
        <Dialog
          isOpen
          size="small"
          role="alertdialog"
          onClose={() => setForgets(false)}
          title={t('authoring.misses.forget.title')}
          actions={
            <>
              <Button onPress={() => setForgets(false)}>{t('authoring.cancel')}</Button>
              <Button kind="danger" onPress={() => void forget()}>
                {t('authoring.misses.forget')}
              </Button>
            </>
          }
        >
          {t('authoring.misses.forget.what')}
        </Dialog>
      )}
    </div>
  );
}
