/** Why no date can be given; the codes of the command line, and sentences (`deadlines.errors`) in the portal. */
export const dueErrors = [
  'invalid_date',
  'invalid_format',
  'missing_offset',
  'resume_without_pause',
  'pause_after_due',
  'extension_not_available',
  'extension_already_used',
  'unknown_rule',
  'unknown_zone',
] as const
export type DueError = (typeof dueErrors)[number]
