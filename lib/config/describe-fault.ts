export type DescribedFault = { name: string; code?: string; at: string[]; cause?: DescribedFault }

/**
 * A fault without its message, which may hold what somebody typed (`invalid input syntax for type uuid: "…"`), or a mail server's reply
 * with an address in it. Its name, its code, the places in the code and the same of its cause are enough to find it.
 */
export function describeFault(fault: unknown, depth = 0): DescribedFault {
  if (!(fault instanceof Error)) return { name: typeof fault, at: [] }
  const code = 'code' in fault && /^[A-Za-z0-9_]{1,40}$/.test(String(fault.code)) ? String(fault.code) : undefined
  return {
    name: /^[\w$]{1,60}$/.test(fault.name) ? fault.name : 'Error',
    ...(code === undefined ? {} : { code }),
    at: places(fault),
    ...(fault.cause === undefined || depth >= 3 ? {} : { cause: describeFault(fault.cause, depth + 1) }),
  }
}

/** `lib/mail/smtp.ts:41` of the innermost eight frames; the message above them may look like a frame and is cut off first. */
function places(fault: Error): string[] {
  const stack = String(fault.stack ?? '')
  const head = stack.indexOf(fault.message)
  const frames = fault.message && head >= 0 ? stack.slice(head + fault.message.length) : stack
  return [...frames.matchAll(/^\s+at (?:.* \()?(?:file:\/\/)?([^()\s]+?):(\d+):\d+\)?$/gm)]
    .slice(0, 8)
    .map(([, file, line]) => `${shorten(file ?? '')}:${line}`)
}

const shorten = (file: string) => file.replace(/^.*\/node_modules\//, '').replace(`${process.cwd()}/`, '')
