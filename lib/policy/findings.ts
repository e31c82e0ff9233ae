/** What a check hands over: the catalogue's id and severity, a place, a sentence and, where one is safe, a fix. */
import type { Policy, Rule } from './model.ts';
import type { Say } from './text.ts';

export type Severity = 'error' | 'security' | 'warning' | 'suggestion';

export interface Finding {
  /** The catalogue's id, such as `J1-E07`. */
  readonly id: string;
  readonly severity: Severity;
  /** RFC 6901; '' = the whole text. */
  readonly pointer: string;
  readonly message: string;
  readonly fix?: Fix;
}

/** One click: `text` is the whole policy after the fix, which no longer has this finding. */
export interface Fix {
  readonly title: string;
  readonly text: string;
}

/** What the account knows; a check that needs a fact which is not given stays silent. */
export interface PolicyFacts {
  /** Lifetime asked for. Anything that is not a positive finite number means "never expires". */
  readonly days?: number;
  readonly name?: string;
  /** The note on what the key is for. */
  readonly purpose?: string;
  /** Whether this account's server is known to take `*`. */
  readonly wildcards?: 'accepted' | 'refused';
  /** Every visible id, by resource type. */
  readonly ids?: Readonly<Record<string, readonly string[]>>;
  readonly classes?: readonly string[];
  readonly types?: readonly string[];
  /** The other active keys. */
  readonly otherKeys?: readonly { readonly name: string; readonly policy: string }[];
  /** How many resource permissions are set on this key besides its policy. */
  readonly resourcePermissions?: number;
  /** User groups with their permission strings. */
  readonly groups?: readonly { readonly name: string; readonly permissions: readonly string[] }[];
}

export interface CheckContext {
  readonly text: string;
  readonly policy: Policy;
  readonly facts: PolicyFacts;
  readonly say: Say;
}

export type Check = (context: CheckContext) => Iterable<Finding>;

/** Runs a check on every rule. */
export function perRule(check: (rule: Rule, context: CheckContext) => Iterable<Finding>): Check {
  return function* checkRules(context) {
    for (const rule of context.policy.rules) yield* check(rule, context);
  };
}

const severities: Readonly<Record<string, Severity>> = {
  E: 'error',
  S: 'security',
  W: 'warning',
  I: 'suggestion',
};

/**
 * A fix whose text is made when it is first asked for: a large policy may have thousands of findings, and each fix is
 * as long as the policy.
 */
export function fixBy(title: string, makeText: () => string): Fix {
  let made: string | undefined;
  return {
    title,
    get text() {
      made ??= makeText();
      return made;
    },
  };
}

export function finding(id: string, pointer: string, message: string, fix?: Fix): Finding {
  const severity = severities[id.charAt(3)] ?? 'error';
  return fix ? { id, severity, pointer, message, fix } : { id, severity, pointer, message };
}
