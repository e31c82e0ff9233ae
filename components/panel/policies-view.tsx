/** Policies by the job they are for, and a place to try one's own. */
import { lazy, Suspense, useState } from 'react';
import { currentLocale } from '../../lib/i18n/text.ts';
import { gradePolicy, templatesIn, type PolicyTemplate } from '../../lib/policy/index.ts';
import { Button } from '../ui/button.tsx';
import { GradeBadge } from '../ui/grade-badge.tsx';
import { Spinner } from '../ui/spinner.tsx';
import styles from './policies-view.module.css';
import { panelText } from './text.ts';

const PolicyReadout = lazy(() => import('./policy-readout.tsx'));
const PolicyCheck = lazy(() => import('./policy-check.tsx'));

interface TemplateRowProps {
  readonly template: PolicyTemplate;
  readonly onUse: (templateId: string) => void;
}

function TemplateRow({ template, onUse }: TemplateRowProps) {
  const [open, setOpen] = useState(false);
  const { id, title, purpose, policy, days } = template;
  return (
    <li className={styles.template}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <GradeBadge grade={gradePolicy(policy)} />
      </div>
      <p className={styles.purpose}>{purpose}</p>
      <div className={styles.foot}>
        <span className={styles.days}>{panelText('suggestedDays', { count: days })}</span>
        <Button variant="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {panelText(open ? 'hidePolicy' : 'showPolicy')}
        </Button>
        <Button aria-label={panelText('newKeyFrom', { title })} onPress={() => onUse(id)}>
          {panelText('useTemplate')}
        </Button>
      </div>
      {open ? (
        <div className={styles.readout}>
          <Suspense fallback={<Spinner />}>
            <PolicyReadout text={policy} />
          </Suspense>
        </div>
      ) : null}
    </li>
  );
}

export interface PoliciesViewProps {
  readonly onUse: (templateId: string) => void;
}

export default function PoliciesView({ onUse }: PoliciesViewProps) {
  const [checking, setChecking] = useState(false);
  return (
    <div className={styles.view}>
      <section aria-label={panelText('checkPolicy')} className={styles.check}>
        {checking ? (
          <Suspense fallback={<Spinner />}>
            <PolicyCheck onClose={() => setChecking(false)} />
          </Suspense>
        ) : (
          <Button onPress={() => setChecking(true)}>{panelText('checkPolicy')}</Button>
        )}
      </section>
      <h2 className={styles.title}>{panelText('templatesTitle')}</h2>
      <ul className={styles.templates}>
        {templatesIn(currentLocale()).map((template) => (
          <TemplateRow key={template.id} template={template} onUse={onUse} />
        ))}
      </ul>
    </div>
  );
}
