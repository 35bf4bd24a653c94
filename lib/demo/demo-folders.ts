import { join } from 'node:path'

/** The demo's files within a folder. */
export const foldersIn = (folder: string) => ({ webLog: join(folder, 'web-log'), partner: join(folder, 'partner') })

/** Where the demo's files lie in the data directory. */
export const demoFolders = (directory: string) => foldersIn(join(directory, 'demo'))
