/** The log of the background: what nobody foresaw and who was refused, in the browser's own console, masked. */
import { makeLogger } from './logger.ts';

export const consoleLog = makeLogger((level, line) => console[level](line));
