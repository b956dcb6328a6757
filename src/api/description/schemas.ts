import { z } from 'zod';
import { FUNCTIONS } from '../../privacy/words.ts';

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const id: JsonSchema = { type: 'string', format: 'uuid' };
const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const oneKind = (
  kind: string,
  more: Readonly<Record<string, JsonSchema>> = {},
  optional: readonly string[] = [],
) => object({ kind: { const: kind }, ...more }, optional);

/** Schemas that are written by hand: those that zod's can't say, and the errors that every operation may answer. */
const BY_HAND: Readonly<Record<string, JsonSchema>> = {
  Error: object({ error: { type: 'string' }, error_description: { type: 'string' } }),
  AudienceAtom: {
    oneOf: [
      object({
        kind: { enum: ['everyone', 'signed-in', 'nobody', 'network', 'connections', 'followers'] },
      }),
      oneKind('circle', { circle: id }),
      oneKind('persona', { persona: id }),
      oneKind('space', { space: id }),
      oneKind('conversation', { conversation: id, chapter: { type: 'integer' } }),
      oneKind('staff', { organisation: id, in: { enum: [...FUNCTIONS] } }, ['in']),
    ],
  },
  AudienceExpression: {
    oneOf: [
      ref('AudienceAtom'),
      object({ any: { type: 'array', items: ref('AudienceExpression') } }),
      object({ all: { type: 'array', items: ref('AudienceExpression') } }),
    ],
  },
  Audience: {
    description: 'Whom something is for: a set, any or all of several, or some but for others.',
    oneOf: [
      ref('AudienceExpression'),
      object({ who: ref('AudienceExpression'), except: { type: 'array', items: ref('AudienceAtom') } }, [
        'except',
      ]),
    ],
  },
};

/** Gathers the schemas of a description: those with a name of their own are written once. */
export class SchemaBook {
  readonly #named = new Map<string, JsonSchema>(Object.entries(BY_HAND));

  /**
   * The zod schema as JSON Schema.
   * @param io whether what comes in or what goes out is meant: defaults and transformations make a difference
   * @param owner prefix for parts that have no name of their own
   */
  add(schema: z.ZodType, io: 'input' | 'output', owner: string): JsonSchema {
    const { $schema, $defs, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
    const defs = ($defs ?? {}) as Record<string, JsonSchema>;
    const names = new Map(
      Object.keys(defs).map((name) => [`#/$defs/${name}`, name.startsWith('__') ? `${owner}${name}` : name]),
    );
    const rootName = `${owner}__root`;
    if (JSON.stringify(root).includes('"$ref":"#"')) names.set('#', rootName);
    for (const [name, definition] of Object.entries(defs)) {
      const known = names.get(`#/$defs/${name}`) ?? name;
      if (!(known in BY_HAND)) this.#name(known, renamed(definition, names) as JsonSchema);
    }
    const result = renamed(root, names) as JsonSchema;
    if (!names.has('#')) return result;
    this.#name(rootName, result);
    return ref(rootName);
  }

  /** Puts a schema under a name and refers to it. */
  share(name: string, schema: JsonSchema): JsonSchema {
    this.#name(name, schema);
    return ref(name);
  }

  get components(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #name(name: string, { id: _, ...schema }: JsonSchema): void {
    const there = this.#named.get(name);
    if (there !== undefined && JSON.stringify(there) !== JSON.stringify(schema)) {
      throw new Error(`two schemas are called ${name}`);
    }
    this.#named.set(name, schema);
  }
}

/** The same with references to where the schemas now stand. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([keyword, inner]) => {
      const name = keyword === '$ref' && typeof inner === 'string' ? names.get(inner) : undefined;
      return [keyword, name === undefined ? renamed(inner, names) : `#/components/schemas/${name}`];
    }),
  );
}
