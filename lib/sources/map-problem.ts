/** A place in a map file; lines and columns count from 1. */
export type Place = { file: string; line: number; column: number }

/** What is wrong with a map. The sentence for each code is in the messages `sources.map`. */
export type MapProblemCode =
  | 'not-yaml'
  | 'unknown-key'
  | 'missing-key'
  | 'not-a-mapping'
  | 'not-a-list'
  | 'not-a-text'
  | 'not-a-boolean'
  | 'not-a-number'
  | 'not-one-of'
  | 'not-a-date'
  | 'not-a-period'
  | 'not-a-name'
  | 'not-a-path'
  | 'not-a-category'
  | 'too-deep'
  | 'duplicate'
  | 'no-dataset'
  | 'unknown-dataset'
  | 'unknown-collection'
  | 'unknown-field'
  | 'unequal-keys'
  | 'not-an-array'
  | 'not-an-object'
  | 'direction-needed'

export type MapProblem = Place & { code: MapProblemCode; what: string; nearest: string | null }

/** Where each part of the map stands in its file, for problems found after reading. */
export type Places = WeakMap<object, Place>
