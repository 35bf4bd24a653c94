import { readdirSync } from 'node:fs'

/** Who sees a page: the first part of its folder in `app`. */
export type Route = { room: string; route: string }

/** Every page there is, read off the folders: a new page is here before anybody thinks of it. */
export const routes: Route[] = readdirSync(new URL('../app', import.meta.url), { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => /(^|\/)page\.tsx$/.test(path))
  .map(path => path.split('/').slice(0, -1))
  .map(parts => ({
    room: (parts[0] ?? '').replace(/[()]/g, ''),
    route: `/${parts.filter(part => !part.startsWith('(')).join('/')}`,
  }))
  .sort((one, other) => one.route.localeCompare(other.route, 'en'))

/** What stands in the place of `[name]` in a route. */
export type Values = { [name: string]: string }

/** The address of a route. A name for which nothing stands fails, so that nobody adds a page that is not looked at. */
export const addressOf = (route: string, values: Values): string =>
  route.replaceAll(/\[([^\]]+)\]/g, (_, name: string) => {
    if (values[name] === undefined) throw new Error(`Say what stands for [${name}] in ${route}, so that it is visited.`)
    return values[name]
  })
