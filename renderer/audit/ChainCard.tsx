// Whether the log is whole, how far the backend confirmed it, and the two things to do: check it now, hand it out.
import { FileDown, ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useRef, useState } from 'react';
import type { AuditState } from '#shared/contract/audit.ts';
import { say, sayFailure } from '../app/say.ts';
import { deskNow, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, FailedBanner, Icon, Progress, Skeleton } from '../ui/index.ts';
import { readChain, readLog, useChain } from './store.ts';

/** `14:02`, or with its day if that is another one. */
export function whenOf(iso: string): string {
  const now = deskNow().toISOString();
  const day = formatDate(iso, { now });
  return day === formatDate(now, { now }) ? formatTime(iso) : `${day}, ${formatTime(iso)}`;
}

interface Going {
  done: number;
  total: number | null;
}

export function ChainCard() {
  const { state, failure } = useChain();
  const [checking, setChecking] = useState<Going | null>(null);
  const cancel = useRef<AbortController | null>(null);
  const verify = async (): Promise<void> => {
    cancel.current = new AbortController();
    setChecking({ done: 0, total: null });
    const result = await careline.audit.verify(
      {},
      {
        signal: cancel.current.signal,
        onProgress: ({ done, total }) => setChecking({ done, total }),
      },
    );
    setChecking(null);
    if (result.ok) return readChain();
    if (result.code === 'cancelled') say(t('audit.verify.cancelled'));
    else sayFailure(result);
  };
  if (state === null)
    return failure === null ? (
      <Skeleton lines={2} label={t('audit.list.reading')} />
    ) : (
      <FailedBanner code={failure.code} again={() => void readChain()} />
    );
  const broken = state.chain?.firstBroken ?? null;
  return (
    <section className="cl-audit-chain" aria-label={t('audit.chain.label')}>
      <div className="cl-audit-chain-row">
        <Standing state={state} />
        <div className="cl-office-actions">
          {checking === null ? (
            <Button icon={ShieldCheck} onPress={() => void verify()}>
              {t('audit.verify')}
            </Button>
          ) : (
            <>
              <Progress
                label={t('audit.verify.busy')}
                {...(checking.total === null ? {} : { value: checking.done, max: checking.total })}
                text={
                  checking.total === null
                    ? ''
                    : t('audit.verify.of', { done: checking.done, total: checking.total })
                }
              />
              <Button onPress={() => cancel.current?.abort()}>{t('audit.verify.cancel')}</Button>
            </>
          )}
          <Export />
        </div>
      </div>
      {broken !== null && (
        <Banner tone="red" title={t('audit.chain.broken', { seq: broken })}>
          {t('audit.chain.broken.next')}
        </Banner>
      )}
      {state.problem !== null && (
        <Banner tone="red" title={errorText(state.problem).sentence}>
          {errorText(state.problem).next}
        </Banner>
      )}
    </section>
  );
}

function Standing({ state }: { state: AuditState }) {
  const { chain, anchored, backend, head, rows, keepDays, checkpoint } = state;
  const role = useSession((s) => s.state?.person?.role);
  const whole = chain !== null && chain.firstBroken === null;
  const waiting = head.seq - (anchored?.seq ?? 0);
  const confirmed =
    backend === 'none'
      ? t('audit.chain.none')
      : anchored !== null
        ? [
            t('audit.chain.anchored', { seq: anchored.seq, time: whenOf(anchored.at) }),
            waiting > 0 && t('audit.chain.waiting', { count: waiting }),
          ]
            .filter(Boolean)
            .join(' ')
        : t(backend === 'unknown' ? 'audit.chain.unknown' : 'audit.chain.first');
  return (
    <div className="cl-audit-standing">
      <Icon
        of={whole ? ShieldCheck : chain === null ? ShieldQuestion : ShieldAlert}
        size={22}
        tone={whole ? 'green' : chain === null ? 'neutral' : 'red'}
      />
      <div>
        <strong role="status">
          {chain === null
            ? t('audit.chain.unchecked', { rows })
            : whole
              ? t('audit.chain.whole', { rows: chain.rows, time: whenOf(chain.at) })
              : t('audit.chain.broken', { seq: chain.firstBroken ?? 0 })}
        </strong>
        <p>{confirmed}</p>
        {backend !== 'none' && (
          <p className="cl-detail">
            {t('audit.chain.kept', { days: keepDays })}{' '}
            {checkpoint !== null && t('audit.chain.pruned', { seq: checkpoint.seq })}
          </p>
        )}
        {role !== 'auditor' && <p className="cl-detail">{t('audit.export.why-not')}</p>}
      </div>
    </div>
  );
}

function Export() {
  const role = useSession((s) => s.state?.person?.role);
  const [going, setGoing] = useState<Going | null>(null);
  const total = going?.total ?? null;
  if (role !== 'auditor') return null;
  const save = async (): Promise<void> => {
    setGoing({ done: 0, total: null });
    const result = await careline.audit.export(
      {},
      { onProgress: ({ done, total }) => setGoing({ done, total }) },
    );
    setGoing(null);
    if (!result.ok) return sayFailure(result);
    const { file } = result.value;
    if (file !== null) say(t('audit.export.done', { name: file.name, rows: file.rows }));
    void readLog();
  };
  return (
    <Button kind="primary" icon={FileDown} isPending={going !== null} onPress={() => void save()}>
      {total === null ? t('audit.export') : t('audit.export.busy', { done: going?.done ?? 0, total })}
    </Button>
  );
}
