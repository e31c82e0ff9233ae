/** What went wrong, as its one sentence, spoken when it appears. */
import type { ReactNode } from 'react';
import { problemText } from '../../lib/api/problem-text.ts';
import type { Problem } from '../../lib/api/problem.ts';
import { Banner } from '../ui/banner.tsx';

export interface ProblemBannerProps {
  readonly problem: Problem;
  /** What the problem kept from happening, before its reason. */
  readonly lead?: string;
  readonly actions?: ReactNode;
}

export function ProblemBanner({ problem, lead, actions }: ProblemBannerProps) {
  return (
    <Banner tone="danger" role="alert" actions={actions}>
      {lead ? <p>{lead}</p> : null}
      <p>{problemText(problem)}</p>
    </Banner>
  );
}
