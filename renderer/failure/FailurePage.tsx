// One calm page for each cause that keeps the desk from opening: what happened and what to do at the left, what is safe
// and what support needs at the right.
import { Check, Copy, LifeBuoy, MailWarning, Phone, Power, RotateCcw, ShieldCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { Brand } from '../session/Brand.tsx';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { announce, Button, DefinitionRows, Icon } from '../ui/index.ts';
import { wordsOf } from './causes.ts';
import { copyText, detailsOf, type Detail } from './details.ts';
import { noteTry, useTries } from './tries.ts';

export interface FailurePageProps {
  code: string;
  version: string | null;
  profile?: string | null;
  /** Looks again; resolves when the answer is known. */
  again: () => Promise<unknown>;
  /** Where the person in front of it can put it right. */
  repair?: ReactNode;
}

/** Long enough to be read as an answer to the press, ms. */
const atLeast = 500;

export function FailurePage({ code, version, profile = null, again, repair }: FailurePageProps) {
  const words = wordsOf(code);
  const [busy, setBusy] = useState(false);
  const [at] = useState(() => new Date().toISOString());
  const last = useTries((s) => s.last);
  const host = window.careline === undefined ? 'preview' : 'electron';
  const details = detailsOf({ code, version, profile, host, agent: navigator.userAgent, at });
  const tryAgain = (): void => {
    if (busy) return;
    setBusy(true);
    const seen = new Promise((resolve) => setTimeout(resolve, atLeast));
    void Promise.all([again(), seen]).then(() => {
      noteTry(code);
      setBusy(false);
    });
  };
  return (
    <div className="cl-failure" data-code={code}>
      <main className="cl-failure-main">
        <Brand />
        <h1 className="cl-failure-title">{words.title}</h1>
        <section aria-label={t('failure.what')}>
          <p className="cl-failure-what">{words.what}</p>
        </section>
        <section aria-labelledby="cl-failure-do" className="cl-failure-do">
          <h2 id="cl-failure-do">{t('failure.do')}</h2>
          <ol>
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <div className="cl-failure-buttons">
          {repair}
          <Button
            kind={words.again && !repair ? 'primary' : 'quiet'}
            size="large"
            icon={RotateCcw}
            isPending={busy}
            onPress={tryAgain}
            autoFocus={words.again}
          >
            {t(busy ? 'failure.again.busy' : 'failure.again')}
          </Button>
          {host === 'electron' && (
            <Button
              kind={words.again ? 'quiet' : 'primary'}
              size="large"
              icon={Power}
              onPress={() => window.careline?.send({ t: 'quit' })}
            >
              {t('failure.quit')}
            </Button>
          )}
        </div>
        <p className="cl-failure-still" role="status">
          {!busy && last?.code === code && t('failure.still', { time: formatTimeSeconds(last.at) })}
        </p>
        <div className="cl-failure-meanwhile">
          <Part icon={Phone} tone="accent" title={t('failure.meanwhile')}>
            <p>{words.meanwhile}</p>
            <EmergencyButton />
          </Part>
        </div>
      </main>
      <aside className="cl-failure-aside">
        <Part icon={ShieldCheck} tone="green" title={t('failure.safe')}>
          <p>{words.safe}</p>
        </Part>
        {words.unsent !== null && (
          <Part icon={MailWarning} tone="amber" title={t('failure.unsent')}>
            <p>{words.unsent}</p>
          </Part>
        )}
        <Part icon={LifeBuoy} tone="neutral" title={t('failure.support')}>
          {words.it !== null && <p>{words.it}</p>}
          <Support details={details} />
        </Part>
      </aside>
    </div>
  );
}

function Part({
  icon,
  tone,
  title,
  children,
}: {
  icon: LucideIcon;
  tone: 'green' | 'amber' | 'accent' | 'neutral';
  title: string;
  children: ReactNode;
}) {
  return (
    <section className="cl-failure-part" aria-label={title}>
      <span className={`cl-failure-mark cl-tone-${tone}`}>
        <Icon of={icon} size={18} />
      </span>
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}

function Support({ details }: { details: readonly Detail[] }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = (): void => {
    navigator.clipboard.writeText(copyText(details)).then(
      () => {
        setCopied('yes');
        announce(t('failure.copied'));
      },
      () => setCopied('failed'),
    );
  };
  return (
    <>
      <div className="cl-failure-details">
        <DefinitionRows rows={[...details]} />
      </div>
      <div className="cl-inline">
        <Button size="small" icon={copied === 'yes' ? Check : Copy} onPress={copy}>
          {t(copied === 'yes' ? 'failure.copied' : 'failure.copy')}
        </Button>
        <span className="cl-detail-quiet" role="status">
          {t(copied === 'failed' ? 'failure.copy.failed' : 'failure.details.none')}
        </span>
      </div>
    </>
  );
}
