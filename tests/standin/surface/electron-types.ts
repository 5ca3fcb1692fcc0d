// What Electron's own declarations say: which members a part has, and of which part a member's value is.
import { readFileSync } from 'node:fs';
import { child, children, nameOf, parse, type Node } from './syntax.ts';

/** A part of Electron by its type's name; `static X` is the class X itself. */
export type Part = string;
interface Declared {
  base: string;
  members: Map<string, Node[]>;
}
export interface ElectronTypes {
  /** The part that a name of the module `electron` is, or null. */
  exported(name: string): Part | null;
  /** The part with that type's name, or null. */
  named(name: string): Part | null;
  has(part: Part, member: string): boolean;
  /** Names of the events that can be listened to on the part itself. */
  events(part: Part): string[];
  /** Of which part the member's value is, or what the method gives. */
  memberPart(part: Part, member: string): Part | null;
  /** Of which part the parameters of a function handed to that method are. */
  callbackParts(part: Part, member: string, event: string | null): (Part | null)[];
  /** The part that a written type names (unions with null, promises, arrays and readonly are looked through). */
  written(type: Node | undefined): Part | null;
}

export function readElectronTypes(file: string): ElectronTypes {
  const namespace = children(parse(readFileSync(file, 'utf8'), 'dts'), 'body').find(
    (each) => nameOf(child(each, 'id')) === 'Electron',
  );
  const body = children(child(namespace, 'body'), 'body');
  const declared = new Map<string, Declared>();
  for (const each of body) {
    if (each.type !== 'ClassDeclaration' && each.type !== 'TSInterfaceDeclaration') continue;
    const name = nameOf(child(each, 'id'));
    const base =
      nameOf(child(each, 'superClass')) || nameOf(child(children(each, 'extends')[0], 'expression'));
    const instance = new Map<string, Node[]>();
    const statics = new Map<string, Node[]>();
    for (const member of children(child(each, 'body'), 'body')) {
      const into = member['static'] === true ? statics : instance;
      const key = nameOf(child(member, 'key'));
      into.set(key, [...(into.get(key) ?? []), member]);
    }
    declared.set(name, { base, members: instance });
    declared.set(`static ${name}`, { base: base === '' ? '' : `static ${base}`, members: statics });
  }
  const main = body.find((each) => nameOf(child(each, 'id')) === 'CrossProcessExports');
  const exported = new Map<string, Part>();
  for (const each of children(child(main, 'body'), 'body')) {
    const inner = child(each, 'declaration') ?? each;
    if (inner.type === 'ClassDeclaration')
      exported.set(nameOf(child(inner, 'id')), `static ${nameOf(child(inner, 'id'))}`);
    const variable = children(inner, 'declarations')[0];
    const type = child(child(child(variable, 'id'), 'typeAnnotation'), 'typeAnnotation');
    if (type?.type === 'TSTypeReference')
      exported.set(nameOf(child(variable, 'id')), nameOf(child(type, 'typeName')));
    if (type?.type === 'TSTypeQuery')
      exported.set(nameOf(child(variable, 'id')), `static ${nameOf(child(type, 'exprName'))}`);
  }

  const written = (type: Node | undefined): Part | null => {
    if (type === undefined) return null;
    if (
      type.type === 'TSTypeAnnotation' ||
      type.type === 'TSParenthesizedType' ||
      type.type === 'TSTypeOperator'
    )
      return written(child(type, 'typeAnnotation'));
    if (type.type === 'TSArrayType') return written(child(type, 'elementType'));
    if (type.type === 'TSUnionType') return first(children(type, 'types').map(written));
    if (type.type !== 'TSTypeReference') return null;
    const at = child(type, 'typeName');
    const name = at?.type === 'TSQualifiedName' ? nameOf(child(at, 'right')) : nameOf(at);
    if (['Promise', 'Array', 'ReadonlyArray', 'Set', 'Partial', 'Readonly'].includes(name))
      return first(children(child(type, 'typeArguments'), 'params').map(written));
    return declared.has(name) ? name : null;
  };
  const find = (part: Part, member: string): Node[] => {
    for (let at: string = part; at !== ''; at = declared.get(at)?.base ?? '') {
      const found = declared.get(at)?.members.get(member);
      if (found !== undefined) return found;
    }
    return [];
  };
  const parametersOf = (method: Node): Node[] => children(child(method, 'value') ?? method, 'params');
  return {
    exported: (name) => exported.get(name) ?? null,
    named: (name) => (declared.has(name) ? name : null),
    has: (part, member) => find(part, member).length > 0,
    written,
    events: (part) =>
      find(part, 'on').map((each) =>
        nameOf(child(child(child(parametersOf(each)[0], 'typeAnnotation'), 'typeAnnotation'), 'literal')),
      ),
    memberPart(part, member) {
      const node = find(part, member)[0];
      const type = child(node, 'typeAnnotation') ?? child(child(node, 'value') ?? node, 'returnType');
      return written(type);
    },
    callbackParts(part, member, event) {
      const overload = find(part, member).find((each) => {
        const literal = child(
          child(child(parametersOf(each)[0], 'typeAnnotation'), 'typeAnnotation'),
          'literal',
        );
        return event === null || literal === undefined || nameOf(literal) === event;
      });
      for (const parameter of overload ? parametersOf(overload) : []) {
        const type = child(child(parameter, 'typeAnnotation'), 'typeAnnotation');
        const options = type?.type === 'TSUnionType' ? children(type, 'types') : type ? [type] : [];
        const parenthesised = options.map((each) =>
          each.type === 'TSParenthesizedType' ? child(each, 'typeAnnotation') : each,
        );
        const callback = parenthesised.find((each) => each?.type === 'TSFunctionType');
        if (callback)
          return children(callback, 'params').map((each) => written(child(each, 'typeAnnotation')));
      }
      return [];
    },
  };
}
const first = (parts: (Part | null)[]): Part | null => parts.find((part) => part !== null) ?? null;
