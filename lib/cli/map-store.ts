import { join } from 'node:path'
import { dataDirectory } from '#lib/config/environment.ts'
import type { Io } from './command.ts'

/** Where `map import` keeps the map and `map export` finds it: the data directory, unless `--to` or `--from` says another file. */
export const mapStore = ({ env }: Io, file: string | undefined): string => file ?? join(dataDirectory(env), 'map.yml')
