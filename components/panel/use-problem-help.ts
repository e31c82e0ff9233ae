/** What each problem is called and the one useful thing to do about it. */
import type { Problem, ProblemCode } from '../../lib/api/problem.ts';
import { useOpenAccount } from '../../lib/query/hooks.ts';
import { requestRegion, useReloadExtension } from '../../lib/query/page-hooks.ts';
import type { Account } from '../../lib/storage/records.ts';
import { panelText } from './text.ts';

const titles: Partial<Record<ProblemCode, Parameters<typeof panelText>[0]>> = {
  'no-tab': 'problemNoTab',
  'no-container-tab': 'problemNoTab',
  'signed-out': 'problemSignedOut',
  'session-unusable': 'problemSessionUnusable',
  'host-withheld': 'problemWithheld',
  'wrong-account': 'problemWrongAccount',
  'no-right': 'problemNoRight',
  network: 'problemOffline',
  background: 'problemBackground',
};

export function problemTitle(problem: Problem): string {
  return panelText(titles[problem.code] ?? 'problemOther');
}

export interface ProblemHelp {
  readonly label: string;
  readonly act: () => void;
}

/**
 * @param account the account it is about; `null` = none is known yet
 * @param again tries again what failed
 */
export function useProblemHelp(problem: Problem, account: Account | null, again: () => void): ProblemHelp {
  const { mutate: open } = useOpenAccount();
  const reload = useReloadExtension();
  const tryAgain = { label: panelText('tryAgain'), act: again };
  switch (problem.code) {
    case 'signed-out':
      return account ? { label: panelText('signIn'), act: () => open(account.key) } : tryAgain;
    case 'no-tab':
    case 'no-container-tab':
    case 'wrong-account':
    case 'session-unusable':
      return account ? { label: panelText('openConsole'), act: () => open(account.key) } : tryAgain;
    case 'host-withheld':
      return account
        ? {
            label: panelText('allowAccess'),
            act: () => void requestRegion(account.region).then((granted) => granted && again()),
          }
        : tryAgain;
    case 'background':
      return { label: panelText('reloadLatchkey'), act: reload };
    default:
      return tryAgain;
  }
}
