/**
 * Stands in for WXT's content script context, which `wxt.config.ts` replaces by this: the original tells the page that
 * it started, by an event that any script there can hear, and stops when such an event is sent to it.
 */
export class ContentScriptContext {}
