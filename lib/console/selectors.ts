/**
 * What J1's console looks like, as data: slugs, labels and selectors. J1 publishes none of this as a contract, so each
 * table says when it was last compared with a source, with which one, and how sure it is:
 * documented (J1 says so) > seen (in J1's own screenshots) > guessed (by the style of what is known).
 *
 * Labels are compared in lower case with single spaces.
 */
import type { PageKind } from './page.ts';

/** The one slug after `/settings/` that J1's public tools name (documented, 2026-11-23). */
export const documentedSlug = 'account-management';

/** Other slugs after `/settings/`: none is public, these follow the style of the one that is (guessed, 2026-11-23). */
export const guessedSlugs: Readonly<Record<string, PageKind>> = {
  'account-api-tokens': 'account-tokens',
  'account-api-keys': 'account-tokens',
  'account-tokens': 'account-tokens',
  'user-api-tokens': 'user-tokens',
  'user-api-keys': 'user-tokens',
  'user-tokens': 'user-tokens',
  'all-user-api-tokens': 'all-user-tokens',
  'all-user-tokens': 'all-user-tokens',
  users: 'users',
  'user-groups': 'user-groups',
  groups: 'user-groups',
};

/** Slugs that may come before the others, as in `/settings/admin/users` (guessed, 2026-11-23). */
export const settingsSections: readonly string[] = ['admin', 'my-account'];

/** Words in an id's place that are none (guessed, 2026-11-23). */
export const notAnId: readonly string[] = ['new', 'create', 'add', 'edit'];

/**
 * Second segment of `/integrations/…` that is no definition. 2026-11-23: `custom` is J1's list of custom integrations
 * (documented), the others are guessed.
 */
export const integrationLists: readonly string[] = [
  'custom',
  'all',
  'configured',
  'definitions',
  'instances',
  'browse',
];

/** Segment before an instance id on J1's screenshots of 2019–2021 (seen; compared 2026-11-23), and its likely heirs (guessed). */
export const seenInstanceSegment = 'configuration';
export const instanceSegments: readonly string[] = [
  seenInstanceSegment,
  'configurations',
  'instance',
  'instances',
];

/**
 * Labels of the left rail, breadcrumbs and page titles of the present Settings. Seen in J1's screenshots of April 2023
 * and in the list on its documentation site, compared 2026-11-23. A label without a kind of its own is plain Settings.
 */
export const settingsLabels: Readonly<Record<string, PageKind>> = {
  settings: 'settings',
  overview: 'settings',
  profile: 'settings',
  notifications: 'settings',
  'user api tokens': 'user-tokens',
  'account management': 'account-management',
  users: 'users',
  'user groups': 'user-groups',
  'security & access': 'settings',
  'security and access': 'settings',
  'account api tokens': 'account-tokens',
  'account parameters': 'settings',
  'audit events': 'settings',
  'power ups': 'settings',
};

/** Rail headings over groups of labels (seen, 2023; compared 2026-11-23). */
export const railSections: readonly string[] = ['my account', 'admin'];

/**
 * `User API Tokens` stood under MY ACCOUNT in 2023 (seen): one's own keys. The documentation site now lists it under
 * Admin, where it shows every user's keys (documented, 2026-11-23). The heading above the rail item decides.
 */
export const adminKinds: Readonly<Partial<Record<PageKind, PageKind>>> = { 'user-tokens': 'all-user-tokens' };

/** The profile's tab with one's own keys (documented, 2026-11-23). */
export const ownTokensTabs: readonly string[] = ['api token', 'api tokens', 'api token(s)'];

/** Words that only a user group's page shows (seen, 2023; compared 2026-11-23). Two of them make the page. */
export const groupPageMarks: readonly string[] = ['group members', 'group details', 'delete group'];

/** Words that only an integration instance's page shows (seen, 2023 and 2021; compared 2026-11-23). One is enough. */
export const instancePageMarks: readonly string[] = [
  'integration api keys',
  'instance jobs',
  'configuration settings',
];

/**
 * Upper-case titles of the old Settings modal, which never changed the address (seen, 2019–2022; compared 2026-11-23).
 * Most telling first: `USER API KEYS` opens from Account Management and is J1's own page on account keys (documented);
 * `API KEYS` is its form of 2019, headed "Your API Keys" (seen).
 */
export const oldModalTitles: Readonly<Record<string, PageKind>> = {
  'user api keys': 'account-tokens',
  'my profile': 'user-tokens',
  'users & access': 'users',
  'account management': 'account-management',
  'api keys': 'user-tokens',
};

/** What may be the old modal's box; its markup is not public (guessed, 2026-11-23). */
export const dialogSelector = 'dialog, [role="dialog"], [aria-modal="true"]';
export const dialogLikeSelector =
  '[class*="modal" i], [class*="dialog" i], [class*="overlay" i], [class*="drawer" i]';

/** The old modal's column ends in five to eight round icon buttons without text (seen, 2019–2022; compared 2026-11-23). */
export const iconButtonSelector =
  'button, [role="button"], [role="tab"], a, [tabindex], [title], [aria-label]';
export const fewestIconButtons = 5;

/** Where a label is a way to somewhere else, not the name of the place (common HTML and ARIA, no J1 claim). */
export const interactiveSelector =
  'a, button, summary, option, label, th, td, [role="button"], [role="link"], [role="tab"], [role="option"], [role^="menuitem"]';
export const menuSelector =
  '[role="menu"], [role="menubar"], [role="listbox"], [popover], [class*="popover" i], [class*="popper" i], [class*="dropdown" i]';
export const topBarSelector = 'header, [role="banner"]';
export const headingSelector = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
export const breadcrumbSelector =
  '[class*="breadcrumb" i], [aria-label*="breadcrumb" i], [data-testid*="breadcrumb" i]';
export const tabListSelector = '[role="tablist"]';
/** How the open item of a list is marked, besides by class (ARIA and common habit, no J1 claim). */
export const activeSelector =
  '[aria-current]:not([aria-current="false"]), [aria-selected="true"], [data-state="active"], ' +
  '[data-active]:not([data-active="false"]), [data-selected]:not([data-selected="false"])';

/** The sign-in form (seen, screenshots of 2021–2023; compared 2026-11-23). */
export const signInLabels: readonly string[] = ['sign in', 'log in', 'login', 'sign in to jupiterone'];
export const passwordSelector = 'input[type="password"]';
/** Links that only a signed-in console draws (documented paths, 2026-11-23). */
export const signedInSelector = 'a[href^="/settings"], a[href^="/integrations"], a[href^="/alerts"]';
