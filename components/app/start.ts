/**
 * What must be in place before anything else of a page runs: the Trusted Types policy, and zod without its
 * compiled parsers, which the pages' content security policy would refuse with a report each.
 */
import '../../lib/platform/trusted-types.ts';
import * as z from 'zod/mini';

z.config({ jitless: true });
