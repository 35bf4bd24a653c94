import { openFiles } from '../files/open-files.ts'
import type { OpenSource } from '../source-reader.ts'
import { csv } from './csv.ts'

/** Opens CSV files as a source: a file, a folder or a pattern. Throws SourceFailure. */
export const open: OpenSource = (...asked) => openFiles(csv, asked)
