/** J1-S07, S09, S10, S11, W11, I05: what the facts about a key and its account add to its policy. */
import { finding, type Check, type Finding } from '../findings.ts';
import { gradeFrom } from '../grade-scale.ts';
import { canonicalRule, readPolicyAfresh, type Policy } from '../model.ts';
import { plain } from '../show.ts';

export const shadowAdministrators: Check = function* shadowAdministrators({ facts, say }) {
  for (const { name, permissions } of facts.groups ?? []) {
    if (permissions.includes('apiKeyUser') && permissions.includes('accessAdmin')) {
      yield finding('J1-S07', '', say('S07', { group: plain(name) }));
    }
  }
};

/** J1's own limit is 365 days (documented). Reads the grade that the other findings give, so it runs after them. */
export function lifetime(others: readonly Finding[]): Check {
  return function* lifetimeAgainstGrade({ facts, say }) {
    const { days } = facts;
    if (days === undefined) return;
    const grade = gradeFrom(others).grade;
    if (!Number.isFinite(days) || days <= 0) yield finding('J1-S09', '', say('S09.never'));
    else if (days > 365) yield finding('J1-S09', '', say('S09.long', { days }));
    else if (days > 30 && (grade === 'D' || grade === 'F'))
      yield finding('J1-S09', '', say('S09.powerful', { days, grade }));
  };
}

/** An integration's own key can do no more than this (documented). */
export const onlySyncs: Check = function* onlySyncs({ policy, say }) {
  const allowing = policy.rules.filter(({ intent }) => intent === 'ALLOW');
  const actions = new Set(allowing.flatMap((rule) => rule.actions.map(({ value }) => value)));
  const resources = new Set(allowing.flatMap((rule) => rule.resources.map(({ value }) => value)));
  const [resource] = resources;
  if (actions.size !== 1 || !actions.has('persister:Synchronize') || resources.size !== 1) return;
  if (!resource?.startsWith('integration:') || resource.endsWith(':') || resource.includes('*')) return;
  yield finding(
    'J1-S10',
    allowing[0]?.pointer ?? '',
    say('S10', { integration: plain(resource.slice('integration:'.length)) }),
  );
};

function meaningOf(policy: Policy): string | null {
  return policy.readable && policy.rules.length > 0
    ? [...new Set(policy.rules.map(canonicalRule))].sort().join()
    : null;
}

export const sharedPolicy: Check = function* sharedPolicy({ policy, facts, say }) {
  if (!facts.otherKeys?.length) return;
  const own = meaningOf(policy);
  if (own === null) return;
  const same = facts.otherKeys.filter((key) => meaningOf(readPolicyAfresh(key.policy)) === own);
  const [first] = same;
  if (first) yield finding('J1-S11', '', say('S11', { name: plain(first.name), count: same.length }));
};

export const moreAccessElsewhere: Check = function* moreAccessElsewhere({ facts, say }) {
  const count = facts.resourcePermissions ?? 0;
  if (count > 0) yield finding('J1-W11', '', say('W11', { count }));
};

const sayingNothing =
  /^(?:(?:my|new|the|a|api|j1|jupiterone|test(?:ing)?|temp|tmp|foo|bar|demo|default|untitled|key|token|secret|x+|asdf|abc)[\s_.-]*)*\d*$/i;

export const tellingName: Check = function* tellingName({ facts, say }) {
  const { name, purpose } = facts;
  if (name === undefined || (purpose ?? '').trim() !== '') return;
  const trimmed = name.trim();
  if (trimmed.length < 3 || (trimmed.length < 60 && sayingNothing.test(trimmed))) {
    yield finding('J1-I05', '', say('I05', { name: plain(trimmed) }));
  }
};
