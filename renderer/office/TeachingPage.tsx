// A trainer's home at the live desk: the way to practice, what there is to read here, and what there is not (C18).
import '../text/late/office.ts';
import { BookOpen, GraduationCap } from 'lucide-react';
import { goToPractice } from '../app/leave-practice.ts';
import { t } from '../text/t.ts';
import { ChoiceCard, PageHead } from '../ui/index.ts';
import { goTo } from './store.ts';

export function TeachingPage() {
  return (
    <>
      <PageHead title={t('office.place.teaching')} lead={t('office.teaching.lead')} />
      <div className="cl-office-choices" role="group" aria-label={t('office.place.teaching')}>
        <ChoiceCard
          icon={GraduationCap}
          title={t('app.person.practice')}
          detail={t('office.teaching.practice')}
          onPress={goToPractice}
        />
        <ChoiceCard
          icon={BookOpen}
          title={t('office.teaching.read')}
          detail={t('office.teaching.read.what')}
          onPress={() => goTo('articles')}
        />
      </div>
      <p className="cl-detail">{t('office.teaching.not-here')}</p>
    </>
  );
}
