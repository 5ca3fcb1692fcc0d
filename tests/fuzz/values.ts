// Values that a schema takes, made up from the schema itself: what a page of ours could have sent, with ids that this desk
// knows mixed in, so that requests get past "not found".
import fc from 'fast-check';
import { z } from 'zod';

interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

/** Ids and words that this desk knows; filled while a run goes on. */
export interface Pool {
  uuids: string[];
  words: string[];
}

const instantsFrom = Date.UTC(2026, 10, 1);
const instant = fc
  .integer({ min: instantsFrom, max: instantsFrom + 60 * 86_400_000 })
  .map((ms) => new Date(ms).toISOString());
const digits = fc.stringMatching(/^\+1617555[0-9]{4}$/);
const prose = fc.constantFrom(
  'She cannot breathe and her lips are blue.',
  'Needs a refill of the blue pills; out of them since Monday.',
  'Zoë O’Brien-Núñez, “as said”',
  '1961-03-04',
  '__proto__',
  '\u0000\u202e\ud83d\ude00',
  '4111 1111 1111 1111',
  '<img src=x onerror=alert(1)>',
  'a',
);

/** The arbitrary of one JSON schema. `pool` is read when a value is made, not when the arbitrary is. */
function arbitraryOf(schema: JsonSchema, pool: Pool, root: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
  const of = (inner: JsonSchema): fc.Arbitrary<unknown> => arbitraryOf(inner, pool, root, depth + 1);
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? root;
    return depth > 12 ? fc.constant(null) : of(target);
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const among = schema.anyOf ?? schema.oneOf;
  if (among !== undefined) return fc.oneof(...among.map(of));
  if (schema.allOf !== undefined) return of(Object.assign({}, ...schema.allOf) as JsonSchema);
  switch (schema.type) {
    case 'string':
      return stringOf(schema, pool);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return schema.prefixItems === undefined
        ? fc.array(of(schema.items ?? {}), {
            minLength: schema.minItems ?? 0,
            maxLength: Math.min(schema.maxItems ?? 4, (schema.minItems ?? 0) + 4),
          })
        : fc.tuple(...schema.prefixItems.map(of));
    case 'object':
      return objectOf(schema, of);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function objectOf(
  schema: JsonSchema,
  of: (inner: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0 && typeof schema.additionalProperties === 'object')
    return fc.dictionary(
      of(schema.propertyNames ?? { type: 'string', minLength: 1, maxLength: 20 }) as fc.Arbitrary<string>,
      of(schema.additionalProperties),
      { maxKeys: 3 },
    );
  const required = schema.required ?? [];
  return fc.record(Object.fromEntries(properties.map(([name, inner]) => [name, of(inner)])), {
    requiredKeys: required,
  });
}

function stringOf(schema: JsonSchema, pool: Pool): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 4000 } = schema;
  if (schema.format === 'uuid')
    // Mostly one that somebody named before.
    return fc.oneof(
      { weight: 3, arbitrary: fc.nat().map((n) => pool.uuids[n % Math.max(1, pool.uuids.length)]!) },
      { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
    );
  if (schema.format === 'date-time') return instant;
  if (schema.format === 'date') return instant.map((at) => at.slice(0, 10));
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern, 'u'));
  const fits = (text: string): boolean => text.trim().length >= minLength && text.length <= maxLength;
  const word = fc.nat().map((n) => pool.words[n % Math.max(1, pool.words.length)] ?? '');
  const long = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 400) });
  return fc
    .oneof(
      { weight: 6, arbitrary: word },
      { weight: 2, arbitrary: prose },
      { weight: 1, arbitrary: digits },
      long,
    )
    .map((text) => (fits(text) ? text : 'x'.repeat(Math.min(Math.max(minLength, 1), maxLength))));
}

function numberOf(schema: JsonSchema): fc.Arbitrary<number> {
  const whole = schema.type === 'integer';
  const step = whole ? 1 : 0.001;
  const min = Math.max(schema.minimum ?? -1000, (schema.exclusiveMinimum ?? -1001) + step);
  const max = Math.min(schema.maximum ?? min + 5000, (schema.exclusiveMaximum ?? Infinity) - step);
  return whole
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(Math.max(min, max)) })
    : fc.double({ min, max: Math.max(min, max), noNaN: true });
}

/**
 * Values that `schema` takes. What a schema refines beyond what JSON Schema can say is tried a few times; a value that is
 * still refused goes out as it is, and counts as not valid.
 */
export function validOf(schema: z.ZodType, pool: Pool): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return arbitraryOf(json, pool, json);
}

/** Values that no schema asked for: wrong kinds, own and inherited keys, depth, length. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc.constantFrom<unknown>(undefined, null, 0, -0, Number.NaN, '', [], 'null', { length: 1e9 }),
  fc.constant(JSON.parse('{"__proto__":{"role":"supervisor"},"constructor":{"prototype":{}},"id":"x"}')),
  fc.integer({ min: 10, max: 5000 }).map((depth) => {
    let value: unknown = 'end';
    for (let n = 0; n < depth; n++) value = n % 2 ? [value] : { value };
    return value;
  }),
  fc.integer({ min: 1, max: 3 }).map((n) => ({ text: 'x'.repeat(n * 400_000) })),
);
