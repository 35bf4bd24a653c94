import type { Level, Sensitivity } from './levels.ts'

export type LevelsNeeded = Readonly<Record<Sensitivity, Level>>

/**
 * What the organisation wants to be shown before a collection leaves. The mailbox is enough for what somebody typed into its own forms;
 * money, credentials and papers want two facts as well, the special categories of Art. 9 and 10 GDPR three and a declaration (LAW: never
 * more than the data's nature warrants, EDPB 01/2022 no. 69).
 */
export const usualLevels: LevelsNeeded = { plain: 'L1', sensitive: 'L2', special: 'L3' }
