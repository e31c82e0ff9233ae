/** User groups: the list, and one group's page with its permissions table. */
import { config, graphql } from './api.js';
import { h, icon } from './dom.js';
import { follow, forgetLoaded, load, navigate } from './router.js';
import { pageHeader, table, tabList, whenLoaded } from './page-parts.js';

/** Rows of the permissions table: label, permission for the write box, permission for the read box. */
const permissionRows = [
  ['All Apps And Resources', 'accessAdmin', 'fullReadAccess'],
  ['API Key Management', 'apiKeyUser', null],
  ['Alerts', 'adminRules', 'accessRules'],
  ['Assets', 'adminAssets', 'accessAssets'],
  ['Compliance', 'adminCompliance', 'accessCompliance'],
  ['Compliance Gaps', null, 'accessComplianceGaps'],
  ['Endpoint Compliance (Powerup)', 'adminEndpointCompliance', 'accessEndpointCompliance'],
  ['GraphViewer', 'adminGalaxy', 'accessGalaxy'],
  ['Insights', 'adminInsights', 'accessInsights'],
  ['Integrations', 'adminIntegrations', 'accessIntegrations'],
  ['Landing', 'adminLanding', 'accessLanding'],
  ['Policies', 'adminPolicies', 'accessPolicies'],
  ['Graph Data', 'writeGraph', 'readGraph'],
  ['Questions', 'writeQuestions', 'readQuestions'],
];

let groupTab = 'Details';

export function groupsPage(render) {
  const query = `query ConsoleGroups { iamGetGroupList(limit: 100) { items { id: ${config.groupId} groupName groupDescription } } }`;
  const result = load('groups', async () => (await graphql(query)).iamGetGroupList.items, render);
  return [
    pageHeader(
      'User Groups',
      h('button', { type: 'button', class: 'primary' }, icon('plus', 18), 'New Group'),
    ),
    h(
      'section',
      { class: 'block' },
      whenLoaded(result, (groups) =>
        table(
          ['Group Name', 'Description'],
          groups.map((group) => [
            h('a', { href: `/settings/user-groups/${group.id}`, onclick: follow }, group.groupName),
            group.groupDescription,
          ]),
        ),
      ),
    ),
  ];
}

export function groupPage(id, render) {
  const query = `query ConsoleGroup($id: String!) {
    iamGetGroup(group: $id) { groupName groupDescription groupAbacPermission { statement } groupQueryPolicy { statement } }
    iamGroupUsers(groupId: $id, limit: 100) { items { id email } }
  }`;
  const result = load('group', () => graphql(query, { id }), render);
  return whenLoaded(result, ({ iamGetGroup: group, iamGroupUsers: members }) => [
    groupHeader(id, group, render),
    tabList(['Details', 'Group Members'], groupTab, (tab) => {
      groupTab = tab;
      render();
    }),
    groupTab === 'Details'
      ? details(group)
      : h(
          'section',
          { class: 'block' },
          table(
            ['Email'],
            members.items.map((user) => [user.email]),
          ),
        ),
  ]);
}

function groupHeader(id, group, render) {
  const reset = () => {
    forgetLoaded();
    render();
  };
  return h(
    'div',
    { class: 'page-header' },
    h(
      'div',
      {},
      h(
        'nav',
        { class: 'breadcrumb', 'aria-label': 'Breadcrumb' },
        h('a', { href: '/settings/user-groups', onclick: follow }, 'User Groups'),
        ' / ',
        h('span', {}, group.groupName),
      ),
      h('h1', {}, group.groupName),
    ),
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        { type: 'button', class: 'plain', onclick: () => navigate('/settings/user-groups') },
        'Delete Group',
      ),
      h('button', { type: 'button', class: 'plain', onclick: reset }, 'Reset'),
      h('button', { type: 'button', class: 'primary', onclick: () => save(id, render) }, 'Save'),
    ),
  );
}

/** Reads the boxes back and sends the whole list, which replaces the old one. */
async function save(id, render) {
  const boxes = [...document.querySelectorAll('input[data-permission]')];
  const abacPermissions = boxes.filter((box) => box.checked).map((box) => box.dataset.permission);
  await graphql(
    'mutation ConsoleUpdateGroup($id: String!, $abacPermissions: [String!]) { updateIamGroup(id: $id, abacPermissions: $abacPermissions) { id } }',
    { id, abacPermissions },
  );
  forgetLoaded();
  render();
}

function details(group) {
  const granted = new Set(group.groupAbacPermission?.statement ?? []);
  const box = (label, permission, column) =>
    permission === null
      ? ''
      : h('input', {
          type: 'checkbox',
          'data-permission': permission,
          checked: granted.has(permission),
          'aria-label': `${label} ${column}`,
        });
  const rows = permissionRows.map(([label, write, read]) => [
    label,
    box(label, write, 'write'),
    box(label, read, 'read'),
  ]);
  const filters = group.groupQueryPolicy?.statement ?? [];
  return h(
    'section',
    { class: 'block narrow' },
    h('h2', {}, 'Group Details'),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Group Name'),
      h('input', { type: 'text', value: group.groupName }),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Group Description'),
      h('input', { type: 'text', value: group.groupDescription ?? '' }),
    ),
    h('h2', {}, 'Query Policy'),
    h(
      'p',
      { class: 'hint' },
      'Allows users in this group to use queries matching ANY of the following sets. ',
      h('a', { href: '#' }, 'Learn More'),
    ),
    filters.length === 0
      ? h('p', { class: 'empty' }, 'You don’t have any query filters yet')
      : filters.map((filter) => h('pre', {}, JSON.stringify(filter))),
    h('button', { type: 'button', class: 'primary' }, icon('plus', 18), 'New Filter'),
    h('h2', {}, 'Permissions'),
    h(
      'p',
      { class: 'hint' },
      'Grants users in this group the selected permissions. ',
      h('a', { href: '#' }, 'Learn More'),
    ),
    permissionTable(rows),
  );
}

function permissionTable(rows) {
  const body = table(['Permissions', 'Write/Read', 'Read'], rows.slice(0, 2));
  body.classList.add('permissions');
  const second = h(
    'tr',
    { class: 'subhead' },
    h('th', {}),
    h('th', { scope: 'col' }, 'Write'),
    h('th', { scope: 'col' }, 'Read'),
  );
  body.querySelector('tbody').append(
    second,
    ...rows.slice(2).map((cells) =>
      h(
        'tr',
        {},
        cells.map((cell) => h('td', {}, cell)),
      ),
    ),
  );
  return body;
}
