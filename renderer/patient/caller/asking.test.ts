// The key that asks who is on the line, pressed where nobody is chosen: it must not open later by itself.
import { beforeEach, expect, it } from 'vitest';
import { closeAsking, openAsking, refuseAsking, useAsking } from './asking.ts';
import { useSaidOverCard } from '../../app/say.ts';
import { useDeskView } from '../../app/desk-store.ts';

beforeEach(() => {
  closeAsking();
  useDeskView.setState({ emergencyOpen: true });
  useSaidOverCard.setState({ text: null });
});

it('is answered with what to do first, once, and only for its own call', () => {
  openAsking('one');
  refuseAsking('two');
  expect([useAsking.getState().contextId, useSaidOverCard.getState().text]).toEqual(['one', null]);
  refuseAsking('one');
  expect(useAsking.getState().contextId).toBeNull();
  expect(useSaidOverCard.getState().text).toContain('Choose a person first');
});
