/** Pages for account and user keys, with the dialogs that create and revoke them. */
import { createAccountToken, createOwnToken, listOwnTokens, listTokens, revokeToken } from './api.js';
import { h, icon, longDate, openDialog } from './dom.js';
import { forgetLoaded, load } from './router.js';
import { pageHeader, table, whenLoaded } from './page-parts.js';

const samplePolicy = `{
  "permissions": [
    {
      "effect": "ALLOW",
      "actions": ["query:ReadGraphData"],
      "resources": ["*"]
    }
  ]
}`;

export function accountTokensPage(render) {
  const result = load('tokens', () => listTokens('ACCOUNT'), render);
  return [
    pageHeader(
      'Account API Tokens',
      newTokenButton('New Token', () => openCreateDialog(true, render)),
    ),
    h(
      'section',
      { class: 'block' },
      h(
        'p',
        { class: 'hint' },
        'Account API tokens are not tied to a user. What a token may do is decided by its policy.',
      ),
      whenLoaded(result, (tokens) => tokenTable(tokens, render)),
    ),
  ];
}

/** Every user's keys, which administrators see here. */
export function userTokensPage(render) {
  const result = load('tokens', () => listTokens('USER_API'), render);
  return [
    pageHeader('User API Tokens'),
    h(
      'section',
      { class: 'block' },
      h('p', { class: 'hint' }, 'Tokens that users have created for themselves.'),
      whenLoaded(result, (tokens) => tokenTable(tokens, render, true)),
    ),
  ];
}

export function ownTokensPanel(render) {
  const result = load('own tokens', listOwnTokens, render);
  return h(
    'section',
    { class: 'block' },
    h(
      'div',
      { class: 'block-header' },
      h('h2', {}, 'API Tokens'),
      newTokenButton('New Token', () => openCreateDialog(false, render)),
    ),
    whenLoaded(result, (tokens) => tokenTable(tokens, render)),
  );
}

function newTokenButton(label, onclick) {
  return h('button', { type: 'button', class: 'primary', onclick }, icon('plus', 18), label);
}

function tokenTable(tokens, render, withUser = false) {
  if (tokens.length === 0) return h('p', { class: 'empty' }, 'No API tokens exist.');
  const revoke = (token) =>
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': `Delete ${token.name}`,
        onclick: () => openRevokeDialog(token, render),
      },
      icon('trash', 18),
    );
  return table(
    ['Name', ...(withUser ? ['User'] : []), 'Created', 'Expires', ''],
    tokens.map((token) => [
      token.name,
      ...(withUser ? [token.username ?? ''] : []),
      longDate(token.createdAt),
      longDate(token.expiresAt),
      revoke(token),
    ]),
  );
}

export function openCreateDialog(forAccount, render) {
  openDialog('Create API Token', (close) => {
    const problem = h('p', { role: 'alert', class: 'failed' });
    const submit = async (event) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget);
      const days = Number(form.get('days'));
      try {
        const secret = forAccount
          ? await createAccountToken(form.get('name'), days, form.get('policy'))
          : await createOwnToken(form.get('name'), days);
        close();
        openCreatedDialog(secret, render);
      } catch (error) {
        problem.textContent = error.message;
      }
    };
    return h(
      'form',
      { onsubmit: submit },
      h(
        'label',
        { class: 'field' },
        h('span', {}, 'Name'),
        h('input', { name: 'name', required: true, autocomplete: 'off' }),
      ),
      h(
        'label',
        { class: 'field' },
        h('span', {}, 'Days until expiration'),
        h('input', { name: 'days', type: 'number', min: '1', max: '365', value: '30', required: true }),
      ),
      forAccount &&
        h(
          'label',
          { class: 'field' },
          h('span', {}, 'Policy'),
          h('textarea', { name: 'policy', rows: '9', spellcheck: 'false' }, samplePolicy),
        ),
      problem,
      h(
        'div',
        { class: 'dialog-actions' },
        h('button', { type: 'button', onclick: close }, 'Cancel'),
        h('button', { type: 'submit', class: 'primary' }, 'Create'),
      ),
    );
  });
}

function openCreatedDialog(secret, render) {
  openDialog('API Key Created!', (close) => {
    const done = () => {
      close();
      forgetLoaded();
      render();
    };
    return h(
      'div',
      {},
      h(
        'p',
        { class: 'warning' },
        icon('warning', 22),
        'This is the only time this API key will be visible!',
      ),
      h('p', {}, 'Copy this API key into any application that needs access to the JupiterOne API.'),
      h('label', { class: 'field' }, h('span', {}, 'Token'), h('code', { class: 'secret' }, secret ?? '')),
      h(
        'div',
        { class: 'dialog-actions' },
        h('button', { type: 'button', class: 'primary', onclick: done }, 'DONE'),
      ),
    );
  });
}

function openRevokeDialog(token, render) {
  openDialog(`Delete ${token.name}?`, (close) => {
    const revoke = async () => {
      await revokeToken(token.id);
      close();
      forgetLoaded();
      render();
    };
    return h(
      'div',
      {},
      h('p', {}, 'Applications that use this token will lose access.'),
      h(
        'div',
        { class: 'dialog-actions' },
        h('button', { type: 'button', onclick: close }, 'Cancel'),
        h('button', { type: 'button', class: 'primary', onclick: revoke }, 'Delete'),
      ),
    );
  });
}
