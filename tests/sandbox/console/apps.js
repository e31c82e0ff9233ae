/** The other apps, as far as they are needed to move about in; one dashboard is called "Settings" on purpose. */
import { h, icon } from './dom.js';
import { follow } from './router.js';

const dashboards = [
  ['Settings', 'd5e77a1f'],
  ['Cloud posture', '1f0c33ab'],
  ['Account API Tokens', '77b1d0c2'],
];

const titles = {
  search: 'Search',
  assets: 'Assets',
  inventory: 'Assets',
  galaxy: 'Graph',
  alerts: 'Alerts',
  policies: 'Policies',
  compliance: 'Compliance',
  powerups: 'Power Ups',
};

/** Whether the counts of the home page have come in; they redraw it, like much else in a live console. */
let countsCame = false;

export function appPage(path, render) {
  if (path === '/') return homePage(render);
  const [first, second, third] = path.slice(1).split('/');
  if (first === 'insights')
    return second === 'dashboards' && third !== undefined ? dashboardPage(third) : insightsPage();
  return h(
    'main',
    { class: 'app' },
    h('h1', {}, titles[first] ?? 'Page not found'),
    h('p', { class: 'empty' }, 'Nothing to show here in the stand-in.'),
  );
}

function homePage(render) {
  if (!countsCame) {
    setTimeout(() => {
      countsCame = true;
      if (location.pathname === '/') render();
    }, 400);
  }
  const tile = (iconName, number, label) =>
    h(
      'div',
      { class: 'tile' },
      h('span', { class: 'round' }, icon(iconName)),
      h('div', {}, h('b', {}, countsCame ? number : '…'), h('small', {}, label)),
    );
  return [
    h(
      'div',
      { class: 'sub-bar' },
      h('a', { href: '/', 'aria-current': 'page', onclick: follow }, 'Dashboard: Overview'),
      h('a', { href: '/search', onclick: follow }, 'Questions'),
      h('a', { href: '/search', onclick: follow }, 'Query Builder'),
    ),
    h(
      'main',
      { class: 'app home' },
      h(
        'div',
        { class: 'ask-bar' },
        icon('search'),
        'Ask a question, enter a query, or run a full-text search.',
      ),
      h(
        'div',
        { class: 'columns' },
        h(
          'section',
          {},
          h('h2', {}, 'What’s changed?'),
          tile('help', '1', 'New problems'),
          tile('box', '0', 'New problems in critical assets'),
          tile('bell', '1', 'New alerts'),
        ),
        h(
          'section',
          {},
          h('h2', {}, 'What’s in my environment?'),
          tile('help', '191', 'Total problems'),
          tile('bell', '153', 'Total alerts'),
          tile('box', '607', 'Total critical assets'),
        ),
        h(
          'section',
          {},
          h('h2', {}, 'What compliance gaps exist?'),
          tile('flag', '35', 'Open compliance gaps'),
          tile('clipboard', '4,140', 'Non-compliant assets'),
        ),
      ),
    ),
  ];
}

function insightsPage() {
  return h(
    'main',
    { class: 'app' },
    h('h1', {}, 'Insights'),
    h(
      'div',
      { class: 'cards' },
      dashboards.map(([name, id]) =>
        h(
          'a',
          { class: 'card', href: `/insights/dashboards/${id}`, onclick: follow },
          h('strong', {}, name),
          h('span', { class: 'hint' }, 'Dashboard'),
        ),
      ),
    ),
  );
}

/** Looks like Settings by its heading and widgets, and is not. */
function dashboardPage(id) {
  const name = dashboards.find(([, each]) => each === id)?.[0] ?? 'Dashboard';
  return h(
    'main',
    { class: 'app' },
    h('h1', {}, name),
    h(
      'div',
      { class: 'columns' },
      ['Account API Tokens', 'User Groups', 'Account Management'].map((title) =>
        h(
          'section',
          {},
          h('h2', {}, title),
          h(
            'div',
            { class: 'usage' },
            [30, 60, 45, 80, 55].map((height) => h('i', { style: `height: ${height}%` })),
          ),
        ),
      ),
    ),
  );
}
