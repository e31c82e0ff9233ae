/**
 * Policies by job, each ready to be created as it stands: no placeholder, no error. Where one wants to be accepted
 * because it opens much, its purpose says so. `days` follows the grade: 90 for reading, 30 for writing, 7 for all.
 */
import type { Locale } from '../i18n/text.ts';
import { print, type Style } from './print.ts';
import { sayIn, type PolicyTextKey } from './text.ts';

export interface PolicyTemplate {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly policy: string;
  /** Suggested lifetime. */
  readonly days: number;
}

interface Rule {
  readonly effect: 'ALLOW';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: { readonly queryFilters: readonly Readonly<Record<string, readonly string[]>>[] };
}

interface Source {
  readonly id: string;
  readonly title: PolicyTextKey;
  readonly purpose: PolicyTextKey;
  readonly rules: readonly Rule[];
  readonly days: number;
}

function allow(...actions: string[]): Rule {
  return { effect: 'ALLOW', actions, resources: ['*'] };
}

/** Graph reads, limited to classes of J1's data model. */
function readClasses(...classes: string[]): Rule {
  return { ...allow('query:ReadGraphData'), condition: { queryFilters: [{ _class: classes }] } };
}

function source(id: string, days: number, ...rules: Rule[]): Source {
  return {
    id,
    days,
    rules,
    title: `template.${id}.title` as PolicyTextKey,
    purpose: `template.${id}.purpose` as PolicyTextKey,
  };
}

const sources: readonly Source[] = [
  source(
    'read-only-query',
    90,
    readClasses(
      'Account',
      'Application',
      'Cluster',
      'CodeRepo',
      'Container',
      'DataStore',
      'Database',
      'Device',
      'Domain',
      'Function',
      'Host',
      'Network',
      'Service',
    ),
  ),
  source('whole-graph-query', 90, allow('query:ReadGraphData')),
  source('dashboard-viewer', 90, allow('dashboard:View')),
  source('siem-export', 90, readClasses('Finding', 'Vulnerability', 'Incident', 'Problem', 'Risk')),
  source(
    'mcp-read-only',
    90,
    allow(
      'query:ReadGraphData',
      'query:GetAccountEntity',
      'dashboard:View',
      'compliance:GetStandard',
      'compliance:GetSummary',
    ),
  ),
  source('sync-job', 30, allow('persister:Synchronize')),
  source('compliance-reporter', 90, allow('compliance:GetStandard', 'compliance:GetSummary')),
  source('parameters-reader', 90, allow('parameters:GetParameter', 'parameters:GetParameterList')),
  source(
    'parameters-admin',
    30,
    allow('parameters:GetParameter', 'parameters:GetParameterList'),
    allow('parameters:SetParameter', 'parameters:DeleteParameter'),
  ),
  source('raw-entity-export', 90, allow('persister:GetEntityRawData')),
  source('settings-reader', 90, allow('settings:GetSettings')),
  source('connection-check', 90, allow('query:GetAccountEntity')),
  source('terraform', 7, { effect: 'ALLOW', actions: ['*'], resources: ['*'] }),
];

const style: Style = {
  lineEnd: '\n',
  unit: '  ',
  afterColon: ' ',
  afterComma: ' ',
  objects: 'block',
  words: 'line',
};

/** The one that a new key starts from: useful, and nothing in it wants to be accepted. */
export const defaultTemplateId = 'read-only-query';

/** The templates with titles and purposes in a language. The policies are the same in each. */
export function templatesIn(locale: Locale): readonly PolicyTemplate[] {
  const say = sayIn(locale);
  return sources.map(({ id, title, purpose, rules, days }) => ({
    id,
    title: say(title),
    purpose: say(purpose),
    policy: `${print({ permissions: rules }, style, '')}\n`,
    days,
  }));
}

export const templates: readonly PolicyTemplate[] = templatesIn('en');
