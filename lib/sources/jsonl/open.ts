import { openFiles } from '../files/open-files.ts'
import type { OpenSource } from '../source-reader.ts'
import { jsonl } from './jsonl.ts'

/** Opens files of one JSON object a line as a source: a file, a folder or a pattern. Throws SourceFailure. */
export const open: OpenSource = (...asked) => openFiles(jsonl, asked)
