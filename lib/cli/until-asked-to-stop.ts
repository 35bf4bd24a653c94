/**
 * Resolves when somebody asks this process to end (Ctrl-C, SIGTERM, a closed terminal). When the process that started us dies,
 * however it dies, the channel to it closes, and we end at once: whatever was being done is taken up again by the next start.
 */
export const untilAskedToStop = (): Promise<void> =>
  new Promise(resolve => {
    const stop = () => {
      process.channel?.unref() // what is left to finish keeps this process, the open channel does not
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
    process.once('disconnect', () => process.exit(0))
  })
