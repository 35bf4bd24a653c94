import type { Refusal } from '#lib/kernel/result.ts'

/** The law's answer to an extension, as the verb says it. */
export const extensionRefusals: { [why: string]: Refusal } = {
  extension_not_available: 'extension-not-available',
  extension_already_used: 'extension-already-used',
  extension_too_late: 'extension-too-late',
}
