import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guardClicks } from '../../../components/in-page/click-guard.ts';
import { fakeLayout, layOut, view } from './page-fakes.ts';

/** Firefox cannot say whether an element is really visible, so its geometry and opacity are looked at. */
describe('the click guard where the browser does not track visibility', () => {
  let host: HTMLElement;

  function guard() {
    const made = guardClicks(host, host, view);
    vi.advanceTimersByTime(600);
    return made;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('IntersectionObserverEntry', class {});
    fakeLayout();
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('style');
    document.body.innerHTML = '<div id="around"><div id="host"></div></div>';
    host = document.getElementById('host')!;
    layOut(host, { left: 100, top: 100, width: 140, height: 36 });
  });
  afterEach(() => {
    document.documentElement.removeAttribute('style');
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is ready after half a second in plain view', () => {
    const { isReady, stop } = guardClicks(host, host, view);
    expect(isReady()).toBe(false);
    vi.advanceTimersByTime(500);
    expect(isReady()).toBe(true);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['#around', 'body', 'html', '#host'])('is not ready while %s is see-through', (selector) => {
    document.querySelector<HTMLElement>(selector)!.style.opacity = '0.001';
    expect(guard().isReady()).toBe(false);
  });

  it('is not ready while a filter lies on the page', () => {
    document.documentElement.style.filter = 'opacity(0)';
    expect(guard().isReady()).toBe(false);
  });

  it('is not ready while something lies on a corner of it', () => {
    const cover = document.createElement('div');
    document.body.append(cover);
    layOut(cover, { left: 220, top: 90, width: 40, height: 40 });
    expect(guard().isReady()).toBe(false);
  });

  it('starts anew when it was covered in between', () => {
    const { isReady } = guard();
    expect(isReady()).toBe(true);
    const cover = document.createElement('div');
    document.body.append(cover);
    layOut(cover, { left: 0, top: 0, width: 900, height: 600 });
    vi.advanceTimersByTime(200);
    cover.remove();
    expect(isReady()).toBe(false);
    vi.advanceTimersByTime(600);
    expect(isReady()).toBe(true);
  });
});
