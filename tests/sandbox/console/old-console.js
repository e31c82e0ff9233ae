/**
 * The console as it was until early 2023: black bar, and Settings as a modal over whatever page is open, which
 * never changes the address. Labels and columns are those of J1's own pictures of the time.
 */
import { config, graphql, listOwnTokens, listTokens, revokeToken, signOut } from './api.js';
import { h, icon, logo, longDate, openDialog, shortDate } from './dom.js';
import { follow, forgetLoaded, load, navigate, onNavigate } from './router.js';
import { openCreateDialog } from './tokens.js';

/** Items that open the Settings modal name a panel, the others a page. */
const gearMenu = [
  ['Users & Access', 'people', { panel: 'users' }],
  ['Single Sign On', 'lock', { panel: 'sso' }],
  ['My Profile', 'person', { panel: 'profile' }],
  ['Account Management', 'sliders', { panel: 'account' }],
  ['Audit Events', 'clipboard', { page: '/audit-events' }],
  ['Invitations', 'mail', { panel: 'invitations' }],
  ['Integrations', 'bolt', { page: '/integrations' }],
  ['Power Ups', 'bolt', { page: '/powerups/endpoint-agent' }],
  ['In-App Purchasing', 'cart', { page: '/purchasing' }],
];

/** The modal's panels in the order of its round buttons. */
const panels = {
  invitations: { title: 'Invitations', icon: 'mail', draw: () => note('No open invitations.') },
  profile: { title: 'My Profile', icon: 'person', draw: profilePanel },
  notifications: { title: 'Notifications', icon: 'bell', draw: () => note('Weekly summary by e-mail: on') },
  users: { title: 'Users & Access', icon: 'people', draw: usersPanel },
  parameters: { title: 'Account Parameters', icon: 'terminal', draw: () => note('No parameters yet.') },
  account: { title: 'Account Management', icon: 'sliders', draw: accountPanel },
  keys: { title: 'User API Keys', icon: 'key', draw: keysPanel },
  sso: { title: 'Single Sign On', icon: 'lock', draw: () => note('Single sign-on is not configured.') },
};

let openMenu = null;
let openPanel = null;

function topBar() {
  return h(
    'header',
    { class: 'bar' },
    h('a', { href: '/', 'aria-label': 'JupiterOne home', onclick: follow }, logo(26)),
    h('span', { class: 'account' }, config.accountName),
    h(
      'div',
      { class: 'tools' },
      h('button', { type: 'button', 'aria-label': 'Apps', onclick: () => navigate('/') }, icon('grid')),
      menu('Settings', icon('gear'), gearItems()),
      h('button', { type: 'button', 'aria-label': 'Status' }, icon('pulse')),
      h('button', { type: 'button', 'aria-label': 'Help' }, icon('help')),
      menu('Account menu', h('span', { class: 'avatar' }, config.firstName[0]), [
        h('button', { type: 'button', role: 'menuitem', onclick: signOut }, icon('lock', 18), 'Sign out'),
      ]),
    ),
  );
}

function menu(label, face, items) {
  const isOpen = openMenu === label;
  const toggle = () => {
    openMenu = isOpen ? null : label;
    render();
  };
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
    isOpen && h('div', { class: 'menu', role: 'menu' }, items),
  );
}

function gearItems() {
  return gearMenu.map(([label, iconName, target]) => {
    const choose = () => {
      openMenu = null;
      if (target.panel !== undefined) showPanel(target.panel);
      else navigate(target.page);
      render();
    };
    return h('button', { type: 'button', role: 'menuitem', onclick: choose }, icon(iconName, 18), label);
  });
}

// The Settings modal

function showPanel(name) {
  openPanel = name;
  drawModal();
}

function closeModal() {
  openPanel = null;
  drawModal();
}

