// What a SMART scope allows: `system/Appointment.rs`, `user/*.cruds`, `patient/*.read` of version 1, `.write`, `.*`.
export type Kind = 'read' | 'search' | 'create' | 'update' | 'delete';
/** May this type be touched in this way. */
export type Allowed = (type: string, kind: Kind) => boolean;

/** The demo's own token. */
export const everything: Allowed = () => true;

const letters: Readonly<Record<Kind, string>> = {
  create: 'c',
  read: 'r',
  update: 'u',
  delete: 'd',
  search: 's',
};
const versionOne: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };
const shape = /^(system|user|patient)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)(?:\?.*)?$/;

interface Grant {
  context: string;
  type: string;
  /** Letters of `cruds`. */
  rights: string;
}
const read = (scope: string): Grant | null => {
  const [, context = '', type = '', rights = ''] = shape.exec(scope) ?? [];
  return rights === '' ? null : { context, type, rights: versionOne[rights] ?? rights };
};
const grants = (scopes: string): Grant[] => scopes.split(/\s+/).flatMap((scope) => read(scope) ?? []);

export function allowedBy(scopes: string): Allowed {
  const granted = grants(scopes);
  return (type, kind) =>
    granted.some((g) => (g.type === '*' || g.type === type) && g.rights.includes(letters[kind]));
}

/** The asked scopes that the client may have at all, in the order in which they were asked for. */
export function grant(asked: string, registered: string): string {
  const may = grants(registered);
  const plain = new Set(registered.split(/\s+/));
  const within = (wanted: Grant): boolean =>
    may.some(
      (g) =>
        g.context === wanted.context &&
        (g.type === '*' || g.type === wanted.type) &&
        [...wanted.rights].every((letter) => g.rights.includes(letter)),
    );
  return asked
    .split(/\s+/)
    .filter((scope) => {
      const wanted = read(scope);
      return plain.has(scope) || (wanted !== null && within(wanted));
    })
    .join(' ');
}
