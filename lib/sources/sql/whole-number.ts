/**
 * Whole numbers as a column can hold them, as text; null for what it cannot hold. "042" is not 42: a text that only looks like a
 * number is another key, and 42.0 is the same one.
 */
export const wholeNumber =
  (least: bigint, most: bigint) =>
  (text: string): string | null => {
    const whole = /^(-?\d{1,20})(?:\.0+)?$/.exec(text)?.[1]
    if (whole === undefined || /^-?0\d|^-0$/.test(whole)) return null
    const value = BigInt(whole)
    return value >= least && value <= most ? whole : null
  }

export const signed64 = wholeNumber(-(2n ** 63n), 2n ** 63n - 1n)
export const unsigned64 = wholeNumber(0n, 2n ** 64n - 1n)
