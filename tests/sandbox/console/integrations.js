/** Integrations: the list of definitions, a definition's instances, and an instance with its keys. */
import { config, graphql } from './api.js';
import { h, icon, longDate, openDialog } from './dom.js';
import { follow, forgetLoaded, load } from './router.js';
import { pageHeader, table, tabList, whenLoaded } from './page-parts.js';

let instanceTab = 'Summary';

/** `/integrations`, `/integrations/definitions/<type>[/instances/<id>]`, and the older `/integrations/<type>[/configuration/<id>]`. */
export function integrationsPage(path, render) {
  const parts = path
    .split('/')
    .slice(2)
    .filter((part) => part !== 'definitions');
  const [type, , instanceId] = parts;
  if (type === undefined) return h('main', { class: 'app' }, definitionsPage(render));
  if (instanceId === undefined) return h('main', { class: 'app wide' }, definitionPage(type, render));
  return h('main', { class: 'app wide' }, instancePage(type, instanceId, render));
}

async function listDefinitions() {
  const { integrationDefinitions } = await graphql(
    'query ConsoleDefinitions { integrationDefinitions { definitions { id title integrationType integrationClass } } }',
  );
  return integrationDefinitions.definitions;
}

function definitionsPage(render) {
  const result = load('definitions', listDefinitions, render);
  return [
    pageHeader('Integrations'),
    whenLoaded(result, (definitions) =>
      h(
        'div',
        { class: 'cards' },
        definitions.map((definition) =>
          h(
            'a',
            {
              class: 'card',
              href: `/integrations/definitions/${definition.integrationType}`,
              onclick: follow,
            },
            h('span', { class: 'badge' }, definition.title.slice(0, 2).toUpperCase()),
            h('strong', {}, definition.title),
            h('span', { class: 'hint' }, definition.integrationClass.join(', ')),
          ),
        ),
      ),
    ),
  ];
}

async function loadDefinition(type) {
  const { findIntegrationDefinition: definition } = await graphql(
    'query ConsoleDefinition($type: String!) { findIntegrationDefinition(integrationType: $type) { id title } }',
    { type },
  );
  if (definition === null) throw new Error('There is no such integration.');
  const list = config.integrationInstances;
  const data = await graphql(
    `query ConsoleInstances($id: String) { ${list}(definitionId: $id) { instances { id name description pollingInterval } } }`,
    { id: definition.id },
  );
  return { definition, instances: data[list].instances };
}

function definitionPage(type, render) {
  const result = load('definition', () => loadDefinition(type), render);
  return whenLoaded(result, ({ definition, instances }) => [
    breadcrumb([['Integrations', '/integrations']], definition.title),
    pageHeader(
      definition.title,
      h('button', { type: 'button', class: 'primary' }, icon('plus', 18), 'New Instance'),
    ),
    h(
      'section',
      { class: 'block' },
      table(
        ['Name', 'Description', 'Polling Interval'],
        instances.map((instance) => [
          h(
            'a',
            { href: `/integrations/definitions/${type}/instances/${instance.id}`, onclick: follow },
            instance.name,
          ),
          instance.description,
          instance.pollingInterval,
        ]),
      ),
    ),
  ]);
}

function instancePage(type, id, render) {
  const result = load(
    'instance',
    async () =>
      (
        await graphql(
          'query ConsoleInstance($id: String!) { integrationInstance(id: $id) { id name description pollingInterval integrationDefinition { title } } }',
          { id },
        )
      ).integrationInstance,
    render,
  );
  return whenLoaded(result, (instance) => [
    breadcrumb(
      [
        ['Integrations', '/integrations'],
        [instance.integrationDefinition.title, `/integrations/definitions/${type}`],
      ],
      instance.name,
    ),
    pageHeader(instance.name),
    tabList(['Summary', 'Instance Jobs', 'API Keys'], instanceTab, (tab) => {
      instanceTab = tab;
      render();
    }),
    h('section', { class: 'block narrow' }, instancePanel(instance, render)),
  ]);
}

function instancePanel(instance, render) {
  switch (instanceTab) {
    case 'Summary':
      return table(
        ['Property', 'Value'],
        [
          ['Description', instance.description],
          ['Polling Interval', instance.pollingInterval],
          ['Instance ID', instance.id],
        ],
      );
    case 'Instance Jobs':
      return h('p', { class: 'empty' }, 'The last job has completed.');
    case 'API Keys':
      return keysPanel(instance, render);
  }
}

function keysPanel(instance, render) {
  const result = load(
    'keys',
    async () =>
      (
        await graphql(
          'query ConsoleInstanceTokens($id: String!) { integrationInstanceTokens(id: $id) { tokens { tokenId token createdAt expiresAt } } }',
          { id: instance.id },
        )
      ).integrationInstanceTokens.tokens,
    render,
  );
  return h(
    'div',
    { class: 'panel' },
    h(
      'div',
      { class: 'block-header' },
      h('h2', {}, 'Integration API Keys'),
      h(
        'button',
        { type: 'button', class: 'outlined', onclick: () => openCreateDialog(instance, render) },
        icon('plus', 18),
        'New API Key',
      ),
    ),
    h(
      'p',
      {},
      'These API keys can only be used to synchronize data in this integration’s scope and cannot be used to read the graph or perform any other action in the system. Useful for local development and running the integration in your own infrastructure.',
    ),
    whenLoaded(result, (tokens) =>
      tokens.length === 0
        ? h('p', { class: 'empty' }, 'No API tokens exist for this integration instance.')
        : tokens.map((token) => keyCard(token, render)),
    ),
  );
}

function keyCard(token, render) {
  const shown = h('strong', { class: 'masked' }, `${token.token.slice(0, 11)}*******`);
  const reveal = () => {
    shown.textContent = token.token;
  };
  const revoke = async () => {
    await graphql(
      'mutation ConsoleRevokeInstanceToken($id: String!) { revokeIntegrationInstanceToken(tokenId: $id) { success } }',
      {
        id: token.tokenId,
      },
    );
    forgetLoaded();
    render();
  };
  return h(
    'div',
    { class: 'key-card' },
    h(
      'div',
      {},
      shown,
      h('div', {}, `Created: ${longDate(token.createdAt)}`),
      h('div', {}, `Expires at: ${longDate(token.expiresAt)}`),
    ),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', class: 'outlined', onclick: reveal }, 'Reveal'),
      h('button', { type: 'button', class: 'outlined', onclick: revoke }, 'Revoke'),
    ),
  );
}

function openCreateDialog(instance, render) {
  openDialog('New API Key', (close) => {
    const create = async () => {
      await graphql(
        'mutation ConsoleCreateInstanceToken($id: String!) { createIntegrationInstanceToken(id: $id) { tokenId } }',
        {
          id: instance.id,
        },
      );
      close();
      forgetLoaded();
      render();
    };
    return h(
      'div',
      {},
      h('p', {}, `Create an API key for ${instance.name}?`),
      h(
        'div',
        { class: 'dialog-actions' },
        h('button', { type: 'button', onclick: close }, 'Cancel'),
        h('button', { type: 'button', class: 'primary', onclick: create }, 'Create'),
      ),
    );
  });
}

function breadcrumb(links, current) {
  return h(
    'nav',
    { class: 'breadcrumb', 'aria-label': 'Breadcrumb' },
    links.map(([label, to]) => [h('a', { href: to, onclick: follow }, label), ' / ']),
    h('span', {}, current),
  );
}
