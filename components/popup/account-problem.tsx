/** Why the keys are not the newest, with the one useful action; what was known before stays in view. */
import { problemText } from '../../lib/api/problem-text.ts';
import type { Problem } from '../../lib/api/problem.ts';
import { Banner } from '../ui/banner.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { popupText } from './text.ts';

/** Nothing the user does here and now helps against these. */
const hopeless: readonly Problem['code'][] = ['session-unusable', 'no-container-tab'];

export interface AccountProblemProps {
  readonly problem: Problem;
  /** Older data is in view below. */
  readonly cached: boolean;
  readonly onRefresh: () => void;
  readonly onOpenConsole: () => void;
}

export function AccountProblem({ problem, cached, onRefresh, onOpenConsole }: AccountProblemProps) {
  const toConsole =
    problem.code === 'signed-out' || problem.code === 'no-tab' || problem.code === 'wrong-account';
  return (
    <Banner
      tone="warning"
      role="status"
      actions={
        toConsole ? (
          <PlainButton variant="primary" onClick={onOpenConsole}>
            {popupText(problem.code === 'signed-out' ? 'signIn' : 'openConsole')}
          </PlainButton>
        ) : hopeless.includes(problem.code) ? null : (
          <PlainButton onClick={onRefresh}>{popupText('tryAgain')}</PlainButton>
        )
      }
    >
      <p>{problemText(problem)}</p>
      {cached ? <p>{popupText('cached')}</p> : null}
    </Banner>
  );
}
