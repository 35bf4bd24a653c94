'use client'

import german from '#lib/i18n/messages/de/errors.json'
import english from '#lib/i18n/messages/en/errors.json'
import './globals.css'

/** Not even the layout could be made, so nobody knows which language is read: both are spoken, from the files themselves. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <title>{english.fault.title}</title>
        <main data-room="person" className="mx-auto grid max-w-180 gap-12 px-4 py-12 sm:px-6">
          {Object.entries({ en: english.fault, de: german.fault }).map(([language, fault]) => (
            <section key={language} lang={language} className="flow">
              <h1>{fault.title}</h1>
              <p>{fault.kept}</p>
              <p>
                <a href="/">{fault.home}</a>
              </p>
            </section>
          ))}
        </main>
      </body>
    </html>
  )
}
