import { config } from '#lib/config/config.ts'

export type PostOffice = {
  /** The portal's address: every link and every Message-ID is made from it. */
  origin: string
  smtpUrl: string
  /** An address, or `Name <address>`. */
  mailFrom: string
}

let opened: PostOffice | undefined

/** Where this process sends from and through, when that is not what the environment says (tests). */
export function openPostOffice(office: PostOffice | undefined): void {
  opened = office
}

/** @throws {ClearLine} when the environment cannot be used. */
export const postOffice = (): PostOffice => opened ?? config()
