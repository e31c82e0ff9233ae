/** The Settings area of 2023 and later: a white left rail and its pages. */
import { config, graphql } from './api.js';
import { h, longDate } from './dom.js';
import { groupPage, groupsPage } from './groups.js';
import { pageHeader, table, tabList, whenLoaded } from './page-parts.js';
import { follow, load } from './router.js';
import { accountTokensPage, ownTokensPanel, userTokensPage } from './tokens.js';

const rail = [
  [null, [['Overview', 'overview']]],
  [
    'MY ACCOUNT',
    [
      ['Profile', 'profile'],
      ['Notifications', 'notifications'],
      ['User API Tokens', 'user-api-tokens'],
    ],
  ],
  [
    'ADMIN',
    [
      ['Account Management', 'account-management'],
      ['Users', 'users'],
      ['User Groups', 'user-groups'],
      ['Security & Access', 'security-access'],
      ['Account API Tokens', 'account-api-tokens'],
      ['Account Parameters', 'account-parameters'],
    ],
  ],
];

let profileTab = 'Profile';

export function settingsPage(path, render) {
  const slug = path.split('/')[2] ?? 'overview';
  const groupId = slug === 'user-groups' ? path.split('/')[3] : undefined;
  return h(
    'div',
    { class: 'settings' },
    leftRail(slug),
    h(
      'main',
      { class: 'settings-content' },
      groupId === undefined ? content(slug, render) : groupPage(groupId, render),
    ),
  );
}

function leftRail(active) {
  return h(
    'nav',
    { class: 'rail', 'aria-label': 'Settings' },
    h('div', { class: 'rail-title' }, 'Settings'),
    rail.map(([title, items]) => [
      title !== null && h('div', { class: 'rail-section' }, title),
      items.map(([label, slug]) =>
        h(
          'a',
          { href: `/settings/${slug}`, onclick: follow, ...(slug === active && { 'aria-current': 'page' }) },
          label,
        ),
      ),
    ]),
  );
}

function content(slug, render) {
  switch (slug) {
    case 'overview':
      return simplePage(
        'Overview',
        h(
          'p',
          {},
          `Settings of ${config.accountName}: your own account and, for administrators, everybody's.`,
        ),
      );
    case 'profile':
      return profilePage(render);
    case 'notifications':
      return simplePage(
        'Notifications',
        h('label', { class: 'check' }, h('input', { type: 'checkbox' }), 'E-mail me a weekly summary'),
      );
    case 'user-api-tokens':
      return userTokensPage(render);
    case 'account-management':
      return accountManagementPage(render);
    case 'users':
      return usersPage(render);
    case 'user-groups':
      return groupsPage(render);
    case 'security-access':
      return simplePage(
        'Security & Access',
        h('p', {}, 'Single sign-on is not configured for this account.'),
      );
    case 'account-api-tokens':
      return accountTokensPage(render);
    case 'account-parameters':
      return simplePage(
        'Account Parameters',
        h('p', { class: 'empty' }, 'This account has no parameters yet.'),
      );
    case 'audit-events':
      return auditPage(render);
    default:
      return simplePage('Page not found', h('p', {}, 'There is nothing at this address.'));
  }
}

function simplePage(title, ...body) {
  return [pageHeader(title), h('section', { class: 'block' }, body)];
}

function profilePage(render) {
  return [
    pageHeader('Profile'),
    tabList(['Profile', 'API Tokens'], profileTab, (tab) => {
      profileTab = tab;
      render();
    }),
    profileTab === 'Profile' ? profileDetails(render) : ownTokensPanel(render),
  ];
}

function profileDetails(render) {
  const result = load(
    'profile',
    async () =>
      (await graphql('query ConsoleProfile { iamGetCurrentUser { email firstName lastName } }'))
        .iamGetCurrentUser,
    render,
  );
  return h(
    'section',
    { class: 'block' },
    whenLoaded(result, (user) => [
      field('First Name', user.firstName),
      field('Last Name', user.lastName),
      field('Email', user.email),
    ]),
  );
}

function accountManagementPage(render) {
  const result = load(
    'account',
    async () =>
      (
        await graphql(
          'query ConsoleAccount { iamGetAccount { accountId accountName accountSubdomain accountOwner accountLogoUrl } }',
        )
      ).iamGetAccount,
    render,
  );
  return [
    pageHeader('Account Management'),
    h(
      'section',
      { class: 'block' },
      whenLoaded(result, (account) => [
        field('Company Logo URL', account.accountLogoUrl ?? ''),
        field('Display Name', account.accountName),
        field('Vanity URL', account.accountSubdomain),
        field('Account ID', account.accountId),
        field('Owner', account.accountOwner),
        h('h2', {}, 'Account Usage'),
        h(
          'div',
          { class: 'usage', role: 'img', 'aria-label': 'Entities over the last 30 days' },
          usageBars(),
        ),
      ]),
    ),
  ];
}

function usageBars() {
  return Array.from({ length: 30 }, (_, index) => h('i', { style: `height: ${20 + ((index * 37) % 60)}%` }));
}

function field(label, value) {
  return h(
    'label',
    { class: 'field' },
    h('span', {}, label),
    h('input', { type: 'text', value, readonly: true }),
  );
}

function usersPage(render) {
  const result = load(
    'users',
    async () =>
      (
        await graphql(
          'query ConsoleUsers { iamGetUserList(limit: 100) { items { userId email firstName lastName } } }',
        )
      ).iamGetUserList.items,
    render,
  );
  return [
    pageHeader('Users', h('button', { type: 'button', class: 'primary' }, 'Invite User')),
    h(
      'section',
      { class: 'block' },
      whenLoaded(result, (users) =>
        table(
          ['Name', 'Email'],
          users.map((user) => [`${user.firstName} ${user.lastName}`, user.email]),
        ),
      ),
    ),
  ];
}

function auditPage(render) {
  const result = load(
    'audit',
    async () =>
      (
        await graphql(
          'query ConsoleAudit { getAuditEventsForAccount(limit: 50) { items { id category resourceType timestamp } } }',
        )
      ).getAuditEventsForAccount.items,
    render,
  );
  return [
    pageHeader('Audit Events'),
    h(
      'section',
      { class: 'block' },
      whenLoaded(result, (events) =>
        table(
          ['Event', 'Resource', 'Time'],
          events.map((event) => [event.category, event.resourceType, longDate(event.timestamp)]),
        ),
      ),
    ),
  ];
}