/** The modal is a child of `body`; its content is replaced in place when another panel is chosen. */
function drawModal() {
  const current = document.querySelector('body > .settings-modal');
  if (openPanel === null) {
    current?.remove();
    return;
  }
  const panel = panels[openPanel];
  const modal = current ?? h('div', { class: 'settings-modal', role: 'dialog', 'aria-modal': 'true' });
  modal.replaceChildren(
    h(
      'aside',
      { class: 'left' },
      h('span', { class: 'round' }, icon(panel.icon, 48)),
      h('h2', {}, panel.title.toUpperCase()),
      h(
        'div',
        { class: 'buttons' },
        Object.entries(panels).map(([name, each]) => roundButton(name, each)),
      ),
    ),
    h(
      'section',
      { class: 'right' },
      h(
        'button',
        { class: 'close', type: 'button', 'aria-label': 'Close', onclick: closeModal },
        icon('close'),
      ),
      panel.draw(),
    ),
  );
  if (current === null) document.body.append(modal);
}

function roundButton(name, { title, icon: iconName }) {
  const pressed = name === openPanel;
  return h(
    'button',
    {
      type: 'button',
      title,
      'aria-label': title,
      'aria-pressed': String(pressed),
      onclick: () => showPanel(name),
    },
    icon(iconName, 18),
  );
}

function note(text) {
  return h('p', { class: 'note' }, text);
}

function whenLoaded(result, draw) {
  if (result.state === 'loading') return note('Loading…');
  if (result.state === 'failed') return h('p', { role: 'alert', class: 'note' }, result.message);
  return draw(result.value);
}

function keysPanel() {
  const result = load('account keys', () => listTokens('ACCOUNT'), drawModal);
  return keyList(result, 'User level API keys', true);
}

function profilePanel() {
  const result = load('own keys', listOwnTokens, drawModal);
  return h('div', {}, line('First Name', config.firstName), keyList(result, 'Your API Keys', false));
}

function keyList(result, subtitle, forAccount) {
  const add = () =>
    openCreateDialog(forAccount, () => {
      forgetLoaded();
      drawModal();
    });
  return h(
    'div',
    { class: 'keys' },
    h(
      'div',
      { class: 'keys-header' },
      h('div', {}, h('h3', {}, 'API Keys'), h('p', {}, subtitle)),
      h(
        'button',
        { class: 'add', type: 'button', 'aria-label': 'Add', title: 'Add', onclick: add },
        icon('plus'),
      ),
    ),
    whenLoaded(result, keyTable),
  );
}

function keyTable(tokens) {
  const remove = (token) =>
    openDialog(`Delete ${token.name}?`, (close) => {
      const confirm = async () => {
        await revokeToken(token.id);
        close();
        forgetLoaded();
        drawModal();
      };
      return h(
        'div',
        { class: 'dialog-actions' },
        h('button', { type: 'button', onclick: close }, 'Cancel'),
        h('button', { type: 'button', class: 'primary', onclick: confirm }, 'DELETE'),
      );
    });
  return h(
    'table',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['NAME', 'API KEY', 'CREATED', 'EXPIRES', ''].map((column) => h('th', { scope: 'col' }, column)),
      ),
    ),
    h(
      'tbody',
      {},
      tokens.map((token) =>
        h(
          'tr',
          {},
          h('td', {}, token.name),
          h('td', {}, token.secret ?? '*********'),
          h('td', {}, shortDate(token.createdAt)),
          h('td', {}, shortDate(token.expiresAt)),
          h(
            'td',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'trash',
                'aria-label': `Delete ${token.name}`,
                onclick: () => remove(token),
              },
              icon('trash'),
            ),
          ),
        ),
      ),
    ),
  );
}

function accountPanel() {
  const result = load(
    'account',
    async () =>
      (
        await graphql(
          'query ConsoleAccount { iamGetAccount { accountId accountName accountSubdomain accountOwner } }',
        )
      ).iamGetAccount,
    drawModal,
  );
  return whenLoaded(result, (account) =>
    h(
      'div',
      { class: 'account-panel' },
      h('div', { class: 'center' }, logo(72)),
      line('Account Id', account.accountId),
      line('Account Name *', account.accountName),
      line('Vanity URL', account.accountSubdomain),
      line('Owner', account.accountOwner),
    ),
  );
}

function usersPanel() {
  const query = `query ConsoleGroups { iamGetGroupList(limit: 100) { items { id: ${config.groupId} groupName groupDescription } } }`;
  const result = load('groups', async () => (await graphql(query)).iamGetGroupList.items, drawModal);
  return h(
    'div',
    {},
    h('h3', {}, 'Groups'),
    whenLoaded(result, (groups) =>
      groups.map((group) => line(group.groupName, group.groupDescription ?? '')),
    ),
  );
}

