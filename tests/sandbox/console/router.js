/** Client-side routing and re-rendering. Every render replaces the page's nodes, as frameworks may at any time. */

const listeners = new Set();

export function navigate(path) {
  history.pushState({}, '', path);
  window.scrollTo(0, 0);
  for (const listener of listeners) listener();
}

export function onNavigate(listener) {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
}

/** A click handler for links that stay inside the console. */
export function follow(event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.getAttribute('href'));
}

/** Results of page loaders by path, so that a re-render does not load again. */
const loaded = new Map();

export function forgetLoaded() {
  loaded.clear();
}

/** What a page's loader gave, `undefined` while it is under way; calls `rerender` once it is there. */
export function load(name, loader, rerender) {
  const key = `${location.pathname} ${name}`;
  if (!loaded.has(key)) {
    loaded.set(key, { state: 'loading' });
    const settle = (result) => {
      loaded.set(key, result);
      rerender();
    };
    // Real pages take a moment, and mount late.
    setTimeout(() => {
      loader().then(
        (value) => settle({ state: 'ready', value }),
        (error) => settle({ state: 'failed', message: error.message }),
      );
    }, 60);
  }
  return loaded.get(key);
}
