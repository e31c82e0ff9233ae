/** One file to load for everything that a first view shows only now and then. */
export { AccountProblem } from './account-problem.tsx';
export { ChangesNow } from './changes-now.tsx';
export { Welcome } from './welcome.tsx';
