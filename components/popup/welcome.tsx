/** No account is known yet: either the console in front is being asked, or there is none to ask. */
import type { Problem } from '../../lib/api/problem.ts';
import { regions } from '../../lib/console/hosts.ts';
import { buttonClass } from '../ui/button-class.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPainted, Skeleton } from './keys-now.tsx';
import { AccountProblem } from './account-problem.tsx';
import { popupText } from './text.ts';
import type { PopupAccount } from './use-popup-account.ts';

const consoleTexts = { us: 'welcomeUs', eu: 'welcomeEu' } as const;

/** The consoles that every installation may use. */
const consoles = regions.flatMap(({ region, consoleHost }) =>
  region === 'us' || region === 'eu' ? [{ host: consoleHost, text: consoleTexts[region] }] : [],
);

function OpenAConsole() {
  return (
    <>
      <EmptyState
        title={popupText('welcomeTitle')}
        actions={consoles.map(({ host, text }) => (
          <a key={host} className={buttonClass()} href={`https://${host}/`} target="_blank" rel="noreferrer">
            {popupText(text)}
          </a>
        ))}
      >
        {popupText('welcomeWhy')}
      </EmptyState>
      <ListPainted />
    </>
  );
}

const titles: Partial<Record<Problem['code'], Parameters<typeof popupText>[0]>> = {
  'signed-out': 'signInTitle',
  'session-unusable': 'sessionTitle',
};

export interface WelcomeProps {
  readonly state: PopupAccount;
  readonly onShowFront: () => void;
}

export function Welcome({ state, onShowFront }: WelcomeProps) {
  if (!state.unknownInFront) return <OpenAConsole />;
  if (state.problem) {
    return (
      <>
        <EmptyState title={popupText(titles[state.problem.code] ?? 'frontProblemTitle')} />
        <AccountProblem
          problem={state.problem}
          cached={false}
          onRefresh={state.refresh}
          onOpenConsole={onShowFront}
        />
        <ListPainted />
      </>
    );
  }
  return (
    <>
      <EmptyState title={popupText('askingTitle')}>{popupText('askingWhy')}</EmptyState>
      <Skeleton />
    </>
  );
}
