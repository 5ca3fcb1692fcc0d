// The way in on this computer: who it is, then their secret; and what there is for somebody else, or when it is forgotten.
// The closed vault, the locked desk and an open desk with nobody at it all have this door.
import { ArrowLeft, KeyRound, UsersRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { SessionState, SlotView } from '#shared/contract/session.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Avatar, Button } from '../ui/index.ts';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import { PeopleTiles } from './PeopleTiles.tsx';
import { SecretForm } from './SecretForm.tsx';
import { givenFor, type Given } from './use-demo.ts';
import { tilesOf, type Tile } from './tiles.ts';
import '../text/late/sign-in.ts';

export interface DoorProps {
  /** What the button says: open, unlock, sit down. */
  action: string;
  open: (secret: string, personId?: string) => Promise<Result<SessionState>>;
  /** Whose secret is asked for at once. */
  here?: string | null;
  /** The set-up passphrase opens it too. */
  withSetup?: boolean;
  /** Filled in in a demo, where it opens: the passphrase that stands on its first screen. */
  given?: Given | undefined;
  /** What a sign-in by browser does at this door. */
  browser: 'sit' | 'recover';
  /** False while something else is the next step; becomes true, the field is ready. */
  focused?: boolean;
  /** Why nobody else may come in now. */
  onlyHere?: string | undefined;
}

/** A person's id, or one of the two that are no person. */
type Chosen = { kind: 'person'; id: string } | { kind: 'set-up' } | { kind: 'nobody' };
const none: readonly SlotView[] = [];
/** A desk that told no slots has the one passphrase. */
const plainSlot: Pick<SlotView, 'kind' | 'triesLeft' | 'waitMs'> = {
  kind: 'passphrase',
  triesLeft: 5,
  waitMs: 0,
};

function firstOf(people: readonly Tile[], here: string | null): Chosen {
  if (people.length === 0) return { kind: 'set-up' };
  const only = people.length === 1 ? people[0] : undefined;
  const id = people.find((tile) => tile.person.id === here)?.person.id ?? only?.person.id;
  return id === undefined ? { kind: 'nobody' } : { kind: 'person', id };
}

/** Why the last sign-in by browser failed was read: the next act is another one. */
function forgetProblem(): void {
  const signIn = useSession.getState().state?.signIn;
  if (signIn?.going === null && signIn.problem !== null) void moveSession(careline.signin.cancel());
}
async function act(done: Promise<Result<SessionState>>): Promise<Failure | null> {
  const failed = await moveSession(done);
  if (failed) forgetProblem();
  return failed;
}

export function Door(props: DoorProps) {
  const { action, open, here = null, given, browser, onlyHere, focused = true } = props;
  const slots = useSession((s) => s.state?.slots ?? none);
  const signIn = useSession((s) => s.state?.signIn);
  const [picked, setPicked] = useState<Chosen | null>(null);
  const pick = (next: Chosen): void => {
    setPicked(next);
    forgetProblem();
  };
  const people = tilesOf(slots);
  const setup = slots.find((slot) => slot.person === null);
  const withSetup = (props.withSetup ?? true) && setup !== undefined;
  const chosen = picked ?? firstOf(people, here);
  const tile = chosen.kind === 'person' ? people.find((one) => one.person.id === chosen.id) : undefined;
  const byBrowser = signIn?.mode === 'oidc';
  if (byBrowser && signIn.going !== null) return <BrowserSignIn purpose={browser} />;
  if (tile)
    return (
      <Own tile={tile}>
        <SecretForm
          key={tile.id}
          slot={tile}
          given={givenFor(tile.id, given)}
          action={action}
          focused={focused}
          open={(secret) => act(open(secret, tile.person.id))}
          instead={
            <p className="cl-detail">
              {t(byBrowser ? 'sign-in.wait.instead.browser' : 'sign-in.wait.instead')}
            </p>
          }
        />
        <div className="cl-door-foot">
          {onlyHere === undefined ? (
            <Button kind="plain" icon={UsersRound} onPress={() => pick({ kind: 'nobody' })}>
              {t('sign-in.somebody-else')}
            </Button>
          ) : (
            <p className="cl-detail">{onlyHere}</p>
          )}
          {byBrowser && (
            <BrowserSignIn
              purpose={browser}
              saidElsewhere
              personId={tile.person.id}
              action={t(tile.kind === 'pin' ? 'sign-in.forgotten.pin' : 'sign-in.forgotten.passphrase')}
            />
          )}
        </div>
      </Own>
    );
  if (chosen.kind === 'set-up')
    return (
      <div className="cl-stack">
        <SecretForm
          key="set-up"
          slot={setup ?? plainSlot}
          given={setup && givenFor(setup.id, given)}
          action={action}
          focused={focused}
          open={(secret) => act(open(secret))}
          instead={<p className="cl-detail">{t('sign-in.wait.instead')}</p>}
        />
        {people.length > 0 && (
          <Button kind="plain" icon={ArrowLeft} onPress={() => pick({ kind: 'nobody' })}>
            {t('sign-in.people.back')}
          </Button>
        )}
      </div>
    );
  return (
    <div className="cl-stack">
      {people.length > 0 && (
        <PeopleTiles
          tiles={people}
          first={here}
          onChoose={(one) => pick({ kind: 'person', id: one.person.id })}
        />
      )}
      <div className="cl-door-foot">
        {withSetup && (
          <Button kind="plain" icon={KeyRound} onPress={() => pick({ kind: 'set-up' })}>
            {t('sign-in.set-up.use')}
          </Button>
        )}
        {byBrowser && browser === 'sit' && (
          <BrowserSignIn purpose="sit" saidElsewhere action={t('sign-in.browser.other')} />
        )}
      </div>
      {browser === 'recover' && (
        <>
          {byBrowser && (
            <BrowserSignIn purpose="recover" saidElsewhere action={t('sign-in.browser.before')} />
          )}
          <p className="cl-detail">{t('sign-in.not-here')}</p>
        </>
      )}
    </div>
  );
}

function Own({ tile, children }: { tile: Tile; children: ReactNode }) {
  return (
    <section className="cl-stack" aria-label={tile.person.name}>
      <div className="cl-door-who">
        <Avatar name={tile.person.name} size="large" />
        <span className="cl-tile-text">
          <strong className="cl-name">{tile.person.name}</strong>
          <span className="cl-detail">{t(`app.role.${tile.person.role}`)}</span>
        </span>
      </div>
      {children}
    </section>
  );
}
