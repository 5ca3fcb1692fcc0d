// What the person on the line may be told and what not, why, and what to say (C20, C26): sentences, never what is on file.
import { EarOff, RefreshCw } from 'lucide-react';
import type { Hearing } from '#shared/contract/patient.ts';
import { errorText, t } from '../../text/t.ts';
import { Banner, Button, DefinitionRows } from '../../ui/index.ts';
import { leftKey } from '../checking.ts';
import { CallerName } from './CallerName.tsx';
import type { CallerAsk } from './use-caller.ts';
import { asksName, isProfessional, nameFirst, sayFor } from './who.ts';

export interface HearsProps {
  hearing: Hearing;
  /** How to call the patient. */
  name: string;
  wrongLeft: number;
  wrongEarlier?: boolean | undefined;
  /** The patient's own two facts are still to be asked for. */
  factsFirst: boolean;
  ask: CallerAsk;
}

/** For a caller who may hear something: two lines and the reasons, above what is shown. Nothing for the patient in full. */
export function Hears({ hearing, name, factsFirst }: Omit<HearsProps, 'wrongLeft' | 'wrongEarlier' | 'ask'>) {
  const { scope, why } = hearing;
  if (scope === 'nothing' || (scope === 'record' && hearing.caller === 'self')) return null;
  const say = sayFor(hearing);
  return (
    <section className="cl-caller-hears" aria-label={t('caller.told.title')}>
      {scope !== 'record' && (
        <DefinitionRows
          width="narrow"
          rows={[
            { label: t('caller.may'), value: t(`caller.may.${scope}`) },
            { label: t('caller.not'), value: t(`caller.not.${scope}`) },
          ]}
        />
      )}
      <p className="cl-detail">
        {scope === 'record' && t('caller.all')} {why.map((code) => t(`caller.why.${code}`)).join(' ')}
      </p>
      {factsFirst ? (
        <p className="cl-detail">{t('caller.facts-first')}</p>
      ) : (
        say !== null && <p className="cl-said">{t(say, { name })}</p>
      )}
    </section>
  );
}

/** For a caller who may hear nothing: in place of facts and cards. The caller is still helped. */
export function TellNothing({ hearing, name, wrongLeft, wrongEarlier, ask }: Omit<HearsProps, 'factsFirst'>) {
  const { caller, why } = hearing;
  const asks = asksName(hearing);
  return (
    <section className="cl-patient-pad" aria-label={t('caller.told.title')}>
      {ask.busy ? (
        <p className="cl-detail" role="status">
          {t('caller.asking')}
        </p>
      ) : (
        <Banner tone="amber" icon={EarOff} title={t('caller.neither')} spoken={false}>
          {nameFirst(hearing, ask.named)
            ? t('caller.name-first')
            : why.length === 0
              ? t('caller.undecided')
              : why.map((code) => t(`caller.why.${code}`)).join(' ')}
        </Banner>
      )}
      {ask.failure !== null && <Failed hearing={hearing} ask={ask} />}
      <p className="cl-said">{t(sayFor(hearing, ask.named) ?? 'caller.say.nothing', { name })}</p>
      {asks && <CallerName key={caller} caller={caller} ask={ask} />}
      {isProfessional(caller) && <p className="cl-detail">{t('caller.call-back.hint')}</p>}
      <p className="cl-detail">{t('caller.next')}</p>
      {asks && (
        <p className={wrongLeft < 3 ? 'cl-detail cl-ink-amber' : 'cl-detail-quiet'}>
          {t(leftKey({ wrongEarlier }), { count: wrongLeft })}
        </p>
      )}
    </section>
  );
}

function Failed({ hearing, ask }: Pick<HearsProps, 'hearing' | 'ask'>) {
  const { sentence, next } = errorText(ask.failure?.code ?? 'unexpected');
  return (
    <Banner
      tone="amber"
      icon={RefreshCw}
      title={t('caller.failed')}
      action={
        <Button size="small" isPending={ask.busy} onPress={() => void ask.run(hearing.caller, null)}>
          {t('caller.again')}
        </Button>
      }
    >
      {sentence} {next}
    </Banner>
  );
}
