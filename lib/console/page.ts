/** What a console page is, as far as Latchkey needs to know. */
export type PageKind =
  | 'account-tokens'
  | 'user-tokens'
  | 'all-user-tokens'
  | 'account-management'
  | 'users'
  | 'user-groups'
  | 'user-group'
  | 'integrations'
  | 'integration'
  | 'integration-instance'
  | 'settings'
  | 'other';

export interface ConsolePage {
  readonly kind: PageKind;
  readonly groupId?: string;
  readonly definitionId?: string;
  readonly instanceId?: string;
  /** What the verdict rests on, for people: `url /settings/account-management`, `heading "User Groups"`. */
  readonly evidence: readonly string[];
}
