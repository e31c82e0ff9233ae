/**
 * What has been entered in the form for a new key. It is kept in memory-only storage while it is typed, without any
 * secret, so that a popup that closes loses nothing; ten minutes later it is forgotten.
 */
import { useEffect, useRef, useState } from 'react';
import { defaultTemplateId, gradePolicy, templates, type PolicyTemplate } from '../../lib/policy/index.ts';
import { useDropDraft, useLeaveDraft } from '../../lib/query/page-hooks.ts';
import type { Draft, Settings } from '../../lib/storage/records.ts';
import { choiceOfDays, chosenExpiry, type ExpiryChoice } from './expiry-choice.ts';

/** A draft older than this was another day's thought. */
export const draftLifeMs = 10 * 60_000;
const saveAfterMs = 150;
/** A key that may do everything lives a week unless someone says otherwise. */
const adminDays = 7;

export interface Entered {
  readonly name: string;
  /** The template that the policy came from; `null` = edited. */
  readonly templateId: string | null;
  readonly policy: string;
  /** The last text that was edited by hand, so that trying a template loses nothing; `null` = none. */
  readonly edited: string | null;
  readonly expiry: ExpiryChoice;
  /** The expiry was chosen, not suggested. */
  readonly expiryChosen: boolean;
}

/** What a form starts from: a template, or the policy and lifetime of a key that is to have a sibling. */
export type Preset =
  | { readonly name: string; readonly templateId: string }
  | { readonly name: string; readonly policy: string; readonly days: number };

function templateOf(id: string): PolicyTemplate {
  const known = (wanted: string) => templates.find((template) => template.id === wanted);
  return known(id) ?? known(defaultTemplateId)!;
}

function fromPreset(preset: Preset, now: number): Entered {
  const { name } = preset;
  if ('policy' in preset) {
    const { policy, days } = preset;
    const templateId = templates.find((template) => template.policy === policy)?.id ?? null;
    return {
      name,
      templateId,
      policy,
      edited: templateId === null ? policy : null,
      expiry: choiceOfDays(days, now),
      expiryChosen: false,
    };
  }
  const { id, policy, days } = templateOf(preset.templateId);
  return { name, templateId: id, policy, edited: null, expiry: choiceOfDays(days, now), expiryChosen: false };
}

function fromSettings({ defaultTemplateId, defaultDays }: Settings, now: number): Entered {
  const { id, policy } = templateOf(defaultTemplateId);
  const expiry = choiceOfDays(defaultDays, now);
  return { name: '', templateId: id, policy, edited: null, expiry, expiryChosen: false };
}

function fromDraft({ name, templateId, policy, days, at }: Draft): Entered {
  const edited = templateId === null ? policy : null;
  return { name, templateId, policy, edited, expiry: choiceOfDays(days, at), expiryChosen: true };
}

export interface Beginning {
  readonly account: string;
  readonly preset: Preset | null;
  readonly draft: Draft | null;
  readonly settings: Settings;
}

/** A draft is only brought back where nothing else was asked for, and while it is fresh. */
function begin({ preset, draft, settings }: Beginning, now: number): { entered: Entered; restored: boolean } {
  if (preset) return { entered: fromPreset(preset, now), restored: false };
  if (draft && now - draft.at < draftLifeMs) return { entered: fromDraft(draft), restored: true };
  return { entered: fromSettings(settings, now), restored: false };
}

/** An expiry that was only suggested follows what the policy may do. */
function suggestedExpiry(entered: Entered, now: number): ExpiryChoice {
  if (entered.expiryChosen) return entered.expiry;
  return gradePolicy(entered.policy) === 'F' ? choiceOfDays(adminDays, now) : entered.expiry;
}

export function useNewKey(beginning: Beginning) {
  const [{ entered, restored }, setState] = useState(() => begin(beginning, Date.now()));
  const save = useLeaveDraft(beginning.account).mutate;
  const drop = useDropDraft(beginning.account).mutate;
  const pending = useRef<Draft | null>(null);

  useEffect(() => {
    const flush = () => {
      if (pending.current) save(pending.current);
      pending.current = null;
    };
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [save]);

  useEffect(() => {
    if (!pending.current) return;
    const timer = setTimeout(() => {
      if (pending.current) save(pending.current);
      pending.current = null;
    }, saveAfterMs);
    return () => clearTimeout(timer);
  }, [entered, save]);

  function enter(next: Entered, now: number): void {
    const days = chosenExpiry(next.expiry, now).days ?? beginning.settings.defaultDays;
    pending.current = { at: now, name: next.name, templateId: next.templateId, policy: next.policy, days };
    setState({ entered: next, restored: false });
  }

  return {
    entered,
    restored,
    setName: (name: string) => enter({ ...entered, name }, Date.now()),
    setExpiry: (expiry: ExpiryChoice) => enter({ ...entered, expiry, expiryChosen: true }, Date.now()),
    setTemplate: (id: string) => {
      const now = Date.now();
      const { policy, days } = templateOf(id);
      const expiry = entered.expiryChosen ? entered.expiry : choiceOfDays(days, now);
      enter({ ...entered, templateId: id, policy, expiry }, now);
    },
    setPolicy: (policy: string) => {
      const now = Date.now();
      const next = { ...entered, policy, edited: policy, templateId: null };
      enter({ ...next, expiry: suggestedExpiry(next, now) }, now);
    },
    /** Back to the text that was edited by hand. */
    setEdited: () => {
      if (entered.edited !== null)
        enter({ ...entered, templateId: null, policy: entered.edited }, Date.now());
    },
    startOver: () => {
      drop();
      pending.current = null;
      setState({ entered: fromSettings(beginning.settings, Date.now()), restored: false });
    },
    /** The key is on its way: there is nothing left to bring back. */
    forget: () => {
      pending.current = null;
      drop();
    },
  };
}
