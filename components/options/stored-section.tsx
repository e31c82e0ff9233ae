/** What is stored, where and for how long, and what of it cannot be used. */
import { useAccounts } from '../../lib/query/hooks.ts';
import { useDropSetAside, useStoredProblems } from '../../lib/query/page-hooks.ts';
import type { StoredProblem } from '../../lib/storage/stored-problems.ts';
import { Button } from '../ui/button.tsx';
import styles from './options.module.css';
import { Section } from './section.tsx';
import { optionsText } from './text.ts';

/** What, where and until when: one row of the table each. */
const kinds = [
  ['storedAccounts', 'onDevice', 'untilForgotten'],
  ['storedKeys', 'onDevice', 'untilForgotten'],
  ['storedChanges', 'onDevice', 'untilDayAfter'],
  ['storedActivity', 'onDevice', 'untilNewest'],
  ['storedSettings', 'onDevice', 'untilRemoved'],
  ['storedDrafts', 'inMemory', 'untilTenMinutes'],
  ['storedSecrets', 'inMemory', 'untilFiveMinutes'],
  ['storedTabs', 'inMemory', 'untilClosed'],
] as const;

const states = { unreadable: 'stateUnreadable', newer: 'stateNewer', 'set-aside': 'stateSetAside' } as const;

function StoredTable() {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{optionsText('columnWhat')}</th>
          <th scope="col">{optionsText('columnWhere')}</th>
          <th scope="col">{optionsText('columnUntil')}</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(([what, where, until]) => (
          <tr key={what}>
            <th scope="row">{optionsText(what)}</th>
            <td>{optionsText(where)}</td>
            <td>{optionsText(until)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ProblemRowProps {
  readonly problem: StoredProblem;
  readonly onDelete: (key: string) => void;
}

function ProblemRow({ problem: { key, state }, onDelete }: ProblemRowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.rowText}>
        <h4>
          <code>{key}</code>
        </h4>
        <p className={styles.secondary}>{optionsText(states[state])}</p>
      </div>
      {state === 'set-aside' ? (
        <Button aria-label={optionsText('deleteNamed', { key })} onPress={() => onDelete(key)}>
          {optionsText('delete')}
        </Button>
      ) : null}
    </li>
  );
}

function StoredProblems() {
  const accounts = useAccounts().data?.map(({ key }) => key) ?? [];
  const { data: problems } = useStoredProblems(accounts);
  const { mutate: drop } = useDropSetAside();
  if (problems === undefined) return null;
  return (
    <>
      <h3 className={styles.subtitle}>{optionsText('storedProblems')}</h3>
      {problems.length === 0 ? <p className={styles.secondary}>{optionsText('noStoredProblems')}</p> : null}
      <ul className={styles.rows}>
        {problems.map((problem) => (
          <ProblemRow key={`${problem.state} ${problem.key}`} problem={problem} onDelete={drop} />
        ))}
      </ul>
    </>
  );
}

export function StoredSection() {
  return (
    <Section anchor="stored" title={optionsText('stored')} intro={optionsText('storedIntro')}>
      <StoredTable />
      <StoredProblems />
    </Section>
  );
}
