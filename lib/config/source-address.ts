/** What the portal itself lives by. No source may name it: whoever writes a map could have it sent to a host of theirs. */
const ours = /^(DOSSIER_|NEXTAUTH_|SMTP_|AWS_|DATABASE_URL$|MIGRATE_URL$)/

const given = (variable: string): string | undefined =>
  ours.test(variable) ? undefined : process.env[variable] || undefined

/** The address of a source, from the environment variable its row names; undefined when the operator has set none. */
export const sourceAddress = given

/** The password of a source, from the variable its map names, where the address holds none. */
export const sourcePassword = given
