/** Parts that the pages of the newer console share. */
import { h } from './dom.js';

export function pageHeader(title, ...actions) {
  return h('div', { class: 'page-header' }, h('h1', {}, title), h('div', { class: 'actions' }, actions));
}

/** Draws a loader's result, or says that it is loading or has failed. */
export function whenLoaded(result, draw) {
  if (result.state === 'loading')
    return h('div', { class: 'loading', role: 'progressbar', 'aria-label': 'Loading' });
  if (result.state === 'failed') return h('p', { role: 'alert', class: 'failed' }, result.message);
  return draw(result.value);
}

export function table(columns, rows) {
  return h(
    'table',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((column) => h('th', { scope: 'col' }, column)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((cells) =>
        h(
          'tr',
          {},
          cells.map((cell) => h('td', {}, cell)),
        ),
      ),
    ),
  );
}

/** A row of tabs; `select` is called with the chosen one. */
export function tabList(tabs, selected, select) {
  return h(
    'div',
    { class: 'tabs', role: 'tablist' },
    tabs.map((tab) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          'aria-selected': String(tab === selected),
          onclick: () => select(tab),
        },
        tab,
      ),
    ),
  );
}
