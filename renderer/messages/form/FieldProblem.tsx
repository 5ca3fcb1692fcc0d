// The sentence of a problem under a field that is no text field (chips, ticks).
import { CircleAlert } from 'lucide-react';
import { Icon } from '../../ui/index.ts';

export function FieldProblem({ error }: { error?: string }) {
  if (error === undefined) return null;
  return (
    <p className="cl-error">
      <Icon of={CircleAlert} size={14} />
      <span>{error}</span>
    </p>
  );
}
