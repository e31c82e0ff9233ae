import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  follow,
  panelViews,
  viewOfPage,
  type FollowedPage,
  type Following,
} from '../../../components/panel/views.ts';

const start: Following = { view: 'keys', page: null, requestAt: 0 };
const groups: FollowedPage = { kind: 'user-groups' };
const integrations: FollowedPage = { kind: 'integrations' };
const dashboard: FollowedPage = { kind: 'other' };

function look(before: Following, page: FollowedPage | null, held = false): Following {
  return follow(before, { page, request: null, held });
}

describe('the view that fits a console page', () => {
  test.each([
    ['account-tokens', 'keys'],
    ['user-tokens', 'keys'],
    ['all-user-tokens', 'keys'],
    ['users', 'access'],
    ['user-groups', 'access'],
    ['user-group', 'access'],
    ['integrations', 'integrations'],
    ['integration', 'integrations'],
    ['integration-instance', 'integrations'],
    ['account-management', null],
    ['settings', null],
    ['other', null],
  ] as const)('for %s is %s', (kind, view) => {
    expect(viewOfPage({ kind })).toBe(view);
  });
});

describe('following the page', () => {
  test('shows the view that fits the page in front when the panel opens', () => {
    expect(look(start, groups).view).toBe('access');
  });

  test('changes the view when the page changes', () => {
    expect(look(look(start, groups), integrations).view).toBe('integrations');
  });

  test('leaves a view that the user chose as long as the page stays the same', () => {
    const chosen = { ...look(start, groups), view: 'activity' as const };
    expect(look(chosen, { ...groups })).toBe(chosen);
  });

  test('leaves the view alone while a tab that is no console is in front, and when the same page comes back', () => {
    const chosen = { ...look(start, groups), view: 'policies' as const };
    expect(look(look(chosen, null), groups).view).toBe('policies');
  });

  test('stays where it is on a page that fits no view, and follows again when the user goes back', () => {
    const away = look({ ...look(start, integrations), view: 'reminders' }, dashboard);
    expect(away.view).toBe('reminders');
    expect(look(away, integrations).view).toBe('integrations');
  });

  test('takes another group for another page', () => {
    const chosen = { ...look(start, { kind: 'user-group', groupId: 'a' }), view: 'keys' as const };
    expect(look(chosen, { kind: 'user-group', groupId: 'b' }).view).toBe('access');
  });

  test('moves nothing while a form is open, and does not jump once it is closed', () => {
    const held = look(look(start, groups), integrations, true);
    expect(held.view).toBe('access');
    expect(look(held, integrations).view).toBe('access');
  });

  test('goes where "Open Latchkey" was pressed, even if the page has not changed', () => {
    const chosen = { ...look(start, groups), view: 'activity' as const };
    const pressed = follow(chosen, { page: groups, request: { page: groups, at: 5 }, held: false });
    expect(pressed.view).toBe('access');
  });

  test('follows each press once', () => {
    const request = { page: groups, at: 5 };
    const pressed = follow(start, { page: null, request, held: false });
    const chosen = { ...pressed, view: 'policies' as const };
    expect(follow(chosen, { page: null, request, held: false })).toBe(chosen);
  });

  test('passes over a press that was meant for an earlier panel', () => {
    const opened = { ...start, requestAt: 100 };
    expect(follow(opened, { page: null, request: { page: groups, at: 99 }, held: false })).toBe(opened);
  });

  test('never changes a chosen view while nothing new is seen', () => {
    const page = fc.constantFrom<FollowedPage>(groups, integrations, dashboard, { kind: 'user-tokens' });
    fc.assert(
      fc.property(page, fc.constantFrom(...panelViews), fc.nat({ max: 5 }), (seen, view, times) => {
        const chosen = { ...look(start, seen), view };
        let following: Following = chosen;
        for (let time = 0; time < times; time += 1) following = look(following, seen);
        expect(following).toBe(chosen);
      }),
    );
  });
});
