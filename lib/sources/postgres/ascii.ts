/*
 * Signs of ASCII as bytes. UTF-8 has only bytes above 127 in all that is not ASCII, so that none of these is ever a part of another character.
 */
export const space = 0x20
export const quote = 0x22
export const comma = 0x2c
export const minus = 0x2d
export const point = 0x2e
export const zero = 0x30
export const nine = 0x39
export const colon = 0x3a
export const upperA = 0x41
export const upperT = 0x54
export const upperZ = 0x5a
export const backslash = 0x5c
export const lowerA = 0x61
export const lowerE = 0x65
