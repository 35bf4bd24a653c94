import { openFiles } from '../files/open-files.ts'
import type { OpenSource } from '../source-reader.ts'
import { accessLog } from './access-log.ts'

/** Opens web server logs as a source: a file, a folder or a pattern. Throws SourceFailure. */
export const open: OpenSource = (...asked) => openFiles(accessLog, asked)
