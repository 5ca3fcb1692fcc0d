// The proof page by its own address: with the mark above it and a way back to the desk.
import { ArrowLeft } from 'lucide-react';
import { ProofPage } from '../app/lazy-rooms.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { Brand } from './Brand.tsx';

export function ProofScreen() {
  return (
    <main className="cl-proof-screen">
      <h1 className="cl-hidden">{t('session.proof.label')}</h1>
      <div className="cl-inline">
        <Brand />
        <Button icon={ArrowLeft} onPress={() => window.location.replace('?')}>
          {t('session.practice.back')}
        </Button>
      </div>
      <ProofPage />
    </main>
  );
}
