// The vault is open and nobody sits here yet: who is it? Without anybody to choose, the desk must be enrolled first.
import { UserRound, UserRoundX } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { SittingPerson } from '#shared/contract/session.ts';
import type { Failure } from '#shared/domain/result.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { useKeyPresses } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, ChoiceCard, Skeleton } from '../ui/index.ts';
import { Enrol } from './Enrol.tsx';
import { Page } from './Page.tsx';
import { SetupSteps } from './StepLine.tsx';

export function People() {
  const [people, setPeople] = useState<SittingPerson[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const enrolled = useSession((s) => s.state?.enrolled === true);
  const practice = useSession((s) => s.state?.practice === true);
  const read = useCallback(() => {
    void careline.session.people().then((result) => {
      if (result.ok) setPeople(result.value);
      setFailure(result.ok ? null : result);
      // In the practice vault there is only the trainee: nothing to choose.
      const only = result.ok && result.value.length === 1 ? result.value[0] : undefined;
      if (practice && only) void moveSession(careline.session.sit({ personId: only.id })).then(setFailure);
    });
  }, [practice]);
  useEffect(read, [read, enrolled]);
  useTopic(careline.session.changed, read);
  const sit = (person: SittingPerson | undefined): void => {
    if (person) void moveSession(careline.session.sit({ personId: person.id })).then(setFailure);
  };
  useKeyPresses(['1', '2', '3', '4', '5', '6', '7', '8', '9'], (key) => sit(people?.[Number(key) - 1]));
  return (
    <Page
      steps={people?.length === 0 ? <SetupSteps at="enrol" /> : undefined}
      title={t(people?.length === 0 ? 'session.enrol.title' : 'session.people.title')}
      lead={
        people === null ? undefined : t(people.length === 0 ? 'session.enrol.lead' : 'session.people.lead')
      }
      emergency
    >
      {people !== null && people.length > 0 && !practice && (
        <Banner spoken={false} icon={UserRoundX} title={t('session.names')}>
          {t('session.names.what')}
        </Banner>
      )}
      {people === null && failure === null && <Skeleton label={t('session.people.loading')} />}
      {people?.map((person, i) => (
        <ChoiceCard
          key={person.id}
          icon={UserRound}
          title={person.name}
          detail={t(`app.role.${person.role}`)}
          keys={String(i + 1)}
          onPress={() => sit(person)}
        />
      ))}
      {failure && (
        <Banner
          tone="amber"
          title={errorText(failure.code).sentence}
          action={
            <Button size="small" onPress={read}>
              {t('session.again')}
            </Button>
          }
        >
          {errorText(failure.code).next}
        </Banner>
      )}
      {people?.length === 0 && (
        <>
          <Enrol />
          <p className="cl-detail">{t('session.enrol.interrupted')}</p>
        </>
      )}
    </Page>
  );
}
