// One thing the drawer can do: a row that is a button, its sentence inside, the state it works on at its right.
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
  /** One sentence: what will happen and what to watch. */
  what: string;
  /** The state that the button changes: `runs`, `stopped`. */
  state?: string;
  stateTone?: Tone;
  isPending?: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

export function ActionRow({ title, what, state, stateTone, ...button }: ActionRowProps) {
  return (
    <Button className="cl-demo-action" {...button}>
      <span className="cl-demo-action-head">
        <span>{title}</span>
        {state !== undefined && (
          <Chip tone={stateTone} dot>
            {state}
          </Chip>
        )}
      </span>
      <span className="cl-demo-action-what">{what}</span>
    </Button>
  );
}
