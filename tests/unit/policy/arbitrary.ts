/** Policies and texts for property tests: mostly policy-shaped, so that the checks are reached, often bent. */
import fc from 'fast-check';
import { vocabulary } from '../../../lib/policy/index.ts';

const oddWords = [
  '',
  '*',
  '**',
  'dashboard:*',
  'rules:List',
  'TODO',
  '<id>',
  'a\u202eb',
  '\ud800',
  '\0',
  '__proto__',
  'constructor',
  'Dashboard:View',
  'x'.repeat(300),
];

const actions = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...vocabulary.actions.map(({ name }) => name)) },
    { weight: 2, arbitrary: fc.constantFrom(...oddWords) },
    { weight: 1, arbitrary: fc.string() },
  ),
  { maxLength: 4 },
);

const resources = fc.array(
  fc.oneof(
    fc.constant('*'),
    fc
      .tuple(fc.constantFrom(...vocabulary.resourceTypes), fc.constantFrom('a', 'b', 'c', '123456', ''))
      .map((parts) => parts.join(':')),
    fc.constantFrom(...oddWords),
  ),
  { maxLength: 4 },
);

const filterValue = fc.oneof(
  fc.constantFrom('Host', 'User', 'host', 'aws_instance', 'okta_user'),
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.constantFrom('Host', 'User', 'aws_instance'), { maxLength: 3 }),
);
const filter = fc.dictionary(fc.constantFrom('_class', '_type', 'tag.x', '__proto__'), filterValue, {
  maxKeys: 3,
  noNullPrototype: true,
});
const condition = fc.oneof(
  fc.record({ queryFilters: fc.array(filter, { maxLength: 3 }) }),
  fc.record({ stringEquals: filter }),
  fc.record({ queryFilters: fc.array(filter, { maxLength: 2 }), stringEquals: filter }),
  fc.constantFrom({}, null, [], { like: {} }, { queryFilters: {} }),
);

export const rule = fc.record(
  { effect: fc.constantFrom('ALLOW', 'ALLOW', 'ALLOW', 'DENY'), actions, resources, condition },
  { requiredKeys: ['effect', 'actions', 'resources'] },
);

const bentRule = fc.record(
  {
    effect: fc.constantFrom('Allow', 'deny ', '\u0410LLOW', '', null, 1),
    actions: fc.oneof(fc.string(), fc.constant(null), actions, fc.array(fc.jsonValue(), { maxLength: 2 })),
    resources: fc.oneof(fc.string(), fc.constant({}), resources),
    conditions: condition,
    condition: fc.jsonValue(),
    Action: fc.constant('x'),
    Effect: fc.constantFrom('Allow', 'x'),
    Resource: fc.constant(['y:z']),
    Sid: fc.constant('s'),
    resource: resources,
    __proto__: fc.constant(1),
  },
  { requiredKeys: [] },
);

export const policy = fc.record({ permissions: fc.array(rule, { maxLength: 6 }) });

const bentPolicy = fc.oneof(
  fc.record({ permissions: fc.array(fc.oneof(rule, bentRule, fc.jsonValue()), { maxLength: 5 }) }),
  fc.record({ permissions: fc.oneof(bentRule, fc.jsonValue()) }),
  fc.array(rule, { maxLength: 2 }),
  fc.record(
    { Version: fc.string(), Statement: fc.oneof(fc.array(bentRule, { maxLength: 3 }), bentRule) },
    { requiredKeys: ['Statement'] },
  ),
  fc.jsonValue(),
);

/** The policy's text, sometimes with something cut out of it or put into it. */
export const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.oneof(policy, bentPolicy), fc.constantFrom(undefined, 2, '\t'))
      .map(([value, indent]) => JSON.stringify(value, null, indent)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        bentPolicy,
        fc.nat(),
        fc.nat(4),
        fc.constantFrom('', ',', '"', '{', '[', ']', '//', '\ufeff', '\0', '\ud800', '\u202e', "'"),
      )
      .map(([value, place, length, extra]) => {
        const whole = JSON.stringify(value);
        const at = place % (whole.length + 1);
        return whole.slice(0, at) + extra + whole.slice(at + length);
      }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.tuple(bentPolicy).map(([value]) => JSON.stringify(JSON.stringify(value))) },
);
