/** From findings to a letter: one table for the grade and for the checks that read it. */
import type { Finding } from './findings.ts';

export type PolicyGrade = 'A' | 'B' | 'C' | 'D' | 'F';

const ungraded: ReadonlySet<string> = new Set(['J1-E01', 'J1-E02', 'J1-E06']);

const steps: readonly { grade: PolicyGrade; ids: readonly string[] }[] = [
  { grade: 'F', ids: ['J1-S01'] },
  { grade: 'D', ids: ['J1-S02', 'J1-S03', 'J1-S08'] },
  { grade: 'C', ids: ['J1-S04', 'J1-S05', 'J1-S06'] },
];

/** The grade and the finding that set it; for a B the second warning, for an A none. `null` where there is no grade. */
export function gradeFrom(findings: readonly Finding[]): { grade: PolicyGrade | null; by: Finding | null } {
  const blocking = findings.find(({ id }) => ungraded.has(id));
  if (blocking) return { grade: null, by: blocking };
  for (const { grade, ids } of steps) {
    for (const id of ids) {
      const by = findings.find((each) => each.id === id);
      if (by) return { grade, by };
    }
  }
  const second = findings.filter(({ severity }) => severity === 'warning')[1];
  return second ? { grade: 'B', by: second } : { grade: 'A', by: null };
}
