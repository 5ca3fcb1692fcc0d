// One thing the drawer can do: a button with a sentence under it, and the state it works on at its right.
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Button, Chip, type Tone } from '../ui/index.ts';

export function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="cl-demo-group" aria-labelledby={id}>
      <h3 id={id} className="cl-demo-group-title">
        {title}
      </h3>
      {children}
    </section>
  );
}

export interface ActionRowProps {
  icon: LucideIcon;
  title: string;
  what: string;
  /** The state that the button changes: `runs`, `stopped`. */
  state?: string;
  stateTone?: Tone;
  isPending?: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

export function ActionRow({ icon, title, what, state, stateTone, ...button }: ActionRowProps) {
  const id = useId();
  return (
    <div className="cl-demo-action">
      <div className="cl-inline">
        <Button icon={icon} aria-describedby={id} {...button}>
          {title}
        </Button>
        {state !== undefined && (
          <span role="status">
            <Chip tone={stateTone} dot>
              {state}
            </Chip>
          </span>
        )}
      </div>
      <p id={id} className="cl-detail">
        {what}
      </p>
    </div>
  );
}
