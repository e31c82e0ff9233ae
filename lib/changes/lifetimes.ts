/** How long things wait, in milliseconds. */

/** Nothing of a revocation is sent before this is over. */
export const undoMs = 10_000;
/** A created secret stays in memory until somebody says that it is saved, at most this long. */
export const secretLifeMs = 5 * 60_000;
/** What was shown and not yet confirmed. */
export const planLifeMs = 10 * 60_000;
/** A change that waits for a sign-in. */
export const intentLifeMs = 10 * 60_000;
/** The content script gives a request up after 25 s and keeps its answer for 60 s more. */
export const answerPatienceMs = 90_000;
/** Finished rows of the journals. */
export const journalLifeMs = 24 * 60 * 60_000;
