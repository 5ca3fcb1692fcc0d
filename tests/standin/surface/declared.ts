// Which members of `electron` the double says it has: every `Pick<…>` of a type of Electron in ../double/members.ts, as long
// as the module's own type is made of it. The compiler sees that what is said is there and has Electron's shape; this list is
// held against what our code uses.
import type { ElectronTypes, Part } from './electron-types.ts';
import { child, children, nameOf, walk, type Node } from './syntax.ts';

/** `App.quit`, `static Session.fromPartition`, … sorted. */
export function declaredIn(files: Node[], types: ElectronTypes): string[] {
  const declared = new Set<string>();
  for (const file of files) {
    /** `import type { MessagePortMain as ElectronPort }`: by the name used here. */
    const imported = new Map<string, string>();
    const aliases = new Map<string, Node>();
    for (const node of walk(file)) {
      if (node.type === 'ImportDeclaration' && nameOf(child(node, 'source')) === 'electron')
        for (const each of children(node, 'specifiers'))
          imported.set(nameOf(child(each, 'local')), nameOf(child(each, 'imported')));
      const aliased = child(node, 'typeAnnotation');
      if (node.type === 'TSTypeAliasDeclaration' && aliased) aliases.set(nameOf(child(node, 'id')), aliased);
    }
    const keysOf = (type: Node | undefined): string[] => {
      if (type?.type === 'TSUnionType') return children(type, 'types').flatMap(keysOf);
      if (type?.type === 'TSTypeReference') return keysOf(aliases.get(nameOf(child(type, 'typeName'))));
      return type?.type === 'TSLiteralType' ? [nameOf(child(type, 'literal'))] : [];
    };
    const partOf = (type: Node | undefined): Part | null => {
      const at = child(type, type?.type === 'TSTypeQuery' ? 'exprName' : 'typeName');
      const qualified = at?.type === 'TSQualifiedName';
      const written = nameOf(qualified ? child(at, 'right') : at);
      // `Electron.X`, or a name imported from electron: another `Pick` is none of ours.
      const name = qualified && nameOf(child(at, 'left')) === 'Electron' ? written : imported.get(written);
      if (name === undefined) return null;
      return type?.type === 'TSTypeQuery' ? types.exported(name) : types.named(name);
    };
    for (const node of walk(file)) {
      // As a type, and as what a class implements.
      if (nameOf(child(node, 'typeName') ?? child(node, 'expression')) !== 'Pick') continue;
      const [of, keys] = children(child(node, 'typeArguments'), 'params');
      const part = partOf(of);
      if (part !== null) for (const key of keysOf(keys)) declared.add(`${part}.${key}`);
    }
  }
  return [...declared].sort();
}

/** Types of that file, by name, that the type `root` is not made of: the compiler holds nobody to them. */
export function strayTypes(file: Node, root: string): string[] {
  const made = new Map<string, Node>();
  for (const node of walk(file))
    if (node.type === 'TSTypeAliasDeclaration' || node.type === 'TSInterfaceDeclaration')
      made.set(nameOf(child(node, 'id')), node);
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const node = made.get(name);
    if (node === undefined || reached.has(name)) return;
    reached.add(name);
    for (const each of walk(node)) reach(nameOf(child(each, 'typeName')));
  };
  reach(root);
  return [...made.keys()].filter((name) => !reached.has(name));
}

/** First arguments, where written out, of calls that tell an event: `x.emit('close', …)`, `tell('exit')`, `ask('will-…')`. */
export function toldIn(files: Node[]): Set<string> {
  const told = new Set<string>();
  for (const file of files)
    for (const node of walk(file)) {
      if (node.type !== 'CallExpression') continue;
      const callee = child(node, 'callee');
      const name = nameOf(callee?.type === 'MemberExpression' ? child(callee, 'property') : callee);
      if (['emit', 'tell', 'ask'].includes(name)) told.add(nameOf(children(node, 'arguments')[0]));
    }
  return told;
}
