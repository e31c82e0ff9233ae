/** A problem above what is still known, or in the place of what is not: what happened and what to do. */
import { problemText } from '../../lib/api/problem-text.ts';
import type { Problem } from '../../lib/api/problem.ts';
import type { Account } from '../../lib/storage/records.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { problemTitle, useProblemHelp } from './use-problem-help.ts';

export interface ProblemProps {
  readonly problem: Problem;
  readonly account: Account | null;
  readonly again: () => void;
  /** What is shown all the same, in one sentence. */
  readonly kept?: string | undefined;
}

export function ProblemNotice({ problem, account, again, kept }: ProblemProps) {
  const help = useProblemHelp(problem, account, again);
  return (
    <Banner tone="warning" role="status" actions={<Button onPress={help.act}>{help.label}</Button>}>
      {[problemText(problem), kept].filter(Boolean).join(' ')}
    </Banner>
  );
}

export function ProblemState({ problem, account, again }: ProblemProps) {
  const help = useProblemHelp(problem, account, again);
  return (
    <div role="status">
      <EmptyState
        title={problemTitle(problem)}
        actions={
          <Button variant="primary" onPress={help.act}>
            {help.label}
          </Button>
        }
      >
        {problemText(problem)}
      </EmptyState>
    </div>
  );
}
