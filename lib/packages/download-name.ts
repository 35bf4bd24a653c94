/** The name a downloaded file gets: from the reference and the kind of file, never from anything somebody typed. */
export function downloadName(ref: string, name: string): string {
  const [, stem = 'file', ending = 'bin'] =
    /^(?:dossier-?)?(.*?)\.([a-z0-9]{1,8}(?:\.[a-z0-9]{1,8})?)$/i.exec(name) ?? []
  const part = stem.replaceAll(/[^A-Za-z0-9-]/g, '')
  return `dossier-${ref.replaceAll(/[^A-Z0-9-]/g, '')}${part ? `-${part}` : ''}.${ending.toLowerCase()}`
}
