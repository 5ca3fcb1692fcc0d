// The demo's banner and the drawer behind its button. In a profile that is no demo it draws nothing at all.
import { FlaskConical } from 'lucide-react';
import { useRef, useState } from 'react';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { DemoDrawer } from './DemoDrawer.tsx';
import { ProofDialog } from './ProofDialog.tsx';
import { demoKeys, useDemoKey } from './use-demo-key.ts';
import './demo.css';

export function DemoBar() {
  const isDemo = useSession((s) => s.state?.demo === true);
  return isDemo ? <Bar /> : null;
}

function Bar() {
  const [open, setOpen] = useState(false);
  const [proof, setProof] = useState(false);
  const bar = useRef<HTMLElement>(null);
  // The drawer's button that opened the page is gone with the drawer: the focus goes to what opens the drawer.
  const back = (): void => {
    setTimeout(() => {
      if (document.activeElement === document.body)
        bar.current?.querySelector<HTMLElement>('.cl-demo-open')?.focus();
    }, 50);
  };
  useDemoKey(() => setOpen((now) => !now));
  return (
    <>
      <section ref={bar} className="cl-demo-bar" aria-label={t('demo.banner.label')}>
        <Icon of={FlaskConical} size={14} />
        <span>{t('demo.banner')}</span>
        <Button
          kind="plain"
          size="small"
          className="cl-demo-open"
          keys={demoKeys}
          aria-expanded={open}
          onPress={() => setOpen(!open)}
        >
          {t('demo.open')}
        </Button>
      </section>
      {open && (
        <DemoDrawer
          onClose={() => setOpen(false)}
          onProof={() => {
            setOpen(false);
            setProof(true);
          }}
        />
      )}
      <ProofDialog
        isOpen={proof}
        onClose={() => {
          setProof(false);
          back();
        }}
      />
    </>
  );
}
