import { z } from 'zod'

/** Where to go after a proof: a path of this portal and nothing else (`//host` and `/\host` leave it). */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])\P{Cc}*$/u.test(path)

export const returnPath = z.string().max(300).refine(isOwnPath).catch('/requests')
