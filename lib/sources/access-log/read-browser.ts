const browsers: [name: string, sign: RegExp][] = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /(?:OPR|Opera)\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/],
]

const systems: [name: string, sign: RegExp][] = [
  ['iOS', /iPhone|iPad|iPod/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
]

/** Which browser and operating system a program says it is. Only the usual ones; of others the line itself tells. */
export const readBrowser = (agent: string): { browser: string | null; system: string | null } => {
  const browser = browsers.find(([, sign]) => sign.test(agent))
  return {
    browser: browser ? `${browser[0]} ${browser[1].exec(agent)![1]}` : null,
    system: systems.find(([, sign]) => sign.test(agent))?.[0] ?? null,
  }
}