function line(label, value) {
  return h('div', { class: 'line' }, h('span', {}, label), h('b', {}, value));
}

// The pages under the modal

function page() {
  const [first, second, , fourth] = location.pathname.slice(1).split('/');
  if (first === 'integrations' && second === undefined) return integrationsPage();
  if (first === 'integrations' && fourth === undefined) return definitionPage(second);
  if (first === 'integrations') return instancePage(fourth);
  const title =
    { '': 'Landing', insights: 'Insights', 'audit-events': 'Audit Events', purchasing: 'In-App Purchasing' }[
      first
    ] ?? first;
  return [crumbs([title]), card(title.toUpperCase(), h('p', {}, 'Nothing to show here in the stand-in.'))];
}

function integrationsPage() {
  const result = load(
    'definitions',
    async () =>
      (
        await graphql(
          'query ConsoleDefinitions { integrationDefinitions { definitions { id title integrationType } } }',
        )
      ).integrationDefinitions.definitions,
    render,
  );
  return [
    crumbs(['Integrations']),
    whenLoaded(result, (definitions) =>
      card(
        'INTEGRATIONS',
        definitions.map(({ title, integrationType }) =>
          h('a', { class: 'row', href: `/integrations/${integrationType}`, onclick: follow }, title),
        ),
      ),
    ),
  ];
}

function definitionPage(type) {
  const list = config.integrationInstances;
  const result = load(
    'definition',
    async () => {
      const { findIntegrationDefinition: definition } = await graphql(
        'query ConsoleDefinition($type: String!) { findIntegrationDefinition(integrationType: $type) { id title } }',
        { type },
      );
      const data = await graphql(
        `query ConsoleInstances($id: String) { ${list}(definitionId: $id) { instances { id name } } }`,
        {
          id: definition.id,
        },
      );
      return { definition, instances: data[list].instances };
    },
    render,
  );
  return [
    crumbs(['Integrations', 'Configurations']),
    whenLoaded(result, ({ definition, instances }) =>
      card(
        definition.title.toUpperCase(),
        instances.map(({ id, name }) =>
          h('a', { class: 'row', href: `/integrations/${type}/configuration/${id}`, onclick: follow }, name),
        ),
      ),
    ),
  ];
}

function instancePage(id) {
  const result = load(
    'instance',
    () =>
      graphql(
        `
          query ConsoleInstance($id: String!) {
            integrationInstance(id: $id) {
              name
              description
            }
            integrationInstanceTokens(id: $id) {
              tokens {
                tokenId
                createdAt
                expiresAt
              }
            }
          }
        `,
        { id },
      ),
    render,
  );
  return [
    crumbs(['Integrations', 'Configurations', 'Settings']),
    whenLoaded(result, ({ integrationInstance: instance, integrationInstanceTokens: keys }) =>
      h(
        'div',
        { class: 'card' },
        h(
          'div',
          { class: 'hero' },
          h('span', { class: 'round' }, instance.name.slice(0, 3)),
          h('h1', {}, instance.name),
        ),
        h('h2', {}, 'INTEGRATION JOBS'),
        h('p', {}, 'The last job has completed.'),
        h('h2', {}, 'API KEYS'),
        keys.tokens.map((token) =>
          h(
            'p',
            { class: 'row' },
            `Created: ${longDate(token.createdAt)} · Expires at: ${longDate(token.expiresAt)}`,
          ),
        ),
      ),
    ),
  ];
}

function crumbs(names) {
  return h(
    'nav',
    { class: 'crumbs', 'aria-label': 'Breadcrumb' },
    icon('bolt', 18),
    names.map((name) => h('span', {}, name)),
  );
}

function card(title, ...content) {
  return h('div', { class: 'card' }, h('h2', {}, title), content);
}

function render() {
  document.querySelector('#root').replaceChildren(topBar(), ...[page()].flat(3));
}

onNavigate(() => {
  forgetLoaded();
  closeModal();
  render();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && openPanel !== null) closeModal();
});
setTimeout(render, 80);
