/**
 * The presets of the first view: which template each opens, and how its keys are named. Kept apart from
 * `lib/policy`, which is too heavy for what must paint first.
 */
export const presets = [
  { templateId: 'read-only-query', nameBase: 'read-only', label: 'presetReadOnly' },
  { templateId: 'siem-export', nameBase: 'siem', label: 'presetSiem' },
  { templateId: 'terraform', nameBase: 'terraform', label: 'presetTerraform' },
] as const;
