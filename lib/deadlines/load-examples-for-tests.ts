import { it } from 'vitest'

/**
 * Loads examples of the law into the file that calls. A law that cannot even be read, or a file whose first lines fail, is a test that
 * fails: whoever counts only tests would otherwise count nothing and call it well.
 */
export async function loadExamples(names: readonly string[]): Promise<void> {
  for (const name of names) {
    try {
      await import(/* @vite-ignore */ new URL(name, import.meta.url).href)
    } catch (fault) {
      it(`${name} can be read`, () => {
        throw fault
      })
    }
  }
}
