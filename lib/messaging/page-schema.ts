/** The content script's messages as schemas: its own guards are for the content script, these for who hears it. */
import * as z from 'zod/mini';
import { pageSchema } from '../storage/records.ts';

const answerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    status: z.number(),
    contentType: z.string(),
    body: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('redirect') }),
  z.object({ kind: z.literal('timeout') }),
  z.object({ kind: z.literal('network') }),
  z.object({ kind: z.literal('too-large') }),
]);

const report = { instance: z.string(), page: pageSchema, looksSignedOut: z.boolean() };

export const pageMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('page.hello'), ...report }),
  z.object({ type: z.literal('page.changed'), ...report }),
  z.object({ type: z.literal('page.open'), page: pageSchema }),
  z.object({ type: z.literal('page.answer'), requestId: z.string(), answer: answerSchema }),
]);
