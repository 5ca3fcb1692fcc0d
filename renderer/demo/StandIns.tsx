// What here is not the real thing, said before anybody asks.
import { t } from '../text/t.ts';
import { Skeleton } from '../ui/index.ts';
import { standInText } from './proof-text.ts';
import { useDemoState } from './use-demo-state.ts';

export function StandIns() {
  const { demo, failure } = useDemoState();
  return (
    <section className="cl-card cl-demo-stand-ins" aria-labelledby="cl-demo-stand-ins">
      <h3 id="cl-demo-stand-ins">{t('proof.stand-ins')}</h3>
      {demo === null && failure === null && <Skeleton label={t('proof.stand-ins.loading')} />}
      {demo === null && failure !== null && <p className="cl-detail">{t('demo.state.unread')}</p>}
      {demo !== null && demo.standIns.length === 0 && (
        <p className="cl-detail">{t('proof.stand-ins.none')}</p>
      )}
      {demo !== null && demo.standIns.length > 0 && (
        <ul className="cl-detail cl-demo-list">
          {demo.standIns.map((code) => (
            <li key={code}>{standInText(code)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
