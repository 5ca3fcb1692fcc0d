// Which members of `electron` our own sources use: named imports, what is reached from them, and values handed on under a
// written type (`Session`, `WebContents`, `Pick<SafeStorage, …>`). Names, not a type checker: the tests' types do that.
import type { ElectronTypes, Part } from './electron-types.ts';
import { child, children, nameOf, walk, type Node } from './syntax.ts';

export interface Used {
  /** `App.quit`, `static BrowserWindow.constructor`, … sorted. */
  members: string[];
  /** `App 'ready'`, …: events listened to. */
  events: string[];
}
/** What every emitter has, by Node. */
export const ofEmitters: ReadonlySet<string> = new Set([
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'emit',
  'listenerCount',
]);

export function usedOf(files: Node[], types: ElectronTypes): Used {
  const members = new Set<string>();
  const events = new Set<string>();
  /** Own fields and functions by name, whatever object they are of: `page.window` is a BrowserWindow everywhere. */
  const fields = new Map<string, Part>();
  /** Members of our own interfaces: a part cast to one is used by all of them. */
  const interfaces = new Map<string, string[]>();
  for (const file of files)
    for (const node of walk(file)) {
      const part = types.written(child(node, 'typeAnnotation') ?? child(node, 'returnType'));
      if (part && (node.type === 'TSPropertySignature' || node.type === 'TSMethodSignature'))
        fields.set(nameOf(child(node, 'key')), part);
      if (node.type === 'TSInterfaceDeclaration')
        interfaces.set(
          nameOf(child(node, 'id')),
          children(child(node, 'body'), 'body').map((each) => nameOf(child(each, 'key'))),
        );
      if (node.type === 'TSTypeReference' && nameOf(child(node, 'typeName')) === 'Pick') {
        const [of, keys] = children(child(node, 'typeArguments'), 'params');
        const whole = types.written(of);
        const named = keys?.type === 'TSUnionType' ? children(keys, 'types') : keys ? [keys] : [];
        if (whole) for (const key of named) note(whole, nameOf(child(key, 'literal')));
      }
    }
  for (const file of files) scan(file);
  return { members: [...members].sort(), events: [...events].sort() };

  function note(part: Part, member: string): void {
    if (!ofEmitters.has(member) && (types.has(part, member) || member === 'constructor'))
      members.add(`${part}.${member}`);
  }
  function scan(file: Node): void {
    const known = new Map<string, Part>();
    const bind = (pattern: Node | undefined, part: Part | null): void => {
      if (pattern?.type === 'Identifier') {
        const said = types.written(child(pattern, 'typeAnnotation')) ?? part;
        if (said) known.set(nameOf(pattern), said);
      }
      if (pattern?.type !== 'ObjectPattern') return;
      for (const property of children(pattern, 'properties')) {
        const key = nameOf(child(property, 'key'));
        if (part) note(part, key);
        bind(child(property, 'value'), part ? types.memberPart(part, key) : (fields.get(key) ?? null));
      }
    };
    const partOf = (node: Node | undefined): Part | null => {
      switch (node?.type) {
        case 'Identifier':
          return known.get(nameOf(node)) ?? null;
        case 'MemberExpression': {
          const member = nameOf(child(node, 'property'));
          const part = partOf(child(node, 'object'));
          if (part && types.has(part, member)) return types.memberPart(part, member);
          return fields.get(member) ?? null;
        }
        case 'NewExpression': {
          const part = partOf(child(node, 'callee'));
          return part?.startsWith('static ') ? part.slice(7) : null;
        }
        case 'CallExpression': {
          const callee = child(node, 'callee');
          if (callee?.type === 'Identifier') return fields.get(nameOf(callee)) ?? null;
          return partOf(callee);
        }
        case 'ChainExpression':
        case 'TSNonNullExpression':
          return partOf(child(node, 'expression'));
        case 'TSAsExpression':
          return partOf(child(node, 'expression'));
        case 'AwaitExpression':
          return partOf(child(node, 'argument'));
        case 'LogicalExpression':
          return partOf(child(node, 'left')) ?? partOf(child(node, 'right'));
        case 'ConditionalExpression':
          return partOf(child(node, 'consequent')) ?? partOf(child(node, 'alternate'));
        default:
          return null;
      }
    };
    for (const node of walk(file)) {
      if (node.type === 'ImportDeclaration' && nameOf(child(node, 'source')) === 'electron')
        for (const each of children(node, 'specifiers')) {
          const part = types.exported(nameOf(child(each, 'imported')));
          if (part) known.set(nameOf(child(each, 'local')), part);
        }
      if (/Function/.test(node.type)) for (const parameter of children(node, 'params')) bind(parameter, null);
      if (node.type === 'VariableDeclarator') bind(child(node, 'id'), partOf(child(node, 'init')));
      if (node.type === 'ForOfStatement')
        bind(child(children(child(node, 'left'), 'declarations')[0], 'id'), partOf(child(node, 'right')));
      if (node.type === 'NewExpression') {
        const part = partOf(child(node, 'callee'));
        if (part) note(part, 'constructor');
      }
      if (node.type === 'TSAsExpression') {
        const part = partOf(child(node, 'expression'));
        const own = interfaces.get(nameOf(child(child(node, 'typeAnnotation'), 'typeName')));
        if (part && own) for (const member of own) note(part, member);
      }
      if (node.type === 'MemberExpression') {
        const part = partOf(child(node, 'object'));
        if (part) note(part, nameOf(child(node, 'property')));
      }
      if (node.type !== 'CallExpression') continue;
      const callee = child(node, 'callee');
      const owner = callee?.type === 'MemberExpression' ? partOf(child(callee, 'object')) : null;
      if (!owner) continue;
      const member = nameOf(child(callee, 'property'));
      const [given, ...rest] = children(node, 'arguments');
      const event = ofEmitters.has(member) ? nameOf(given) : null;
      if (event) events.add(`${owner} '${event}'`);
      const parts = types.has(owner, member) ? types.callbackParts(owner, member, event) : [owner];
      for (const callback of [given, ...rest])
        if (callback && /Function/.test(callback.type))
          children(callback, 'params').forEach((parameter, index) => bind(parameter, parts[index] ?? null));
    }
  }
}
