/**
 * The published words of the policy language: twelve actions, nine resource types. Documented by J1 on its API key
 * page (generation of Dec 2021 to Apr 2023, still on docs.jupiterone.io/api/authentication). Other words surely
 * exist, so an unknown one is a warning, never a refusal.
 */
import type { Locale } from '../i18n/text.ts';
import { isTextKey, sayIn, type Say } from './text.ts';

export interface ActionEntry {
  readonly name: string;
  readonly service: string;
  readonly access: 'read' | 'write';
  /**
   * The resource types it can sensibly be scoped to. Inferred from the names; only that `query:ReadGraphData` wants
   * the resource `*` is documented.
   */
  readonly resourceTypes: readonly string[];
}

export interface Vocabulary {
  readonly version: string;
  readonly source: string;
  readonly actions: readonly ActionEntry[];
  readonly resourceTypes: readonly string[];
}

function action(name: string, access: 'read' | 'write', ...resourceTypes: string[]): ActionEntry {
  return { name, service: name.slice(0, name.indexOf(':')), access, resourceTypes };
}

export const vocabulary: Vocabulary = {
  version: '2023-04',
  source: 'https://docs.jupiterone.io/api/authentication',
  actions: [
    action('compliance:GetStandard', 'read', 'compliance-standard'),
    action('compliance:GetSummary', 'read', 'compliance-standard'),
    action('dashboard:View', 'read', 'dashboard'),
    action('parameters:DeleteParameter', 'write', 'parameter'),
    action('parameters:GetParameter', 'read', 'parameter'),
    action('parameters:GetParameterList', 'read', 'parameter', 'account'),
    action('parameters:SetParameter', 'write', 'parameter'),
    action('persister:GetEntityRawData', 'read', 'entity'),
    action('persister:Synchronize', 'write', 'integration'),
    action('query:GetAccountEntity', 'read', 'account', 'entity'),
    action('query:ReadGraphData', 'read'),
    action('settings:GetSettings', 'read', 'settings-category', 'account'),
  ],
  resourceTypes: [
    'account',
    'api',
    'compliance-standard',
    'dashboard',
    'entity',
    'integration',
    'parameter',
    'powerup',
    'settings-category',
  ],
};

/** Types whose actions are not published: nothing can be said about what belongs to them. */
export const typesWithoutKnownActions: ReadonlySet<string> = new Set(['api', 'powerup']);

export const actionNames: readonly string[] = vocabulary.actions.map(({ name }) => name);

const byName = new Map(vocabulary.actions.map((entry) => [entry.name, entry]));
const types = new Set(vocabulary.resourceTypes);

export function knownAction(name: string): ActionEntry | undefined {
  return byName.get(name);
}

export function isKnownType(type: string): boolean {
  return types.has(type);
}

/** What an action lets a key do, as a phrase ("read the graph"); '' for an action that is not in the vocabulary. */
export function describeAction(name: string, locale: Locale = 'en'): string {
  const key = `does.${name}`;
  return isTextKey(key) ? sayIn(locale)(key) : '';
}

/** A resource type in words ("compliance standard"); the type itself where it is not in the vocabulary. */
export function describeResourceType(type: string, locale: Locale = 'en'): string {
  return typeWord(type, sayIn(locale));
}

export function typeWord(type: string, say: Say): string {
  const key = `type.${type}`;
  return isTextKey(key) ? say(key) : type;
}
