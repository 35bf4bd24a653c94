import type { MapFile } from './read-map.ts'

/**
 * Several map files as one: YAML documents one after the other. One file stays as it is, byte for byte; comments, order, anchors
 * and other people's keys are in the bytes.
 */
export const joinMapFiles = (files: MapFile[]): string =>
  files
    .map(({ text }, index) => {
      if (index === 0) return text
      const whole = text.replace(/^\uFEFF/, '')
      if (/^---(\s|$)/.test(whole)) return whole
      // Comments and directives before its own `---` would be a document of nothing after another.
      return `${/^---(\s|$)/m.test(whole) ? '...' : '---'}\n${whole}`
    })
    .map((text, index) => (index < files.length - 1 && !text.endsWith('\n') ? `${text}\n` : text))
    .join('')
