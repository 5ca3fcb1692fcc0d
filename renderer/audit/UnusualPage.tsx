// Look-ups that somebody should ask about (C6), with the limits that they were found by.
import { SearchCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { UnusualFindingView } from '#shared/contract/audit.ts';
import { unusualLimits, usualLimits, type UnusualLimits } from '#shared/domain/audit/unusual.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Answer, Button, Chip, EmptyState, TextField, type Tone } from '../ui/index.ts';
import { whenOf } from './ChainCard.tsx';
import { useNameOf } from './names.ts';
import { filterBy } from './store.ts';

interface Found {
  findings: UnusualFindingView[];
  rows: number;
  from: string | null;
}
const names = ['patientsPerHour', 'patientsWithoutCall', 'refusedPerHour'] as const;

export function UnusualPage() {
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(names.map((name) => [name, String(usualLimits[name])])),
  );
  const [limits, setLimits] = useState<UnusualLimits>(usualLimits);
  const [times, setTimes] = useState(0);
  const [found, setFound] = useState<{ value: Found | null; failure: Failure | null }>({
    value: null,
    failure: null,
  });
  useEffect(() => {
    const ended = new AbortController();
    void careline.audit.unusual(limits, { signal: ended.signal }).then((result) => {
      if (ended.signal.aborted) return;
      setFound(result.ok ? { value: result.value, failure: null } : { value: null, failure: result });
    });
    return () => ended.abort();
  }, [limits, times]);
  const read = (name: string): number | null => {
    const number = Number(typed[name]);
    return Number.isInteger(number) && number >= 1 && number <= 1000 ? number : null;
  };
  const look = (): void => {
    const wanted = unusualLimits.safeParse(Object.fromEntries(names.map((name) => [name, read(name)])));
    if (!wanted.success) return;
    setFound({ value: null, failure: null });
    setLimits(wanted.data);
  };
  return (
    <>
      <form
        className="cl-audit-limits"
        aria-label={t('audit.unusual.limits')}
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        {names.map((name) => (
          <TextField
            key={name}
            label={t(`audit.unusual.${name}`)}
            inputMode="numeric"
            mono
            maxLength={4}
            value={typed[name] ?? ''}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
            {...(read(name) === null ? { error: t('audit.unusual.limit.wrong') } : {})}
          />
        ))}
        <Button type="submit" isDisabled={names.some((name) => read(name) === null)}>
          {t('audit.unusual.look')}
        </Button>
      </form>
      <Answer of={{ ...found, again: () => setTimes((n) => n + 1) }}>
        {({ findings, rows, from }) => (
          <>
            <p className="cl-detail">
              {t('audit.unusual.lead', { rows, from: from === null ? '–' : whenOf(from) })}
            </p>
            {findings.length === 0 ? (
              <EmptyState icon={SearchCheck} title={t('audit.unusual.empty')}>
                {t('audit.unusual.empty.what')}
              </EmptyState>
            ) : (
              <ul className="cl-audit-findings" aria-label={t('audit.unusual.list')}>
                {findings.map((one) => (
                  <Finding key={`${one.kind} ${one.rows.join()}`} one={one} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answer>
    </>
  );
}

const tones: Readonly<Partial<Record<UnusualFindingView['kind'], Tone>>> = {
  'own-record': 'red',
  'family-name': 'amber',
  'break-glass': 'violet',
};

function Finding({ one }: { one: UnusualFindingView }) {
  const nameOf = useNameOf();
  const hour = (iso: string, more: number): string =>
    new Date(Math.floor(Date.parse(iso) / 60_000) * 60_000 + more).toISOString();
  return (
    <li className="cl-audit-finding">
      <Chip tone={tones[one.kind] ?? 'neutral'}>{t(`audit.kind.${one.kind}`)}</Chip>
      <div>
        <strong>{nameOf(one.person)}</strong>{' '}
        <span>{t(`audit.kind.${one.kind}.what`, { count: one.count, patient: one.patientId ?? '–' })}</span>
        <p className="cl-detail">
          {one.from === one.to ? whenOf(one.from) : `${whenOf(one.from)} – ${whenOf(one.to)}`}
        </p>
      </div>
      <Button
        size="small"
        onPress={() =>
          void filterBy({
            person: one.person,
            role: null,
            group: null,
            outcome: 'all',
            subject: one.patientId,
            from: hour(one.from, 0),
            to: hour(one.to, 60_000),
          })
        }
      >
        {t('audit.unusual.rows')}
      </Button>
    </li>
  );
}
