// Which page stands in the middle. Each is loaded when it is first shown; charts come with the two that draw them.
import { lazy, type ComponentType } from 'react';
import { useWhere, type Place } from './store.ts';

const page = (load: () => Promise<ComponentType>): ComponentType =>
  lazy(async () => ({ default: await load() }));

const shown: Readonly<Record<Place, ComponentType>> = {
  people: page(async () => (await import('./people/PeoplePage.tsx')).PeoplePage),
  attempts: page(async () => (await import('./attempts/AttemptsPage.tsx')).AttemptsPage),
  team: page(async () => (await import('./team/TeamPage.tsx')).TeamPage),
  agreement: page(async () => (await import('./agreement/AgreementPage.tsx')).AgreementPage),
  corrections: page(async () => (await import('./corrections/CorrectionsPage.tsx')).CorrectionsPage),
  scenarios: page(async () => (await import('./ScenariosPage.tsx')).ScenariosPage),
  editor: page(async () => (await import('../scenario-editor/ScenarioEditor.tsx')).ScenarioEditor),
  certificates: page(async () => (await import('./certificates/CertificatesPage.tsx')).CertificatesPage),
};

export function Page() {
  const Shown = shown[useWhere((s) => s.place)];
  return <Shown />;
}
