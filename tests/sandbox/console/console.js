/** The new generation of the console: navy top bar, gear menu, and the pages behind them. */
import { config, signOut } from './api.js';
import { appPage } from './apps.js';
import { h, icon, logo } from './dom.js';
import { integrationsPage } from './integrations.js';
import { follow, forgetLoaded, onNavigate } from './router.js';
import { settingsPage } from './settings.js';

const apps = [
  ['Home', '/'],
  ['Insights', '/insights'],
  ['Assets', '/assets/inventory'],
  ['Graph', '/galaxy'],
  ['Alerts', '/alerts'],
  ['Policies', '/policies'],
  ['Compliance', '/compliance'],
  ['Integrations', '/integrations'],
];

const gearMenu = [
  ['OVERVIEW', [['Overview', 'overview', 'gear']]],
  [
    'MY ACCOUNT',
    [
      ['Profile', 'profile', 'person'],
      ['Notifications', 'notifications', 'bell'],
      ['User API Tokens', 'user-api-tokens', 'key'],
    ],
  ],
  [
    'ADMIN',
    [
      ['Account Management', 'account-management', 'sliders'],
      ['Users', 'users', 'person'],
      ['User Groups', 'user-groups', 'people'],
      ['Security & Access', 'security-access', 'lock'],
      ['Account API Tokens', 'account-api-tokens', 'key'],
      ['Account Parameters', 'account-parameters', 'terminal'],
    ],
  ],
  ['', [['Audit Events', 'audit-events', 'clipboard']]],
];

let openMenu = null;

function topBar() {
  const path = location.pathname;
  const isActive = (to) => (to === '/' ? path === '/' : path.startsWith(`/${to.split('/')[1]}`));
  return h(
    'header',
    { class: 'top-bar' },
    h('a', { class: 'brand', href: '/', 'aria-label': 'JupiterOne home', onclick: follow }, logo(32)),
    h('span', { class: 'account-name' }, config.accountName),
    h(
      'nav',
      { 'aria-label': 'Apps' },
      apps.map(([label, to]) =>
        h('a', { href: to, onclick: follow, ...(isActive(to) && { 'aria-current': 'page' }) }, label),
      ),
    ),
    h(
      'div',
      { class: 'tools' },
      h('button', { class: 'ask', type: 'button' }, icon('search', 16), 'Ask J1 (Ctrl+K)'),
      menuButton('Settings', 'gear', gearMenuPanel),
      h(
        'button',
        { type: 'button', 'aria-label': 'Notifications' },
        icon('bell', 24),
        h('span', { class: 'count' }, '99+'),
      ),
      h('button', { type: 'button', 'aria-label': 'Help' }, icon('help', 24)),
      menuButton('Account menu', null, avatarMenuPanel),
    ),
  );
}

function menuButton(label, iconName, drawPanel) {
  const isOpen = openMenu === label;
  const toggle = () => {
    openMenu = isOpen ? null : label;
    render();
  };
  const face = iconName === null ? h('span', { class: 'avatar' }, config.firstName[0]) : icon(iconName, 24);
  return h(
    'span',
    { class: 'menu-holder' },
    h(
      'button',
      {
        type: 'button',
        'aria-label': label,
        'aria-haspopup': 'menu',
        'aria-expanded': String(isOpen),
        onclick: toggle,
      },
      face,
    ),
    isOpen && drawPanel(),
  );
}

function gearMenuPanel() {
  return h(
    'div',
    { class: 'menu', role: 'menu' },
    gearMenu.map(([title, items]) =>
      h(
        'div',
        { class: 'menu-group', role: 'group' },
        title !== '' && h('div', { class: 'menu-title' }, title),
        items.map(([label, slug, iconName]) =>
          h(
            'a',
            { role: 'menuitem', href: `/settings/${slug}`, onclick: followFromMenu },
            icon(iconName),
            h('span', {}, label),
          ),
        ),
      ),
    ),
    h(
      'div',
      { class: 'menu-group power' },
      h(
        'a',
        { role: 'menuitem', href: '/powerups/endpoint-agent', onclick: followFromMenu },
        icon('bolt'),
        h('span', {}, 'Power Ups'),
      ),
    ),
  );
}

function avatarMenuPanel() {
  return h(
    'div',
    { class: 'menu', role: 'menu' },
    h('div', { class: 'menu-group' }, h('div', { class: 'menu-title' }, config.firstName)),
    h(
      'div',
      { class: 'menu-group' },
      h(
        'a',
        { role: 'menuitem', href: '/settings/profile', onclick: followFromMenu },
        icon('person'),
        h('span', {}, 'My Profile'),
      ),
      h(
        'button',
        { role: 'menuitem', type: 'button', onclick: signOut },
        icon('lock'),
        h('span', {}, 'Sign out'),
      ),
    ),
  );
}

function followFromMenu(event) {
  openMenu = null;
  follow(event);
}

function page() {
  const path = location.pathname;
  if (path === '/settings' || path.startsWith('/settings/')) return settingsPage(path, render);
  if (path === '/integrations' || path.startsWith('/integrations/')) return integrationsPage(path, render);
  return appPage(path, render);
}

function render() {
  document.querySelector('#root').replaceChildren(topBar(), ...[page()].flat(3));
}

onNavigate(() => {
  forgetLoaded();
  render();
});
document.addEventListener('click', (event) => {
  if (openMenu !== null && !event.target.closest?.('.menu-holder')) {
    openMenu = null;
    render();
  }
});
// The shell shows first and the page mounts a little later.
document.querySelector('#root').append(h('div', { class: 'splash', 'aria-label': 'Loading' }, logo(56)));
setTimeout(render, 80);
