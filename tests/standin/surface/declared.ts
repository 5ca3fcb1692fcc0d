// Which members of `electron` the double says it has: every `Pick<…>` of a type of Electron in its sources. The compiler
// sees that what is said is there and has Electron's shape; this list is held against what our code uses.
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
