// What insurers answered and what is to be paid. Each figure has its date: none is a promise to pay, and a balance that
// can't be told is not told.
import { FileCheck2, Wallet } from 'lucide-react';
import { balanceOf } from '#shared/domain/patient/money.ts';
import type { BenefitRow, MoneyRow } from '#shared/domain/patient/panel-rows.ts';
import { t } from '../../text/t.ts';
import { Chip, useNow } from '../../ui/index.ts';
import { shownIn, viewOf } from '../card-state.ts';
import { asOfText, recordDate } from '../dates.ts';
import { FactCard, Folding, type OneCardProps } from '../FactCard.tsx';
import { shownSum } from './figures.ts';
import { amountText, codeText, joined } from './words.ts';

export function MoneyCard({ loads, load, onRetry }: OneCardProps) {
  const now = useNow(60_000);
  const view = viewOf(loads, 'money');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  const balance = view === null || !has('amount') || !has('open') ? undefined : balanceOf(view);
  const time = view?.asOf ? asOfText(view.asOf, now) : '';
  return (
    <FactCard
      name="money"
      icon={Wallet}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: moneyName(row) }))}
    >
      {balance === null && <p className="cl-ink-amber">{t('patient-cards.money.untold')}</p>}
      {balance?.length === 0 && <p>{t('patient-cards.money.none-open', { time })}</p>}
      {balance?.map((each) => (
        <p key={each.currency}>
          <strong className="cl-patient-figure">
            {t('patient-cards.money.balance', { amount: amountText(each) })}
          </strong>{' '}
          <span className="cl-detail">{t('patient-cards.as-of', { time })}</span>
        </p>
      ))}
      <Folding
        rows={rows}
        shown={3}
        draw={(row) => (
          <div className="cl-patient-line">
            <span>
              {moneyName(row)}
              {has('open') && row.open && (
                <>
                  {' '}
                  <Chip tone="amber">{t('patient-cards.money.open')}</Chip>
                </>
              )}
              <span className="cl-detail cl-patient-by">
                {joined([
                  row.what !== null && t(`patient-cards.money.${row.kind}`),
                  row.at === null ? t('patient-cards.undated') : recordDate(row.at),
                  has('status') && !row.open && codeText('money.status', row.status),
                ])}
              </span>
            </span>
            {has('amount') && (
              <span className="cl-patient-figure">
                {row.amount === null ? t('patient-cards.money.no-amount') : amountText(row.amount)}
              </span>
            )}
          </div>
        )}
      />
    </FactCard>
  );
}
const moneyName = (row: MoneyRow): string => row.what ?? t(`patient-cards.money.${row.kind}`);

export function BenefitCard({ loads, load, onRetry }: OneCardProps) {
  const view = viewOf(loads, 'benefits');
  const rows = view?.rows ?? [];
  const has = shownIn(view);
  return (
    <FactCard
      name="benefits"
      icon={FileCheck2}
      load={load}
      onRetry={onRetry}
      sources={rows.map((row) => ({ ...row, what: benefitName(row) }))}
    >
      <Folding rows={rows} shown={1} draw={(row) => <Answer row={row} has={has} />} />
      <p className="cl-patient-note cl-detail-quiet">{t('patient-cards.benefit.no-promise')}</p>
    </FactCard>
  );
}
const benefitName = (row: BenefitRow): string => row.insurer ?? t('patient-cards.benefit.no-insurer');

function Answer({ row, has }: { row: BenefitRow; has: (field: string) => boolean }) {
  return (
    <div>
      <strong>{benefitName(row)}</strong>{' '}
      {has('inForce') && (
        <Chip tone={row.inForce === true ? 'neutral' : 'amber'}>
          {t(
            row.inForce === null
              ? 'patient-cards.benefit.force.unknown'
              : row.inForce
                ? 'patient-cards.benefit.force.yes'
                : 'patient-cards.benefit.force.no',
          )}
        </Chip>
      )}
      <div className="cl-detail">
        {joined([
          t(`patient-cards.benefit.outcome.${row.outcome}`),
          row.at === null
            ? t('patient-cards.undated')
            : t('patient-cards.benefit.at', { date: recordDate(row.at) }),
          row.disposition,
        ])}
      </div>
      {row.benefits.length > 0 && (
        <Folding
          rows={row.benefits.map((each, i) => ({ ...each, id: `${i}` }))}
          shown={4}
          className="cl-patient-line-list"
          draw={(each) => (
            <div className="cl-patient-line">
              <span>{each.name}</span>
              <span className="cl-patient-figure">
                {joined([
                  each.allowed === null ? t('patient-cards.benefit.no-figure') : shownSum(each.allowed),
                  each.used !== null && t('patient-cards.benefit.used', { used: shownSum(each.used) }),
                ])}
              </span>
            </div>
          )}
        />
      )}
    </div>
  );
}
